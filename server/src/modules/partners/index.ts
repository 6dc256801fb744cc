/** Partners' only door: partner accounts, their location PartnerIDs, and whether they may sell. */
export type { PartnerEvents } from './events.ts';
export { whyNotDeclared, whyNotOnRecord } from './domain/on-record.ts';
export type { CompanyAddress, OrganizationProfile, PartnerBillingProfile, SupportProfile } from './domain/profiles.ts';
export {
  changeLegalProfile,
  changeOrganizationProfile,
  changePartnerBillingProfile,
  changeSupportProfile,
  keepProfile,
  legalProfile,
  organizationProfile,
  partnerBillingProfile,
  supportProfile,
  type OwnLegalProfile,
  type Versioned,
} from './service/profiles.ts';
export { findPartners } from './service/find.ts';
export { mpnIdUnknown, profileChanged, type PartnerFaultCode } from './faults.ts';
export { addLocation, freeMpnId, locationByMpnId, locationsOf } from './service/locations.ts';
export type { PartnerLocation } from './store/locations.ts';
export {
  changePartnerKind,
  createPartnerAccount,
  findPartnerAccount,
  partnerAccountOf,
  partnerAccountsOf,
  partnerByMpnId,
  partnersByMpnId,
  renamePartner,
  requireSeller,
  signPartnerAgreement,
  type NewPartnerAccount,
} from './service/accounts.ts';
export {
  audienceFilterValues,
  partnerProfilesOf,
  searchAudiencePartners,
  type AudienceSearch,
  type FoundPartners,
} from './service/search.ts';
export type { PartnerProfile } from './store/search.ts';
export {
  partnerColumns,
  partnerOfRow,
  type PartnerAccount,
  type PartnerPresence,
  type PartnerRow,
} from './store/accounts.ts';
export type { PartnerTables } from './tables.ts';
export { requireSignedAgreement } from './service/agreement-status.ts';
