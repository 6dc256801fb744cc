/** The organisation's own profiles over Partner Center v1. */
import {
  legalBusinessProfile,
  organizationProfile,
  partnerBillingProfile,
  supportProfile,
  type LegalBusinessRequest,
  type OrganizationRequest,
  type PartnerBillingRequest,
  type SupportRequest,
} from '@comptoir/contracts/partner-center/profiles';
import { queryOptions } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';

const billing = '/v1/profiles/billing';
const support = '/v1/profiles/support';
const organization = '/v1/profiles/organization';
const legal = '/v1/profiles/legalbusiness';

export const billingProfileQuery = queryOptions({
  queryKey: ['profiles', 'billing'],
  queryFn: () => ask(billing, partnerBillingProfile),
});

export const supportProfileQuery = queryOptions({
  queryKey: ['profiles', 'support'],
  queryFn: () => ask(support, supportProfile),
});

export function saveBillingProfile(body: PartnerBillingRequest) {
  return ask(billing, partnerBillingProfile, { method: 'PUT', body });
}

export function saveSupportProfile(body: SupportRequest) {
  return ask(support, supportProfile, { method: 'PUT', body });
}

export const organizationQuery = queryOptions({
  queryKey: ['profiles', 'organization'],
  queryFn: () => ask(organization, organizationProfile),
});

export function saveOrganization(body: OrganizationRequest) {
  return ask(organization, organizationProfile, { method: 'PUT', body });
}

/** As it was verified last, and as it stands: with the change that is being verified. */
export const legalQuery = queryOptions({
  queryKey: ['profiles', 'legal'],
  queryFn: async () => ({
    verified: await ask(legal, legalBusinessProfile, { query: { vettingVersion: 'LastFinalized' } }),
    current: await ask(legal, legalBusinessProfile),
  }),
});

export function saveLegalContacts(body: LegalBusinessRequest) {
  return ask(legal, legalBusinessProfile, { method: 'PUT', body });
}
