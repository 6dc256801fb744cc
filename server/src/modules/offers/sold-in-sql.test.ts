/** Where SQL asks again what a rule decides, both agree: on tables of generated facts. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { useDatabase } from '../../../test/database.ts';
import { hourlyPlan, ownLicencePlan, containerPlan } from '../../../test/offer-kinds.ts';
import { aPartner, aPublisher, completeDocument, perSeatPlan } from '../../../test/offers.ts';
import { dayOf, newCatalogueId, newId, type Actor } from '../../kernel/index.ts';
import type { Work } from '../../platform/work.ts';
import { availabilitiesOf } from './domain/availabilities.ts';
import type { OfferDocument, OfferKind } from './domain/document.ts';
import { isDefaultResold, isVisible } from './domain/resale.ts';
import { marketplaceOffer, marketplaceOffers, soldProduct, soldProducts } from './index.ts';
import { writeAudience } from './store/audience.ts';
import { insertOffer, insertVersion, writeState } from './store/offers.ts';
import type { OfferTables } from './tables.ts';

const works = useDatabase();

const planOf = {
  saas: perSeatPlan,
  virtualMachine: hourlyPlan,
  azureApplication: hourlyPlan,
  container: containerPlan,
};
const offers = fc.array(
  fc.record({
    kind: fc.constantFrom<OfferKind>('saas', 'saas', 'virtualMachine', 'container'),
    state: fc.constantFrom('live', 'live', 'stopped'),
    option: fc.constantFrom(null, 'any', 'selected', 'none'),
    listed: fc.boolean(),
    sellThroughOperator: fc.constantFrom(true, true, false),
    ownLicence: fc.boolean(),
    private: fc.boolean(),
    stopped: fc.boolean(),
    markets: fc.constantFrom<'all' | string[]>('all', ['FR'], ['CH', 'KR'], ['FR', 'CN']),
  }),
  { minLength: 1, maxLength: 40 },
);
type Facts = (typeof offers extends fc.Arbitrary<infer List> ? List : never) extends (infer One)[] ? One : never;

function documentOf({ kind, sellThroughOperator, markets, ownLicence, ...facts }: Facts): OfferDocument {
  const plan = { ...planOf[kind], markets, private: facts.private, stopped: facts.stopped };
  const second = { ...ownLicencePlan, markets, stopped: facts.stopped };
  return completeDocument({
    setup: { sellThroughOperator },
    plans: kind === 'virtualMachine' && ownLicence ? [plan, second] : [plan],
  });
}

/** An offer as publication writes it, whatever its facts: what no publisher could bring about is seen and sold by nobody. */
async function write(work: Work<OfferTables>, publisher: Actor, partner: Actor, facts: Facts): Promise<string> {
  const [offerId, versionId, productId] = [newId(), newId(), newCatalogueId()];
  const document = documentOf(facts);
  const { kind, option, listed } = facts;
  const offer = { offerId, publisherTenantId: publisher.tenantId, productId, externalId: offerId, kind, name: 'Any' };
  await insertOffer(work, { ...offer, document });
  const published = availabilitiesOf(kind, document, dayOf(work.now), new Map(), newCatalogueId);
  const version = { ...offer, versionId, publisherName: 'Isv', number: 1, document, published };
  await insertVersion(work, version, 'a test');
  if (option) await writeAudience(work, offerId, { option, partnerTenantIds: listed ? [partner.tenantId] : [] });
  await writeState(work, offerId, facts.state as 'live');
  return productId;
}

const seen = (facts: Facts) =>
  isVisible({
    offerState: facts.state as 'live',
    option: facts.option as 'any' | null,
    transactable: facts.sellThroughOperator,
    defaultResold: isDefaultResold(facts.kind, documentOf(facts)),
  });

const isFound = (answer: Promise<unknown>) =>
  answer.then(
    () => true,
    (fault: { code?: string }) => {
      if (fault.code !== 'ProductUnknown') throw fault;
      return false;
    },
  );

test('AUD-65 Lists of the marketplace and of the catalogue hold what the rules let a partner see and sell, and nothing else', async () => {
  const partner = await aPartner(works, { country: 'FR' });
  await fc.assert(
    fc.asyncProperty(offers, async (table) => {
      const publisher = await aPublisher(works);
      const written = await works.asSystem(async (work: Work<OfferTables>) => {
        const products = new Map<string, Facts>();
        for (const facts of table) products.set(await write(work, publisher, partner, facts), facts);
        return products;
      });
      await works.as(partner, async (work) => {
        for (const country of ['FR', 'CH', 'KR', 'CN']) {
          const search = { country, language: 'en', size: 100, publisherTenantId: publisher.tenantId } as const;
          const { items } = await marketplaceOffers(work, search);
          const sold = new Set((await soldProducts(work, country, 'en')).map((one) => one.productId));
          const expected = [...written].filter(([, facts]) => seen(facts)).map(([productId]) => productId);
          expect(items.map((one) => one.productId).toSorted()).toEqual(expected.toSorted());
          for (const productId of written.keys()) {
            expect(await isFound(soldProduct(work, country, productId))).toBe(sold.has(productId));
          }
          for (const { productId, purchasable } of items) {
            expect((await marketplaceOffer(work, productId, search)).purchasable).toBe(purchasable);
          }
        }
      });
    }),
    { numRuns: 4 },
  );
});
