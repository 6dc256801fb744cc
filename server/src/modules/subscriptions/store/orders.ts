/** SQL of orders and subscriptions. The first argument is the open work. */
import type { Selectable } from 'kysely';
import type { Page } from '../../../kernel/index.ts';
import { listPart, type Listing, type Part } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import { resellersOf, type DecidedLine } from '../domain/line.ts';
import type { OrderedLine, Parties, PurchaseOrderTable, SubscriptionTable, SubscriptionTables } from '../tables.ts';

export type OrderRow = Selectable<PurchaseOrderTable>;
export type SubscriptionRow = Selectable<SubscriptionTable>;
type OwnWork = Work<SubscriptionTables>;

export interface NewOrder {
  readonly id: string;
  readonly alternateId: string;
  readonly partnerTenantId: string;
  readonly customerTenantId: string;
  readonly cartId?: string;
  readonly parties: Parties;
  readonly lines: readonly (DecidedLine & { readonly subscriptionId: string; readonly lineNumber: number })[];
}

const placeText = `insert into purchase_order (partner_tenant_id, id, alternate_id, customer_tenant_id, cart_id, currency,
    billing_cycle, status, lines, created_at, created_by, created_by_id, publisher_tenant_ids, reseller_tenant_ids)
  select $1, $2, $3, $4, $5, $6, $7, 'pending', $8, $9, $10, $11, $12, $13 where comptoir_hold_relationship($1, $4)`;

/** What a customer buys itself needs no relationship (decision 0092). */
const placeOwnText = placeText.replace(/ where comptoir_hold_relationship.*$/, '');

/** A column of a subscription and its type; those that all lines of an order share come first. */
const shared = [
  'partner_tenant_id',
  'customer_tenant_id',
  'order_id',
  'billing_cycle',
  'pricing_currency',
  'created_at',
  'parties',
];
const ofLine = {
  id: 'uuid',
  publisher_tenant_id: 'uuid',
  offer_id: 'uuid',
  offer_version_id: 'uuid',
  product_id: 'text',
  sku_id: 'text',
  availability_id: 'text',
  plan_id: 'text',
  line_number: 'int',
  friendly_name: 'text',
  per_seat: 'boolean',
  quantity: 'int',
  term: 'text',
  market: 'text',
  unit_price: 'numeric',
  reseller_mpn_id: 'text',
  reseller_tenant_id: 'uuid',
  trial: 'boolean',
} as const;
type SubscriptionRecord = Readonly<Record<keyof typeof ofLine, unknown>>;
const lineColumns = Object.keys(ofLine) as readonly (keyof typeof ofLine)[];
const into = `insert into subscription (${[...shared, ...lineColumns, 'status'].join(', ')})`;
const places = (count: number, from = 1) => Array.from({ length: count }, (_, index) => `$${index + from}`).join(', ');

const buyOneText = `${into} values (${places(shared.length + lineColumns.length)}, 'pending')`;
const buyManyText = `${into} select ${places(shared.length)}, ${lineColumns.map((name) => `l.${name}`).join(', ')}, 'pending'
  from jsonb_to_recordset($${shared.length + 1}::jsonb) as l(${Object.entries(ofLine)
    .map((column) => column.join(' '))
    .join(', ')})`;

/** Writes the order and its subscriptions, which travel with the commit (see `Work.defer`). Almost every order has one line. */
export function insertOrder(work: OwnWork, order: NewOrder): void {
  const first = order.lines[0]!;
  const own = order.partnerTenantId === order.customerTenantId;
  work.defer(own ? 'place-own-order' : 'place-order', own ? placeOwnText : placeText, [
    order.partnerTenantId,
    order.id,
    order.alternateId,
    order.customerTenantId,
    order.cartId ?? null,
    first.item.currency,
    first.billingCycle,
    JSON.stringify(order.lines.map(toOrderedLine)),
    work.now,
    work.actor.name,
    work.actor.userId ?? work.actor.applicationId ?? null,
    [...new Set(order.lines.map((line) => line.item.publisherTenantId))],
    [...new Set(order.lines.flatMap((line) => line.resellerTenantId ?? []))],
  ]);
  const common = [
    order.partnerTenantId,
    order.customerTenantId,
    order.id,
    first.billingCycle,
    first.item.currency,
    work.now,
    JSON.stringify(order.parties),
  ];
  const [record, ...others] = order.lines.map(toSubscriptionRecord);
  if (others.length === 0) work.defer('buy-one', buyOneText, [...common, ...lineColumns.map((name) => record![name])]);
  else work.defer('buy-many', buyManyText, [...common, JSON.stringify([record, ...others])]);
}

export function toOrderedLine(line: NewOrder['lines'][number]): OrderedLine {
  return {
    lineNumber: line.lineNumber,
    catalogItemId: line.catalogItemId,
    productId: line.item.productId,
    skuId: line.item.skuId,
    availabilityId: line.item.availabilityId,
    market: line.item.market,
    subscriptionId: line.subscriptionId,
    friendlyName: line.friendlyName,
    quantity: line.quantity,
    term: line.term,
    unitPrice: line.unitPrice,
    ...(line.margin ? { margin: line.margin } : {}),
    ...(line.trial ? { trial: true } : {}),
    ...resellersOf(line),
  };
}

function toSubscriptionRecord(line: NewOrder['lines'][number]): SubscriptionRecord {
  const { item } = line;
  return {
    id: line.subscriptionId,
    publisher_tenant_id: item.publisherTenantId,
    offer_id: item.offerId,
    offer_version_id: item.versionId,
    product_id: item.productId,
    sku_id: item.skuId,
    availability_id: item.availabilityId,
    plan_id: item.planId,
    line_number: line.lineNumber,
    friendly_name: line.friendlyName,
    per_seat: item.perSeat,
    quantity: line.quantity,
    term: line.term,
    market: item.market,
    unit_price: line.unitPrice,
    reseller_mpn_id: line.resellerMpnId ?? null,
    reseller_tenant_id: line.resellerTenantId ?? null,
    trial: line.trial,
  };
}

export async function orderRow(
  work: OwnWork,
  partnerTenantId: string,
  customerTenantId: string,
  orderId: string,
): Promise<OrderRow | undefined> {
  return work.db
    .selectFrom('purchase_order')
    .selectAll()
    .where('partner_tenant_id', '=', partnerTenantId)
    .where('customer_tenant_id', '=', customerTenantId)
    .where('id', '=', orderId)
    .executeTakeFirst();
}

const ofCustomer: Listing<'placed'> = {
  name: 'orders-of-customer',
  select: 'o.*',
  from: 'purchase_order o where o.partner_tenant_id = $1 and o.customer_tenant_id = $2',
  sorts: { placed: { sql: 'o.created_at', type: 'timestamptz' } },
  tie: { sql: 'o.id', type: 'text' },
  filters: { billingCycle: 'o.billing_cycle = ?' },
};

/** A customer's, the oldest first: a page, or all of them. */
export async function orderRows(
  work: Pick<Work, 'prepared'>,
  partnerTenantId: string,
  customerTenantId: string,
  filter: { readonly billingCycle?: string | undefined },
  part: Part,
): Promise<Page<OrderRow>> {
  return listPart(work, ofCustomer, [partnerTenantId, customerTenantId], {
    sort: 'placed',
    filters: { ...filter },
    ...part,
  });
}

export async function ordersByIds(work: OwnWork, partnerTenantId: string, ids: readonly string[]): Promise<OrderRow[]> {
  if (ids.length === 0) return [];
  return work.db
    .selectFrom('purchase_order')
    .selectAll()
    .where('partner_tenant_id', '=', partnerTenantId)
    .where('id', 'in', ids)
    .execute();
}
