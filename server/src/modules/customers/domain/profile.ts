/** What may stand in a customer's company and billing profile (rules B22, B27; wire contract, section 2.3). Pure. */
import { allowed, refused, type Verdict } from '../../../kernel/index.ts';
import { isPhoneNumber, isPostalCodeOf, isStateOf, type AddressFormat } from '../../../programme/address-formats.ts';
import type { PostalAddress } from '../../../programme/address-lines.ts';
import { rules } from '../../../programme/rules/index.ts';

interface Address extends PostalAddress {
  readonly region?: string | undefined;
  readonly firstName?: string | undefined;
  readonly middleName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly phoneNumber?: string | undefined;
  readonly emailAddress?: string | undefined;
}

export interface BillingProfile {
  readonly email: string;
  /** e.g. `fr-FR`. */
  readonly culture: string;
  /** Two letters, e.g. `fr`. */
  readonly language: string;
  readonly companyName: string;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly defaultAddress: Address;
}

/** What these rules ask about a country; `known` only where it is documented. */
export interface CountryFacts {
  readonly country: string;
  readonly registrationNumberRequired: boolean;
  readonly phoneNumberRequired: boolean;
  readonly address: AddressFormat;
  readonly known: { readonly cultures: readonly string[]; readonly languages: readonly string[] } | undefined;
}

/** The customer's mail must not be Microsoft's nor of the partner's own domain. */
export function customerEmailVerdict(email: string, partnerDomain: string): Verdict {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  const why = 'Give an address that belongs to the customer.';
  if (domain === 'microsoft.com')
    return refused(rules.B27, `An address at microsoft.com cannot be a customer's. ${why}`);
  if (domain === partnerDomain.toLowerCase()) {
    return refused(rules.B27, `${domain} is your own domain. ${why}`);
  }
  return allowed;
}

export type ProfileProblem =
  | 'RegistrationNumberMissing'
  | 'RegistrationNumberNotTaken'
  | 'PhoneNumberMissing'
  | 'CultureNotSupported'
  | 'AddressIncomplete'
  | 'AddressMalformed';

/** `members` of the address that are missing or wrong. */
export type ProfileVerdict = Verdict & {
  readonly problem?: ProfileProblem;
  readonly members?: readonly (keyof Address)[];
  /** What the sentence is made of, for other languages. */
  readonly values?: Readonly<Record<string, string>>;
};

/** Whether a country takes a registration number, needs one, or neither (wire contract, section 11 row 5). */
export function registrationVerdict(facts: CountryFacts, given: string | undefined): ProfileVerdict {
  const present = given !== undefined && given.trim() !== '';
  if (facts.registrationNumberRequired === present) return allowed;
  return present
    ? {
        ...refused(rules.B22, `No organisation registration number is taken for ${facts.country}. Leave it out.`),
        problem: 'RegistrationNumberNotTaken',
        values: { country: facts.country },
      }
    : {
        ...refused(rules.B22, `Customers in ${facts.country} need their organisation registration number.`),
        problem: 'RegistrationNumberMissing',
        values: { country: facts.country },
      };
}

/** Culture, language and address against what is known of the country. */
export function billingProfileVerdict(facts: CountryFacts, profile: BillingProfile): ProfileVerdict {
  const { defaultAddress: address, culture, language } = profile;
  if (facts.phoneNumberRequired && !address.phoneNumber?.trim()) {
    const reason = `Customers in ${facts.country} need a phone number in the default address.`;
    const values = { country: facts.country };
    return { ...refused(rules.B22, reason), problem: 'PhoneNumberMissing', members: ['phoneNumber'], values };
  }
  const { known } = facts;
  if (known && (!known.cultures.includes(culture) || !known.languages.includes(language))) {
    const reason = `${facts.country} takes the cultures ${known.cultures.join(', ')} and the languages ${known.languages.join(', ')}.`;
    const value = known.cultures.includes(culture) ? language : culture;
    const values = { country: facts.country, value };
    return { ...refused(rules['B27/culture'], reason), problem: 'CultureNotSupported', values };
  }
  return addressVerdict(facts, address);
}

type Checked = Pick<Address, 'state' | 'postalCode' | 'phoneNumber'>;

/** Whether an address has what its country asks, and has it in the country's form. */
export function addressVerdict(facts: CountryFacts, address: Checked): ProfileVerdict {
  const { stateRequired, postalCodeRequired } = facts.address;
  const missing = [
    ...(stateRequired && !address.state?.trim() ? ['state' as const] : []),
    ...(postalCodeRequired && !address.postalCode?.trim() ? ['postalCode' as const] : []),
  ];
  if (missing.length > 0) {
    const reason = `Addresses in ${facts.country} need ${missing.join(' and ')}.`;
    const values = { country: facts.country };
    return { ...refused(rules['B27/address'], reason), problem: 'AddressIncomplete', members: missing, values };
  }
  return formVerdict(facts, address);
}

function formVerdict({ country, address: format }: CountryFacts, address: Checked): ProfileVerdict {
  const { state, postalCode, phoneNumber } = address;
  const malformed = (member: keyof Checked, reason: string, example = ''): ProfileVerdict => ({
    ...refused(rules['B27/address'], reason),
    problem: 'AddressMalformed',
    members: [member],
    values: { country, value: address[member] ?? '', example },
  });
  if (state?.trim() && !isStateOf(country, state)) {
    const example = format.states.slice(0, 3).join(', ');
    return malformed('state', `${country} has no state '${state}'. Give one such as ${example}.`, example);
  }
  if (postalCode?.trim() && !isPostalCodeOf(country, postalCode)) {
    const { example = '' } = format.postalCode ?? {};
    const reason = `'${postalCode}' is no postal code of ${country}. Give one such as ${example}.`;
    return malformed('postalCode', reason, example);
  }
  if (phoneNumber?.trim() && !isPhoneNumber(country, phoneNumber)) {
    return malformed(
      'phoneNumber',
      `'${phoneNumber}' is no phone number. Give all its digits, from another country with + and the calling code.`,
    );
  }
  return allowed;
}

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** A culture in its canonical spelling (`EN-US` becomes `en-US`); undefined when it is none: language and country. */
export function canonicalCulture(culture: string): string | undefined {
  try {
    const [canonical] = Intl.getCanonicalLocales(culture);
    if (!canonical) return undefined;
    const locale = new Intl.Locale(canonical);
    return locale.region && languageNames.of(locale.language) ? canonical : undefined;
  } catch {
    return undefined;
  }
}

/** A two-letter language in lower case; undefined when there is none of that name. */
export function canonicalLanguage(language: string): string | undefined {
  const code = language.toLowerCase();
  return /^[a-z]{2}$/.test(code) && languageNames.of(code) ? code : undefined;
}

/** A first domain: one label under the suffix the directory gives out, lower case. */
export const domainSuffixes = ['onmicrosoft.com', 'ccsctp.net'] as const;

export function isInitialDomain(domain: string): boolean {
  const [, label = '', suffix = ''] = /^([^.]+)\.(.+)$/.exec(domain.toLowerCase()) ?? [];
  return isDomainLabel(label) && domainSuffixes.some((known) => known === suffix);
}

/** Letters and digits, with hyphens inside; 63 at most, as in DNS. */
export function isDomainLabel(label: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(label);
}
