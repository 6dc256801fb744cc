/** What billing refuses. */
import { faultMaker, type Fault, type FaultKind, type Problem } from '../../kernel/index.ts';

/** Every code, and how it is to be understood. */
const kinds = {
  InvoiceNotFound: 'notFound',
  MonthNotClosed: 'conflict',
  PriceRefused: 'invalid',
} as const satisfies Record<string, FaultKind>;
export type BillingFaultCode = keyof typeof kinds;

const billingFault = faultMaker(kinds);

/** No such invoice for this tenant: another tenant's is answered the same. */
export function invoiceNotFound(id: string): Fault<BillingFaultCode> {
  return billingFault('InvoiceNotFound', `There is no invoice ${id}. Take an id from the list of invoices.`, {
    values: { id },
  });
}

export function monthNotClosed(month: string): Fault<BillingFaultCode> {
  return billingFault(
    'MonthNotClosed',
    `${month} is not closed: it has no invoices to read yet. Ask again when they are issued.`,
    { target: 'month', values: { month } },
  );
}

export function priceRefused(problems: readonly Problem[]): Fault<BillingFaultCode> {
  return billingFault('PriceRefused', problems.map((problem) => problem.message).join(' '), {
    problems,
    ...(problems[0] ? { target: problems[0].path } : {}),
  });
}
