/** What a company says of itself when it enrols (rules B5, B11, B13, B22), and what of it is missing or wrong. Pure. */
import { decimal, isMailAddress, isSafeUrl, type Problem, type RuleReference } from '../../../kernel/index.ts';
import { addressProblems, type TypedAddress } from '../../../programme/address-check.ts';
import { isPhoneNumber } from '../../../programme/address-formats.ts';
import { companyNameVerdict } from '../../../programme/company-names.ts';
import { directRequirementsOn, type EnrolmentKind } from '../../../programme/enrolment.ts';
import { contactMailVerdict, type RefusedMailDomain } from '../../../programme/mail-domains.ts';
import { marketOf } from '../../../programme/markets.ts';
import { rules } from '../../../programme/rules/index.ts';

export interface EnrolmentProfile {
  /** Legal profile. */
  readonly company: {
    readonly name: string;
    readonly registrationNumber: string;
    readonly taxId: string;
    /** Nine digits when the company was found by it. */
    readonly duns: string;
    readonly entry: 'lookup' | 'manual';
    readonly address: TypedAddress;
    /** Which form of the address was taken, where one was suggested. */
    readonly addressChoice: 'typed' | 'suggested';
  };
  readonly business: {
    readonly tradeName: string;
    readonly website: string;
    readonly employees: '' | '1-9' | '10-49' | '50-249' | '250+';
    readonly description: string;
  };
  readonly primaryContact: {
    readonly firstName: string;
    readonly lastName: string;
    readonly email: string;
    readonly phoneNumber: string;
    /** Of its mails. */
    readonly language: 'en' | 'fr';
  };
  /** For customers. */
  readonly supportContact: { readonly email: string; readonly phoneNumber: string; readonly website: string };
  /** What a direct-bill partner declares (rule B23). */
  readonly direct: { readonly revenueUsd: string; readonly supportPlan: '' | 'asfp' | 'psfp' };
}

export function emptyProfile(language: 'en' | 'fr'): EnrolmentProfile {
  const address = { addressLine1: '', addressLine2: '', city: '', state: '', postalCode: '' };
  return {
    company: {
      name: '',
      registrationNumber: '',
      taxId: '',
      duns: '',
      entry: 'manual',
      address,
      addressChoice: 'typed',
    },
    business: { tradeName: '', website: '', employees: '', description: '' },
    primaryContact: { firstName: '', lastName: '', email: '', phoneNumber: '', language },
    supportContact: { email: '', phoneNumber: '', website: '' },
    direct: { revenueUsd: '', supportPlan: '' },
  };
}

type Company = Pick<EnrolmentProfile, 'company'>;

/** Whether name, registration number and address are the same, however they are spaced. */
export function sameCompany({ company: one }: Company, { company: other }: Company): boolean {
  const words = ({ name, registrationNumber, address }: EnrolmentProfile['company']) => {
    const { addressLine1, addressLine2, city, state, postalCode } = address;
    return [name, registrationNumber, addressLine1, addressLine2, city, state, postalCode]
      .map((text) => text.normalize('NFC').trim().replaceAll(/\s+/g, ' '))
      .join('\n');
  };
  return words(one) === words(other);
}

/** Whether a location is at an address, however it is written; a location without an address is nowhere. */
export function isAt(address: TypedAddress, location: Partial<TypedAddress>): boolean {
  const words = ({
    addressLine1 = '',
    addressLine2 = '',
    city = '',
    state = '',
    postalCode = '',
  }: Partial<TypedAddress>) =>
    [addressLine1, addressLine2, city, state, postalCode]
      .map((text) => text.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase())
      .join('\n');
  return (location.addressLine1 ?? '').trim() !== '' && words(address) === words(location);
}

export interface ProfileFacts {
  readonly kind: EnrolmentKind;
  /** Of the account, ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly refusedMailDomains: readonly RefusedMailDomain[];
  /** A company already in the programme gives its support contact only (rule B2). */
  readonly shortPath: boolean;
  readonly on: Temporal.PlainDate;
}

/** As it is filled in: contacts, or all else. */
export type ProfilePart = 'company' | 'contacts';

export const partOf = (path: string): ProfilePart => (/^(primary|support)Contact/.test(path) ? 'contacts' : 'company');

type Found = Problem[];

/** Everything that keeps the profile from being submitted, each where it is. */
export function profileProblems(profile: EnrolmentProfile, facts: ProfileFacts): Found {
  const support = supportProblems(profile, facts.country);
  if (facts.shortPath) return support;
  return [
    ...companyProblems(profile, facts),
    ...optionalLink('business.website', profile.business.website),
    ...contactProblems(profile, facts),
    ...support,
    ...(facts.kind === 'direct' ? directProblems(profile, facts.on) : []),
  ];
}

const problem = (path: string, code: string, message: string, rule?: RuleReference): Problem => ({
  path,
  code,
  message,
  ...(rule ? { rule } : {}),
});
const missing = (path: string, rule: RuleReference = rules.B5) =>
  problem(path, 'FieldRequired', 'This is required. Fill it in.', rule);

function required(path: string, value: string): Found {
  return value.trim() === '' ? [missing(path)] : [];
}

function optionalLink(path: string, value: string): Found {
  if (value.trim() === '' || isSafeUrl(value)) return [];
  return [problem(path, 'LinkMalformed', 'This is not an https address such as https://contoso.example.')];
}

function companyProblems({ company }: EnrolmentProfile, { country, on }: ProfileFacts): Found {
  const name = companyNameVerdict(company.name);
  const found: Found = [];
  if (company.name.trim() === '') found.push(missing('company.name'));
  else if (!name.allowed) found.push(problem('company.name', 'CompanyNameRefused', name.reason, name.rule));
  if (marketOf(country, on)?.registrationIdRequired && company.registrationNumber.trim() === '') {
    const message = `Companies in ${country} give their registration number.`;
    found.push(problem('company.registrationNumber', 'RegistrationNumberMissing', message, rules.B22));
  }
  for (const { member, problem: what } of addressProblems(country, company.address)) {
    const path = `company.address.${member}`;
    const message = `This does not have the form it has in ${country}.`;
    found.push(what === 'missing' ? missing(path) : problem(path, 'AddressForm', message, rules['B27/address']));
  }
  return found;
}

function contactProblems({ primaryContact }: EnrolmentProfile, facts: ProfileFacts): Found {
  const { firstName, lastName, email, phoneNumber } = primaryContact;
  const at = (member: string) => `primaryContact.${member}`;
  const mail = contactMailVerdict(email, facts.refusedMailDomains);
  const found = [...required(at('firstName'), firstName), ...required(at('lastName'), lastName)];
  const wrongMail = mailProblems(at('email'), email);
  if (wrongMail.length > 0) found.push(...wrongMail);
  else if (!mail.allowed) found.push(problem(at('email'), 'MailDomainRefused', mail.reason, mail.rule));
  return [...found, ...phoneProblems(at('phoneNumber'), phoneNumber, facts.country)];
}

function supportProblems({ supportContact }: EnrolmentProfile, country: string): Found {
  const { email, phoneNumber, website } = supportContact;
  return [
    ...mailProblems('supportContact.email', email),
    ...phoneProblems('supportContact.phoneNumber', phoneNumber, country),
    ...optionalLink('supportContact.website', website),
  ];
}

function mailProblems(path: string, email: string): Found {
  if (email.trim() === '') return [missing(path)];
  if (isMailAddress(email.trim())) return [];
  return [problem(path, 'MailMalformed', 'This is not an email address such as name@contoso.example.')];
}

function phoneProblems(path: string, phoneNumber: string, country: string): Found {
  if (phoneNumber.trim() === '') return [missing(path)];
  if (isPhoneNumber(country, phoneNumber.trim())) return [];
  return [problem(path, 'PhoneMalformed', 'This is not a phone number. Begin with + and the country code.')];
}

function directProblems({ direct }: EnrolmentProfile, on: Temporal.PlainDate): Found {
  const { revenueUsd: least } = directRequirementsOn(on);
  const found: Found = [];
  const given = direct.revenueUsd.trim();
  if (least !== undefined && !/^\d{1,15}$/.test(given)) found.push(missing('direct.revenueUsd', rules.B23));
  else if (least !== undefined && decimal(given).lt(decimal(least))) {
    const message = `A direct-bill partner has had a revenue of at least ${least} USD in the last twelve months.`;
    found.push(problem('direct.revenueUsd', 'RevenueTooLow', message, rules.B23));
  }
  if (direct.supportPlan === '') found.push(missing('direct.supportPlan', rules.B23));
  return found;
}
