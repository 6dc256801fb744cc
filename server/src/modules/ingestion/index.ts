/** Ingestion's only door: a publisher's resources as jobs, and what they read. */
export type { ProblemCode, Resource, ResourceType } from './domain/resources.ts';
export { problemCodes } from './domain/resources.ts';
export { ingestionFault, type IngestionFaultCode } from './faults.ts';
export { askForJob, cancelJob, completedJob, ingestionSweep, ingestionTask, readJob } from './service/jobs.ts';
export {
  listPlans,
  listProducts,
  listSubmissions,
  readResource,
  readSubmission,
  resourceTree,
} from './service/read.ts';
export { readReseller, writeReseller, type ResellerState } from './service/reseller.ts';
export { runIngestionJobs } from './service/run.ts';
export type { JobRow } from './store.ts';
export type { IngestionTables, JobError, Outcome } from './tables.ts';
