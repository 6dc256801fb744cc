/** SQL of the partner's own prices. The first argument is the open work. */
import type { Selectable } from 'kysely';
import type { Work } from '../../platform/work.ts';
import type { CustomerPrice } from './domain/words.ts';
import type { BillingTables, CustomerPriceTable } from './tables.ts';

export interface PriceFilter {
  readonly partnerTenantId: string;
  readonly customerTenantId?: string | undefined;
  readonly productId?: string | undefined;
  /** Id of the last price of the page before; ids sort by age. */
  readonly before?: string | undefined;
}

export async function insertPrice(
  work: Work<BillingTables>,
  partnerTenantId: string,
  price: CustomerPrice,
): Promise<void> {
  await work.db
    .insertInto('customer_price')
    .values({
      partner_tenant_id: partnerTenantId,
      id: price.id,
      customer_tenant_id: price.customerTenantId ?? null,
      product_id: price.productId,
      sku_id: price.skuId,
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

export async function selectPrices(
  work: Work<BillingTables>,
  filter: PriceFilter,
  limit: number,
): Promise<CustomerPrice[]> {
  let query = work.db.selectFrom('customer_price').selectAll().where('partner_tenant_id', '=', filter.partnerTenantId);
  if (filter.customerTenantId) query = query.where('customer_tenant_id', '=', filter.customerTenantId);
  if (filter.productId) query = query.where('product_id', '=', filter.productId.toUpperCase());
  if (filter.before) query = query.where('id', '<', filter.before);
  return (await query.orderBy('id', 'desc').limit(limit).execute()).map(toPrice);
}

/** When these prices of a seller begin, by id. */
export async function pricesById(
  work: Work,
  sellerTenantId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Temporal.Instant>> {
  const rows = await work.prepared<{ id: string; since: Temporal.Instant }>(
    'prices-by-id',
    'select id, effective_from as since from customer_price where partner_tenant_id = $1 and id = any($2::uuid[])',
    [sellerTenantId, ids],
  );
  return new Map(rows.map(({ id, since }) => [id, since]));
}

function toPrice(row: Selectable<CustomerPriceTable>): CustomerPrice {
  return {
    id: row.id,
    customerTenantId: row.customer_tenant_id ?? undefined,
    productId: row.product_id,
    skuId: row.sku_id,
    term: row.term,
    billingCycle: row.billing_cycle,
    currency: row.currency,
    amount: row.amount,
    effectiveFrom: row.effective_from,
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}
