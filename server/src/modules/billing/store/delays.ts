/** SQL of terms whose charge waits for an exchange rate. The first argument is the open work. */
import type { Work } from '../../../platform/work.ts';
import { termKey, type MissingRate, type WaitingFor } from '../domain/missing-rate.ts';

/** A term of a billing account whose operator's hop waits, and for which rate. */
export interface Delay extends WaitingFor {
  readonly subscriptionId: string;
  readonly termNumber: number;
}

/** Remembers what terms wait for; returns those that did not wait before, as `subscription term`. */
export async function insertDelays(
  work: Work,
  partnerTenantId: string,
  delays: readonly Delay[],
): Promise<ReadonlySet<string>> {
  const rows = await work.prepared<{ term: string }>(
    'insert-delays',
    `insert into charge_delay (partner_tenant_id, subscription_id, term_number, first_cycle, since, month, from_currency,
       to_currency)
     select $1, subscription, number, cycle, $2, month, from_currency, to_currency
     from unnest($3::uuid[], $4::int[], $5::int[], $6::text[], $7::text[], $8::text[])
       as d(subscription, number, cycle, month, from_currency, to_currency)
     on conflict do nothing returning subscription_id || ' ' || term_number as term`,
    [
      partnerTenantId,
      work.now,
      delays.map((delay) => delay.subscriptionId),
      delays.map((delay) => delay.termNumber),
      delays.map((delay) => delay.firstCycle),
      delays.map((delay) => delay.month),
      delays.map((delay) => delay.from),
      delays.map((delay) => delay.to),
    ],
  );
  return new Set(rows.map((row) => row.term));
}

/** The terms of these are charged: they wait no more. */
export async function deleteDelays(
  work: Work,
  partnerTenantId: string,
  terms: readonly { readonly subscriptionId: string; readonly number: number }[],
): Promise<void> {
  await work.prepared(
    'delete-delays',
    `delete from charge_delay d using unnest($2::uuid[], $3::int[]) as t(subscription, number)
     where d.partner_tenant_id = $1 and d.subscription_id = t.subscription and d.term_number = t.number`,
    [partnerTenantId, terms.map((term) => term.subscriptionId), terms.map((term) => term.number)],
  );
}

/** Of these terms those that wait, by `termKey`: their first cycle that the operator's hop waits with. */
export async function firstCyclesWaiting(
  work: Work,
  partnerTenantId: string,
  terms: readonly { readonly subscriptionId: string; readonly number: number }[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await work.prepared<{ subscriptionId: string; number: number; cycle: number }>(
    'first-cycles-waiting',
    `select subscription_id as "subscriptionId", term_number as number, first_cycle as cycle from charge_delay
     where partner_tenant_id = $1 and subscription_id = any($2::uuid[])`,
    [partnerTenantId, terms.map((term) => term.subscriptionId)],
  );
  return new Map(rows.map(({ subscriptionId, number, cycle }) => [termKey(subscriptionId, number), cycle]));
}

/** Terms of an account that wait. */
export async function delays(work: Work, partnerTenantId: string): Promise<Delay[]> {
  return work.prepared<Delay>(
    'delays-of-account',
    `select subscription_id as "subscriptionId", term_number as "termNumber", first_cycle as "firstCycle", month, from_currency as "from",
       to_currency as "to"
     from charge_delay where partner_tenant_id = $1 order by since, subscription_id, term_number`,
    [partnerTenantId],
  );
}

/** Accounts of which some term waits; to be gone through one at a time. */
export async function accountsWithDelays(work: Work): Promise<string[]> {
  const text = `select partner_tenant_id as account from charge_delay
    union select partner_tenant_id from rated_usage where charge_at is not null order by 1`;
  return (await work.prepared<{ account: string }>('accounts-with-delays', text, [])).map(({ account }) => account);
}

/** What an account's terms wait for: each rate with how many wait for it, and since when the first does; the oldest first. */
export async function missingRates(
  work: Work,
  partnerTenantId: string,
): Promise<(MissingRate & { readonly terms: number; readonly since: Temporal.Instant })[]> {
  return work.prepared(
    'missing-rates',
    `select month, from_currency as "from", to_currency as "to", count(*) as terms, min(since) as since
     from (
       select month, from_currency, to_currency, since from charge_delay where partner_tenant_id = $1
       union all
       select usage_month, waits_from, waits_to, waits_since from rated_usage
       where partner_tenant_id = $1 and charge_at is not null) waiting
     group by month, from_currency, to_currency
     order by min(since), month, from_currency, to_currency`,
    [partnerTenantId],
  );
}
