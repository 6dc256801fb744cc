/** What licences refuse. */
import { faultMaker, type FaultKind } from '../../kernel/index.ts';

/** Every code, and how it is to be understood. */
const kinds = {
  LicenceUnknown: 'invalid',
  LicencesExhausted: 'conflict',
  LicencesOfOwnTenant: 'invalid',
  UsageLocationMissing: 'invalid',
} as const satisfies Record<string, FaultKind>;
export type LicenceFaultCode = keyof typeof kinds;

export const licenceFault = faultMaker(kinds);
