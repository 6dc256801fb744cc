/** What customers refuses. */
import { Fault, type FaultDetails, type FaultKind } from '../../kernel/index.ts';
import type { ProfileProblem } from './domain/profile.ts';

export type CustomerFaultCode =
  | ProfileProblem
  | 'PartnerConfirmedAgreementAlreadyExists'
  | 'AgreementDateInFuture'
  | 'AgreementLinkExpired'
  | 'AgreementTemplateUnknown'
  | 'BillingProfileChanged'
  | 'CompanyNameRefused'
  | 'CountryFixed'
  | 'CountryRulesUnknown'
  | 'CountryUnknown'
  | 'CustomerEmailRefused'
  | 'CustomerNotFound'
  | 'DomainMalformed';

const kinds: Record<CustomerFaultCode, FaultKind> = {
  AddressIncomplete: 'invalid',
  AddressMalformed: 'invalid',
  PartnerConfirmedAgreementAlreadyExists: 'invalid',
  AgreementDateInFuture: 'invalid',
  AgreementLinkExpired: 'notFound',
  AgreementTemplateUnknown: 'notFound',
  BillingProfileChanged: 'invalid',
  CompanyNameRefused: 'invalid',
  CountryFixed: 'invalid',
  CountryRulesUnknown: 'notFound',
  CountryUnknown: 'invalid',
  CultureNotSupported: 'invalid',
  CustomerEmailRefused: 'invalid',
  CustomerNotFound: 'notFound',
  DomainMalformed: 'invalid',
  PhoneNumberMissing: 'invalid',
  RegistrationNumberMissing: 'invalid',
  RegistrationNumberNotTaken: 'invalid',
};

export function customerFault(
  code: CustomerFaultCode,
  message: string,
  more: Pick<FaultDetails, 'target' | 'rule' | 'problems' | 'values'> = {},
): Fault<CustomerFaultCode> {
  return new Fault(code, kinds[code], { message, ...more });
}

/** The same for a customer that does not exist and for one of another partner. */
export function customerNotFound(tenantId: string): Fault<CustomerFaultCode> {
  return customerFault(
    'CustomerNotFound',
    `You have no customer ${tenantId}. Check the id, or create the customer first.`,
  );
}
