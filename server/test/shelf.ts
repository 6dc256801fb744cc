/** Published offers of any kind for tests, each publisher with a name nobody else has. */
import { newId, type Actor } from '../src/kernel/index.ts';
import { createOffer, type OfferDetail, type OfferDocument, type OfferKind } from '../src/modules/offers/index.ts';
import type { TestWorks } from './database.ts';
import { aPublisher, completeDocument, perSeatPlan, publishedOffer, republished } from './offers.ts';

type Plan = OfferDocument['plans'][number];

/** A publisher with a name nobody else has, so that a search for it finds its offers only. */
export async function aShelf(works: TestWorks) {
  const name = `Shelf${newId().slice(-8)}`;
  const publisher = await aPublisher(works, name);
  const publish = (title: string, changes: Partial<OfferDocument> = {}, kind: OfferKind = 'saas') =>
    publishedKind(works, publisher, kind, {
      ...completeDocument({
        listings: { fr: { title, summary: 'Résumé', description: 'Texte', keywords: [] } },
      }),
      ...technicalOf(publisher, kind),
      ...changes,
    });
  return { name, publisher, publish };
}

/** A pair of tenant and application belongs to one publisher; only SaaS has one. */
function technicalOf({ tenantId }: Actor, kind: OfferKind): Pick<OfferDocument, 'technical'> {
  const { technical } = completeDocument();
  if (kind === 'saas') return { technical: { ...technical, tenantId, applicationId: tenantId } };
  return { technical: { landingPageUrl: '', connectionWebhook: '', tenantId: '', applicationId: '' } };
}

async function publishedKind(
  works: TestWorks,
  publisher: Actor,
  kind: OfferKind,
  document: OfferDocument,
): Promise<OfferDetail> {
  if (kind === 'saas') return publishedOffer(works, publisher, document);
  const created = await works.as(publisher, (work) =>
    createOffer(work, { kind, externalId: `offer-${newId()}`, name: 'Machine' }),
  );
  return republished(works, publisher, created, document);
}

const { seats: _seats, ...unseated } = perSeatPlan;
const machine = { version: '1.0.0', address: 'https://isv.example/image.vhd', operatingSystem: 'linux' } as const;
export const hourlyPlan: Plan = {
  ...unseated,
  planId: 'hourly',
  name: 'Hourly',
  pricingModel: 'hourly',
  terms: [],
  prices: [],
  hourlyPrices: [
    { currency: 'EUR', pricePerCoreHour: '0.05' },
    { currency: 'CHF', pricePerCoreHour: '0.06' },
  ],
  package: machine,
};
export const byolPlan: Plan = {
  ...unseated,
  planId: 'byol',
  name: 'Byol',
  pricingModel: 'byol',
  terms: [],
  prices: [],
  package: machine,
};
