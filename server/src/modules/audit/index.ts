/** Audit's only door: the seal on the trail of events, and what partners are told of it. */
export { loggedNames } from './domain/activity.ts';
export { recordIdOfEvent } from './domain/record.ts';
export { resourceTypes, type ResourceType } from './domain/types.ts';
export type { AuditFaultCode } from './faults.ts';
export { activityOf, historyOf, recordById, recordsOf, type Activity, type NamedRecord } from './service/records.ts';
export { sealSweep, verifySeal } from './service/seal.ts';
