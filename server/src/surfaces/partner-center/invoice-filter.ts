/** The filter that invoices take: bounds of InvoiceDate, one or two of them joined by `and` (section 1.8). */
import { z } from 'zod';
import { dayOf, Fault, readMoment, startOfDay } from '../../kernel/index.ts';
import { bind, wireEnum } from './binding.ts';

export interface IssueBounds {
  /** Both included. */
  readonly issuedFrom?: Temporal.Instant;
  readonly issuedTo?: Temporal.Instant;
}

const bound = bind(
  z.object({
    field: wireEnum(['InvoiceDate']),
    value: z.string().max(40),
    operator: wireEnum(['equals', 'greater_than', 'greater_than_or_equals', 'less_than', 'less_than_or_equals']),
  }),
);
const joined = bind(z.object({ leftFilter: bound, rightFilter: bound, operator: wireEnum(['and']) }));

/** Throws InvalidInput for a filter of another kind. */
export function issueBounds(filter: string | undefined): IssueBounds {
  if (!filter) return {};
  const parsed = jsonOf(filter);
  const two = joined.safeParse(parsed);
  if (two.success) return { ...boundsOf(two.data.leftFilter), ...boundsOf(two.data.rightFilter) };
  const one = bound.safeParse(parsed);
  if (one.success) return boundsOf(one.data);
  throw wrongFilter();
}

function boundsOf({ value, operator }: z.infer<typeof bound>): IssueBounds {
  const at = readMoment(value);
  if (!at) throw wrongFilter();
  const tick = { nanoseconds: 1 };
  switch (operator) {
    case 'greater_than':
      return { issuedFrom: at.add(tick) };
    case 'greater_than_or_equals':
      return { issuedFrom: at };
    case 'less_than':
      return { issuedTo: at.subtract(tick) };
    case 'less_than_or_equals':
      return { issuedTo: at };
    case 'equals': {
      const day = dayOf(at);
      return { issuedFrom: startOfDay(day), issuedTo: startOfDay(day.add({ days: 1 })).subtract(tick) };
    }
  }
}

function wrongFilter(): Fault {
  return new Fault('InvalidInput', 'invalid', {
    message:
      'The filter is not one invoices take. Send {"Field":"InvoiceDate","Value":"2026-11-01","Operator":"greater_than_or_equals"}, URL-encoded, or two of them joined by "and".',
    target: 'filter',
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
