/** SQL of the seal. Reads and marks the platform's event table; a row's canonical text is made here and nowhere else. */
import type { Work } from '../../../platform/work.ts';
import type { ChainRow } from '../domain/chain.ts';

type Statements = Pick<Work, 'prepared'>;

/**
 * One text for one row on every server and in every session: times as seconds since 1970, values as jsonb writes them.
 * Changing this breaks every seal there is; a column that came later counts where it is filled.
 */
const canonical = `(jsonb_build_array(seq, id, name, extract(epoch from at), extract(epoch from recorded_at), aggregate_type,
  aggregate_id, partner_tenant_id, customer_tenant_id, publisher_tenant_id, actor_tenant_id, actor_name, actor_user_id,
  actor_application_id, correlation_id, old_value, new_value)
  || case when on_behalf_tenant_id is null then '[]'::jsonb else jsonb_build_array(on_behalf_tenant_id) end)::text`;

/** The newest event anybody can see, sealed or not; 0 when there is none. */
export async function newestSeq(work: Statements): Promise<number> {
  const text = 'select coalesce(max(seq), 0) as seq from event';
  return (await work.prepared<{ seq: number }>('newest-event', text, []))[0]!.seq;
}

/** Transactions that write events at this moment; ours is not among them. */
export async function writersNow(work: Statements): Promise<Set<string>> {
  const text = `select distinct virtualtransaction as id from pg_locks
    where relation = 'event'::regclass and mode = 'RowExclusiveLock' and pid <> pg_backend_pid()
      and database = (select oid from pg_database where datname = current_database())`;
  return new Set((await work.prepared<{ id: string }>('event-writers', text, [])).map((row) => row.id));
}

/** The newest sealed row. */
export async function lastSealed(
  work: Statements,
): Promise<{ readonly seq: number; readonly hash: Buffer } | undefined> {
  const text = 'select seq, hash from event where hash is not null order by seq desc limit 1';
  return (await work.prepared<{ seq: number; hash: Buffer }>('last-sealed', text, []))[0];
}

/** Rows behind `after` up to `until`, both seqs, in order. */
export async function rowsBehind(work: Statements, after: number, until: number, limit: number): Promise<ChainRow[]> {
  const text = `select seq, ${canonical} as text, hash from event where seq > $1 and seq <= $2 order by seq limit $3`;
  return work.prepared<ChainRow>('events-to-seal', text, [after, until, limit]);
}

export async function saveSeals(work: Statements, seqs: readonly number[], hashes: readonly Buffer[]): Promise<void> {
  const text = `update event set hash = sealed.hash
    from unnest($1::bigint[], $2::bytea[]) as sealed(seq, hash) where event.seq = sealed.seq`;
  await work.prepared('seal-events', text, [seqs, hashes]);
}
