/** Private offers' only door: what publishers grant partners, and the margin that counts at a moment. */
export type { PrivateOfferEvents } from './events.ts';
export { writtenDocument, type PrivateOfferDocument } from './domain/document.ts';
export type { Margin } from './domain/margin.ts';
export type { PrivateOfferFaultCode } from './faults.ts';
export {
  clonePrivateOffer,
  createPrivateOffer,
  deletePrivateOffer,
  findPrivateOffer,
  listPrivateOffers,
  privateOfferNamed,
  privateOfferProblems,
  savePrivateOffer,
} from './service/drafts.ts';
export { privateOfferWork } from './service/due.ts';
export {
  foreseeMargins,
  marginsAt,
  marginsOf,
  noteMarginUses,
  ownMargins,
  searchMargins,
  type NamedMargin,
} from './service/margins.ts';
export { readPrivateOffer, type PrivateOfferDetail } from './service/read.ts';
export { submitPrivateOffer, withdrawPrivateOffer } from './service/submit.ts';
export type { PrivateOfferRow } from './store/private-offers.ts';
export type { PrivateOfferTables } from './tables.ts';
