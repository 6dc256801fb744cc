/** What billing takes of usage: each quantity once. */
import { monthRange, type MonthText } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import {
  chargedSums,
  takeUsageOf,
  usageOfSubscription,
  type MeterUsage,
  type MeterKey,
  type UsageToCharge,
} from '../store/days.ts';

const firstId = '00000000-0000-0000-0000-000000000000';
/** Subscriptions of which one statement takes the usage. */
const batch = 500;

/**
 * What an account used until `lastDay` and was not charged yet, by meter and month, in portions: it counts as charged from
 * then on. Billing charges it in the same work. What is reported meanwhile of a subscription that was taken stays for
 * the next time.
 */
export async function* takeUsage(
  work: Work,
  partnerTenantId: string,
  lastDay: Temporal.PlainDate,
): AsyncGenerator<readonly UsageToCharge[]> {
  for (let after = firstId; ;) {
    const taken = await takeUsageOf(work, partnerTenantId, lastDay, after, batch);
    const last = taken.at(-1);
    if (!last) return;
    yield taken;
    after = last.subscriptionId;
  }
}

/** What of these meters was reported in a month and counts as charged, in their order; for the proof. */
export function chargedUsage(
  work: Work,
  partnerTenantId: string,
  month: MonthText,
  meters: readonly MeterKey[],
): Promise<string[]> {
  return meters.length > 0 ? chargedSums(work, partnerTenantId, monthRange(month), meters) : Promise.resolve([]);
}

/** What was used of a subscription's meters since a day, and what before it is not charged yet. */
export function usageSince(
  work: Work,
  partnerTenantId: string,
  subscriptionId: string,
  day: Temporal.PlainDate,
): Promise<MeterUsage[]> {
  return usageOfSubscription(work, partnerTenantId, subscriptionId, day);
}
