/** Material's only door: sales and support material of offers, and notices of their service. */
export type { MaterialEvents } from './events.ts';
export type { MaterialFaultCode } from './faults.ts';
export {
  partnerNotices,
  postNotice,
  publisherNotices,
  updateNotice,
  type Notice,
  type PartnerNotice,
  type PublisherNotice,
} from './service/notices.ts';
export { partnerFile, partnerMaterial } from './service/partner.ts';
export {
  addFile,
  addLink,
  changeMaterial,
  materialContent,
  offerMaterial,
  removeMaterial,
  type StoredFile,
} from './service/publisher.ts';
export type { MaterialEntry } from './store/material.ts';
export type { MaterialTables } from './tables.ts';
