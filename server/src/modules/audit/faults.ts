/** What audit refuses. */
import { faultMaker, type FaultKind } from '../../kernel/index.ts';

/** Every code, and how it is to be understood. */
const kinds = {
  AuditDaysRefused: 'invalid',
  AuditRecordNotFound: 'notFound',
} as const satisfies Record<string, FaultKind>;
export type AuditFaultCode = keyof typeof kinds;

export const auditFault = faultMaker(kinds);
