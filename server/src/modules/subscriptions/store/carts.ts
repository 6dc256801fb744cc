/** SQL of carts. The first argument is the open work. */
import type { Selectable } from 'kysely';
import type { Work } from '../../../platform/work.ts';
import type { CartLine } from '../domain/line.ts';
import type { CartTable, CheckoutResult, SubscriptionTables } from '../tables.ts';

export type CartRow = Selectable<CartTable>;
type OwnWork = Work<SubscriptionTables>;

/** The person or application that calls. */
export const callerOf = ({ actor }: OwnWork): string | null => actor.userId ?? actor.applicationId ?? null;

export interface NewCart {
  readonly id: string;
  readonly partnerTenantId: string;
  readonly customerTenantId: string;
  readonly lines: readonly CartLine[];
  readonly expiresAt: Temporal.Instant;
}

export async function insertCart(work: OwnWork, cart: NewCart): Promise<CartRow> {
  return work.db
    .insertInto('cart')
    .values({
      partner_tenant_id: cart.partnerTenantId,
      id: cart.id,
      customer_tenant_id: cart.customerTenantId,
      status: 'active',
      line_items: JSON.stringify(cart.lines),
      created_at: work.now,
      modified_at: work.now,
      modified_by: callerOf(work),
      created_by: callerOf(work),
      expires_at: cart.expiresAt,
      result: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The cart, locked when it is about to change, so that two checkouts take turns. */
export async function cartRow(
  work: OwnWork,
  partnerTenantId: string,
  customerTenantId: string,
  cartId: string,
  lock: boolean,
): Promise<CartRow | undefined> {
  const query = work.db
    .selectFrom('cart')
    .selectAll()
    .where('partner_tenant_id', '=', partnerTenantId)
    .where('customer_tenant_id', '=', customerTenantId)
    .where('id', '=', cartId);
  return (lock ? query.forUpdate() : query).executeTakeFirst();
}

export async function replaceCartLines(work: OwnWork, cart: CartRow, lines: readonly CartLine[]): Promise<CartRow> {
  return work.db
    .updateTable('cart')
    .set({
      line_items: JSON.stringify(lines),
      modified_at: work.now,
      modified_by: callerOf(work),
    })
    .where('partner_tenant_id', '=', cart.partner_tenant_id)
    .where('id', '=', cart.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function markOrdered(work: OwnWork, cart: CartRow, result: CheckoutResult): Promise<void> {
  await work.db
    .updateTable('cart')
    .set({ status: 'ordered', result: JSON.stringify(result), modified_at: work.now, modified_by: callerOf(work) })
    .where('partner_tenant_id', '=', cart.partner_tenant_id)
    .where('id', '=', cart.id)
    .execute();
}

export interface OpenCart {
  readonly id: string;
  readonly customerTenantId: string;
  readonly lineCount: number;
  readonly createdAt: Temporal.Instant;
  readonly modifiedAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
}

const openText = `select id, customer_tenant_id as "customerTenantId", jsonb_array_length(line_items) as "lineCount",
    created_at as "createdAt", modified_at as "modifiedAt", expires_at as "expiresAt"
  from cart where partner_tenant_id = $1 and created_by = $2 and status = 'active' and expires_at > $3
  order by modified_at desc, id limit $4`;

/** The caller's open carts, the last changed first. */
export function openCartsOfCaller(work: OwnWork, limit: number): Promise<OpenCart[]> {
  return work.prepared<OpenCart>('open-carts', openText, [work.account, callerOf(work), work.now, limit]);
}

export async function deleteCart(work: OwnWork, cart: CartRow): Promise<void> {
  await work.db
    .deleteFrom('cart')
    .where('partner_tenant_id', '=', cart.partner_tenant_id)
    .where('id', '=', cart.id)
    .execute();
}

/** Removes open carts that ran out before a moment; answers how many, `limit` at most. System only. */
export async function deleteCartsOver(
  work: Pick<Work, 'prepared'>,
  before: Temporal.Instant,
  limit: number,
): Promise<number> {
  const text = `with gone as (delete from cart where ctid in (
      select ctid from cart where status = 'active' and expires_at <= $1 limit $2) returning 1)
    select count(*)::int as gone from gone`;
  const [row] = await work.prepared<{ gone: number }>('sweep-carts', text, [before, limit]);
  return row?.gone ?? 0;
}

/** When the next open cart runs out. */
export async function firstCartEnd(work: Pick<Work, 'prepared'>): Promise<Temporal.Instant | undefined> {
  const text = `select min(expires_at) as first from cart where status = 'active'`;
  const [row] = await work.prepared<{ first: Temporal.Instant | null }>('first-cart-end', text, []);
  return row?.first ?? undefined;
}
