/** SQL of sellers' own prices. The first argument is the open work. */
import type { Work } from '../../../platform/work.ts';
import type { PartnerPrice } from '../domain/resale.ts';
import type { BuyerKind, OwnPrice } from '../domain/words.ts';
import type { BillingTables } from '../tables.ts';

export async function insertPrice(work: Work<BillingTables>, partnerTenantId: string, price: OwnPrice): Promise<void> {
  await work.db
    .insertInto('own_price')
    .values({
      partner_tenant_id: partnerTenantId,
      id: price.id,
      buyer_kind: price.buyerKind,
      buyer_tenant_id: price.buyerTenantId ?? null,
      buyer_name: price.buyerName ?? null,
      product_id: price.productId,
      product_name: price.productName,
      sku_id: price.skuId,
      sku_name: price.skuName,
      term: price.term,
      billing_cycle: price.billingCycle,
      currency: price.currency,
      amount: price.amount,
      effective_from: price.effectiveFrom,
      created_at: price.createdAt,
      created_by: price.createdBy,
    })
    .execute();
}

/** When these prices of a seller begin, by id. */
export async function pricesById(
  work: Work,
  sellerTenantId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Temporal.Instant>> {
  const rows = await work.prepared<{ id: string; since: Temporal.Instant }>(
    'prices-by-id',
    'select id, effective_from as since from own_price where partner_tenant_id = $1 and id = any($2::uuid[])',
    [sellerTenantId, ids],
  );
  return new Map(rows.map(({ id, since }) => [id, since]));
}

/** What a price is looked up by. */
export interface PriceKey {
  readonly partner_tenant_id: string;
  readonly product_id: string;
  readonly sku_id: string;
  readonly term: string;
  readonly billing_cycle: string;
  readonly buyer_kind: BuyerKind;
  readonly buyer_tenant_id: string;
}

/** One text for equal keys. */
export function priceKeyText(key: PriceKey): string {
  const { partner_tenant_id, product_id, sku_id, term, billing_cycle, buyer_kind, buyer_tenant_id } = key;
  return [partner_tenant_id, product_id, sku_id, term, billing_cycle, buyer_kind, buyer_tenant_id].join(' ');
}

interface CandidateRow extends PriceKey {
  readonly id: string;
  readonly own_buyer: string | null;
  readonly currency: string;
  readonly amount: string;
  readonly effective_from: Temporal.Instant;
  readonly created_at: Temporal.Instant;
}

/** Every price that could count for each key, general ones and the buyer's own, by `priceKeyText`. */
export async function candidatePrices(
  work: Work,
  keys: readonly PriceKey[],
): Promise<ReadonlyMap<string, readonly PartnerPrice[]>> {
  const rows = await work.prepared<CandidateRow>(
    'candidate-prices',
    `select distinct k.*, p.id, p.buyer_tenant_id as own_buyer, p.currency, p.amount, p.effective_from, p.created_at
     from jsonb_to_recordset($1::jsonb) as k(partner_tenant_id uuid, product_id text, sku_id text, term text,
       billing_cycle text, buyer_kind text, buyer_tenant_id uuid)
     join own_price p using (partner_tenant_id, product_id, sku_id, term, billing_cycle, buyer_kind)
     where p.buyer_tenant_id is null or p.buyer_tenant_id = k.buyer_tenant_id`,
    [JSON.stringify(keys)],
  );
  const byKey = Map.groupBy(rows, priceKeyText);
  return new Map([...byKey].map(([key, prices]) => [key, prices.map(toCandidate)]));
}

function toCandidate(row: CandidateRow): PartnerPrice {
  return {
    id: row.id,
    buyerTenantId: row.own_buyer,
    currency: row.currency,
    amount: row.amount,
    effectiveFrom: row.effective_from,
    createdAt: row.created_at,
  };
}
