/** Complete drafts of every kind of offer, for tests. */
import { newId } from '../src/kernel/index.ts';
import type { OfferDocument } from '../src/modules/offers/index.ts';
import { completeDocument } from './offers.ts';

type Plan = OfferDocument['plans'][number];

const noTechnical = { landingPageUrl: '', connectionWebhook: '', tenantId: '', applicationId: '' };

const bare = {
  description: 'What it is',
  markets: ['FR', 'CH'],
  terms: [],
  prices: [],
  dimensions: [],
  private: false,
} satisfies Partial<Plan>;

const image = {
  version: '1.0.2',
  address: 'https://isv.example/images/appliance.vhd',
  operatingSystem: 'linux',
} as const;
const archive = { version: '2.1.0', address: 'https://isv.example/packages/app.zip' };

export const hourlyPlan: Plan = {
  ...bare,
  planId: 'hourly',
  name: 'Pay as you go',
  pricingModel: 'hourly',
  hourlyPrices: [
    { currency: 'EUR', pricePerCoreHour: '0.0425' },
    { currency: 'CHF', pricePerCoreHour: '0.041' },
  ],
  package: image,
};

export const ownLicencePlan: Plan = {
  ...bare,
  planId: 'own-licence',
  name: 'Bring your own licence',
  pricingModel: 'byol',
  package: image,
};

export const solutionTemplatePlan: Plan = {
  ...bare,
  planId: 'template',
  name: 'Template',
  pricingModel: 'free',
  applicationType: 'solutionTemplate',
  package: archive,
};

export const managedApplicationPlan: Plan = {
  ...bare,
  planId: 'managed',
  name: 'Managed',
  markets: ['FR'],
  pricingModel: 'flat',
  applicationType: 'managedApplication',
  terms: [{ term: 'P1M', billingCycle: 'monthly' }],
  prices: [{ term: 'P1M', billingCycle: 'monthly', currency: 'EUR', amount: '250' }],
  dimensions: [
    {
      id: 'scans',
      name: 'Scans',
      unitOfMeasure: 'scan',
      includedQuantity: 10,
      prices: [{ currency: 'EUR', pricePerUnit: '0.2' }],
    },
  ],
  package: archive,
  authorizations: [{ principalId: newId(), role: 'owner' }],
};

export const containerPlan: Plan = {
  ...bare,
  planId: 'image',
  name: 'Image',
  pricingModel: 'byol',
  package: { version: '1.4', address: 'registry.isv.example/tools/agent:1.4' },
};

/** A pay-as-you-go plan and one with the customer's own licence. */
export function machineDocument(changes: Partial<OfferDocument> = {}): OfferDocument {
  return completeDocument({ technical: noTechnical, plans: [hourlyPlan, ownLicencePlan], ...changes });
}

/** A solution template and a managed application with a dimension. */
export function applicationDocument(changes: Partial<OfferDocument> = {}): OfferDocument {
  return completeDocument({
    technical: noTechnical,
    plans: [solutionTemplatePlan, managedApplicationPlan],
    ...changes,
  });
}

/** A container, which has no audience. */
export function containerDocument(changes: Partial<OfferDocument> = {}): OfferDocument {
  return completeDocument({
    technical: noTechnical,
    plans: [containerPlan],
    audience: { option: null, partnerTenantIds: [] },
    ...changes,
  });
}

/** A SaaS offer that is only listed, with what customers are to do in the store. */
export function listingDocument(changes: Partial<OfferDocument> = {}): OfferDocument {
  return completeDocument({
    setup: {
      sellThroughOperator: false,
      callToAction: { kind: 'contactMe', url: 'https://isv.example/contact' },
    },
    technical: noTechnical,
    plans: [],
    audience: { option: null, partnerTenantIds: [] },
    ...changes,
  });
}
