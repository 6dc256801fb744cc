/** SQL of the proof about usage. The first argument is the open work. */
import type { Work } from '../../../platform/work.ts';

/** A charge of usage whose quantity is not what was taken over of its meter. */
export interface WrongUsage {
  readonly chargeKey: string;
  readonly subscriptionId: string;
  readonly found: string;
  readonly expected: string;
  readonly total: number;
}

export async function wrongUsage(
  work: Work,
  partnerTenantId: string,
  month: string,
  limit: number,
): Promise<WrongUsage[]> {
  return work.prepared<WrongUsage>(
    'wrong-usage',
    `select c.charge_key as "chargeKey", c.subscription_id as "subscriptionId", trim_scale(c.quantity)::text as found,
       coalesce(trim_scale(u.quantity)::text, '0') as expected, count(*) over ()::int as total
     from charge c left join rated_usage u on u.partner_tenant_id = c.partner_tenant_id
       and u.subscription_id = c.subscription_id and u.charge_key = c.charge_key
     where c.partner_tenant_id = $1 and c.billing_month = $2 and c.charge_key like 'u%' and c.quantity is distinct from u.quantity
     order by c.id limit $3`,
    [partnerTenantId, month, limit],
  );
}

/** What was taken over of a meter of a month, whenever it was charged. */
export interface RatedSum {
  readonly subscriptionId: string;
  readonly availabilityId: string;
  readonly dimension: string;
  readonly quantity: string;
}

/** Of a month's meters, after one of them. */
export async function ratedSums(
  work: Work,
  partnerTenantId: string,
  month: string,
  after: RatedSum | undefined,
  limit: number,
): Promise<RatedSum[]> {
  const { subscriptionId, availabilityId, dimension } = after ?? beforeAll;
  return work.prepared<RatedSum>(
    'rated-sums',
    `select subscription_id as "subscriptionId", availability_id as "availabilityId", dimension, sum(quantity) as quantity
     from rated_usage where partner_tenant_id = $1 and usage_month = $2 and (subscription_id, availability_id, dimension) > ($3, $4, $5)
     group by 1, 2, 3 order by 1, 2, 3 limit $6`,
    [partnerTenantId, month, subscriptionId, availabilityId, dimension, limit],
  );
}

const beforeAll = { subscriptionId: '00000000-0000-0000-0000-000000000000', availabilityId: '', dimension: '' };
