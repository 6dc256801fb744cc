/** SQL that finds and forgets old deliveries. The first argument is the open work. */
import type { Work } from '../../../platform/work.ts';

type Asked = Pick<Work, 'prepared'>;

/** The delivery that ended first, and whose it was. */
export async function firstEnded(
  work: Asked,
): Promise<{ readonly account: string; readonly endedAt: Temporal.Instant } | undefined> {
  const text = `select account_tenant_id as account, ended_at as "endedAt" from webhook_delivery
    where ended_at is not null order by ended_at limit 1`;
  return (await work.prepared<{ account: string; endedAt: Temporal.Instant }>('first-ended-delivery', text, []))[0];
}

/** Forgets deliveries of an account that ended by then, with their attempts; returns how many. */
export async function deleteEndedUntil(
  work: Asked,
  account: string,
  until: Temporal.Instant,
  limit: number,
): Promise<number> {
  const rows = await work.prepared(
    'delete-ended-deliveries',
    `with old as materialized (
       select id from webhook_delivery where account_tenant_id = $1 and ended_at <= $2 order by ended_at limit $3 for update),
     attempts as (delete from webhook_attempt where account_tenant_id = $1 and delivery_id in (select id from old))
     delete from webhook_delivery where account_tenant_id = $1 and id in (select id from old) returning 1`,
    [account, until, limit],
  );
  return rows.length;
}
