/** SQL of refused usage. The first argument is the open work. */
import type { Work } from '../../../platform/work.ts';

type Asked = Pick<Work, 'prepared'>;

/** A refusal with what was sent, cut to what is worth reading. */
export interface NewRejection {
  readonly resource: string;
  readonly dimension: string;
  readonly status: string;
  readonly plan: string;
  readonly quantity: string;
  readonly effective: string;
  readonly message: string;
  readonly count: number;
}

/** Different refusals that are kept of a publisher and day; those of one kind and meter are counted in one row. */
export const mostRejectionsADay = 1000;

/** Counts refusals, in one statement; what is new beyond the most of a day is not kept. */
export async function insertRejections(
  work: Asked & Pick<Work, 'now'>,
  publisherTenantId: string,
  rejections: readonly NewRejection[],
): Promise<void> {
  await work.prepared(
    'insert-usage-rejections',
    `insert into usage_rejection as r (publisher_tenant_id, day, resource, dimension, status, plan, quantity, effective,
       message, count, first_at, last_at)
     select $1, ($2::timestamptz at time zone 'UTC')::date, n.resource, n.dimension, n.status, n.plan, n.quantity, n.effective,
       n.message, n.count, $2, $2
     from jsonb_to_recordset($3::jsonb) as n(resource text, dimension text, status text, plan text, quantity text,
       effective text, message text, count int)
     where (select count(*) from usage_rejection k
         where k.publisher_tenant_id = $1 and k.day = ($2::timestamptz at time zone 'UTC')::date) < $4
       or exists (select from usage_rejection k
         where k.publisher_tenant_id = $1 and k.day = ($2::timestamptz at time zone 'UTC')::date
           and k.resource = n.resource and k.dimension = n.dimension and k.status = n.status)
     order by n.resource, n.dimension, n.status
     on conflict (publisher_tenant_id, day, resource, dimension, status) do update
       set count = r.count + excluded.count, plan = excluded.plan, quantity = excluded.quantity,
         effective = excluded.effective, message = excluded.message, last_at = excluded.last_at`,
    [publisherTenantId, work.now, JSON.stringify(rejections), mostRejectionsADay],
  );
}

/** Forgets refusals of days before `day`; returns how many. */
export async function deleteRejectionsBefore(work: Asked, day: Temporal.PlainDate, limit: number): Promise<number> {
  const rows = await work.prepared(
    'delete-usage-rejections',
    `delete from usage_rejection where (publisher_tenant_id, day, resource, dimension, status) in (
       select publisher_tenant_id, day, resource, dimension, status from usage_rejection where day < $1 limit $2)
     returning 1`,
    [day, limit],
  );
  return rows.length;
}

/** The first day of which a refusal is kept. */
export async function firstRejectionDay(work: Asked): Promise<Temporal.PlainDate | undefined> {
  const text = 'select min(day) as day from usage_rejection';
  return (
    (await work.prepared<{ day: Temporal.PlainDate | null }>('first-rejection-day', text, []))[0]?.day ?? undefined
  );
}
