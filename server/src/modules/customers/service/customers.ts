/** Use cases on customers: create the record, read, change the billing profile. */
import { dayOf, newId, type Fault } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { companyNameVerdict } from '../../../programme/company-names.ts';
import { countryRules, type CountryRules } from '../../../programme/countries.ts';
import { findTenantByDomain } from '../../identity/index.ts';
import {
  billingProfileVerdict,
  canonicalCulture,
  canonicalLanguage,
  customerEmailVerdict,
  isInitialDomain,
  registrationVerdict,
  type BillingProfile,
  type ProfileVerdict,
} from '../domain/profile.ts';
import type { CustomerEvents } from '../events.ts';
import { customerFault, customerNotFound, type CustomerFaultCode } from '../faults.ts';
import {
  insertCustomer,
  selectCustomer,
  selectBillTo,
  selectNames,
  updateBillingProfile,
  type BillTo,
  type Customer,
  type CustomerName,
  type Statements,
} from '../store/customers.ts';
import { rules } from '../../../programme/rules/index.ts';

/** The customer of that tenant id. Isolation is row-level security's here; `requireCustomer` asks for the relationship. */
export async function customerOf(work: Statements, tenantId: string): Promise<Customer> {
  const customer = await selectCustomer(work, tenantId);
  if (!customer) throw customerNotFound(tenantId);
  return customer;
}

/** Names of customers by tenant id; those the work may not see are missing. */
export async function customerNames(
  work: Statements,
  tenantIds: readonly string[],
): Promise<Map<string, CustomerName>> {
  return selectNames(work, tenantIds);
}

/** Company and address of customers' billing profiles as they are now, by tenant id. */
export async function billToOf(work: Statements, tenantIds: readonly string[]): Promise<Map<string, BillTo>> {
  return selectBillTo(work, tenantIds);
}

/** Refuses a tenant that is no customer the caller has or had; its records are still read. Faults: CustomerNotFound. */
export async function requireCustomerRecord(work: Statements, tenantId: string): Promise<void> {
  if (!(await customerNames(work, [tenantId])).has(tenantId)) throw customerNotFound(tenantId);
}

export interface NewCustomer {
  readonly tenantId: string;
  /** Checked by `checkedCompanyName`. */
  readonly companyName: string;
  readonly domain: string;
  readonly registrationNumber?: string | undefined;
  readonly region: string;
  readonly billingProfile: BillingProfile;
  /** User id of its first user. */
  readonly administratorId: string;
}

/** Keeps the record of a customer whose tenant exists and whose profile was checked by `checkedProfile`. */
export async function createCustomer(work: Work, input: NewCustomer): Promise<Customer> {
  const customer: Customer = {
    tenantId: input.tenantId,
    commerceId: newId(),
    companyName: input.companyName,
    domain: input.domain.toLowerCase(),
    registrationNumber: input.registrationNumber?.trim() || undefined,
    country: input.billingProfile.defaultAddress.country,
    region: input.region,
    billingProfile: { ...input.billingProfile, id: newId(), version: 1 },
    administratorId: input.administratorId,
    directAgreementSignedAt: undefined,
    createdAt: work.now,
  };
  await insertCustomer(work, customer);
  return customer;
}

/**
 * The profile in canonical spelling, after every rule on names, mail, culture and address (B22, B27; wire contract 2.3).
 * `partnerDomain`: of the partner that writes it. Faults: CountryUnknown, CompanyNameRefused, CustomerEmailRefused,
 * CultureNotSupported, PhoneNumberMissing, AddressIncomplete, AddressMalformed.
 */
export function checkedProfile(
  work: Pick<Work, 'now'>,
  profile: BillingProfile,
  partnerDomain: string,
): BillingProfile {
  const facts = rulesOfCountry(work, profile.defaultAddress.country, 'billingProfile.defaultAddress.country');
  refuse(companyNameVerdict(profile.companyName), 'CompanyNameRefused', 'billingProfile.companyName');
  refuse(customerEmailVerdict(profile.email, partnerDomain), 'CustomerEmailRefused', 'billingProfile.email');
  const [culture, language] = [canonicalCulture(profile.culture), canonicalLanguage(profile.language)];
  if (!culture || !language) {
    const [member, example] = culture ? ['language', 'fr'] : ['culture', 'fr-FR'];
    const message = `'${culture ? profile.language : profile.culture}' is not a ${member}. Give one such as ${example}.`;
    const values = { country: facts.country, value: culture ? profile.language : profile.culture };
    throw customerFault('CultureNotSupported', message, { target: `billingProfile.${member}`, values });
  }
  const checked: BillingProfile = {
    ...profile,
    culture,
    language,
    companyName: profile.companyName.trim(),
    defaultAddress: { ...profile.defaultAddress, country: facts.country },
  };
  refuse(billingProfileVerdict(facts, checked), 'AddressIncomplete', 'billingProfile.defaultAddress');
  return checked;
}

/** The name of the company profile without spaces around it, by the same rule (B27). Faults: CompanyNameRefused. */
export function checkedCompanyName(name: string): string {
  refuse(companyNameVerdict(name), 'CompanyNameRefused', 'companyProfile.companyName');
  return name.trim();
}

/** Faults: RegistrationNumberMissing, RegistrationNumberNotTaken, CountryUnknown. */
export function checkRegistrationNumber(work: Pick<Work, 'now'>, country: string, given: string | undefined): void {
  const verdict = registrationVerdict(rulesOfCountry(work, country, 'billingProfile.defaultAddress.country'), given);
  refuse(verdict, 'RegistrationNumberMissing', 'companyProfile.organizationRegistrationNumber');
}

/** What a country asks of its customers, at `work.now`; `target` is where it was named. Faults: CountryUnknown. */
export function rulesOfCountry(work: Pick<Work, 'now'>, country: string, target = 'country'): CountryRules {
  const facts = countryRules(country, dayOf(work.now));
  if (facts) return facts;
  throw customerFault('CountryUnknown', countryUnknown(country), { target, rule: rules.C1 });
}

/** The same, of a country whose rules are what is asked for. Faults: CountryRulesUnknown. */
export function countryRulesAt(work: Pick<Work, 'now'>, country: string): CountryRules {
  const facts = countryRules(country, dayOf(work.now));
  if (facts) return facts;
  throw customerFault('CountryRulesUnknown', countryUnknown(country), { rule: rules.C1 });
}

function countryUnknown(country: string): string {
  return `'${country}' is not a country of the programme at this date. Give a listed ISO 3166-1 code.`;
}

function refuse(verdict: ProfileVerdict, code: CustomerFaultCode, target: string): void {
  if (verdict.allowed) return;
  const { reason: message, rule, members = [], values } = verdict;
  const refused = verdict.problem ?? code;
  const problems = members.map((member) => ({ path: `${target}.${member}`, code: refused, message }));
  const more = { ...(values ? { values } : {}), ...(problems.length > 0 ? { problems } : {}) };
  throw customerFault(refused, message, { target, rule, ...more });
}

/** Whether nobody holds the domain. */
export async function isDomainFree(work: Work, domain: string): Promise<boolean> {
  return (await findTenantByDomain(work, domain)) === undefined;
}

/** Faults: DomainMalformed. */
export function requireInitialDomain(domain: string): void {
  if (isInitialDomain(domain)) return;
  throw customerFault(
    'DomainMalformed',
    `'${domain}' cannot be a first domain. Give a label under onmicrosoft.com, e.g. contoso.onmicrosoft.com.`,
    {
      target: 'companyProfile.domain',
    },
  );
}

/**
 * Replaces the billing profile of a customer, whose version the writer must have read.
 * Faults: BillingProfileChanged, CountryFixed and those of `checkedProfile`.
 */
export async function changeBillingProfile(
  work: Work,
  input: {
    readonly customer: Customer;
    readonly profile: BillingProfile;
    readonly version: number;
    readonly partnerDomain: string;
  },
): Promise<Customer> {
  const { customer, version } = input;
  const profile = checkedProfile(work, input.profile, input.partnerDomain);
  if (profile.defaultAddress.country !== customer.country) {
    throw customerFault(
      'CountryFixed',
      `The customer is in ${customer.country}: the country of a tenant never changes. Create another customer.`,
      {
        target: 'defaultAddress.country',
        rule: rules.C4,
      },
    );
  }
  if (!(await updateBillingProfile(work, customer.tenantId, profile, version))) throw profileChanged();
  const { id, version: oldVersion, ...oldValue } = customer.billingProfile;
  const newValue: CustomerEvents['CustomerBillingProfileChanged'] = profile;
  work.publish({
    name: 'CustomerBillingProfileChanged',
    aggregateType: 'customer',
    aggregateId: customer.tenantId,
    partnerTenantId: work.account,
    customerTenantId: customer.tenantId,
    oldValue,
    newValue,
  });
  return { ...customer, billingProfile: { ...profile, id, version: oldVersion + 1 } };
}

/** Somebody else changed the profile, or the writer does not say what it read. */
export function profileChanged(): Fault {
  return customerFault(
    'BillingProfileChanged',
    'The billing profile is not the one you read. Get it again and send its etag (attributes.etag, or If-Match) back with your change.',
    { target: 'attributes.etag' },
  );
}
