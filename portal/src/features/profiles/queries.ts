/** The organisation's own profiles over Partner Center v1. */
import {
  partnerBillingProfile,
  supportProfile,
  type PartnerBillingRequest,
  type SupportRequest,
} from '@comptoir/contracts/partner-center/profiles';
import { queryOptions } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';

const billing = '/v1/profiles/billing';
const support = '/v1/profiles/support';

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
