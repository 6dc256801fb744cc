/** Which reseller the usage of a day is billed to: the one that its cycle is billed to. Pure. */
import { decimal, sum, toText } from '../../../kernel/index.ts';

/** A charged cycle of a subscription, with the reseller that takes part in it. */
export interface ChargedCycle {
  readonly subscriptionId: string;
  readonly periodStart: Temporal.PlainDate;
  /** Last day included. */
  readonly periodEnd: Temporal.PlainDate;
  readonly resellerTenantId: string | null;
  readonly resellerMpnId: string | null;
}

interface UsedDay {
  readonly day: Temporal.PlainDate;
  /** Exact decimal text. */
  readonly quantity: string;
}

/** Days of a meter and month with one reseller. */
export interface UsagePart {
  readonly quantity: string;
  readonly firstDay: Temporal.PlainDate;
  readonly lastDay: Temporal.PlainDate;
}

/** The cycle that a day lies in, of one subscription's. */
export function cycleOn(cycles: readonly ChargedCycle[], day: Temporal.PlainDate): ChargedCycle | undefined {
  const compare = (one: Temporal.PlainDate, other: Temporal.PlainDate) => Temporal.PlainDate.compare(one, other);
  return cycles.findLast(
    ({ periodStart, periodEnd }) => compare(periodStart, day) <= 0 && compare(day, periodEnd) <= 0,
  );
}

/** Days of a meter, the oldest first, parted where their cycles have different resellers. */
export function partsOf(days: readonly UsedDay[], cycles: readonly ChargedCycle[]): UsagePart[] {
  const byReseller = Map.groupBy(days, ({ day }) => cycleOn(cycles, day)?.resellerTenantId);
  return Array.from(byReseller.values(), (same) => ({
    quantity: toText(sum(same.map(({ quantity }) => decimal(quantity)))),
    firstDay: same[0]!.day,
    lastDay: same.at(-1)!.day,
  }));
}
