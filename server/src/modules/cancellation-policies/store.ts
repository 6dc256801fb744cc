/** SQL of the windows that the operator chose. Everybody reads them; the system writes. */
import type { Work } from '../../platform/work.ts';
import type { CancellationPolicyTables } from './tables.ts';

export interface PolicyRow {
  readonly effectiveFrom: Temporal.PlainDate;
  readonly monthlyHours: number;
  readonly otherHours: number;
  readonly source: string;
  readonly setAt: Temporal.Instant;
  readonly setBy: string;
}

/** The newest first; a few. */
export function selectPolicies(work: Pick<Work, 'prepared'>): Promise<PolicyRow[]> {
  const text = `select effective_from as "effectiveFrom", monthly_hours as "monthlyHours", other_hours as "otherHours", source,
      set_at as "setAt", set_by as "setBy"
    from cancellation_policy order by effective_from desc limit 1000`;
  return work.prepared<PolicyRow>('cancellation-policies', text, []);
}

/** False when another one counts from that day. */
export async function insertPolicy(work: Work<CancellationPolicyTables>, row: PolicyRow): Promise<boolean> {
  const inserted = await work.db
    .insertInto('cancellation_policy')
    .values({
      effective_from: row.effectiveFrom,
      monthly_hours: row.monthlyHours,
      other_hours: row.otherHours,
      source: row.source,
      set_at: row.setAt,
      set_by: row.setBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** False when there is none. */
export async function deletePolicy(work: Work<CancellationPolicyTables>, from: Temporal.PlainDate): Promise<boolean> {
  const deleted = await work.db.deleteFrom('cancellation_policy').where('effective_from', '=', from).executeTakeFirst();
  return deleted.numDeletedRows === 1n;
}
