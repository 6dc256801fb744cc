/** Billing's only door: charges, month end, invoices, files, documents, prices and the proof. */
export type { BillingEvents } from './events.ts';
export { documentFileName, documentKindOf, isToBePaid } from './domain/document-kind.ts';
export { lineItemOf } from './domain/line-item.ts';
export { monthBefore } from './domain/month.ts';
export { reconciliationColumns } from './domain/reconciliation.ts';
export { renderContract } from './document/contract.ts';
export { renderStatement } from './document/render.ts';
export { statementOf } from './document/statement.ts';
export { documentLocale, type DocumentLocale } from './document/texts.ts';
export type { BillingFaultCode } from './faults.ts';
export { differenceText } from './domain/reading.ts';
export { printProof, proofExitCode } from './service/print-proof.ts';
export { proofWork, requestProofs } from './service/proof-work.ts';
export { searchProvedInvoices, type ProvedInvoice } from './service/prove-invoices.ts';
export {
  accountsToProve,
  filesReadOf,
  proofSummary,
  proveMonth,
  type FilesRead,
  type ProofSummary,
} from './service/prove.ts';
export { chargeDueTerms } from './service/charge.ts';
export { closeOneMonth } from './service/close.ts';
export { delayedChargesTask, retryDelayedCharges } from './service/delays.ts';
export { billingWork } from './service/due.ts';
export { explainLines } from './service/explain.ts';
export {
  balancesOf,
  invoiceLines,
  invoiceOf,
  invoicesOf,
  searchInvoices,
  searchLines,
  unbilledLines,
  type Balance,
} from './service/invoices.ts';
export { usageCosts } from './service/usage-costs.ts';
export { costsOf } from './service/price-costs.ts';
export { previewChange } from './service/preview.ts';
export { checkPrice, pricesOf, setPrice, type NewPrice, type PriceBuyer } from './service/prices.ts';
export { reconciliationCsv } from './service/reconciliation.ts';
export type { BillingTables } from './tables.ts';
export type { Invoice, Line, ListedPrice, Side } from './domain/words.ts';
