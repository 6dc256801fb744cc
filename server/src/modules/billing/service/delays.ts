/** Terms whose charge waits, because an exchange rate is missing that an operator must enter. */
import type { DueWait } from '../../../platform/due.ts';
import { systemActor } from '../../../kernel/index.ts';
import type { Work, WorkRunner } from '../../../platform/work.ts';
import { chargeWaitingTerms, type BillableTerm } from '../../subscriptions/index.ts';
import { missingRateLabel, missingRateText, termKey, type WaitingFor } from '../domain/missing-rate.ts';
import type { BillingEvents } from '../events.ts';
import { chargeRatedUsageNow } from '../store/rated-usage.ts';
import { accountsWithDelays, delays, deleteDelays, insertDelays, missingRates } from '../store/delays.ts';

/**
 * Notes which terms wait and for what, and forgets those that wait no more; told once for each rate that a term waits for.
 * What went on a little and waits again does so for another one.
 */
export async function noteDelays(
  work: Work,
  partnerTenantId: string,
  plans: readonly {
    readonly term: BillableTerm;
    readonly priced: number;
    readonly waiting: WaitingFor | undefined;
  }[],
): Promise<void> {
  const moved = plans.filter(({ priced, waiting }) => priced > 0 || !waiting).map(({ term }) => term);
  if (moved.length > 0) await deleteDelays(work, partnerTenantId, moved);
  const waiting = plans.flatMap(({ term: { subscriptionId, number: termNumber }, waiting: wait }) =>
    wait ? [{ subscriptionId, termNumber, ...wait }] : [],
  );
  if (waiting.length === 0) return;
  const fresh = await insertDelays(work, partnerTenantId, waiting);
  for (const delay of waiting) {
    const { subscriptionId, termNumber } = delay;
    if (!fresh.has(termKey(subscriptionId, termNumber))) continue;
    const newValue: BillingEvents['ChargeDelayed'] = { termNumber, reason: missingRateText(delay) };
    work.publish({
      name: 'ChargeDelayed',
      aggregateType: 'subscription',
      aggregateId: subscriptionId,
      partnerTenantId,
      newValue,
    });
  }
}

/** What charges of an account wait for, as its due work tells the operator. */
export async function chargesWaitFor(work: Work, partnerTenantId: string): Promise<DueWait | undefined> {
  const missing = await missingRates(work, partnerTenantId);
  if (!missing[0]) return undefined;
  const count = missing.reduce((sum, { terms }) => sum + terms, 0);
  const values = { rates: missing.map(missingRateLabel).join('; '), count: String(count) };
  return { code: 'exchangeRate', since: missing[0].since, values };
}

/** Has the terms of an account that wait charged at once. */
export async function retryDelayed(work: Work, partnerTenantId: string): Promise<void> {
  await chargeRatedUsageNow(work, partnerTenantId);
  const waiting = await delays(work, partnerTenantId);
  await chargeWaitingTerms(
    work,
    partnerTenantId,
    waiting.map(({ subscriptionId, termNumber }) => ({ subscriptionId, number: termNumber })),
  );
}

/** The task that a newly recorded rate queues. */
export const delayedChargesTask = 'retry-delayed-charges';

/**
 * Has what waits for exchange rates charged as soon as one is recorded, account by account: what waits for another rate
 * goes on waiting, and one account's failure stops no other. `retry`: makes an account's charges due.
 */
export async function retryDelayedCharges(
  runner: WorkRunner,
  retry: (work: Work, account: string) => Promise<boolean>,
): Promise<void> {
  const system = { actor: systemActor, system: true };
  for (const account of await runner.run<string[], unknown>(system, accountsWithDelays)) {
    await runner.run<boolean, unknown>(system, (work) => retry(work, account));
  }
}
