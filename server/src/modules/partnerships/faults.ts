/** What partnerships refuses. */
import { Fault, type FaultDetails, type FaultKind } from '../../kernel/index.ts';

export type PartnershipFaultCode =
  | 'InvitationUnknown'
  | 'InvitationUsed'
  | 'InvitationWithdrawn'
  | 'InvitationExpired'
  | 'InvitationOutsideRegion'
  | 'InvitationToReseller'
  | 'InviterMayNotSell'
  | 'PartnershipExists'
  | 'PartnershipNotFound'
  | 'NotAProvider'
  | 'DirectoryEntryChanged';

const kinds: Record<PartnershipFaultCode, FaultKind> = {
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
};

export function partnershipFault(
  code: PartnershipFaultCode,
  message: string,
  more: Pick<FaultDetails, 'target' | 'rule'> = {},
): Fault<PartnershipFaultCode> {
  return new Fault(code, kinds[code], { message, ...more });
}

/** The same for a link that never was, one with another secret, and one of somebody else. */
export function invitationUnknown(): Fault<PartnershipFaultCode> {
  return partnershipFault('InvitationUnknown', 'There is no such invitation. Open the link of the mail as it is.');
}

export function partnershipNotFound(tenantId: string): Fault<PartnershipFaultCode> {
  return partnershipFault('PartnershipNotFound', `You have no active partnership with the tenant ${tenantId}.`);
}
