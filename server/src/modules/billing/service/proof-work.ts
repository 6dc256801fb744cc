/** The long part of a proof, as due work: every line item, file and document of a month is read, some invoices at a time. */
import { setImmediate as turn } from 'node:timers/promises';
import type { MonthText } from '../../../kernel/index.ts';
import { noteDue, type DueKind } from '../../../platform/due.ts';
import type { Work } from '../../../platform/work.ts';
import type { BillingEvents } from '../events.ts';
import { monthNotClosed } from '../faults.ts';
import { invoicesAfter } from '../store/invoices.ts';
import { closedAccounts } from '../store/month-end.ts';
import {
  advanceProof,
  askForProofs,
  earliestOpenProof,
  keepReadings,
  openProof,
  type MonthProof,
} from '../store/readings.ts';
import { readInvoice } from './read-invoice.ts';

/** Invoices and lines that one transaction reads; a larger invoice is read alone. */
const batch = { invoices: 20, lines: 2000 } as const;

export const proofWork = {
  name: 'proofs',
  slots: 1,
  after: [],
  nextDue: earliestOpenProof,
  run: readSome,
} satisfies DueKind;

/**
 * Has every line item, file and document of a month read that these accounts have closed. Requested again while it goes on
 * it changes nothing, and afterwards it begins anew. Faults: MonthNotClosed.
 */
export async function requestProofs(work: Work, accounts: readonly string[], month: MonthText): Promise<void> {
  const closed = await closedAccounts(work, accounts, month);
  if (accounts.some((account) => !closed.has(account))) throw monthNotClosed(month);
  await askForProofs(work, accounts, month);
  for (const account of accounts.toSorted()) noteDue(work, proofWork.name, account, work.now);
  work.enqueue('run-sweeps', {});
}

async function readSome(work: Work, partnerTenantId: string): Promise<number> {
  const proof = await openProof(work, partnerTenantId);
  if (!proof) return 0;
  const after = proof.afterSeller === null ? undefined : { sellerTenantId: proof.afterSeller, id: proof.afterInvoice! };
  const invoices = await invoicesAfter(work, partnerTenantId, proof.month, after, batch.invoices);
  const readings = [];
  let lines = 0;
  for (const invoice of invoices) {
    if (lines > 0 && lines + invoice.lineCount > batch.lines) break;
    lines += invoice.lineCount;
    const { sellerTenantId, buyerTenantId, id: invoiceId } = invoice;
    readings.push({ sellerTenantId, buyerTenantId, invoiceId, ...(await readInvoice(work, invoice)) });
    // Laying out and reading a document keeps the process busy: others have their turn in between.
    await turn();
  }
  if (readings.length > 0) await keepReadings(work, proof, readings);
  const differing = readings.filter(({ differences }) => differences.length > 0).length;
  const last = invoices[readings.length - 1];
  const finished = invoices.length < batch.invoices && readings.length === invoices.length;
  await advanceProof(work, proof, { read: readings.length, differing, last, finished });
  if (finished) tellFinished(work, proof, { invoices: readings.length, differing });
  return readings.length + Number(finished);
}

/** `last`: what the last step read. */
function tellFinished(
  work: Work,
  { partnerTenantId, month, read, differing }: MonthProof,
  last: { readonly invoices: number; readonly differing: number },
): void {
  const newValue: BillingEvents['MonthProved'] = {
    month,
    invoices: read + last.invoices,
    differing: differing + last.differing,
  };
  work.publish({
    name: 'MonthProved',
    aggregateType: 'account',
    aggregateId: partnerTenantId,
    partnerTenantId,
    newValue,
  });
}
