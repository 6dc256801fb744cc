/** The proof at the end of the story: every file and document of the month is read. */
import type { Proof, ProvedInvoice } from '@comptoir/contracts/comptoir/billing';
import type { Client } from './client.ts';

const proofRounds = 240;

/** Has every file and document of the month read, and waits for it. */
export async function provedMonth(partner: Client, month: string): Promise<Proof> {
  await partner.send('POST', '/comptoir/v1/proof', { month });
  for (let round = 0; round < proofRounds; round += 1) {
    const proof = await partner.get<Proof>(`/comptoir/v1/proof?month=${month}`);
    if (proof.files.state === 'finished') return proof;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`The proof of ${month} takes too long: see “Due work” of the operator.`);
}

/** The first invoices of the proof, by number. */
export async function provedInvoices(partner: Client, month: string): Promise<readonly ProvedInvoice[]> {
  const path = `/comptoir/v1/proof/${month}/invoices?sort=number`;
  return (await partner.get<{ readonly items: readonly ProvedInvoice[] }>(path)).items;
}

/** Each invoice in one line. */
export function proofLines(invoices: readonly ProvedInvoice[]): string[] {
  return invoices.map(
    (one) =>
      `${one.hop.padEnd(17)} ${one.invoiceId}: charges ${one.charges} = line items ${one.reading?.lineItems} = CSV ${one.reading?.csv} = invoice ${one.invoice} = PDF ${one.reading?.document} ${one.currency}`,
  );
}
