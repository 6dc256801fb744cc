/** A customer has the free trial of a plan once, also when it buys by another partner (rule F25, decision 0049). */
import type { Work } from '../../../platform/work.ts';
import type { DecidedLine } from '../domain/line.ts';
import { takeTrial, trialsHad, type TrialPlan } from '../store/trials.ts';

const keyOf = ({ offerId, planId }: TrialPlan) => `${offerId} ${planId}`;

/** For each plan, in their order, whether it begins with a trial for the customer. */
export async function trialsLeft(
  work: Pick<Work, 'prepared'>,
  customerTenantId: string,
  plans: readonly (TrialPlan & { readonly trial: boolean })[],
): Promise<boolean[]> {
  const trials = plans.filter((plan) => plan.trial);
  if (trials.length === 0) return plans.map(() => false);
  const had = new Set((await trialsHad(work, customerTenantId, trials)).map(keyOf));
  return plans.map((plan) => plan.trial && !had.has(keyOf(plan)));
}

/** Lines with what is left of their trials: of two lines of a plan the first has it. */
export async function withTrials(
  work: Pick<Work, 'prepared'>,
  customerTenantId: string,
  lines: readonly DecidedLine[],
): Promise<DecidedLine[]> {
  const left = await trialsLeft(work, customerTenantId, lines.map(planOf));
  const given = new Set<string>();
  return lines.map((line, index) => {
    const key = keyOf(line.item);
    const trial = left[index]! && !given.has(key);
    if (trial) given.add(key);
    return { ...line, trial };
  });
}

const planOf = ({ item: { offerId, planId }, trial }: DecidedLine) => ({ offerId, planId, trial });

/** Takes the trials of an order that is being written; a line whose trial was taken meanwhile is ordered without. */
export async function takeTrials<Line extends DecidedLine>(
  work: Pick<Work, 'prepared' | 'now'>,
  customerTenantId: string,
  lines: readonly Line[],
): Promise<Line[]> {
  const taken: Line[] = [];
  for (const line of lines) {
    const trial = line.trial && (await takeTrial(work, customerTenantId, line.item));
    taken.push({ ...line, trial });
  }
  return taken;
}
