/** What can go wrong with support requests. */
import { Fault, type FaultDetails, type FaultKind } from '../../kernel/index.ts';

export type SupportFaultCode =
  | 'AudienceChangeIsFree'
  | 'PublisherRequestDecided'
  | 'PublisherRequestInvalid'
  | 'PublisherRequestOpen'
  | 'PublisherRequestUnknown';

const kinds: Record<SupportFaultCode, FaultKind> = {
  AudienceChangeIsFree: 'conflict',
  PublisherRequestDecided: 'conflict',
  PublisherRequestInvalid: 'invalid',
  PublisherRequestOpen: 'conflict',
  PublisherRequestUnknown: 'notFound',
};

export function supportFault(
  code: SupportFaultCode,
  message: string,
  more: Omit<FaultDetails, 'message'> = {},
): Fault<SupportFaultCode> {
  return new Fault(code, kinds[code], { message, ...more });
}
