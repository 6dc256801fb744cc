/** Licences' only door: what people of a customer hold, and what there is to give. */
export type { Licence, SubscribedSku } from './domain/licences.ts';
export type { LicenceFaultCode } from './faults.ts';
export {
  changeCustomerLicences,
  customerLicences,
  customerLicencesOf,
  ownLicences,
  ownLicencesOf,
  setOwnLicences,
} from './service/licences.ts';
