/** When an invoice must be paid (rule G4). */
export const paymentTerm = { netDays: 60 } as const;

/** Last day to pay an invoice of that date (rule G4). */
export function dueDate(invoiceDate: Temporal.PlainDate): Temporal.PlainDate {
  return invoiceDate.add({ days: paymentTerm.netDays });
}
