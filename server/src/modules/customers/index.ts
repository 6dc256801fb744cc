/** Customers' only door: customer records, their profiles and agreements. */
export type { AgreementContact, CustomerAgreement } from './agreement-store.ts';
export { agreementHtml } from './domain/agreement-text.ts';
export {
  agreementTemplates,
  agreementTypes,
  documentLanguages,
  purchaseAgreement,
  type AgreementTemplate,
  type AgreementType,
  type DocumentLanguage,
} from './domain/agreements.ts';
export { domainSuffixes, isDomainLabel, type Address, type BillingProfile } from './domain/profile.ts';
export type { CustomerEvents } from './events.ts';
export { customerNotFound, type CustomerFaultCode } from './faults.ts';
export {
  agreementsOf,
  confirmAgreement,
  hasAgreement,
  openDocumentLink,
  signDocumentLink,
  templateOf,
  type AgreementConfirmation,
  type DocumentReference,
} from './service/agreements.ts';
export {
  changeBillingProfile,
  checkedProfile,
  checkRegistrationNumber,
  createCustomer,
  customerNames,
  customerOf,
  isDomainFree,
  listCustomers,
  profileChanged,
  requireInitialDomain,
  rulesOfCountry,
  type CustomerListRequest,
  type NewCustomer,
} from './service/customers.ts';
export type { Customer, CustomerName, ListedCustomer } from './store.ts';
export type { CustomerTables } from './tables.ts';
