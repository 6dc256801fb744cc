/** SQL of the cycles that usage lies in. The first argument is the open work. */
import type { Work } from '../../../platform/work.ts';
import type { ChargedCycle } from '../domain/usage-parts.ts';

/** Charged cycles of these subscriptions that have days between the first and the last of all that is asked, the oldest first. */
export async function chargedCycles(
  work: Work,
  partnerTenantId: string,
  subscriptionIds: readonly string[],
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): Promise<ReadonlyMap<string, readonly ChargedCycle[]>> {
  const rows = await work.prepared<ChargedCycle>(
    'charged-cycles',
    `select distinct on (c.subscription_id, c.period_start) c.subscription_id as "subscriptionId",
       c.period_start as "periodStart", c.period_end as "periodEnd", c.reseller_tenant_id as "resellerTenantId",
       s.reseller_mpn_id as "resellerMpnId"
     from charge c join charge_subject s on s.partner_tenant_id = c.partner_tenant_id
       and s.subscription_id = c.subscription_id and s.fingerprint = c.subject_fingerprint
     where c.partner_tenant_id = $1 and c.subscription_id = any($2::uuid[]) and c.charge_key ~ '^t\\d+c\\d+$'
       and c.period_start <= $4 and c.period_end >= $3
     order by c.subscription_id, c.period_start, c.seller_tenant_id`,
    [partnerTenantId, subscriptionIds, first, last],
  );
  return Map.groupBy(rows, ({ subscriptionId }) => subscriptionId);
}
