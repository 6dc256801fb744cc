/** When an invoice must be paid. */
import type { RuleReference } from '../kernel/index.ts';

export const paymentTerm: RuleReference & { readonly netDays: number } = {
  id: 'G4',
  source: 'MS billing-basics.md: net 60 days from the invoice date',
  netDays: 60,
};

/** Last day to pay an invoice of that date (rule G4). */
export function dueDate(invoiceDate: Temporal.PlainDate): Temporal.PlainDate {
  return invoiceDate.add({ days: paymentTerm.netDays });
}
