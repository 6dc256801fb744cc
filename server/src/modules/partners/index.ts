/** Partners' only door: partner accounts, their location PartnerIDs, and whether they may sell. */
export { maySell, type SellingPartner } from './domain/selling.ts';
export type { PartnerEvents } from './events.ts';
export { mpnIdUnknown, type PartnerFaultCode } from './faults.ts';
export {
  createPartnerAccount,
  partnerAccountOf,
  partnerAccountsOf,
  partnerByMpnId,
  requireSeller,
  searchAudiencePartners,
  type NewPartnerAccount,
} from './service.ts';
export type { PartnerAccount } from './store.ts';
export type { PartnerKind, PartnerState, PartnerTables } from './tables.ts';
