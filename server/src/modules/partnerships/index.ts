/** Partnerships' only door: which provider works with which reseller, how that begins, and the providers' directory. */
export type { PartnershipEvents } from './events.ts';
export type { PartnershipFaultCode } from './faults.ts';
export {
  acceptInvitation,
  connectPartners,
  declineInvitation,
  invitationDraft,
  invitationsOf,
  inviteReseller,
  openInvitation,
  withdrawInvitation,
  type InvitationLink,
} from './service/invitations.ts';
export { changeOwnEntry, ownEntry, providerCountries, providerDirectory } from './service/directory.ts';
export {
  administersReseller,
  arePartners,
  connectedResellers,
  endPartnership,
  endPartnershipsOfReseller,
  providersOf,
  removeAdministratorAccess,
  resellersOf,
} from './service/partnerships.ts';
export type { ListedProvider } from './store/directory.ts';
export { countActive as countActivePartnerships, type ConnectedPartner } from './store/partnerships.ts';
export type { PartnershipTables } from './tables.ts';
