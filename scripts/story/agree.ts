/** The story's own check, in whole cents: line items, reconciliation file and invoice total say the same. */
import { parse } from 'csv-parse/sync';

export interface Agreement {
  readonly invoiceId: string;
  readonly csvRows: number;
  readonly columns: number;
  readonly lineItems: string;
  readonly csv: string;
  readonly invoice: string;
  readonly agree: boolean;
}

export function linesAgree(
  invoiceId: string,
  lineTotals: readonly (number | string)[],
  csv: Buffer,
  invoiceTotal: string,
): Agreement {
  const rows = parse(csv, { columns: true, bom: true }) as Record<string, string>[];
  const sums = {
    lineItems: total(lineTotals.map(String)),
    csv: total(rows.map((row) => row.Total ?? '')),
    invoice: cents(invoiceTotal),
  };
  return {
    invoiceId,
    csvRows: rows.length,
    columns: Object.keys(rows[0] ?? {}).length,
    lineItems: String(sums.lineItems),
    csv: String(sums.csv),
    invoice: String(sums.invoice),
    agree: rows.length > 0 && sums.lineItems === sums.csv && sums.csv === sums.invoice,
  };
}

function total(amounts: readonly string[]): bigint {
  return amounts.reduce((sum, amount) => sum + cents(amount), 0n);
}

/** Whole cents of an amount's text; throws on anything finer, which an invoice must not carry. */
export function cents(text: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,2})0*)?$/.exec(text.trim());
  if (!match) throw new Error(`'${text}' is not an amount in cents`);
  const [, sign, whole, fraction = ''] = match;
  const value = BigInt(whole!) * 100n + BigInt(fraction.padEnd(2, '0'));
  return sign === '-' ? -value : value;
}
