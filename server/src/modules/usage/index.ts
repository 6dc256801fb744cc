/** The only door to usage: what publishers report, and what is charged and shown of it. */
export { type RefusedUsage, type SentUsage } from './domain/usage-event.ts';
export { type UsageFaultCode } from './faults.ts';
export { acceptUsage, foreseeUsage, type UsageOutcome } from './service/accept.ts';
export { chargedUsage, takeUsage, usageSince } from './service/charging.ts';
export { usageRejectionSweep } from './service/rejections.ts';
export { usageReport } from './service/report.ts';
export { ownUsage, searchAccepted, searchDayTotals, searchRejected } from './service/usage-lists.ts';
export type { RejectedRow } from './store/usage-lists.ts';
export type { Processing, UsageDay } from './store/days.ts';
export type { KeptUsage } from './store/events.ts';
export type { UsageTables } from './tables.ts';
