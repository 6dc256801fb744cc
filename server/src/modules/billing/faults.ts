/** What billing refuses. */
import { Fault, type Problem } from '../../kernel/index.ts';

export type BillingFaultCode = 'InvoiceNotFound' | 'MonthNotClosed' | 'PriceRefused';

/** No such invoice for this tenant: another tenant's is answered the same. */
export function invoiceNotFound(id: string): Fault<BillingFaultCode> {
  return new Fault('InvoiceNotFound', 'notFound', {
    message: `There is no invoice ${id}. Take an id from the list of invoices.`,
    values: { id },
  });
}

export function monthNotClosed(month: string): Fault<BillingFaultCode> {
  return new Fault('MonthNotClosed', 'conflict', {
    message: `${month} is not closed: it has no invoices to read yet. Ask again when they are issued.`,
    target: 'month',
    values: { month },
  });
}

export function priceRefused(problems: readonly Problem[]): Fault<BillingFaultCode> {
  return new Fault('PriceRefused', 'invalid', {
    message: problems.map((problem) => problem.message).join(' '),
    problems,
    ...(problems[0] ? { target: problems[0].path } : {}),
  });
}
