/** A new customer while it is typed: which fields a country wants, and what is sent. Pure. */
import type { CountryInformation } from '@comptoir/contracts/partner-center/customers';
import { filled } from '../../ui/form/problems.ts';

/** Named as in the request. */
export const emptyCustomer = (country: string) => ({
  companyProfile: { domain: '', organizationRegistrationNumber: '' },
  billingProfile: {
    companyName: '',
    firstName: '',
    lastName: '',
    email: '',
    defaultAddress: { country, addressLine1: '', city: '', state: '', postalCode: '', phoneNumber: '' },
  },
});

export type CustomerValues = ReturnType<typeof emptyCustomer>;

const always = [
  'billingProfile.companyName',
  'companyProfile.domain',
  'billingProfile.defaultAddress.country',
  'billingProfile.defaultAddress.addressLine1',
  'billingProfile.defaultAddress.city',
  'billingProfile.firstName',
  'billingProfile.lastName',
  'billingProfile.email',
] as const;

const wanted = [
  ['companyProfile.organizationRegistrationNumber', 'customerOrganizationRegistrationNumberRequired'],
  ['billingProfile.defaultAddress.phoneNumber', 'customerOrganizationPhoneNumberRequired'],
  ['billingProfile.defaultAddress.state', 'isStateRequired'],
  ['billingProfile.defaultAddress.postalCode', 'isPostalCodeRequired'],
] as const;

export type RequiredField = (typeof always)[number] | (typeof wanted)[number][0];

/** Fields that must be filled in for a country. */
export function requiredFields(rules: CountryInformation | undefined): ReadonlySet<string> & Iterable<RequiredField> {
  const extra = wanted.filter(([, rule]) => rules?.[rule]).map(([field]) => field);
  return new Set<RequiredField>([...always, ...extra]);
}

/** A first domain: a label under what the directory gives out. */
export const isDomain = (text: string) =>
  /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.(onmicrosoft\.com|ccsctp\.net)$/i.test(text.trim());

/**
 * Fields with something that the server would refuse one after the other: told at once. Only what it surely refuses, since
 * it decides.
 */
export function malformedFields(
  { billingProfile: { email, defaultAddress } }: CustomerValues,
  rules: CountryInformation | undefined,
  ownDomain: string,
) {
  const [postalCode, phone] = [defaultAddress.postalCode.trim(), defaultAddress.phoneNumber.trim()];
  const pattern = rules?.postalCodeRegex;
  const mailDomain = email.trim().split('@').at(-1)?.toLowerCase() ?? '';
  return {
    email: [ownDomain.toLowerCase(), 'microsoft.com'].includes(mailDomain),
    postalCode: postalCode !== '' && pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 'i').test(postalCode),
    phoneNumber: phone !== '' && (phone.match(/\d/g)?.length ?? 0) < 3,
  };
}

export function toRequest(values: CustomerValues, rules: CountryInformation | undefined) {
  const { companyProfile, billingProfile } = values;
  const { firstName, lastName, defaultAddress } = billingProfile;
  const culture = rules?.defaultCulture ?? 'en-US';
  return filled({
    companyProfile: { ...companyProfile, domain: companyProfile.domain.toLowerCase() },
    billingProfile: {
      ...billingProfile,
      culture,
      language: culture.slice(0, 2),
      defaultAddress: { ...defaultAddress, firstName, lastName },
    },
  });
}
