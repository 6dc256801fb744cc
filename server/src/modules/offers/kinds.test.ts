import { expect, test } from 'vitest';
import {
  applicationDocument,
  containerDocument,
  hourlyPlan,
  listingDocument,
  machineDocument,
  ownLicencePlan,
} from '../../../test/offer-kinds.ts';
import {
  aPartner,
  aPublisher,
  completeDocument,
  meteredPlan,
  perSeatPlan,
  publishedOffer,
} from '../../../test/offers.ts';
import { useDatabase } from '../../../test/database.ts';
import { newId, plainCsv, type Actor } from '../../kernel/index.ts';
import {
  audienceFacts,
  createOffer,
  draftProblems,
  exportAudience,
  importAudience,
  marketplaceOffer,
  marketplaceOffers,
  readOffer,
  saveDraft,
  soldProduct,
  soldProducts,
  syncAudience,
  type OfferDetail,
  type OfferKind,
} from './index.ts';

const works = useDatabase();
const sandbox = { localAddresses: true };
const none = { option: 'none', partnerTenantIds: [] } as const;
const nothing = { option: null, partnerTenantIds: [] } as const;

const detailFor = (partner: Actor, offer: OfferDetail, country = 'FR') =>
  works.as(partner, (work) => marketplaceOffer(work, offer.productId, { language: 'en', country }));
const seenBy = (partner: Actor) =>
  works.as(partner, async (work) =>
    (await marketplaceOffers(work, { language: 'en', size: 100 })).items.map((one) => one.productId),
  );
const hindrances = (detail: Awaited<ReturnType<typeof detailFor>>) =>
  Object.fromEntries(detail.plans.map(({ plan, hindrances: all }) => [plan.planId, all.map(({ rule }) => rule.id)]));
const resellable = (detail: Awaited<ReturnType<typeof detailFor>>) =>
  detail.plans.filter((plan) => plan.resellable).map(({ plan }) => plan.planId);
const wholeOf = (publisher: Actor, { offerId }: OfferDetail) => works.as(publisher, (work) => readOffer(work, offerId));

test.for([
  ['AUD-10 A virtual machine', 'virtualMachine', machineDocument(), ['F5']],
  [
    'AUD-11 AUD-12 An Azure application with a solution template and a managed application',
    'azureApplication',
    applicationDocument(),
    ['F5'],
  ],
  ['AUD-09 A SaaS offer that is sold', 'saas', completeDocument(), []],
] as const)(
  '%s has the module and is resold by any partner when opened; usage is bought on Azure',
  async ([, kind, document, ids]) => {
    const [publisher, partner] = [await aPublisher(works), await aPartner(works)];
    const offer = await publishedOffer(works, publisher, document, kind);
    expect(await wholeOf(publisher, offer)).toMatchObject({
      kind,
      state: 'live',
      audienceModule: true,
      audience: 'any',
    });
    const detail = await detailFor(partner, offer);
    expect(detail).toMatchObject({ admitted: true, purchasable: ids.length === 0 });
    expect(resellable(detail)).toEqual(document.plans.map((plan) => plan.planId));
    expect(Object.values(hindrances(detail))).toEqual(document.plans.map(() => ids));
  },
);

test('AUD-13 An own-licence machine is resold by every partner under option 3, and where nothing is chosen', async () => {
  const [publisher, partner] = [await aPublisher(works), await aPartner(works)];
  const closed = await publishedOffer(works, publisher, machineDocument({ audience: none }), 'virtualMachine');
  const unset = await publishedOffer(
    works,
    publisher,
    machineDocument({ audience: nothing, plans: [ownLicencePlan] }),
    'virtualMachine',
  );
  expect(await seenBy(partner)).toEqual(expect.arrayContaining([closed.productId, unset.productId]));
  expect(resellable(await detailFor(partner, closed))).toEqual(['own-licence']);
  expect(resellable(await detailFor(partner, unset))).toEqual(['own-licence']);
  expect(await wholeOf(publisher, unset)).toMatchObject({ liveAudience: null, resoldByDefault: true });
});

test('AUD-59 Of a machine with an own-licence and a paid plan, option 3 leaves partners the own-licence plan alone', async () => {
  const [publisher, partner] = [await aPublisher(works), await aPartner(works)];
  const offer = await publishedOffer(works, publisher, machineDocument({ audience: none }), 'virtualMachine');
  const detail = await detailFor(partner, offer);
  expect(hindrances(detail)).toEqual({ hourly: ['F5', 'A14'], 'own-licence': ['F5'] });
  expect(detail).toMatchObject({ admitted: false, exclusive: false });
});

test('AUD-04 AUD-59 Without an own-licence plan on sale, a machine of option 3 is in no partner’s marketplace', async () => {
  const [publisher, partner] = [await aPublisher(works), await aPartner(works)];
  const stopped = { ...ownLicencePlan, stopped: true };
  const closed = machineDocument({ audience: none, plans: [hourlyPlan, stopped] });
  const offer = await publishedOffer(works, publisher, closed, 'virtualMachine');
  expect(await seenBy(partner)).not.toContain(offer.productId);
  await expect(detailFor(partner, offer)).rejects.toMatchObject({ code: 'ProductUnknown' });
});

test('AUD-14 A container is in every partner’s marketplace with no opt-in', async () => {
  const [publisher, partner] = [await aPublisher(works), await aPartner(works, { kind: 'provider' })];
  const offer = await publishedOffer(works, publisher, containerDocument(), 'container');
  expect(await seenBy(partner)).toContain(offer.productId);
  expect(resellable(await detailFor(partner, offer))).toEqual(['image']);
  expect(await wholeOf(publisher, offer)).toMatchObject({
    audienceModule: false,
    audience: null,
    liveAudience: null,
    resoldByDefault: true,
  });
});

test('AUD-09 A listing without sale is live in the store and never in partners’ catalogue', async () => {
  const [publisher, partner] = [await aPublisher(works), await aPartner(works)];
  const offer = await publishedOffer(works, publisher, listingDocument());
  expect(await wholeOf(publisher, offer)).toMatchObject({
    state: 'live',
    listInStore: true,
    audienceModule: false,
    resoldByDefault: false,
  });
  expect(await seenBy(partner)).not.toContain(offer.productId);
  await expect(detailFor(partner, offer)).rejects.toMatchObject({ code: 'ProductUnknown' });
});

test.for([
  ['a listing without sale', 'saas', listingDocument()],
  ['a container', 'container', containerDocument()],
] as const)('AUD-09 Whatever works on an audience is refused for %s, with the rule', async ([, kind, document]) => {
  const [publisher, partner] = [await aPublisher(works), await aPartner(works)];
  const { offerId, revision } = await publishedOffer(works, publisher, document, kind);
  const partnerTenantIds = [partner.tenantId];
  const refusal = { code: 'AudienceNotOffered', kind: 'conflict', details: { rule: { id: 'A2' } } };
  const file = { offerId, revision, text: `Tenant ID\n${partner.tenantId}\n`, commit: true, skipBadRows: false };
  for (const attempt of [
    () => works.as(publisher, (work) => syncAudience(work, { offerId, partnerTenantIds })),
    () => works.as(publisher, (work) => importAudience(work, file)),
    () => works.as(publisher, (work) => exportAudience(work, offerId, plainCsv)),
    () => works.as(publisher, (work) => audienceFacts(work, { offerId, publisherTenantId: publisher.tenantId })),
  ]) {
    await expect(attempt()).rejects.toMatchObject(refusal);
  }
  const audience = { option: 'any' as const, partnerTenantIds: [] };
  await works.as(publisher, (work) => saveDraft(work, { offerId, revision, document: { ...document, audience } }));
  const { problems } = await works.as(publisher, (work) => draftProblems(work, offerId, sandbox));
  expect(problems).toMatchObject([{ path: 'audience.option', page: 'audience', rule: { id: 'A2' } }]);
});

test.for([['saas'], ['virtualMachine'], ['azureApplication']] as const)(
  'AUD-03 AUD-15 The audience is set while an offer (%s) is created, before anything else of it is there',
  async ([kind]) => {
    const [publisher, partner] = [await aPublisher(works), await aPartner(works)];
    const created = await works.as(publisher, (work) =>
      createOffer(work, { kind: kind as OfferKind, externalId: `offer-${newId()}`, name: 'New' }),
    );
    expect(created).toMatchObject({ audienceModule: true, audience: null });
    const audience = { option: 'selected' as const, partnerTenantIds: [partner.tenantId] };
    const { offerId, revision, document } = created;
    const saved = await works.as(publisher, (work) =>
      saveDraft(work, { offerId, revision, document: { ...document, audience } }),
    );
    expect(saved).toMatchObject({ audience: 'selected', liveAudience: null, state: 'draft' });
  },
);

test('AUD-01 Store publication and resale by partners are two facts: each may be without the other', async () => {
  const publisher = await aPublisher(works);
  const hidden = { sellThroughOperator: true, listInStore: false };
  const facts = async (document: Parameters<typeof completeDocument>[0]) => {
    const offer = await publishedOffer(works, publisher, completeDocument(document));
    const { state, liveVersion, listInStore, audience, resoldByDefault } = await wholeOf(publisher, offer);
    return { state, liveVersion, listInStore, audience, resoldByDefault };
  };
  const live = { state: 'live', liveVersion: 1, resoldByDefault: false };
  expect(await facts({ setup: hidden })).toEqual({ ...live, listInStore: false, audience: 'any' });
  expect(await facts({ audience: none })).toEqual({ ...live, listInStore: true, audience: 'none' });
});

test('Products for orders are SaaS plans that are neither private nor stopped', async () => {
  const [publisher, partner] = [await aPublisher(works), await aPartner(works)];
  const machine = await publishedOffer(works, publisher, machineDocument(), 'virtualMachine');
  const customer = { tenantId: newId(), name: 'One' };
  const mixed = await publishedOffer(
    works,
    publisher,
    completeDocument({
      plans: [
        perSeatPlan,
        { ...perSeatPlan, planId: 'hidden', private: true, privateAudience: [customer] },
        { ...meteredPlan, stopped: true },
      ],
    }),
  );
  const products = await works.as(partner, (work) => soldProducts(work, 'FR', 'en'));
  expect(products.map((product) => product.productId)).not.toContain(machine.productId);
  const sold = await works.as(partner, (work) => soldProduct(work, 'FR', mixed.productId));
  expect(sold.items.map((item) => item.planId)).toEqual(['team']);
});

test('A price for one market goes before the price of its currency', async () => {
  const [publisher, partner] = [await aPublisher(works), await aPartner(works)];
  const monthly = { term: 'P1M', billingCycle: 'monthly' } as const;
  const plan = {
    ...perSeatPlan,
    markets: ['FR', 'DE'],
    terms: [monthly],
    prices: [
      { ...monthly, currency: 'EUR', amount: '12.50' },
      { ...monthly, currency: 'EUR', market: 'DE', amount: '11' },
    ],
  };
  const offer = await publishedOffer(works, publisher, completeDocument({ plans: [plan] }));
  const { version } = await detailFor(partner, offer);
  const prices = version.items.map(({ market, prices: all }) => [market, all.map((price) => price.amount)]);
  expect(Object.fromEntries(prices)).toEqual({ FR: ['12.50'], DE: ['11'] });
});
