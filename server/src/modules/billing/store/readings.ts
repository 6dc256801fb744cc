/** SQL of proofs that read files and documents: how far they are, and what they found. The first argument is the open work. */
import type { Work } from '../../../platform/work.ts';
import type { Difference } from '../domain/reading.ts';
import type { InvoiceKey } from './lines.ts';

/** How far the reading of an account's month is; moments are business time. */
export interface MonthProof {
  readonly partnerTenantId: string;
  readonly month: string;
  readonly requestedAt: Temporal.Instant;
  readonly requestedBy: string;
  readonly finishedAt: Temporal.Instant | null;
  readonly invoices: number;
  readonly read: number;
  readonly differing: number;
}

const columns = `partner_tenant_id as "partnerTenantId", month, requested_at as "requestedAt", requested_by as "requestedBy",
  finished_at as "finishedAt", invoice_count as invoices, read_count as read, differing_count as differing`;

/** Asks for a proof, or for another one when it is finished; one that goes on stays as it is. */
export async function askForProofs(work: Work, accounts: readonly string[], month: string): Promise<void> {
  await work.prepared(
    'ask-for-proofs',
    `insert into month_proof as p (partner_tenant_id, month, requested_at, requested_by, invoice_count)
     select account, $2, $3, $4, (select count(*) from invoice where partner_tenant_id = account and month = $2)
     from unnest($1::uuid[]) account order by account
     on conflict (partner_tenant_id, month) do update set requested_at = excluded.requested_at,
       requested_by = excluded.requested_by, finished_at = null, invoice_count = excluded.invoice_count, read_count = 0,
       differing_count = 0
     where p.finished_at is not null`,
    [accounts, month, work.now, work.actor.name],
  );
}

/** How far proofs of these accounts are, in the invoices that the reader may see: a provider sees none of its reseller's to a customer. */
export async function proofsOf(work: Work, accounts: readonly string[], month: string): Promise<MonthProof[]> {
  const text = `select p.partner_tenant_id as "partnerTenantId", p.month, p.requested_at as "requestedAt",
      p.requested_by as "requestedBy", p.finished_at as "finishedAt", i.invoices, r.read, r.differing
    from month_proof p,
      lateral (select count(*)::int as invoices from invoice
        where partner_tenant_id = p.partner_tenant_id and month = p.month) i,
      lateral (select count(*)::int as read, (count(*) filter (where problems <> '[]'))::int as differing
        from invoice_reading where partner_tenant_id = p.partner_tenant_id and month = p.month
          and read_at >= p.requested_at) r
    where p.partner_tenant_id = any($1::uuid[]) and p.month = $2`;
  return work.prepared<MonthProof>('proofs-of-month', text, [accounts, month]);
}

/** The oldest proof of an account that is not finished, with the invoice it came to. */
export async function openProof(
  work: Work,
  partnerTenantId: string,
): Promise<(MonthProof & { readonly afterSeller: string | null; readonly afterInvoice: string | null }) | undefined> {
  const rows = await work.prepared<MonthProof & { afterSeller: string | null; afterInvoice: string | null }>(
    'open-proof',
    // One that was asked for anew still names the last invoice of the one before.
    `select ${columns}, case when read_count > 0 then after_seller_tenant_id end as "afterSeller",
       case when read_count > 0 then after_invoice_id end as "afterInvoice" from month_proof
     where partner_tenant_id = $1 and finished_at is null order by requested_at, month limit 1 for update`,
    [partnerTenantId],
  );
  return rows[0];
}

export async function earliestOpenProof(work: Work, partnerTenantId: string): Promise<Temporal.Instant | undefined> {
  const text = `select requested_at as at from month_proof where partner_tenant_id = $1 and finished_at is null
    order by requested_at limit 1`;
  return (await work.prepared<{ at: Temporal.Instant }>('earliest-open-proof', text, [partnerTenantId]))[0]?.at;
}

/** Where a proof stands after some more invoices. */
export async function advanceProof(
  work: Work,
  proof: Pick<MonthProof, 'partnerTenantId' | 'month'>,
  step: {
    readonly read: number;
    readonly differing: number;
    readonly last: InvoiceKey | undefined;
    readonly finished: boolean;
  },
): Promise<void> {
  await work.prepared(
    'advance-proof',
    `update month_proof set read_count = read_count + $3, differing_count = differing_count + $4,
       after_seller_tenant_id = coalesce($5, after_seller_tenant_id), after_invoice_id = coalesce($6, after_invoice_id),
       finished_at = $7
     where partner_tenant_id = $1 and month = $2`,
    [
      proof.partnerTenantId,
      proof.month,
      step.read,
      step.differing,
      step.last?.sellerTenantId ?? null,
      step.last?.id ?? null,
      step.finished ? work.now : null,
    ],
  );
}

/** What was read of an invoice; amounts as text. */
export interface KeptReading {
  readonly sellerTenantId: string;
  readonly invoiceId: string;
  readonly lineItems: string;
  readonly csv: string;
  readonly document: string | null;
  readonly differences: readonly Difference[];
}

/** Keeps what was read; an invoice that was read before has the new reading. */
export async function keepReadings(
  work: Work,
  proof: Pick<MonthProof, 'partnerTenantId' | 'month'>,
  readings: readonly (KeptReading & { readonly buyerTenantId: string })[],
): Promise<void> {
  await work.prepared(
    'keep-readings',
    `insert into invoice_reading (partner_tenant_id, month, read_at, seller_tenant_id, buyer_tenant_id, invoice_id, line_items,
       csv, document, problems)
     select $1, $2, $3, r.* from jsonb_to_recordset($4::jsonb) as r("sellerTenantId" uuid, "buyerTenantId" uuid,
       "invoiceId" text, "lineItems" numeric, csv numeric, document numeric, differences jsonb)
     on conflict (partner_tenant_id, seller_tenant_id, invoice_id) do update set read_at = excluded.read_at,
       line_items = excluded.line_items, csv = excluded.csv, document = excluded.document, problems = excluded.problems`,
    [proof.partnerTenantId, proof.month, work.now, JSON.stringify(readings)],
  );
}
