/** Kysely types of the table the ingestion module owns. */
import type { Actor, FaultKind, RuleReference } from '../../kernel/index.ts';
import type { InstantColumn, JsonColumn } from '../../platform/tables.ts';
import type { ProblemCode, Resource, ResourceType } from './domain/resources.ts';

export type JobStatus = 'notStarted' | 'running' | 'completed';
export type JobResult = 'pending' | 'succeeded' | 'failed' | 'cancelled';

/** Who asked; the job acts in this name. */
export type SubmittedBy = Pick<Actor, 'kind' | 'name' | 'userId' | 'applicationId'>;

/** Why a resource was refused; a job with errors changed nothing. */
export interface JobError {
  readonly type: ResourceType;
  readonly id?: string;
  readonly resourceName?: string;
  /** A reason of the schema's, or the code of a fault. */
  readonly code: ProblemCode | (string & {});
  /** Of a fault; absent for a reason of the schema's. */
  readonly kind?: FaultKind;
  readonly message: string;
  readonly rule?: RuleReference;
  /** Several at once, each with where it is in the offer's document. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

/** A resource as it was when its job ended. */
export interface Outcome {
  readonly resource: Resource;
  /** What of it was not kept. */
  readonly warnings: readonly string[];
}

interface IngestionJobTable {
  publisher_tenant_id: string;
  id: string;
  status: JobStatus;
  result: JobResult;
  submitted_by: JsonColumn<SubmittedBy>;
  request: JsonColumn<readonly Resource[]>;
  outcome: JsonColumn<readonly Outcome[]>;
  errors: JsonColumn<readonly JobError[]>;
  attempts: number;
  created_at: InstantColumn;
  ended_at: InstantColumn | null;
}

export interface IngestionTables {
  ingestion_job: IngestionJobTable;
}
