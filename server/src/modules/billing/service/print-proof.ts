/** The report of a proof as a person reads it on the command line. */
import { differenceText } from '../domain/reading.ts';
import { problemTexts } from '../domain/problem.ts';
import type { Seller } from '../store/proved-invoices.ts';
import type { ProofReport } from './prove.ts';
import type { ProvedInvoice } from './prove-invoices.ts';

export function printProof(report: ProofReport): string {
  const lines = [`Proof of ${report.month}${report.closed ? '' : ' (not closed everywhere)'}`];
  for (const { seller, invoices, agree } of report.hops) {
    lines.push('', `${hopNames[seller]}: ${invoices.length} invoices, ${agree ? 'all agree' : 'NOT all agree'}`);
    for (const invoice of invoices) lines.push(...printInvoice(invoice));
  }
  const problems = report.problems.flatMap(problemTexts);
  if (problems.length > 0) lines.push('', ...problems.map((problem) => `FAIL ${problem}`));
  for (const { from, to, month, terms } of report.waiting)
    lines.push(
      '',
      `WAIT ${terms} terms are not charged by the operator: no exchange rate from ${from} to ${to} for ${month}.`,
    );
  const { invoices, read, differing } = report.files;
  if (invoices > 0)
    lines.push('', `Line items, files and documents: ${read} of ${invoices} invoices read, ${differing} differ.`);
  lines.push('', verdictOf(report));
  return lines.join('\n');
}

function printInvoice(invoice: ProvedInvoice): string[] {
  const { invoiceId, buyerName, currency, lineCount, reading } = invoice;
  const sums = [
    `charges ${invoice.charges}`,
    ...(reading ? [`line items ${reading.lineItems}`, `file ${reading.csv}`] : []),
    `invoice ${invoice.invoice}`,
    ...(reading ? [`document ${reading.document ?? 'not found'}`] : []),
  ];
  return [
    `  ${invoice.agree ? 'ok  ' : 'FAIL'} ${invoiceId}  ${buyerName}  ${currency}`,
    `       ${sums.join(invoice.agree ? ' = ' : ' | ')}  (${lineCount} lines)`,
    ...invoice.differences.map((difference) => `       ${differenceText(difference, currency)}`),
  ];
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

/** 0 when everything agrees, 1 at a difference of one cent or anything left over, also what still waits for a rate. */
export function proofExitCode(report: ProofReport): 0 | 1 {
  return report.agree && report.waiting.length === 0 ? 0 : 1;
}
