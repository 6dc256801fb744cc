/** Use cases on relationships: a partner takes on a customer, and may see it from then on. */
import { dayOf, isGuid, newId, newSecret } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { sameRegion } from '../../../programme/markets.ts';
import {
  addPartnerOfCustomer,
  checkedProfile,
  checkRegistrationNumber,
  checkedCompanyName,
  createCustomer,
  customerNotFound,
  customerOf,
  requireInitialDomain,
  type BillingProfile,
  type Customer,
} from '../../customers/index.ts';
import { createTenant, createUser, hashPassword, tenantOf, type PasswordHash } from '../../identity/index.ts';
import { partnerAccountOf, partnerAccountsOf, requireSeller, type PartnerAccount } from '../../partners/index.ts';
import { arePartners } from '../../partnerships/index.ts';
import type { RelationshipEvents } from '../events.ts';
import { customerOutsideRegion, resellerNotConnected } from '../faults.ts';
import {
  beginRelationship,
  beginRelationshipAgain,
  selectRelationship,
  type Relationship,
  type Statements,
} from '../store/relationships.ts';

export interface OnboardingRequest {
  /** Of the company profile; left out or empty, it is the billing profile's. */
  readonly companyName?: string | undefined;
  /** e.g. `contoso.onmicrosoft.com`; nobody may hold it. */
  readonly domain: string;
  /** Given where the country asks for it, and only there (rule B22). */
  readonly registrationNumber?: string | undefined;
  readonly billingProfile: BillingProfile;
  /** Tenant id of the indirect reseller it is created for. */
  readonly associatedPartnerId?: string | undefined;
  /** First password of the customer's administrator. */
  readonly password: OneTimePassword;
}

/** Told once; kept as a hash. */
export interface OneTimePassword {
  readonly plain: string;
  readonly hash: PasswordHash;
}

export interface OnboardedCustomer {
  readonly customer: Customer;
  readonly relationship: Relationship;
  /** First sign-in of the customer's administrator; told here and kept only as a hash. */
  readonly credentials: { readonly userName: string; readonly password: string };
}

const administrator = 'admin';

/** Random, with the kinds of characters that password rules ask for. Made before the work opens. Faults: Busy. */
export async function oneTimePassword(): Promise<OneTimePassword> {
  const plain = `${newSecret(12)}aA1!`;
  return { plain, hash: await hashPassword(plain) };
}

/**
 * Creates a customer of the acting partner: its tenant, its record, the reseller relationship and an administrator; for a
 * reseller of a provider, that one's relationship too. The work must be allowed to write who may enter
 * (`WorkContext.identity`), and for a reseller be the system's.
 * Faults: PartnerMayNotSell, PartnerAgreementMissing, CustomerOutsideRegion, ResellerNotConnected, DomainMalformed,
 * TenantDomainTaken, RegistrationNumberMissing, RegistrationNumberNotTaken and those of `checkedProfile`.
 */
export async function onboardCustomer(work: Work, input: OnboardingRequest): Promise<OnboardedCustomer> {
  const partner = await partnerAccountOf(work, work.account);
  requireSeller(partner);
  const reseller = input.associatedPartnerId
    ? await connectedReseller(work, partner, input.associatedPartnerId)
    : undefined;
  const profile = await allowedProfile(work, partner, input);
  const country = profile.defaultAddress.country;
  const companyName = input.companyName ? checkedCompanyName(input.companyName) : profile.companyName;
  const tenant = await createTenant(work, {
    name: companyName,
    domain: input.domain.toLowerCase(),
    country,
    language: profile.language,
    parts: ['customer'],
  });
  const customer = await createCustomer(work, {
    tenantId: tenant.id,
    companyName,
    domain: tenant.domain,
    registrationNumber: input.registrationNumber,
    region: partner.region,
    billingProfile: profile,
    administratorId: newId(),
  });
  await beginRelationship(work, { partner, customer, delegatedAccess: true, sharedWith: reseller?.tenantId });
  if (reseller) {
    await beginRelationship(work, { partner: reseller, customer, delegatedAccess: true, sharedWith: partner.tenantId });
    await addPartnerOfCustomer(work, customer.tenantId, reseller.tenantId);
  }
  await createAdministrator(work, customer, input.password.hash);
  publishCreated(work, partner, customer);
  return {
    customer,
    relationship: {
      state: 'reseller',
      delegatedAccess: true,
      since: work.now,
      sharedWith: reseller ? [reseller.tenantId] : [],
      resellers: reseller ? [reseller.tenantId] : [],
    },
    credentials: { userName: administrator, password: input.password.plain },
  };
}

/** The reseller that a provider creates a customer for: it is told of, and is the customer's partner too (rule D9). */
async function connectedReseller(work: Work, provider: PartnerAccount, tenantId: string): Promise<PartnerAccount> {
  const [reseller] = await partnerAccountsOf(work, [tenantId]);
  const connected = await arePartners(work, { providerTenantId: provider.tenantId, resellerTenantId: tenantId });
  if (!reseller || !connected) throw resellerNotConnected(tenantId);
  return reseller;
}

/** The profile once every rule on partner, country and customer is kept. */
async function allowedProfile(work: Work, partner: PartnerAccount, input: OnboardingRequest): Promise<BillingProfile> {
  requireInitialDomain(input.domain);
  const own = await tenantOf(work, partner.tenantId);
  const { country } = input.billingProfile.defaultAddress;
  const near = sameRegion(partner.country, country, dayOf(work.now));
  if (!near.allowed) throw customerOutsideRegion(near.rule, near.reason);
  checkRegistrationNumber(work, country, input.registrationNumber);
  return checkedProfile(work, input.billingProfile, own.domain);
}

async function createAdministrator(work: Work, customer: Customer, passwordHash: PasswordHash): Promise<void> {
  await createUser(work, {
    id: customer.administratorId,
    tenantId: customer.tenantId,
    userPrincipalName: `${administrator}@${customer.domain}`,
    displayName: administrator,
    email: customer.billingProfile.email,
    language: customer.billingProfile.language,
    passwordHash,
    roles: ['global_admin'],
  });
}

function publishCreated(work: Work, partner: PartnerAccount, customer: Customer): void {
  const newValue: RelationshipEvents['CustomerCreated'] = {
    companyName: customer.companyName,
    domain: customer.domain,
    country: customer.country,
    ...(customer.registrationNumber ? { registrationNumber: customer.registrationNumber } : {}),
    email: customer.billingProfile.email,
  };
  work.publish({
    name: 'CustomerCreated',
    aggregateType: 'customer',
    aggregateId: customer.tenantId,
    partnerTenantId: partner.tenantId,
    customerTenantId: customer.tenantId,
    newValue,
  });
}

/**
 * A customer that has its tenant already becomes one of this partner too: one customer may work with several (rule D12).
 * The customer's acceptance is the caller's matter. System only; connecting twice changes nothing.
 * Faults: CustomerNotFound, PartnerNotFound, CustomerOutsideRegion.
 */
export async function connectCustomer(
  work: Work,
  input: { readonly partnerTenantId: string; readonly customerTenantId: string },
): Promise<void> {
  const partner = await partnerAccountOf(work, input.partnerTenantId);
  const customer = await customerOf(work, input.customerTenantId);
  const near = sameRegion(partner.country, customer.country, dayOf(work.now));
  if (!near.allowed) throw customerOutsideRegion(near.rule, near.reason);
  if (!(await beginRelationshipAgain(work, { partner, customer, delegatedAccess: true }))) return;
  await addPartnerOfCustomer(work, customer.tenantId, partner.tenantId);
  const newValue: RelationshipEvents['CustomerConnected'] = {
    companyName: customer.companyName,
    delegatedAccess: true,
  };
  work.publish({
    name: 'CustomerConnected',
    aggregateType: 'customer',
    aggregateId: customer.tenantId,
    partnerTenantId: partner.tenantId,
    customerTenantId: customer.tenantId,
    newValue,
  });
}

/**
 * A customer of the acting partner, with the relationship. Faults: CustomerNotFound, for an unknown customer, one of
 * another partner, and one whose relationship ended.
 */
export async function requireCustomer(
  work: Statements & Pick<Work, 'account'>,
  customerTenantId: string,
): Promise<{ readonly customer: Customer; readonly relationship: Relationship }> {
  const relationship = isGuid(customerTenantId)
    ? await selectRelationship(work, work.account, customerTenantId)
    : undefined;
  if (relationship?.state !== 'reseller') throw customerNotFound(customerTenantId);
  return { customer: await customerOf(work, customerTenantId), relationship };
}
