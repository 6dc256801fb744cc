/**
 * The proof of a month: for each invoice of each hop, the sum of its charges, of its line items, of its reconciliation
 * file, its own total and the total its document prints are the same to the cent, nothing is left over, and every margin
 * is the one that was in force.
 */
import type { MonthText } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { operatorTenant } from '../../identity/index.ts';
import { missingRateText } from '../domain/missing-rate.ts';
import { delays } from '../store/delays.ts';
import { brokenChains, looseEnds } from '../store/proof.ts';
import { proveInvoices, type ProvedInvoice } from './prove-invoices.ts';
import { marginProblems } from './prove-margins.ts';
import { accountsOfMonth, monthClosed } from '../store/month-end.ts';

/** Who sells on a hop, as the billing account sees it: the operator to it, it to others, or its reseller. */
const sellers = ['operator', 'partner', 'reseller'] as const;
export type Seller = (typeof sellers)[number];

export interface ProofReport {
  readonly month: MonthText;
  /** Whether every account of the report has closed the month. */
  readonly closed: boolean;
  readonly hops: readonly {
    readonly seller: Seller;
    readonly invoices: readonly ProvedInvoice[];
    readonly agree: boolean;
  }[];
  /** Charges on no invoice, lines without charge, charges that wait, prices with another margin: as sentences. */
  readonly problems: readonly string[];
  readonly agree: boolean;
}

/** Proves a month of one account, or of all of them (as the system). Reads only. */
export async function proveMonth(
  work: Work,
  { partnerTenantId, month }: { readonly partnerTenantId?: string; readonly month: MonthText },
): Promise<ProofReport> {
  const accounts = partnerTenantId ? [partnerTenantId] : await accountsOfMonth(work, month);
  const proved: ProvedInvoice[] = [];
  const problems: string[] = [];
  let closed = accounts.length > 0;
  const operator = (await operatorTenant(work)).id;
  for (const account of accounts) {
    if (await monthClosed(work, account, month)) problems.push(...(await looseEnds(work, account, month)));
    else closed = false;
    // The operator buys from nobody: what it sells in its online store has a single hop.
    if (account !== operator) problems.push(...(await brokenChains(work, account, month)));
    problems.push(...(await marginProblems(work, account, month)));
    for (const delay of await delays(work, account)) {
      problems.push(
        `Subscription ${delay.subscriptionId}, term ${delay.termNumber}, is not charged: ${missingRateText(delay)}`,
      );
    }
    proved.push(...(await proveInvoices(work, account, month)));
  }
  const bySeller = Map.groupBy(proved, sellerOf);
  const hops = sellers.flatMap((seller) => {
    const invoices = bySeller.get(seller) ?? [];
    // Most sales have no reseller: then there is nothing to say of one.
    if (seller === 'reseller' && invoices.length === 0) return [];
    return [{ seller, invoices, agree: invoices.every((invoice) => invoice.agree) }];
  });
  return { month, closed, hops, problems, agree: problems.length === 0 && hops.every((hop) => hop.agree) };
}

function sellerOf({ partnerTenantId, sellerTenantId, buyerTenantId }: ProvedInvoice): Seller {
  if (buyerTenantId === partnerTenantId) return 'operator';
  return sellerTenantId === partnerTenantId ? 'partner' : 'reseller';
}

/** The report as a person reads it. */
export function printProof(report: ProofReport): string {
  const lines = [`Proof of ${report.month}${report.closed ? '' : ' (not closed everywhere)'}`];
  for (const { seller, invoices, agree } of report.hops) {
    lines.push('', `${hopNames[seller]}: ${invoices.length} invoices, ${agree ? 'all agree' : 'NOT all agree'}`);
    for (const invoice of invoices) {
      const { invoiceId, buyerName, currency, lineCount } = invoice;
      const sums = [
        `charges ${invoice.charges}`,
        `line items ${invoice.lineItems}`,
        `file ${invoice.csv}`,
        `invoice ${invoice.invoice}`,
        `document ${invoice.document}`,
      ];
      lines.push(
        `  ${invoice.agree ? 'ok  ' : 'FAIL'} ${invoiceId}  ${buyerName}  ${currency}`,
        `       ${sums.join(invoice.agree ? ' = ' : ' | ')}  (${lineCount} lines)`,
        ...invoice.differences.map((difference) => `       ${difference}`),
      );
    }
  }
  if (report.problems.length > 0) lines.push('', ...report.problems.map((problem) => `FAIL ${problem}`));
  lines.push('', verdictOf(report));
  return lines.join('\n');
}

/** A month without invoices proves nothing, and says so. */
function verdictOf(report: ProofReport): string {
  if (!report.agree) return 'There are differences.';
  const compared = report.hops.some(({ invoices }) => invoices.length > 0);
  return compared ? 'Everything agrees.' : 'There are no invoices of this month: nothing was compared.';
}

const hopNames: Readonly<Record<Seller, string>> = {
  operator: 'Operator to partner',
  partner: 'Partner to customer',
  reseller: 'Reseller to customer',
};

/** 0 when everything agrees, 1 at a difference of one cent or anything left over. */
export function proofExitCode(report: ProofReport): 0 | 1 {
  return report.agree ? 0 : 1;
}
