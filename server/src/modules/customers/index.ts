/** Customers' only door: customer records, their profiles and agreements. */
export type { CustomerEvents } from './events.ts';
export type { CustomerAgreement } from './store/agreements.ts';
export { agreementHtml } from './domain/agreement-text.ts';
export {
  agreementTemplates,
  agreementTypes,
  documentLanguages,
  purchaseAgreement,
  type AgreementType,
} from './domain/agreements.ts';
export { addressVerdict, domainSuffixes, isDomainLabel, type BillingProfile } from './domain/profile.ts';
export type { QualificationWish } from './domain/qualifications.ts';
export { accountStateOf, accountStatusOf, customerAccounts, setAccountStatus } from './service/account-checks.ts';
export {
  decideQualification,
  deskQualifications,
  issueValidationCode,
  qualificationsOf,
  requestQualification,
  validationCodes,
} from './service/qualifications.ts';
export type { CheckedAccount } from './store/account-checks.ts';
export type { CustomerQualification, VettedQualification } from './store/qualifications.ts';
export { customerNotFound, type CustomerFaultCode } from './faults.ts';
export {
  agreementsOf,
  confirmAgreement,
  hasAgreement,
  openDocumentLink,
  signDocumentLink,
  templateOf,
  type DocumentReference,
} from './service/agreements.ts';
export {
  billToOf,
  changeBillingProfile,
  checkedProfile,
  checkRegistrationNumber,
  checkedCompanyName,
  createCustomer,
  customerNames,
  customerOf,
  isDomainFree,
  profileChanged,
  requireInitialDomain,
  requireCustomerRecord,
  countryRulesAt,
  rulesOfCountry,
} from './service/customers.ts';
export {
  insertPartner as addPartnerOfCustomer,
  removePartner as removePartnerOfCustomer,
  selectPartnersOf as partnersOfCustomer,
  type Customer,
} from './store/customers.ts';
export type { CustomerTables } from './tables.ts';
