/** Durations of this API and the programme's terms, both ways (rule F3). */
import { cycleMonths, termMonths, terms, billingCycles, type BillingCycle, type Term } from '../../../kernel/index.ts';
import type { Duration, Notes } from './resources.ts';

const monthsOf = ({ type, value }: Duration): number | undefined => {
  if (type === 'month') return value;
  return type === 'year' ? value * 12 : undefined;
};

export function durationOf(months: number): Duration {
  return months % 12 === 0 ? { type: 'year', value: months / 12 } : { type: 'month', value: months };
}

export const termDuration = (term: Term): Duration => durationOf(termMonths(term));
export const cycleDuration = (cycle: BillingCycle): Duration => durationOf(cycleMonths(cycle));

/** The term of a duration; refuses the ones nothing is sold for. */
export function termOf(duration: Duration, notes: Notes): Term | undefined {
  const months = monthsOf(duration);
  const found = terms.find((term) => termMonths(term) === months);
  if (!found) {
    notes.refuse(
      'notSupported',
      `A billing term of ${duration.value} ${duration.type} is not sold. Use 1 month, or 1, 2 or 3 years.`,
    );
  }
  return found;
}

/** The billing cycle of a payment option; without one the whole term is paid at once. */
export function cycleOf(option: Duration | undefined, term: Term, notes: Notes): BillingCycle | undefined {
  const months = option ? monthsOf(option) : termMonths(term);
  const found = billingCycles.find((cycle) => cycleMonths(cycle) === months);
  if (!found) {
    notes.refuse(
      'notSupported',
      `A payment every ${option!.value} ${option!.type} is not offered. Use 1 month, or 1, 2 or 3 years.`,
    );
  }
  return found;
}
