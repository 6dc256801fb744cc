/** Offers for tests: a publisher, a complete draft, and its way to publication through the real use cases. */
import { newId, type Actor } from '../src/kernel/index.ts';
import { createTenant } from '../src/modules/identity/index.ts';
import {
  createOffer,
  publishOffer,
  saveDraft,
  type OfferDetail,
  type OfferDocument,
  type OfferKind,
} from '../src/modules/offers/index.ts';
import { testActor, type TestWorks } from './database.ts';
import { makePartner, type PartnerWishes } from './partners.ts';

const contact = { name: 'Ada Martin', email: 'ada@example.com', phone: '+33 1 23 45 67 89' };

/**
 * A complete draft: a per-seat plan (monthly, annual billed monthly) sold in France and Switzerland, and a flat plan
 * with a metered dimension sold in France. Open to any partner.
 */
export function completeDocument(changes: Partial<OfferDocument> = {}): OfferDocument {
  return {
    setup: { sellThroughOperator: true },
    properties: { categories: ['productivity'], terms: { standardContract: true, url: '' } },
    listings: {
      en: { title: 'Field Notes', summary: 'Notes for teams', description: 'Shared notes.', keywords: ['notes'] },
      fr: { title: 'Carnet', summary: 'Notes pour équipes', description: 'Notes partagées.', keywords: [] },
    },
    contacts: {
      support: { ...contact, url: 'https://isv.example/support' },
      engineering: contact,
      cspProgramme: contact,
    },
    cspMarketingUrl: 'https://isv.example/partners',
    privacyUrl: 'https://isv.example/privacy',
    technical: {
      landingPageUrl: 'https://isv.example/landing',
      connectionWebhook: 'https://isv.example/webhook',
      tenantId: newId(),
      applicationId: newId(),
    },
    plans: [perSeatPlan, meteredPlan],
    audience: { option: 'any', partnerTenantIds: [] },
    ...changes,
  };
}

export const perSeatPlan: OfferDocument['plans'][number] = {
  planId: 'team',
  name: 'Team',
  description: 'For teams',
  pricingModel: 'perSeat',
  seats: { min: 1, max: 500 },
  markets: ['FR', 'CH'],
  terms: [
    { term: 'P1M', billingCycle: 'monthly' },
    { term: 'P1Y', billingCycle: 'monthly' },
  ],
  prices: [
    { term: 'P1M', billingCycle: 'monthly', currency: 'EUR', amount: '12.50' },
    { term: 'P1Y', billingCycle: 'monthly', currency: 'EUR', amount: '10' },
    { term: 'P1M', billingCycle: 'monthly', currency: 'CHF', amount: '13' },
    { term: 'P1Y', billingCycle: 'monthly', currency: 'CHF', amount: '11.05' },
  ],
  dimensions: [],
  private: false,
};

export const meteredPlan: OfferDocument['plans'][number] = {
  planId: 'pages',
  name: 'Pages',
  description: 'Pay for pages',
  pricingModel: 'flat',
  markets: ['FR'],
  terms: [{ term: 'P1M', billingCycle: 'monthly' }],
  prices: [{ term: 'P1M', billingCycle: 'monthly', currency: 'EUR', amount: '99' }],
  dimensions: [
    {
      id: 'pages',
      name: 'Pages',
      unitOfMeasure: 'page',
      includedQuantity: 1000,
      prices: [{ currency: 'EUR', pricePerUnit: '0.004' }],
    },
  ],
  private: false,
};

/** A publisher's tenant and one of its people. */
export async function aPublisher(works: Pick<TestWorks, 'asSystem'>, name = 'Isv'): Promise<Actor> {
  const domain = `${newId()}.example`;
  const tenant = await works.asSystem((work) =>
    createTenant(work, { name, domain, country: 'FR', parts: ['publisher'] }),
  );
  return testActor(tenant.id, ['publisher'], ['global_admin', 'manager']);
}

/** A partner, active with a signed agreement unless told otherwise, and one of its people. */
export async function aPartner(works: Pick<TestWorks, 'asSystem'>, wishes: PartnerWishes = {}): Promise<Actor> {
  const partner = await works.asSystem((work) => makePartner(work, wishes));
  return testActor(partner.tenantId, [partner.kind]);
}

/** Creates, saves and publishes an offer; answers it as it then is, with the next revision to save. */
export async function publishedOffer(
  works: TestWorks,
  publisher: Actor,
  document: OfferDocument = completeDocument(),
  kind: OfferKind = 'saas',
): Promise<OfferDetail> {
  const created = await works.as(publisher, (work) =>
    createOffer(work, { kind, externalId: `offer-${newId()}`, name: 'Field Notes' }),
  );
  return republished(works, publisher, created, document);
}

/** Saves a document over an offer's draft and publishes it. */
export async function republished(
  works: TestWorks,
  publisher: Actor,
  offer: OfferDetail,
  document: OfferDocument,
): Promise<OfferDetail> {
  const { offerId } = offer;
  return works.as(publisher, async (work) => {
    const { revision } = await saveDraft(work, { offerId, revision: offer.revision, document });
    await publishOffer(work, { offerId, revision }, { localAddresses: true });
    return { ...offer, revision, document, state: 'live' as const };
  });
}
