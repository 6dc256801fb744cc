/** A new customer while it is typed: what is missing before it is sent, and what is sent. Pure. */
import type { CountryInformation, CustomerRequest } from '@comptoir/contracts/partner-center/customers';

export interface CustomerDraft {
  readonly companyName: string;
  readonly domain: string;
  readonly registrationNumber: string;
  readonly country: string;
  readonly addressLine1: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phoneNumber: string;
}

export const emptyCustomer = (country: string): CustomerDraft => ({
  companyName: '',
  domain: '',
  registrationNumber: '',
  country,
  addressLine1: '',
  city: '',
  state: '',
  postalCode: '',
  firstName: '',
  lastName: '',
  email: '',
  phoneNumber: '',
});

export type CustomerField = keyof CustomerDraft;

const always: readonly CustomerField[] = [
  'companyName',
  'domain',
  'country',
  'addressLine1',
  'city',
  'firstName',
  'lastName',
  'email',
];

/** Fields that must be filled in for a country. */
export function requiredFields(rules: CountryInformation | undefined): ReadonlySet<CustomerField> {
  const extra: CustomerField[] = [];
  if (rules?.customerOrganizationRegistrationNumberRequired) extra.push('registrationNumber');
  if (rules?.customerOrganizationPhoneNumberRequired) extra.push('phoneNumber');
  if (rules?.isStateRequired) extra.push('state');
  if (rules?.isPostalCodeRequired) extra.push('postalCode');
  return new Set([...always, ...extra]);
}

const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const domainShape = /^[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)+$/i;

/** What is wrong, field by field; empty when it can be sent. */
export function wrongFields(
  draft: CustomerDraft,
  rules: CountryInformation | undefined,
): readonly { readonly field: CustomerField; readonly kind: 'missing' | 'email' | 'domain' }[] {
  const missing = [...requiredFields(rules)].filter((field) => draft[field].trim() === '');
  return [
    ...missing.map((field) => ({ field, kind: 'missing' as const })),
    ...(draft.email && !emailShape.test(draft.email.trim())
      ? [{ field: 'email' as const, kind: 'email' as const }]
      : []),
    ...(draft.domain && !domainShape.test(draft.domain.trim())
      ? [{ field: 'domain' as const, kind: 'domain' as const }]
      : []),
  ];
}

const optional = <Name extends string>(name: Name, value: string) =>
  (value.trim() ? { [name]: value.trim() } : {}) as Partial<Record<Name, string>>;

export function toRequest(draft: CustomerDraft, rules: CountryInformation | undefined): CustomerRequest {
  const culture = rules?.defaultCulture ?? 'en-US';
  const names = { firstName: draft.firstName.trim(), lastName: draft.lastName.trim() };
  return {
    companyProfile: {
      domain: draft.domain.trim().toLowerCase(),
      ...optional('organizationRegistrationNumber', draft.registrationNumber),
    },
    billingProfile: {
      ...names,
      email: draft.email.trim(),
      culture,
      language: culture.slice(0, 2),
      companyName: draft.companyName.trim(),
      defaultAddress: {
        ...names,
        country: draft.country,
        addressLine1: draft.addressLine1.trim(),
        city: draft.city.trim(),
        ...optional('state', draft.state),
        ...optional('postalCode', draft.postalCode),
        ...optional('phoneNumber', draft.phoneNumber),
      },
    },
  };
}
