/** What partnerships refuses. */
import { faultMaker, type Fault, type FaultKind } from '../../kernel/index.ts';

/** Every code, and how it is to be understood. */
const kinds = {
  InvitationUnknown: 'notFound',
  InvitationUsed: 'conflict',
  InvitationWithdrawn: 'conflict',
  InvitationExpired: 'conflict',
  InvitationOutsideRegion: 'forbidden',
  InvitationToReseller: 'forbidden',
  InviterMayNotSell: 'forbidden',
  PartnershipExists: 'conflict',
  PartnershipNotFound: 'notFound',
  NotAProvider: 'forbidden',
  DirectoryEntryChanged: 'conflict',
} as const satisfies Record<string, FaultKind>;
export type PartnershipFaultCode = keyof typeof kinds;

export const partnershipFault = faultMaker(kinds);

/** The same for a link that never was, one with another secret, and one of somebody else. */
export function invitationUnknown(): Fault<PartnershipFaultCode> {
  return partnershipFault('InvitationUnknown', 'There is no such invitation. Open the link of the mail as it is.');
}

export function partnershipNotFound(tenantId: string): Fault<PartnershipFaultCode> {
  return partnershipFault('PartnershipNotFound', `You have no active partnership with the tenant ${tenantId}.`);
}
