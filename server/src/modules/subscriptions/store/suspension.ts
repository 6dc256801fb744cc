/** SQL of suspension, and of what ends because nobody did what it waits for. The first argument is the open work. */
import type { Work } from '../../../platform/work.ts';
import type { SuspendedBy } from '../domain/change.ts';
import { activationDays, graceDays } from '../domain/lapse.ts';
import type { SubscriptionRow } from './orders.ts';

type Asked = Pick<Work, 'prepared'>;
type Key = readonly [string, string];

/**
 * Suspends from `at` on; returns the new version. Charging looks at the running term once more: cycles due before are
 * charged, those after wait.
 */
export async function writeSuspended(
  work: Asked,
  key: Key,
  termNumber: number,
  { at, by }: { readonly at: Temporal.Instant; readonly by: SuspendedBy },
): Promise<number> {
  const rows = await work.prepared<{ version: number }>(
    'suspend-subscription',
    `update subscription set status = 'suspended', suspended_at = $3, suspended_by = $4, next_term = null, version = version + 1
     where partner_tenant_id = $1 and id = $2 returning version`,
    [...key, at, by],
  );
  await work.prepared(
    'suspend-term',
    `update subscription_term set next_charge_at = $4
     where partner_tenant_id = $1 and subscription_id = $2 and number = $3 and next_charge_at > $4`,
    [...key, termNumber, at],
  );
  return rows[0]!.version;
}

/** Active again; returns the new version. Charging looks at the running term, of which it may have let go. */
export async function writeReinstated(
  work: Asked,
  key: Key,
  termNumber: number,
  at: Temporal.Instant,
): Promise<number> {
  const rows = await work.prepared<{ version: number }>(
    'reinstate-subscription',
    `update subscription set status = 'active', suspended_at = null, suspended_by = null, version = version + 1
     where partner_tenant_id = $1 and id = $2 returning version`,
    key,
  );
  await work.prepared(
    'reinstate-term',
    `update subscription_term set next_charge_at = least(next_charge_at, $4)
     where partner_tenant_id = $1 and subscription_id = $2 and number = $3`,
    [...key, termNumber, at],
  );
  return rows[0]!.version;
}

/** Whose billing account a customer's subscription is in. As the system only. */
export async function sellerOf(work: Asked, customerTenantId: string, id: string): Promise<string | undefined> {
  const text = 'select partner_tenant_id as seller from subscription where customer_tenant_id = $1 and id = $2';
  return (await work.prepared<{ seller: string }>('seller-of-subscription', text, [customerTenantId, id]))[0]?.seller;
}

const activation = `interval '${24 * activationDays} hours'`;
const grace = `interval '${24 * graceDays} hours'`;
/** Of what is suspended, as `lapseOf` decides it. */
const suspensionEnds = `least(suspended_at + ${grace}, case when not auto_renew then (term_end + 1)::timestamp at time zone 'UTC' end)`;

/** Subscriptions of an account whose time is over at `now`, locked: of each state by its own index. */
export async function subscriptionsLapsed(
  work: Asked,
  partner: string,
  now: Temporal.Instant,
  limit: number,
): Promise<SubscriptionRow[]> {
  const text = `with due as materialized (
      (select id from subscription where partner_tenant_id = $1 and status = 'pending' and created_at <= $2::timestamptz - ${activation}
       order by created_at limit $3)
      union all
      (select id from subscription where partner_tenant_id = $1 and status = 'suspended' and ${suspensionEnds} <= $2
       order by suspended_at limit $3))
    select s.* from subscription s join due on due.id = s.id
    where s.partner_tenant_id = $1 and s.status in ('pending', 'suspended') order by s.id for update of s`;
  return work.prepared<SubscriptionRow>('subscriptions-lapsed', text, [partner, now, limit]);
}

export async function earliestLapse(work: Asked, partner: string): Promise<Temporal.Instant | undefined> {
  const text = `select least(
      (select created_at + ${activation} from subscription where partner_tenant_id = $1 and status = 'pending'
       order by created_at limit 1),
      (select min(${suspensionEnds}) from subscription where partner_tenant_id = $1 and status = 'suspended')) as at`;
  return (await work.prepared<{ at: Temporal.Instant | null }>('earliest-lapse', text, [partner]))[0]?.at ?? undefined;
}

/** Ends them, each at its time. */
export async function endLapsed(
  work: Asked,
  partner: string,
  endings: readonly { readonly id: string; readonly at: Temporal.Instant }[],
): Promise<void> {
  const text = `update subscription s set status = 'deleted', ended_at = e.at, auto_renew = false, next_term = null,
      version = version + 1
    from unnest($2::uuid[], $3::timestamptz[]) as e(id, at) where s.partner_tenant_id = $1 and s.id = e.id`;
  await work.prepared('end-lapsed', text, [
    partner,
    endings.map(({ id }) => id),
    endings.map(({ at }) => at.toString()),
  ]);
}

/** An order of which nothing stands any more, since all was cancelled, is cancelled, whatever was set up (section 10). */
export async function cancelEmptyOrder(work: Asked, partner: string, orderId: string): Promise<void> {
  const lock = `select from purchase_order where partner_tenant_id = $1 and id = $2 for no key update`;
  await work.prepared('lock-order-to-cancel', lock, [partner, orderId]);
  await work.prepared(
    'cancel-empty-order',
    `update purchase_order set status = 'cancelled' where partner_tenant_id = $1 and id = $2 and status = 'completed'
       and not exists (select from subscription where partner_tenant_id = $1 and order_id = $2 and status <> 'deleted')`,
    [partner, orderId],
  );
}

/** Orders of which no line waits any more: completed, or cancelled when nothing of them was ever set up. */
export async function settleOrders(work: Asked, partner: string, orderIds: readonly string[]): Promise<void> {
  const lock = `select from purchase_order where partner_tenant_id = $1 and id = any($2::text[]) order by id for no key update`;
  await work.prepared('lock-orders-to-settle', lock, [partner, orderIds]);
  await work.prepared(
    'settle-orders',
    `update purchase_order o set status = case when s.set_up then 'completed' else 'cancelled' end
     from (select order_id, bool_or(activated_at is not null) as set_up, bool_or(status = 'pending') as waits from subscription
       where partner_tenant_id = $1 and order_id = any($2::text[]) group by order_id) s
     where o.partner_tenant_id = $1 and o.id = s.order_id and o.status = 'pending' and not s.waits`,
    [partner, orderIds],
  );
}
