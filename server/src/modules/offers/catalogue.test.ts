import { expect, test } from 'vitest';
import {
  aPartner,
  aPublisher,
  completeDocument,
  perSeatPlan,
  publishedOffer,
  republished,
} from '../../../test/offers.ts';
import { useDatabase } from '../../../test/database.ts';
import { newId, type Actor } from '../../kernel/index.ts';
import type { Work } from '../../platform/work.ts';
import { mayResell } from '../../programme/resale.ts';
import {
  announceFirstSales,
  catalogueItem,
  createOffer,
  findTechnicalOwner,
  marketplaceOffer,
  marketplaceOffers,
  offerVersionOf,
  purchasable,
  saveDraft,
  soldAvailability,
  soldProduct,
  soldProducts,
  soldSku,
  type OfferDetail,
  type OfferDocument,
} from './index.ts';

const works = useDatabase();

const seenBy = (partner: Actor) =>
  works.as(partner, async (work) =>
    (await marketplaceOffers(work, { language: 'en', size: 100 })).items.map((one) => [one.productId, !one.contact]),
  );
const detailFor = (partner: Actor, offer: OfferDetail, country?: string) =>
  works.as(partner, (work) => marketplaceOffer(work, offer.productId, { language: 'en', country }));
const audience = (option: 'any' | 'selected' | 'none', ...partners: Actor[]) => ({
  audience: { option, partnerTenantIds: partners.map((partner) => partner.tenantId) },
});

test('AUD-04 AUD-30 A saved draft is in no catalogue; publication puts it there', async () => {
  const [publisher, partner] = [await aPublisher(works), await aPartner(works)];
  const document = completeDocument(audience('any'));
  const draft = await works.as(publisher, async (work) => {
    const created = await createOffer(work, { kind: 'saas', externalId: 'field-notes', name: 'Field Notes' });
    return saveDraft(work, { offerId: created.offerId, revision: 1, document });
  });
  expect(await seenBy(partner)).not.toContainEqual([draft.productId, expect.anything()]);
  await republished(works, publisher, draft, document);
  expect(await seenBy(partner)).toContainEqual([draft.productId, true]);
});

test('AUD-19 Option 1 reaches every partner, also one that joins later', async () => {
  const offer = await publishedOffer(works, await aPublisher(works), completeDocument(audience('any')));
  const late = await aPartner(works, { kind: 'provider' });
  expect(await seenBy(late)).toContainEqual([offer.productId, true]);
});

test('AUD-20 Option 2 is seen by all as exclusive and sold by the named ones only', async () => {
  const [named, other] = [await aPartner(works), await aPartner(works)];
  const offer = await publishedOffer(works, await aPublisher(works), completeDocument(audience('selected', named)));
  expect(await seenBy(named)).toContainEqual([offer.productId, true]);
  expect(await seenBy(other)).toContainEqual([offer.productId, false]);
  expect(await detailFor(named, offer)).toMatchObject({ exclusive: true, admitted: true, purchasable: true });
  const refused = await detailFor(other, offer);
  expect(refused).toMatchObject({ exclusive: true, admitted: false, purchasable: false });
  expect(refused.plans[0]?.hindrances).toMatchObject([{ rule: { id: 'A7' } }]);
  await expect(works.as(other, (work) => soldProduct(work, 'FR', offer.productId))).rejects.toMatchObject({
    code: 'ProductUnknown',
  });
});

test('AUD-38 Option 3 is in no catalogue and its availabilities are not resold', async () => {
  const partner = await aPartner(works);
  const offer = await publishedOffer(works, await aPublisher(works), completeDocument(audience('none')));
  expect(await seenBy(partner)).not.toContainEqual([offer.productId, expect.anything()]);
  await expect(detailFor(partner, offer)).rejects.toMatchObject({ code: 'ProductUnknown' });
  const facts = await works.as(partner, (work) => announceFirstSales(work, partner.tenantId, [offer.offerId]));
  expect(mayResell(facts.get(offer.offerId)!)).toMatchObject({ allowed: false, rule: { id: 'A14' } });
});

test('AUD-31 A partner named in one country sells in its whole region and in no other, tenant by tenant', async () => {
  const [french, american] = [await aPartner(works), await aPartner(works, { country: 'US' })];
  // Of the same company as the named ones, and not named (rule A11).
  const unnamed = await aPartner(works, { country: 'US' });
  const document = completeDocument({
    ...audience('selected', french, american),
    plans: [{ ...perSeatPlan, markets: ['FR', 'CH', 'US'], prices: inUsToo() }],
  });
  const offer = await publishedOffer(works, await aPublisher(works), document);
  for (const [partner, country, rules] of [
    [french, 'FR', []],
    [french, 'CH', []],
    [american, 'US', []],
    [french, 'US', ['C4']],
    [american, 'FR', ['C4']],
    [unnamed, 'US', ['A7']],
    [unnamed, 'CH', ['A7', 'C4']],
  ] as const) {
    const { plans, purchasable: sold } = await detailFor(partner, offer, country);
    expect([plans[0]?.hindrances.map((one) => one.rule.id), sold]).toEqual([rules, rules.length === 0]);
  }
});

function inUsToo(): OfferDocument['plans'][number]['prices'] {
  const dollars = perSeatPlan.terms.map((term) => ({ ...term, currency: 'USD', amount: '14' }));
  return [...perSeatPlan.prices, ...dollars];
}

test('Every reason why a plan cannot be sold is told at once', async () => {
  const offer = await publishedOffer(works, await aPublisher(works));
  const partner = await aPartner(works, { state: 'restricted' });
  const { plans } = await detailFor(partner, offer, 'KR');
  expect(plans[1]?.hindrances.map((one) => one.rule.id)).toEqual(['B24', 'A32', 'C4', 'A32']);
  await expect(detailFor(partner, offer, 'ZZ')).rejects.toMatchObject({ code: 'CountryNotListed', kind: 'invalid' });
});

test('An availability says what was published in its market, and never changes', async () => {
  const [publisher, partner] = [await aPublisher(works, 'Atelier'), await aPartner(works)];
  const offer = await publishedOffer(works, publisher);
  const { version } = await detailFor(partner, offer);
  const swiss = version.items.find((item) => item.market === 'CH')!;
  expect(swiss).toMatchObject({
    productId: offer.productId,
    skuId: '0001',
    planId: 'team',
    offerName: 'Field Notes',
    publisherName: 'Atelier',
    currency: 'CHF',
    perSeat: true,
    seats: { min: 1, max: 500 },
    prices: [
      { term: 'P1M', billingCycle: 'monthly', amount: '13' },
      { term: 'P1Y', billingCycle: 'monthly', amount: '11.05' },
    ],
  });
  await republished(works, publisher, offer, {
    ...offer.document,
    plans: [{ ...perSeatPlan, markets: ['FR'], prices: perSeatPlan.prices.slice(0, 2) }],
  });
  const ids = [swiss.availabilityId.toLowerCase(), swiss.availabilityId, 'DZNOTHING000'];
  const facts = await works.as(partner, async (work) => ({
    items: await purchasable(work, ids),
    resale: await announceFirstSales(work, partner.tenantId, [offer.offerId]),
    old: await offerVersionOf(work, version.versionId),
  }));
  expect(facts.items).toEqual([swiss]);
  expect(facts.old.document).toEqual(offer.document);
  expect(facts.resale.get(offer.offerId)?.liveVersionId).not.toBe(swiss.versionId);
  await expect(works.as(partner, (work) => catalogueItem(work, 'DZNOTHING000'))).rejects.toThrow('does not exist');
});

test('The hot path asks the database nothing about availabilities it has seen', async () => {
  const partner = await aPartner(works);
  const offer = await publishedOffer(works, await aPublisher(works));
  const { version } = await detailFor(partner, offer);
  const ids = version.items.map((item) => item.availabilityId);
  await works.as(partner, (work) => purchasable(work, ids));
  const deaf = { prepared: () => Promise.reject(new Error('asked the database')) } as unknown as Work;
  expect(await purchasable(deaf, ids)).toHaveLength(3);
});

test('Products, SKUs and availabilities of a country are those its customers can be sold', async () => {
  const partner = await aPartner(works);
  const offer = await publishedOffer(works, await aPublisher(works));
  const found = (country: string) =>
    works.as(partner, async (work) => (await soldProducts(work, country, 'en')).map((product) => product.productId));
  expect(await found('CH')).toContain(offer.productId);
  expect(await found('DE')).not.toContain(offer.productId);
  expect(await found('KR')).toEqual([]);
  const codeOf = (body: (work: Work) => Promise<unknown>) =>
    works.as(partner, body).then(
      () => 'found',
      (error: { code: string }) => error.code,
    );
  const { productId } = offer;
  const french = (await works.as(partner, (work) => soldSku(work, 'FR', productId, '0001'))).item;
  const { availabilityId } = french;
  expect(await codeOf((work) => soldSku(work, 'CH', productId, '0002'))).toBe('SkuUnknown');
  expect(await codeOf((work) => soldProduct(work, 'DE', productId))).toBe('ProductUnknown');
  expect(await codeOf((work) => soldAvailability(work, 'FR', { productId, skuId: '0001', availabilityId }))).toBe(
    'found',
  );
  expect(await codeOf((work) => soldAvailability(work, 'CH', { productId, skuId: '0001', availabilityId }))).toBe(
    'AvailabilityUnknown',
  );
});

test('The marketplace is searched by words without regard to accents, by category, and read in pages', async () => {
  const [publisher, partner] = [await aPublisher(works, 'Éditions Brèche'), await aPartner(works)];
  const titled = (title: string, category: string) =>
    publishedOffer(works, publisher, {
      ...completeDocument(),
      technical: { ...completeDocument().technical, tenantId: publisher.tenantId },
      properties: { categories: [category], terms: { standardContract: true, url: '' } },
      listings: { fr: { title, summary: 'Résumé', description: 'Texte', keywords: [] } },
    });
  for (const title of ['Écrin', 'Zébulon', 'Archives', 'Échelle']) await titled(title, 'storage');
  await titled('Banque', 'finance');
  const page = (more: object) =>
    works.as(partner, (work) => marketplaceOffers(work, { language: 'fr', size: 100, search: 'breche', ...more }));
  const titles = (items: { items: readonly { title: string }[] }) => items.items.map((one) => one.title);
  expect(titles(await page({}))).toEqual(['Archives', 'Banque', 'Échelle', 'Écrin', 'Zébulon']);
  expect(titles(await page({ search: 'BRECHE echelle' }))).toEqual(['Échelle']);
  expect(titles(await page({ category: 'finance' }))).toEqual(['Banque']);
  const first = await page({ size: 3 });
  expect(first).toMatchObject({ total: 5, country: 'FR' });
  const second = await page({ size: 3, after: first.next });
  expect([titles(first), titles(second), second.next]).toEqual([
    ['Archives', 'Banque', 'Échelle'],
    ['Écrin', 'Zébulon'],
    undefined,
  ]);
});

test('The technical pair leads to the publisher whose live offer names it, and to nobody once it is replaced', async () => {
  const publisher = await aPublisher(works);
  const offer = await publishedOffer(works, publisher);
  const { tenantId, applicationId } = offer.document.technical;
  const owner = (pair: { tenantId: string; applicationId: string }) => findTechnicalOwner(works.runner, pair);
  expect(await owner({ tenantId: tenantId.toUpperCase(), applicationId })).toBe(publisher.tenantId);
  expect(await owner({ tenantId, applicationId: newId() })).toBeUndefined();
  await republished(works, publisher, offer, { ...offer.document, technical: completeDocument().technical });
  expect(await owner({ tenantId, applicationId })).toBeUndefined();
});
