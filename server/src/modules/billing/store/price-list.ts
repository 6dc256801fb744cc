/** SQL of a seller's own prices as a list. The first argument is the open work. */
import type { Selectable } from 'kysely';
import { countedPage, type CountedPage, type Listing, type ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import type { ListedPrice, PriceState } from '../domain/words.ts';
import type { OwnPriceTable } from '../tables.ts';

export type PriceSort = 'set' | 'product' | 'buyer' | 'term' | 'from' | 'amount';

interface PriceRow extends Selectable<OwnPriceTable> {
  readonly until: Temporal.Instant | null;
  readonly state: PriceState;
}

const state = `case when next.until <= greatest($2::timestamptz, p.effective_from) then 'replaced'
  when p.effective_from > $2::timestamptz then 'ahead' else 'inForce' end`;

const listing: Listing<PriceSort> = {
  name: 'own-prices',
  select: `p.*, next.until, ${state} as state`,
  // What takes over: the next price of the same plan and buyer.
  from: `own_price p cross join lateral (
      select (select n.effective_from from own_price n
        where n.partner_tenant_id = p.partner_tenant_id and n.product_id = p.product_id and n.sku_id = p.sku_id
          and n.term = p.term and n.billing_cycle = p.billing_cycle and n.buyer_kind = p.buyer_kind
          and n.buyer_tenant_id is not distinct from p.buyer_tenant_id
          and (n.effective_from, n.created_at, n.id) > (p.effective_from, p.created_at, p.id)
        order by n.effective_from limit 1) as until) next
    where p.partner_tenant_id = $1 and $2::timestamptz is not null`,
  words: `comptoir_fold(concat_ws(' ', p.product_name, p.sku_name, p.buyer_name))`,
  ids: ['p.product_id', 'p.sku_id'],
  sorts: {
    set: { sql: 'p.id', type: 'uuid' },
    product: { sql: `comptoir_fold(p.product_name || ' ' || p.sku_name) collate "C"`, type: 'text' },
    buyer: { sql: `comptoir_fold(coalesce(p.buyer_name, '')) collate "C"`, type: 'text' },
    term: { sql: `(p.term || ' ' || p.billing_cycle) collate "C"`, type: 'text' },
    from: { sql: 'p.effective_from', type: 'timestamptz' },
    amount: { sql: 'p.amount', type: 'numeric' },
  },
  tie: { sql: 'p.id', type: 'uuid' },
  bound: 1,
  filters: {
    id: 'p.id = ?',
    customerTenantId: `p.buyer_kind = 'customer' and p.buyer_tenant_id = ?`,
    productId: 'p.product_id = ?',
    state: `${state} = ?`,
  },
};

/** A page of a seller's prices as they stand at a moment, with how many there are. */
export async function selectPrices(
  work: Pick<Work, 'prepared' | 'now'>,
  partnerTenantId: string,
  wanted: ListRequest<PriceSort>,
): Promise<CountedPage<ListedPrice>> {
  const page = await countedPage<PriceRow, PriceSort>(work, listing, [partnerTenantId, work.now], wanted);
  return { ...page, items: page.items.map(toPrice) };
}

function toPrice(row: PriceRow): ListedPrice {
  return {
    id: row.id,
    buyerKind: row.buyer_kind,
    buyerTenantId: row.buyer_tenant_id ?? undefined,
    buyerName: row.buyer_name ?? undefined,
    productId: row.product_id,
    productName: row.product_name,
    skuId: row.sku_id,
    skuName: row.sku_name,
    term: row.term,
    billingCycle: row.billing_cycle,
    currency: row.currency,
    amount: row.amount,
    effectiveFrom: row.effective_from,
    createdAt: row.created_at,
    createdBy: row.created_by,
    state: row.state,
    until: row.until ?? undefined,
  };
}
