/** Partners' only door: partner accounts, their location PartnerIDs, and whether they may sell. */
export { maySell } from './domain/selling.ts';
export { findPartners } from './find.ts';
export { mpnIdUnknown, type PartnerFaultCode } from './faults.ts';
export {
  createPartnerAccount,
  partnerAccountOf,
  partnerAccountsOf,
  partnerByMpnId,
  requireSeller,
  type NewPartnerAccount,
} from './service.ts';
export {
  audienceFilterValues,
  partnerProfilesOf,
  searchAudiencePartners,
  type AudienceSearch,
  type FoundPartners,
} from './search.ts';
export type { PartnerProfile } from './search-store.ts';
export { partnerColumns, partnerOfRow, type PartnerAccount, type PartnerPresence, type PartnerRow } from './store.ts';
export type { PartnerTables } from './tables.ts';
