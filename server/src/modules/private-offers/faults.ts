/** What can go wrong with private offers. */
import { faultMaker, type FaultKind } from '../../kernel/index.ts';

/** Every code, and how it is to be understood. */
const kinds = {
  MarginWithdrawn: 'conflict',
  PrivateOfferChanged: 'conflict',
  PrivateOfferFixed: 'conflict',
  PrivateOfferNotReady: 'invalid',
  PrivateOfferNotWithdrawable: 'conflict',
  PrivateOfferUnknown: 'notFound',
} as const satisfies Record<string, FaultKind>;
export type PrivateOfferFaultCode = keyof typeof kinds;

export const privateOfferFault = faultMaker(kinds);
