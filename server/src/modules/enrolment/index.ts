/** Enrolment's only door: companies that come into the programme, their verification, agreements and profiles. */
export type { EnrolmentEvents } from './events.ts';
export { emptyProfile, type EnrolmentProfile } from './domain/profile.ts';
export type { EnrolmentFaultCode } from './faults.ts';
export {
  agreementVersion,
  ownAgreements,
  readAgreements,
  signAgreement,
  type Agreements,
  type OwnAgreement,
} from './service/agreements.ts';
export { associationCodes, makeAssociationCode, withdrawAssociationCode } from './service/association-codes.ts';
export { changeCompany, withdrawCompanyChange } from './service/company-change.ts';
export { programmeCountries } from './service/countries.ts';
export { approveEnrolment, decideCheck, deskCounts, deskEnrolments, rejectEnrolment } from './service/desk.ts';
export { openCompanyDirectory } from './service/directory.ts';
export { accountWithoutEnrolment } from './service/facts.ts';
export { addDocument, documentFile } from './service/documents.ts';
export { checkAddress, findCompany, saveEnrolment, startEnrolment } from './service/draft.ts';
export { allowMailDomain, refusedMailDomains, refuseMailDomain } from './service/mail-domains.ts';
export { nominateProvider, nominations, withdrawNomination } from './service/nominations.ts';
export { addOwnLocation, associatePartnerId, identifiersOf, type IdentifierRow } from './service/partner-id.ts';
export {
  deskDetail,
  eligibleKinds,
  ownDetail,
  ownEnrolments,
  ownVetting,
  type EnrolmentDetail,
} from './service/read.ts';
export { confirmSignUp, readSignUp, signUp } from './service/sign-up.ts';
export {
  confirmContact,
  confirmEmail,
  readConfirmation,
  resendConfirmation,
  submitEnrolment,
} from './service/submit.ts';
export type { DeskRow } from './store/desk.ts';
export type { Nomination } from './store/nominations.ts';
export type { AgreementName, EnrolmentTables } from './tables.ts';
