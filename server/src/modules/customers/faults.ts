/** What customers refuses. */
import { faultMaker, type Fault, type FaultKind } from '../../kernel/index.ts';

/** Every code, and how it is to be understood. */
const kinds = {
  AccountStatusNotFound: 'notFound',
  AddressIncomplete: 'invalid',
  AddressMalformed: 'invalid',
  PartnerConfirmedAgreementAlreadyExists: 'invalid',
  AgreementDateInFuture: 'invalid',
  AgreementDateTooEarly: 'invalid',
  AgreementLinkExpired: 'notFound',
  AgreementTemplateUnknown: 'notFound',
  AgreementsFull: 'conflict',
  BillingProfileChanged: 'invalid',
  CompanyNameRefused: 'invalid',
  CountryFixed: 'invalid',
  CountryRulesUnknown: 'notFound',
  CountryUnknown: 'invalid',
  CultureNotSupported: 'invalid',
  CustomerEmailRefused: 'invalid',
  CustomerNotFound: 'notFound',
  DomainMalformed: 'invalid',
  PhoneNumberMalformed: 'invalid',
  PhoneNumberMissing: 'invalid',
  RegistrationNumberMissing: 'invalid',
  RegistrationNumberNotTaken: 'invalid',
  QualificationDecided: 'conflict',
  QualificationReasonMissing: 'invalid',
  QualificationRefused: 'conflict',
  QualificationUnknown: 'notFound',
  ValidationCodeRefused: 'invalid',
} as const satisfies Record<string, FaultKind>;
export type CustomerFaultCode = keyof typeof kinds;

export const customerFault = faultMaker(kinds);

/** The same for a customer that does not exist and for one of another partner. */
export function customerNotFound(tenantId: string): Fault<CustomerFaultCode> {
  return customerFault(
    'CustomerNotFound',
    `You have no customer ${tenantId}. Check the id, or create the customer first.`,
  );
}
