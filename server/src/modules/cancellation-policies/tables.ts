/** Kysely types of the table the cancellation-policies module owns. */
import type { ColumnType } from 'kysely';
import type { InstantColumn } from '../../platform/tables.ts';

interface CancellationPolicyTable {
  effective_from: ColumnType<Temporal.PlainDate, Temporal.PlainDate, never>;
  monthly_hours: number;
  other_hours: number;
  source: string;
  set_at: InstantColumn;
  set_by: string;
}

export interface CancellationPolicyTables {
  cancellation_policy: CancellationPolicyTable;
}
