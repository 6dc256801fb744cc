/** Partners' only door: partner accounts, their location PartnerIDs, and whether they may sell. */
export { maySell } from './domain/selling.ts';
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
export { partnerColumns, partnerOfRow, type PartnerAccount, type PartnerRow } from './store.ts';
export type { PartnerTables } from './tables.ts';
