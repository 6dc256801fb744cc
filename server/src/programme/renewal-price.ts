/**
 * The list price of a renewal (rule F24/renewal-price). A term keeps its price; a renewal has the one in force for it: a
 * decrease counts from the first of the month after it was published, an increase from the first of a month at least ninety
 * days after. Source: Microsoft, "Changing prices in active commercial marketplace offers". Pure.
 */
import { dayOf, decimal, startOfDay } from '../kernel/index.ts';

/** A price of one plan, market, term and billing cycle, as a version of the offer has it. */
export interface PublishedPrice {
  /** Decimal text. */
  readonly amount: string;
  readonly publishedAt: Temporal.Instant;
}

const noticeDays = 90;

/** Of the price that was bought and those published since, in their order, the one that a renewal at `at` has. */
export function priceAtRenewal<Price extends PublishedPrice>(
  published: readonly Price[],
  at: Temporal.Instant,
): Price | undefined {
  return published.reduce<Price | undefined>((current, next) => {
    if (!current) return next;
    return Temporal.Instant.compare(countsFrom(current.amount, next), at) <= 0 ? next : current;
  }, undefined);
}

/** A price that renewals will have instead of a lower one. */
export interface Rise<Price extends PublishedPrice> {
  readonly before: Price;
  readonly after: Price;
  /** The first renewals that have it. */
  readonly from: Temporal.Instant;
}

/** The rise that what was published at a moment means for who has the first of these prices; undefined when it is none. */
export function riseAt<Price extends PublishedPrice>(
  published: readonly Price[],
  at: Temporal.Instant,
): Rise<Price> | undefined {
  const place = published.findIndex((price) => price.publishedAt.equals(at));
  const [before, after] = [published[place - 1], published[place]];
  if (!before || !after || decimal(after.amount).cmp(decimal(before.amount)) <= 0) return undefined;
  return { before, after, from: countsFrom(before.amount, after) };
}

/** When a published price begins to count for renewals of who had another one. */
function countsFrom(before: string, { amount, publishedAt }: PublishedPrice): Temporal.Instant {
  const change = decimal(amount).cmp(decimal(before));
  if (change === 0) return publishedAt;
  const published = dayOf(publishedAt);
  const nextMonth = published.with({ day: 1 }).add({ months: 1 });
  if (change < 0) return startOfDay(nextMonth);
  const earliest = published.add({ days: noticeDays });
  return startOfDay(earliest.day === 1 ? earliest : earliest.with({ day: 1 }).add({ months: 1 }));
}
