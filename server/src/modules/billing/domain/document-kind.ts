/** What a document is, by its total (rule G5, contract 6.2, decision 0103). Pure. */
import { decimal, zero } from '../../../kernel/index.ts';

/** A document whose total is in the buyer's favour is a credit note. */
export type DocumentKind = 'invoice' | 'creditNote';

/** `total`: exact text. */
export function documentKindOf({ total }: { readonly total: string }): DocumentKind {
  return decimal(total).lt(zero) ? 'creditNote' : 'invoice';
}

/** Whether its buyer owes something for it: nothing for a credit note, nor for a total of zero, as of a month of trials. */
export function isToBePaid({ total }: { readonly total: string }): boolean {
  return decimal(total).gt(zero);
}

/** Name of its PDF file: `Invoice_G000024132.pdf` (rule G5). */
export function documentFileName(invoice: { readonly id: string; readonly total: string }): string {
  return `${documentKindOf(invoice) === 'creditNote' ? 'CreditNote' : 'Invoice'}_${invoice.id}.pdf`;
}
