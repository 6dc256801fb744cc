/** The filter that invoices take: bounds of InvoiceDate, one or two of them joined by `and` (section 1.8). */
import { z } from 'zod';
import { dayOf, Fault, readMoment, startOfDay } from '../../kernel/index.ts';
import { bind, filterOperators, jsonOf, wireEnum } from './binding.ts';

export interface IssueBounds {
  /** Included. */
  readonly issuedFrom?: Temporal.Instant;
  /** Not included. */
  readonly issuedBefore?: Temporal.Instant;
}

const bound = bind(
  z.object({
    field: wireEnum(['InvoiceDate']),
    value: z.string().max(40),
    operator: wireEnum(
      ['equals', 'greater_than', 'greater_than_or_equals', 'less_than', 'less_than_or_equals'],
      filterOperators,
    ),
  }),
);
const joined = bind(z.object({ leftFilter: bound, rightFilter: bound, operator: wireEnum(['and'], filterOperators) }));

/** Throws InvalidInput for a filter of another kind. */
export function issueBounds(filter: string | undefined): IssueBounds {
  if (!filter) return {};
  const parsed = jsonOf(filter);
  const two = joined.safeParse(parsed);
  if (two.success) return both(boundsOf(two.data.leftFilter), boundsOf(two.data.rightFilter));
  const one = bound.safeParse(parsed);
  if (one.success) return boundsOf(one.data);
  throw wrongFilter();
}

/** What lies within one and the other. */
function both(one: IssueBounds, other: IssueBounds): IssueBounds {
  const inOrder = (given: readonly (Temporal.Instant | undefined)[]) =>
    given.filter((at) => at !== undefined).toSorted((a, b) => Temporal.Instant.compare(a, b));
  const from = inOrder([one.issuedFrom, other.issuedFrom]).at(-1);
  const [before] = inOrder([one.issuedBefore, other.issuedBefore]);
  return { ...(from ? { issuedFrom: from } : {}), ...(before ? { issuedBefore: before } : {}) };
}

function boundsOf({ value, operator }: z.infer<typeof bound>): IssueBounds {
  const at = readMoment(value);
  if (!at) throw wrongFilter();
  const { start, end } = spanOf(at, operator === 'equals');
  switch (operator) {
    case 'greater_than':
      return { issuedFrom: end };
    case 'greater_than_or_equals':
      return { issuedFrom: start };
    case 'less_than':
      return { issuedBefore: start };
    case 'less_than_or_equals':
      return { issuedBefore: end };
    case 'equals':
      return { issuedFrom: start, issuedBefore: end };
  }
}

/**
 * What a value covers; its end is no more part of it. Midnight is how clients write a day, and an invoice's date is a
 * day to whoever asks: it covers the day. Any other time is itself, in the microseconds that invoices are kept in:
 * a finer bound would be rounded by PostgreSQL, and could fall on the other side.
 */
function spanOf(at: Temporal.Instant, wholeDay: boolean): { start: Temporal.Instant; end: Temporal.Instant } {
  const day = dayOf(at);
  if (wholeDay || startOfDay(day).equals(at)) return { start: startOfDay(day), end: startOfDay(day.add({ days: 1 })) };
  const start = at.round({ smallestUnit: 'microsecond', roundingMode: 'floor' });
  return { start, end: start.add({ microseconds: 1 }) };
}

function wrongFilter(): Fault {
  return new Fault('InvalidInput', 'invalid', {
    message:
      'The filter is not one invoices take. Send {"Field":"InvoiceDate","Value":"2026-11-01","Operator":"greater_than_or_equals"}, URL-encoded, or two of them joined by "and".',
    target: 'filter',
  });
}
