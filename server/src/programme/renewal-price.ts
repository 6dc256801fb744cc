/**
 * The list price of a renewal (rule F24/renewal-price). A term keeps its price; a renewal has the one in force for it: a
 * decrease counts from the first of the month after it was published, an increase from the first of a month at least ninety
 * days after. Source: Microsoft, "Changing prices in active commercial marketplace offers". What a version asks, fee and
 * meters, comes at once: it is an increase when any of it is dearer (decision 0116). Pure.
 */
import { dayOf, decimal, startOfDay } from '../kernel/index.ts';

/** What a unit of a meter costs, as a version of the offer has it. */
export interface MeterPrice {
  readonly id: string;
  /** Decimal text; null costs nothing. */
  readonly pricePerUnit: string | null;
  /** Units of each term that cost nothing more. */
  readonly includedQuantity: number;
}

/** A price of one plan, market, term and billing cycle, as a version of the offer has it. */
export interface PublishedPrice {
  /** Decimal text. */
  readonly amount: string;
  readonly meters: readonly MeterPrice[];
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
    return Temporal.Instant.compare(countsFrom(current, next), at) <= 0 ? next : current;
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
  if (!before || !after || priceChange(before, after) <= 0) return undefined;
  return { before, after, from: countsFrom(before, after) };
}

type Asked = Pick<PublishedPrice, 'amount' | 'meters'>;

/** 1: something of it is dearer; -1: nothing is, and something is cheaper; 0: it costs the same. */
export function priceChange(before: Asked, after: Asked): -1 | 0 | 1 {
  const changes = [decimal(after.amount).cmp(decimal(before.amount)), ...meterChanges(before.meters, after.meters)];
  if (changes.some((change) => change > 0)) return 1;
  return changes.some((change) => change < 0) ? -1 : 0;
}

/** A meter that is not there costs nothing; of one that costs something, fewer included units are dearer. */
function meterChanges(before: readonly MeterPrice[], after: readonly MeterPrice[]): number[] {
  const ids = [...new Set([...before, ...after].map(({ id }) => id))];
  return ids.flatMap((id) => {
    const [was, is] = [before, after].map((meters) => meters.find((meter) => meter.id === id));
    const change = decimal(is?.pricePerUnit ?? '0').cmp(decimal(was?.pricePerUnit ?? '0'));
    return was?.pricePerUnit && is?.pricePerUnit ? [change, was.includedQuantity - is.includedQuantity] : [change];
  });
}

/** When a published price begins to count for renewals of who had another one. */
function countsFrom(before: Asked, after: PublishedPrice): Temporal.Instant {
  const change = priceChange(before, after);
  const { publishedAt } = after;
  if (change === 0) return publishedAt;
  const published = dayOf(publishedAt);
  const nextMonth = published.with({ day: 1 }).add({ months: 1 });
  if (change < 0) return startOfDay(nextMonth);
  const earliest = published.add({ days: noticeDays });
  return startOfDay(earliest.day === 1 ? earliest : earliest.with({ day: 1 }).add({ months: 1 }));
}
