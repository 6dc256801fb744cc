/** What can go wrong with windows of cancellation. */
import { faultMaker, type FaultKind } from '../../kernel/index.ts';

/** Every code, and how it is to be understood. */
const kinds = {
  PolicyDayTaken: 'conflict',
  PolicyInForce: 'conflict',
  PolicyNotAhead: 'invalid',
  PolicyUnknown: 'notFound',
} as const satisfies Record<string, FaultKind>;
export type CancellationPolicyFaultCode = keyof typeof kinds;

export const policyFault = faultMaker(kinds);
