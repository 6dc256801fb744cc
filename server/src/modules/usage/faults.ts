/** What can go wrong when usage is read. What is refused of an event is no fault: it is that event's outcome. */
import { faultMaker, type FaultKind } from '../../kernel/index.ts';

/** Every code, and how it is to be understood. */
const kinds = {
  UsageReportTooLong: 'invalid',
} as const satisfies Record<string, FaultKind>;
export type UsageFaultCode = keyof typeof kinds;

export const usageFault = faultMaker(kinds);
