/** Due work as the operator reads it: filtered, ordered, counted and paged by the database. System only. */
import { countedPage, type CountedPage, type Listing, type ListRequest } from './listing.ts';
import type { Work } from './work.ts';

type DueState = 'failing' | 'blocked' | 'due' | 'ahead';
export type DueSort = 'since' | 'kind' | 'state' | 'tries';

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

const state = `(case when d.tries > 0 then 'failing' when d.waits_for is not null then 'blocked'
  when d.due_at <= $1::timestamptz then 'due' else 'ahead' end)`;

const listing: Listing<DueSort> = {
  name: 'due-work',
  select: `d.account_tenant_id as account, d.kind, d.due_at as "dueAt", ${state} as state, d.tries,
    d.failing_since as "failingSince", d.retry_at as "retryAt", d.problem, d.waits_for as "waitsFor"`,
  from: 'due_work d where d.due_at is not null and $1::timestamptz is not null',
  sorts: {
    since: { sql: 'd.due_at', type: 'timestamptz' },
    kind: { sql: 'd.kind collate "C"', type: 'text' },
    state: { sql: `${state} collate "C"`, type: 'text' },
    tries: { sql: 'd.tries', type: 'int' },
  },
  tie: { sql: `(d.account_tenant_id::text || ' ' || d.kind) collate "C"`, type: 'text' },
  bound: 0,
  filters: { accounts: 'd.account_tenant_id = any(?::uuid[])', kind: 'd.kind = ?', state: `${state} = ?` },
};

/** A page of it, with how much there is. Faults: InvalidInput for a position of another list. */
export function listDue(
  work: Pick<Work, 'prepared' | 'now'>,
  wanted: ListRequest<DueSort>,
): Promise<CountedPage<DueListRow>> {
  return countedPage(work, listing, [work.now], wanted);
}
