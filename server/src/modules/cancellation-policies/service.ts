/** Windows of cancellation: which count when, chosen by the operator ahead of time (rules F21, F22). */
import { dayOf } from '../../kernel/index.ts';
import type { Work } from '../../platform/work.ts';
import {
  cancellationPolicies as documented,
  usualCancellationPolicy,
  type ChosenWindows,
} from '../../programme/cancellation.ts';
import { rules } from '../../programme/rules/index.ts';
import type { CancellationPolicyEvents } from './events.ts';
import { policyFault } from './faults.ts';
import { deletePolicy, insertPolicy, selectPolicies, type PolicyRow } from './store.ts';
import type { CancellationPolicyTables } from './tables.ts';

type OwnWork = Work<CancellationPolicyTables>;

/** `programme`: what the documents say, until the operator chose. */
export interface Policy extends Omit<PolicyRow, 'setAt' | 'setBy' | 'source'> {
  readonly state: 'ahead' | 'inForce' | 'past';
  readonly by: 'programme' | 'operator';
  readonly source: string | undefined;
  readonly setBy: string | undefined;
}

/** What the operator chose, for `windowsAt`. */
export async function chosenWindows(work: Pick<Work, 'prepared'>): Promise<readonly ChosenWindows[]> {
  return (await selectPolicies(work)).map(({ effectiveFrom, monthlyHours: monthly, otherHours: other }) => ({
    effectiveFrom,
    hours: { monthly, other },
  }));
}

/** All of them, the newest first, down to the documents'. */
export async function cancellationPolicies(work: Work): Promise<readonly Policy[]> {
  const today = dayOf(work.now);
  const rows = await selectPolicies(work);
  const { since, hours } = documented[usualCancellationPolicy];
  const first = { effectiveFrom: Temporal.PlainDate.from(since), monthlyHours: hours.monthly, otherHours: hours.other };
  const all = [
    ...rows.map((row) => ({ ...row, by: 'operator' as const })),
    { ...first, by: 'programme' as const, source: undefined, setBy: undefined },
  ];
  const isAhead = (from: Temporal.PlainDate) => Temporal.PlainDate.compare(from, today) > 0;
  const inForce = all.find(({ effectiveFrom }) => !isAhead(effectiveFrom));
  return all.map((one): Policy => {
    const state = isAhead(one.effectiveFrom) ? 'ahead' : one === inForce ? 'inForce' : 'past';
    const { effectiveFrom, monthlyHours, otherHours, source, setBy, by } = one;
    return { effectiveFrom, monthlyHours, otherHours, source, setBy, by, state };
  });
}

/** For terms that begin from a day to come. Faults: PolicyNotAhead, PolicyDayTaken. System only. */
export async function setPolicy(
  work: OwnWork,
  asked: Pick<PolicyRow, 'effectiveFrom' | 'monthlyHours' | 'otherHours' | 'source'>,
): Promise<Policy> {
  const { effectiveFrom } = asked;
  if (Temporal.PlainDate.compare(effectiveFrom, dayOf(work.now)) <= 0) {
    const message = 'Terms have begun with the windows of today. Choose a day after it.';
    throw policyFault('PolicyNotAhead', message, { target: 'effectiveFrom', rule: rules.F22 });
  }
  if (!(await insertPolicy(work, { ...asked, setAt: work.now, setBy: work.actor.name }))) {
    const message = `Other windows count from ${effectiveFrom.toString()} on already. Withdraw them first, or choose another day.`;
    throw policyFault('PolicyDayTaken', message, { target: 'effectiveFrom' });
  }
  const newValue: CancellationPolicyEvents['CancellationPolicySet'] = {
    ...asked,
    effectiveFrom: effectiveFrom.toString(),
  };
  say(work, 'CancellationPolicySet', newValue);
  return { ...asked, state: 'ahead', by: 'operator', setBy: work.actor.name };
}

/** Of a day to come. Faults: PolicyUnknown, PolicyInForce. System only. */
export async function withdrawPolicy(work: OwnWork, from: Temporal.PlainDate): Promise<void> {
  if (Temporal.PlainDate.compare(from, dayOf(work.now)) <= 0) {
    throw policyFault(
      'PolicyInForce',
      'These windows count already: terms have begun with them. Choose others from a later day on.',
    );
  }
  if (!(await deletePolicy(work, from))) {
    throw policyFault('PolicyUnknown', `No windows were chosen from ${from.toString()} on.`);
  }
  const newValue: CancellationPolicyEvents['CancellationPolicyWithdrawn'] = { effectiveFrom: from.toString() };
  say(work, 'CancellationPolicyWithdrawn', newValue);
}

function say(
  work: OwnWork,
  name: keyof CancellationPolicyEvents,
  newValue: CancellationPolicyEvents[keyof CancellationPolicyEvents],
): void {
  work.publish({ name, aggregateType: 'cancellation-policy', aggregateId: newValue.effectiveFrom, newValue });
}
