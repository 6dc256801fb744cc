/** A company that signed up by itself becomes a customer as it takes its first partner on (rules C4, D6). */
import { dayOf } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { countryRules } from '../../../programme/countries.ts';
import { marketOf } from '../../../programme/markets.ts';
import {
  checkedProfile,
  checkRegistrationNumber,
  createCustomer,
  customerOf,
  type BillingProfile,
  type Customer,
} from '../../customers/index.ts';
import { takePart, tenantOf } from '../../identity/index.ts';
import type { RelationshipEvents } from '../events.ts';

/** What a customer's record needs beside what its tenant says: name, domain and country are the tenant's. */
export interface NewCompany {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly registrationNumber?: string | undefined;
  readonly address: Omit<BillingProfile['defaultAddress'], 'country'>;
}

/**
 * The customer of the acting tenant. An applicant that sends its data becomes one; its administrator is who acts. System only.
 * Faults: CustomerNotFound for a tenant that is none and cannot become one, and those of `checkedProfile`.
 */
export async function customerOfAccount(work: Work, company: NewCompany | undefined): Promise<Customer> {
  const tenant = await tenantOf(work, work.account);
  if (!company || !tenant.parts.includes('applicant')) return customerOf(work, tenant.id);
  const today = dayOf(work.now);
  const { country } = tenant;
  const { firstName, lastName, email, registrationNumber, address } = company;
  checkRegistrationNumber(work, country, registrationNumber);
  const culture = countryRules(country, today)?.usualCulture ?? 'en-US';
  const wanted = { firstName, lastName, email, culture, language: culture.slice(0, 2), companyName: tenant.name };
  const billingProfile = checkedProfile(work, { ...wanted, defaultAddress: { ...address, country } }, '');
  const customer = await createCustomer(work, {
    tenantId: tenant.id,
    companyName: tenant.name,
    domain: tenant.domain,
    registrationNumber,
    region: marketOf(country, today)?.regionCode ?? '',
    billingProfile,
    administratorId: work.actor.userId!,
  });
  await takePart(work, tenant.id, 'customer');
  publishCreated(work, customer);
  return customer;
}

function publishCreated(work: Work, { tenantId, companyName, domain, country, ...customer }: Customer): void {
  const { registrationNumber, billingProfile } = customer;
  const newValue: RelationshipEvents['CustomerCreated'] = {
    companyName,
    domain,
    country,
    ...(registrationNumber ? { registrationNumber } : {}),
    email: billingProfile.email,
  };
  const aggregate = { aggregateType: 'customer', aggregateId: tenantId, customerTenantId: tenantId };
  work.publish({ name: 'CustomerCreated', ...aggregate, newValue });
}
