/** What can go wrong with private offers. */
import { Fault, type FaultDetails, type FaultKind } from '../../kernel/index.ts';

export type PrivateOfferFaultCode =
  | 'MarginWithdrawn'
  | 'PrivateOfferChanged'
  | 'PrivateOfferFixed'
  | 'PrivateOfferNotReady'
  | 'PrivateOfferNotWithdrawable'
  | 'PrivateOfferUnknown';

const kinds: Record<PrivateOfferFaultCode, FaultKind> = {
  MarginWithdrawn: 'conflict',
  PrivateOfferChanged: 'conflict',
  PrivateOfferFixed: 'conflict',
  PrivateOfferNotReady: 'invalid',
  PrivateOfferNotWithdrawable: 'conflict',
  PrivateOfferUnknown: 'notFound',
};

export function privateOfferFault(
  code: PrivateOfferFaultCode,
  message: string,
  more: Omit<FaultDetails, 'message'> = {},
): Fault<PrivateOfferFaultCode> {
  return new Fault(code, kinds[code], { message, ...more });
}
