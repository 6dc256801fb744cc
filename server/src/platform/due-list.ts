/** Due work as the operator reads it: filtered, counted and paged by the database. System only. */
import { sql, type SelectQueryBuilder } from 'kysely';
import { decodeCursor, encodeCursor, Fault, isGuid, type Page } from '../kernel/index.ts';
import type { DueWorkTable, PlatformTables } from './tables.ts';
import type { Work } from './work.ts';

type DueState = 'failing' | 'blocked' | 'due' | 'ahead';

interface DueListFilter {
  readonly accounts: readonly string[] | undefined;
  readonly kind: string | undefined;
  readonly state: DueState | undefined;
}

export interface DueListRow {
  readonly account: string;
  readonly kind: string;
  readonly dueAt: Temporal.Instant;
  readonly state: DueState;
  readonly tries: number;
  readonly failingSince: Temporal.Instant | null;
  readonly retryAt: Temporal.Instant | null;
  readonly problem: string | null;
  /** What a part of it waits for. */
  readonly waitsFor: { readonly code: string; readonly values: Readonly<Record<string, string>> } | null;
}

type Query<Selected> = SelectQueryBuilder<PlatformTables, 'due_work', Selected>;

/** The earliest first. Faults: InvalidInput for a cursor that is not ours. */
export async function listDue(
  work: Work<PlatformTables>,
  filter: DueListFilter,
  { size, after }: { readonly size: number; readonly after?: string | undefined },
): Promise<Page<DueListRow> & { readonly total: number }> {
  const filtered = <Selected>(query: Query<Selected>) => withFilter(query, filter, work.now);
  const counted = await filtered(work.db.selectFrom('due_work'))
    .select(sql<number>`count(*)`.as('total'))
    .executeTakeFirstOrThrow();
  let query = filtered(work.db.selectFrom('due_work').selectAll());
  if (after !== undefined) {
    const [due, account, kind] = positionOf(after);
    query = query.where(
      sql<boolean>`(due_at, account_tenant_id, kind) > (${due.toString()}::timestamptz, ${account}::uuid, ${kind}::text)`,
    );
  }
  const rows = await query
    .orderBy('due_at')
    .orderBy('account_tenant_id')
    .orderBy('kind')
    .limit(size + 1)
    .execute();
  const items = rows.slice(0, size).map((row) => toListRow(row, work.now));
  const last = items.at(-1);
  const next =
    rows.length > size && last ? { next: encodeCursor([last.dueAt.toString(), last.account, last.kind]) } : {};
  return { items, total: counted.total, ...next };
}

function positionOf(after: string): readonly [Temporal.Instant, string, string] {
  const [due = '', account = '', kind = ''] = decodeCursor(after) ?? [];
  try {
    if (isGuid(account)) return [Temporal.Instant.from(due), account, kind];
  } catch {
    // Not a moment: refused like the rest.
  }
  const message = 'after is not a position of this list. Take it from `next` of a page before.';
  throw new Fault('InvalidInput', 'invalid', { message, target: 'after' });
}

function withFilter<Selected>(query: Query<Selected>, filter: DueListFilter, now: Temporal.Instant): Query<Selected> {
  let found = query.where('due_at', 'is not', null);
  if (filter.accounts) found = found.where('account_tenant_id', '=', sql<string>`any(${filter.accounts}::uuid[])`);
  if (filter.kind) found = found.where('kind', '=', filter.kind);
  if (filter.state === 'failing') found = found.where('tries', '>', 0);
  if (filter.state === 'blocked') found = found.where('tries', '=', 0).where('waits_for', 'is not', null);
  const well = found.where('tries', '=', 0).where('waits_for', 'is', null);
  if (filter.state === 'due') return well.where('due_at', '<=', now);
  if (filter.state === 'ahead') return well.where('due_at', '>', now);
  return found;
}

function toListRow(row: DueWorkTable, now: Temporal.Instant): DueListRow {
  const dueAt = row.due_at!;
  return {
    account: row.account_tenant_id,
    kind: row.kind,
    dueAt,
    state: stateOf(row, Temporal.Instant.compare(dueAt, now) <= 0),
    tries: row.tries,
    failingSince: row.failing_since,
    retryAt: row.retry_at,
    problem: row.problem,
    waitsFor: row.waits_for,
  };
}

function stateOf(row: DueWorkTable, isDue: boolean): DueState {
  if (row.tries > 0) return 'failing';
  if (row.waits_for) return 'blocked';
  return isDue ? 'due' : 'ahead';
}
