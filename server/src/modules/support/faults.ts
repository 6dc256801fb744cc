/** What can go wrong with support requests. */
import { faultMaker, type FaultKind } from '../../kernel/index.ts';

/** Every code, and how it is to be understood. */
const kinds = {
  AudienceChangeIsFree: 'conflict',
  PublisherRequestDecided: 'conflict',
  PublisherRequestInvalid: 'invalid',
  PublisherRequestOpen: 'conflict',
  PublisherRequestUnknown: 'notFound',
} as const satisfies Record<string, FaultKind>;
export type SupportFaultCode = keyof typeof kinds;

export const supportFault = faultMaker(kinds);
