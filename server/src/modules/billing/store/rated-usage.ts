/** SQL of usage that is charged. The first argument is the open work. */
import type { Work } from '../../../platform/work.ts';

/** What is charged of a meter and month. Quantity is exact text. */
export interface RatedUsage {
  readonly subscriptionId: string;
  readonly chargeKey: string;
  readonly availabilityId: string;
  readonly dimension: string;
  readonly usageMonth: string;
  readonly quantity: string;
  readonly firstDay: Temporal.PlainDate;
  readonly lastDay: Temporal.PlainDate;
}

/** The exchange rate that the operator's hop of some usage waits for. */
export interface UsageWait {
  readonly chargeKey: string;
  readonly subscriptionId: string;
  readonly from: string;
  readonly to: string;
}

export async function insertRatedUsage(
  work: Work,
  partnerTenantId: string,
  rated: readonly RatedUsage[],
): Promise<void> {
  await work.prepared(
    'insert-rated-usage',
    `insert into rated_usage (partner_tenant_id, subscription_id, charge_key, availability_id, dimension, usage_month, quantity,
       first_day, last_day)
     select $1, * from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::numeric[], $8::date[], $9::date[])`,
    [
      partnerTenantId,
      rated.map((one) => one.subscriptionId),
      rated.map((one) => one.chargeKey),
      rated.map((one) => one.availabilityId),
      rated.map((one) => one.dimension),
      rated.map((one) => one.usageMonth),
      rated.map((one) => one.quantity),
      rated.map((one) => one.firstDay),
      rated.map((one) => one.lastDay),
    ],
  );
}

/** Usage of an account that waits and is to be looked at by `asOf`, locked. */
export async function ratedUsageDue(
  work: Work,
  partnerTenantId: string,
  asOf: Temporal.Instant,
  limit: number,
): Promise<RatedUsage[]> {
  return work.prepared<RatedUsage>(
    'rated-usage-due',
    `select subscription_id as "subscriptionId", charge_key as "chargeKey", availability_id as "availabilityId", dimension,
       usage_month as "usageMonth", quantity, first_day as "firstDay", last_day as "lastDay"
     from rated_usage where partner_tenant_id = $1 and charge_at <= $2
     order by charge_at, subscription_id, charge_key limit $3 for update`,
    [partnerTenantId, asOf, limit],
  );
}

/** Of these the named ones wait until `again`; all others are charged on every hop. */
export async function noteRated(
  work: Work,
  partnerTenantId: string,
  rated: readonly Pick<RatedUsage, 'subscriptionId' | 'chargeKey'>[],
  waits: readonly UsageWait[],
  again: Temporal.Instant,
): Promise<void> {
  await work.prepared(
    'note-rated-usage',
    `update rated_usage u set charge_at = case when w.key is null then null else $7::timestamptz end,
       waits_since = case when w.key is null then null else coalesce(u.waits_since, $8::timestamptz) end,
       waits_from = w.from_currency, waits_to = w.to_currency
     from unnest($2::uuid[], $3::text[]) as r(subscription, key)
     left join unnest($4::text[], $5::text[], $6::text[]) as w(key, from_currency, to_currency)
       on w.key = r.subscription || ' ' || r.key
     where u.partner_tenant_id = $1 and u.subscription_id = r.subscription and u.charge_key = r.key`,
    [
      partnerTenantId,
      rated.map((one) => one.subscriptionId),
      rated.map((one) => one.chargeKey),
      waits.map((one) => `${one.subscriptionId} ${one.chargeKey}`),
      waits.map((one) => one.from),
      waits.map((one) => one.to),
      again,
      work.now,
    ],
  );
}

/** Has what waits of an account looked at as soon as charging runs again. */
export async function chargeRatedUsageNow(work: Work, partnerTenantId: string): Promise<void> {
  const text = 'update rated_usage set charge_at = $2 where partner_tenant_id = $1 and charge_at > $2';
  await work.prepared('charge-rated-usage', text, [partnerTenantId, work.now]);
}

/** When billing must look at usage of an account that waits. */
export async function earliestRatedUsage(work: Work, partnerTenantId: string): Promise<Temporal.Instant | undefined> {
  const text = `select charge_at as at from rated_usage where partner_tenant_id = $1 and charge_at is not null
    order by charge_at limit 1`;
  return (await work.prepared<{ at: Temporal.Instant }>('earliest-rated-usage', text, [partnerTenantId]))[0]?.at;
}
