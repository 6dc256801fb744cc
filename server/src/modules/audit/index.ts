/** Audit's only door: the seal on the trail of events, and what partners are told of it. */
export { activityKinds, kindOf, loggedNames, type ActivityKind } from './domain/activity.ts';
export { recordIdOfEvent } from './domain/record.ts';
export { resourceTypes, type OperationType, type ResourceType } from './domain/types.ts';
export type { AuditFaultCode } from './faults.ts';
export {
  activityOf,
  recordById,
  recordsOf,
  type Activity,
  type ActivityFilters,
  type NamedRecord,
} from './service/records.ts';
export { sealSweep, verifySeal } from './service/seal.ts';
export { activitySorts } from './store/records.ts';
