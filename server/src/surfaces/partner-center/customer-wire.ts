/** Customers as Partner Center writes and reads them (wire contract, sections 2.2 to 2.4). */
import type {
  BillingProfile as WireBillingProfile,
  BillingProfileRequest,
  CompanyProfile,
  Customer as WireCustomer,
  ListedCustomer as WireListedCustomer,
} from '@comptoir/contracts/partner-center/customers';
import type { BillingProfile, Customer } from '../../modules/customers/index.ts';
import type { ListedCustomer, OnboardedCustomer, Relationship } from '../../modules/relationships/index.ts';
import { link, resource } from './envelope.ts';
import { etagOf } from './etag.ts';

export function toWireCustomer(
  customer: Customer,
  relationship: Relationship,
  credentials?: OnboardedCustomer['credentials'],
): WireCustomer {
  return resource(
    'Customer',
    {
      id: customer.tenantId,
      commerceId: customer.commerceId,
      companyProfile: toWireCompanyProfile(customer, relationship),
      billingProfile: toWireBillingProfile(customer),
      relationshipToPartner: relationship.state,
      allowDelegatedAccess: relationship.delegatedAccess,
      associatedPartnerId: relationship.resellers[0],
      customDomains: relationship.delegatedAccess ? [customer.domain] : undefined,
      userCredentials: credentials,
    },
    { links: { self: link(`/customers/${customer.tenantId}`) } },
  );
}

/** An item of a list: neither billing profile nor delegated access (section 2.4). */
export function toWireListedCustomer(customer: ListedCustomer): WireListedCustomer {
  const { tenantId, domain, companyName } = customer;
  return resource(
    'Customer',
    {
      id: tenantId,
      companyProfile: resource(
        'CustomerCompanyProfile',
        { tenantId, domain, companyName },
        { links: { self: link(`/customers/${tenantId}/profiles/company`) } },
      ),
      relationshipToPartner: 'reseller' as const,
    },
    { links: { self: link(`/customers/${tenantId}`) } },
  );
}

export function toWireCompanyProfile(customer: Customer, { delegatedAccess }: Relationship): CompanyProfile {
  const { tenantId, billingProfile } = customer;
  return resource(
    'CustomerCompanyProfile',
    {
      tenantId,
      domain: customer.domain,
      companyName: customer.companyName,
      organizationRegistrationNumber: customer.registrationNumber,
      address: delegatedAccess ? billingProfile.defaultAddress : undefined,
      email: delegatedAccess ? billingProfile.email : undefined,
    },
    { links: { self: link(`/customers/${tenantId}/profiles/company`) } },
  );
}

export function toWireBillingProfile(customer: Customer): WireBillingProfile {
  const { version, ...profile } = customer.billingProfile;
  const made = resource('CustomerBillingProfile', profile, {
    links: { self: link(`/customers/${customer.tenantId}/profiles/billing`) },
  });
  return { ...made, attributes: { etag: etagOf(profile.id, version), objectType: 'CustomerBillingProfile' } };
}

export function fromWireBillingProfile(request: Omit<BillingProfileRequest, 'attributes'>): BillingProfile {
  const { firstName, lastName, email, culture, language, companyName, defaultAddress } = request;
  return { firstName, lastName, email, culture, language, companyName, defaultAddress };
}
