/** SQL of what an account is told of its subscriptions by mail. The first argument is the open work; system only. */
import type { Work } from '../../../platform/work.ts';
import { activationToldAfterHours, setUpRemindedAfterDays, termToldBeforeDays } from '../domain/told-times.ts';
import type { SubscriptionRow } from './orders.ts';

type Asked = Pick<Work, 'prepared'>;

/** What is told of a subscription, and the moment that it belongs to. */
export interface ToTell {
  readonly kind: 'waiting' | 'activated' | 'renews' | 'ends';
  readonly at: Temporal.Instant;
}
export type RowToTell = SubscriptionRow & { readonly tell: ToTell['kind']; readonly tell_at: Temporal.Instant };

const days = (count: number) => `interval '${24 * count} hours'`;
const termTold = `((term_end + 1)::timestamp at time zone 'UTC' - ${days(termToldBeforeDays)})`;
const longTerm = `status = 'active' and term <> 'P1M' and term_number > 0`;

/** Until when an account was told. */
export async function toldUntil(work: Asked, partner: string): Promise<Temporal.Instant> {
  const text = 'select told_until as until from subscription_told where partner_tenant_id = $1 for update';
  const rows = await work.prepared<{ until: Temporal.Instant }>('told-until', text, [partner]);
  return rows[0]?.until ?? Temporal.Instant.fromEpochMilliseconds(0);
}

export async function saveToldUntil(work: Asked, partner: string, until: Temporal.Instant): Promise<void> {
  const text = `insert into subscription_told values ($1, $2) on conflict (partner_tenant_id) do update set told_until = $2`;
  await work.prepared('save-told-until', text, [partner, until]);
}

const waiting = setUpRemindedAfterDays.map(
  (after) => `select 'waiting' as tell, created_at + ${days(after)} as tell_at, id from subscription
    where partner_tenant_id = $1 and status = 'pending'
      and created_at > $2::timestamptz - ${days(after)} and created_at <= $3::timestamptz - ${days(after)}`,
);
const toTellText = `select x.tell, x.tell_at, s.* from (
    ${waiting.join(' union all ')}
    union all
    select 'activated', activated_at, id from subscription
    where partner_tenant_id = $1 and activated_at > $2 and activated_at <= $3 and status = 'active'
    union all
    select case when auto_renew then 'renews' else 'ends' end, ${termTold}, id from subscription
    where partner_tenant_id = $1 and ${longTerm}
      and term_end between (($2::timestamptz + ${days(termToldBeforeDays - 2)}) at time zone 'UTC')::date
        and (($3::timestamptz + ${days(termToldBeforeDays)}) at time zone 'UTC')::date
      and ${termTold} > $2 and ${termTold} <= $3
  ) x join subscription s on s.partner_tenant_id = $1 and s.id = x.id
  order by x.tell_at fetch first $4 rows with ties`;

/** What an account is told of the time after `from` up to `to`, the earliest first; never a part of one moment. */
export async function rowsToTell(
  work: Asked,
  partner: string,
  { from, to }: { readonly from: Temporal.Instant; readonly to: Temporal.Instant },
  limit: number,
): Promise<RowToTell[]> {
  return work.prepared<RowToTell>('subscriptions-to-tell', toTellText, [partner, from, to, limit]);
}

const nextWaiting = setUpRemindedAfterDays.map(
  (after) => `(select created_at + ${days(after)} from subscription where partner_tenant_id = $1 and status = 'pending'
    and created_at > $2::timestamptz - ${days(after)} order by created_at limit 1)`,
);

/** When there is next something to tell. */
export async function nextToTell(
  work: Asked,
  partner: string,
  from: Temporal.Instant,
): Promise<Temporal.Instant | undefined> {
  const text = `select least(${nextWaiting.join(', ')},
      (select activated_at + interval '${activationToldAfterHours} hours' from subscription
       where partner_tenant_id = $1 and activated_at > $2 and status = 'active' order by activated_at limit 1),
      (select ${termTold} from subscription where partner_tenant_id = $1 and ${longTerm}
         and term_end >= (($2::timestamptz + ${days(termToldBeforeDays - 2)}) at time zone 'UTC')::date and ${termTold} > $2
       order by term_end limit 1)) as at`;
  const rows = await work.prepared<{ at: Temporal.Instant | null }>('next-to-tell', text, [partner, from]);
  return rows[0]?.at ?? undefined;
}
