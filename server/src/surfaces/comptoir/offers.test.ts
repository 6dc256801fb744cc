import { marketplaceList, marketplaceOffer } from '@comptoir/contracts/comptoir/marketplace';
import { offer, offerList, offerProblems, offerVersionList } from '@comptoir/contracts/comptoir/offers';
import { exchangeRates, marketList, planChoices } from '@comptoir/contracts/comptoir/reference';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { completeDocument, perSeatPlan } from '../../../test/offers.ts';
import { makePartner } from '../../../test/partners.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { accessToken } from '../../../test/tokens.ts';
import { newId, systemActor, type Role, type TenantPart } from '../../kernel/index.ts';
import { fixedRateOf } from '../../modules/exchange-rates/index.ts';
import { createTenant } from '../../modules/identity/index.ts';
import type { Work } from '../../platform/work.ts';

let server: TestServer;
let publisher: string;
let partner: string;

const asSystem = <Result>(body: (work: Work) => Promise<Result>) =>
  server.context.runner.run<Result, unknown>({ actor: systemActor, system: true }, body);

async function tokenFor(part: TenantPart, roles: readonly Role[] = ['global_admin']): Promise<string> {
  const domain = `${newId()}.example`;
  const tenant = await asSystem((work) =>
    createTenant(work, { name: 'Atelier', domain, country: 'FR', parts: [part] }),
  );
  return accessToken(server.context, { tenantId: tenant.id, parts: [part], roles });
}

async function aPartner(wishes: Parameters<typeof makePartner>[1] = {}) {
  const account = await asSystem((work) => makePartner(work, wishes));
  return { account, token: await accessToken(server.context, { tenantId: account.tenantId, parts: [account.kind] }) };
}

beforeAll(async () => {
  server = await startTestServer();
  publisher = await tokenFor('publisher', ['manager']);
  partner = (await aPartner()).token;
});
afterAll(async () => server.stop());

async function call(token: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.origin}/comptoir/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

let count = 0;
async function draft(document = completeDocument(), token = publisher) {
  count += 1;
  const created = await call(token, 'POST', '/offers', {
    externalId: `offer-${count}`,
    kind: 'saas',
    name: 'Field Notes',
  });
  const { offerId } = offer.parse(created.body);
  const saved = await call(token, 'PUT', `/offers/${offerId}/draft`, { revision: 1, document });
  return offer.parse(saved.body);
}
async function published(document = completeDocument(), token = publisher) {
  const { offerId, productId, revision } = await draft(document, token);
  const answer = await call(token, 'POST', `/offers/${offerId}/publish`, { revision });
  expect(answer).toMatchObject({ status: 201, body: { number: 1, live: true } });
  return { offerId, productId };
}

test('AUD-03 AUD-15 AUD-18 A publisher drafts, saves, publishes and reads its versions', async () => {
  const document = completeDocument();
  const { offerId, revision } = await draft(document);
  const problems = await call(publisher, 'GET', `/offers/${offerId}/problems`);
  expect(offerProblems.parse(problems.body)).toEqual({ revision, problems: [], unchanged: false });
  const version = await call(publisher, 'POST', `/offers/${offerId}/publish`, { revision });
  expect(version).toMatchObject({ status: 201, body: { number: 1, live: true, publishedBy: expect.any(String) } });
  const read = offer.parse((await call(publisher, 'GET', `/offers/${offerId}`)).body);
  expect(read).toMatchObject({ state: 'live', document, liveVersion: 1, liveAudience: { option: 'any' } });
  const list = offerList.answer.parse((await call(publisher, 'GET', '/offers')).body);
  expect(list.items).toContainEqual(expect.objectContaining({ offerId, state: 'live', audience: 'any' }));
  const versions = await call(publisher, 'GET', `/offers/${offerId}/versions`);
  expect(offerVersionList.parse(versions.body).items).toHaveLength(1);
  expect((await call(publisher, 'GET', `/offers/${offerId}/versions/1`)).body).toMatchObject({ number: 1, document });
  expect((await call(publisher, 'GET', `/offers/${offerId}/versions/2`)).status).toBe(404);
});

test('A draft that somebody else saved answers 409 with the stored revision and what differs', async () => {
  const document = completeDocument();
  const { offerId } = await draft(document);
  const mine = { revision: 1, document: { ...document, privacyUrl: 'https://isv.example/other' } };
  expect(await call(publisher, 'PUT', `/offers/${offerId}/draft`, mine)).toMatchObject({
    status: 409,
    body: { code: 'OfferDraftChanged', values: { revision: 2 }, problems: [{ path: 'privacyUrl', code: 'Differs' }] },
  });
});

test('AUD-06 COL-04 An offer that is not ready answers 400 with every problem, its page and its rule', async () => {
  const { offerId, revision } = await draft({ ...completeDocument(), cspMarketingUrl: '', plans: [] });
  expect(await call(publisher, 'POST', `/offers/${offerId}/publish`, { revision })).toMatchObject({
    status: 400,
    body: {
      code: 'OfferNotReady',
      problems: [
        { path: 'cspMarketingUrl', page: 'listing', code: 'Required', rule: { id: 'A23' } },
        { path: 'plans', page: 'plans', code: 'PlanMissing' },
      ],
    },
  });
  expect((await call(publisher, 'POST', `/offers/${offerId}/publish`, { revision: revision - 1 })).status).toBe(409);
});

test('A repeated creation with the same request id makes one offer', async () => {
  const headers = { 'MS-RequestId': newId() };
  const body = { externalId: 'once-only', kind: 'saas', name: 'Once' };
  const [first, second] = [
    await call(publisher, 'POST', '/offers', body, headers),
    await call(publisher, 'POST', '/offers', body, headers),
  ];
  expect(first.status).toBe(201);
  expect(second).toEqual(first);
  expect((await call(publisher, 'POST', '/offers', body)).body).toMatchObject({ code: 'OfferExternalIdTaken' });
});

const price = perSeatPlan.prices[0]!;
const withPrice = (changed: object) => ({
  ...completeDocument(),
  plans: [{ ...perSeatPlan, prices: [{ ...price, ...changed }] }],
});

test.for([
  ['malformed JSON', '{"revision": 1', ''],
  ['an unknown member', { revision: 2, document: completeDocument(), extra: 1 }, 'extra'],
  ['an unknown member deep inside', { revision: 2, document: withPrice({ discount: '1' }) }, 'discount'],
  ['a price with nine decimals', { revision: 2, document: withPrice({ amount: '1.123456789' }) }, 'amount'],
  ['a price that is a number', { revision: 2, document: withPrice({ amount: 12.5 }) }, 'amount'],
  ['a negative price', { revision: 2, document: withPrice({ amount: '-1' }) }, 'amount'],
  ['a term nobody sells', { revision: 2, document: withPrice({ term: 'P7D' }) }, 'term'],
  ['text that is none', { revision: 2, document: { ...completeDocument(), privacyUrl: 'a\0b' } }, 'privacyUrl'],
  ['a missing document', { revision: 2 }, 'document'],
] as const)('Saving %s is refused with 400, says where, and changes nothing', async ([, body, where]) => {
  const before = await draft();
  const answer = await call(publisher, 'PUT', `/offers/${before.offerId}/draft`, body);
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body)).toContain(where);
  expect((await call(publisher, 'GET', `/offers/${before.offerId}`)).body).toEqual(before);
});

const hiddenSigns = ['\u202E', '\u200B', '\u001B', '\u009B', '\u{E0041}', '\uFEFF'];

test('Titles and names are one line that reads as it is written; a partner named again is on the list once', async () => {
  const document = completeDocument();
  const { offerId, revision } = await draft(document);
  const save = (change: object) =>
    call(publisher, 'PUT', `/offers/${offerId}/draft`, { revision, document: { ...document, ...change } });
  const english = document.listings.en!;
  for (const title of ['Notes\u202Efdp', 'Notes\r\nBcc: all', 'Notes\u0007']) {
    const refused = await save({ listings: { ...document.listings, en: { ...english, title } } });
    expect([refused.status, refused.body.target]).toEqual([400, 'document.listings.en.title']);
  }
  for (const sign of hiddenSigns) {
    const description = `Notes of\n\tthe field${sign}: all`;
    const refused = await save({ listings: { ...document.listings, en: { ...english, description } } });
    expect([refused.status, refused.body.target], sign).toEqual([400, 'document.listings.en.description']);
    const plans = document.plans.map((plan) => ({ ...plan, description }));
    expect((await save({ plans })).body.target, sign).toBe('document.plans[0].description');
  }
  const invisible = document.plans.map((plan) => ({ ...plan, name: '\u3164' }));
  expect((await save({ plans: invisible })).body.target).toBe('document.plans[0].name');
  const partnerTenantId = newId();
  const saved = await save({
    audience: { option: 'selected', partnerTenantIds: Array.from({ length: 20_000 }, () => partnerTenantId) },
  });
  expect(offer.parse(saved.body).document.audience.partnerTenantIds).toEqual([partnerTenantId]);
});

test('Another publisher, a partner and a customer get nothing of an offer', async () => {
  const { offerId } = await published();
  const other = await tokenFor('publisher');
  expect(await call(other, 'GET', `/offers/${offerId}`)).toMatchObject({ status: 404, body: { code: 'OfferUnknown' } });
  expect((await call(other, 'GET', `/offers/${newId()}`)).status).toBe(404);
  expect((await call(other, 'GET', '/offers/17')).status).toBe(400);
  expect((await call(partner, 'GET', '/offers')).status).toBe(403);
  expect((await call(await tokenFor('publisher', ['billing_admin']), 'GET', '/offers')).status).toBe(403);
});

test('AUD-07 AUD-20 COL-02 SUP-04 SUP-05 SUP-24 SUP-25 SUP-26 SUP-27 SUP-29 SUP-30 A partner finds an offer and reads contacts, agreement, material, plans and prices', async () => {
  const owner = await tokenFor('publisher');
  const { account, token } = await aPartner();
  const terms = { standardContract: false, url: 'https://isv.example/agreement' };
  const document = {
    ...completeDocument(),
    properties: { categories: ['productivity'], terms },
    audience: { option: 'selected' as const, partnerTenantIds: [account.tenantId] },
  };
  const { productId } = await published(document, owner);
  const list = marketplaceList.parse((await call(token, 'GET', '/marketplace/offers?search=field')).body);
  expect(list.items).toContainEqual(
    expect.objectContaining({ productId, label: 'exclusive', purchasable: true, contact: null }),
  );
  const { body } = await call(token, 'GET', `/marketplace/offers/${productId}?country=FR`, undefined, {
    'X-Locale': 'fr-FR',
  });
  const details = marketplaceOffer.parse(body);
  expect(details).toMatchObject({
    title: 'Carnet',
    contacts: document.contacts,
    terms,
    cspMarketingUrl: document.cspMarketingUrl,
    purchasable: true,
    plans: [
      {
        planId: 'team',
        offeredAs: {
          currency: 'EUR',
          prices: [{ term: 'P1M', billingCycle: 'monthly', amount: '12.50' }, { amount: '10' }],
        },
        hindrances: [],
      },
      { planId: 'pages', seats: null, dimensions: [{ id: 'pages', includedQuantity: 1000, pricePerUnit: '0.004' }] },
    ],
  });
  const outside = marketplaceList.parse((await call(partner, 'GET', '/marketplace/offers')).body);
  expect(outside.items).toContainEqual(
    expect.objectContaining({
      productId,
      label: 'exclusive',
      purchasable: false,
      contact: document.contacts.cspProgramme,
    }),
  );
});

test('COL-03 What is meant for partners is refused to customers, publishers and strangers', async () => {
  const { productId } = await published(completeDocument(), await tokenFor('publisher'));
  for (const token of [await tokenFor('customer'), publisher, 'nobody']) {
    const answer = await call(token, 'GET', `/marketplace/offers/${productId}`);
    expect(answer.status).toBe(token === 'nobody' ? 401 : 403);
    expect(JSON.stringify(answer.body)).not.toContain('isv.example/partners');
  }
});

test('AUD-13 AUD-14 What a publisher may choose for a plan is said once: models, countries, cycles, resale by default', async () => {
  const { sorts, terms } = planChoices.parse((await call(partner, 'GET', '/plan-choices')).body);
  expect(
    sorts.map(({ kind, applicationType, pricingModel }) => [kind, applicationType, pricingModel].join(' ')),
  ).toEqual([
    'saas  perSeat',
    'saas  flat',
    'virtualMachine  hourly',
    'virtualMachine  byol',
    'azureApplication solutionTemplate free',
    'azureApplication managedApplication flat',
    'container  free',
    'container  byol',
  ]);
  const named = (wanted: (sort: (typeof sorts)[number]) => boolean) =>
    sorts.filter(wanted).map(({ kind, pricingModel }) => `${kind} ${pricingModel}`);
  expect(named(({ resoldByDefault }) => resoldByDefault)).toEqual([
    'virtualMachine byol',
    'container free',
    'container byol',
  ]);
  // In China only machine images that cost nothing themselves are sold.
  expect(named(({ markets }) => markets.some(({ country }) => country === 'CN'))).toEqual(['virtualMachine byol']);
  expect(terms).toEqual([
    { term: 'P1M', billingCycles: ['monthly'] },
    { term: 'P1Y', billingCycles: ['monthly', 'annual'] },
    { term: 'P2Y', billingCycles: ['monthly', 'annual', 'biennial'] },
    { term: 'P3Y', billingCycles: ['monthly', 'annual', 'triennial'] },
  ]);
});

test('E27 A rate that comes after its month was charged at an older one is recorded, and the answer says that it is not used', async () => {
  const operator = await tokenFor('operator');
  const put = (month: string, usdPerUnit: string) =>
    call(operator, 'PUT', `/exchange-rates/${month}`, { rates: [{ currency: 'SEK', usdPerUnit }] });
  expect((await put('2024-03', '0.095')).body).toMatchObject({ chargedAtEarlier: [] });
  await asSystem((work) => fixedRateOf(work, '2024-04', 'USD', 'SEK'));
  const late = await put('2024-04', '0.097');
  expect([late.status, exchangeRates.parse(late.body)]).toEqual([
    200,
    {
      month: '2024-04',
      rates: [{ currency: 'SEK', usdPerUnit: '0.097' }],
      chargedAtEarlier: [{ from: 'USD', to: 'SEK', rateMonth: '2024-03' }],
    },
  ]);
  expect((await call(operator, 'GET', '/exchange-rates/2024-04')).body).toEqual(late.body);
  expect((await put('2024-05', '0.1')).body).toMatchObject({ chargedAtEarlier: [] });
});

test('AUD-32 Everyone who is signed in reads the markets of a day', async () => {
  const markets = marketList.parse((await call(partner, 'GET', '/markets?on=2026-11-21')).body);
  expect(markets.items).toHaveLength(244);
  expect(markets.items.find((one) => one.country === 'KR')).toMatchObject({ sale: true, resale: false });
  expect((await call(partner, 'GET', '/markets?on=yesterday')).status).toBe(400);
});

test('The operator records exchange rates; another value for a recorded one answers 409', async () => {
  const operator = await tokenFor('operator');
  const put = (rates: unknown) => call(operator, 'PUT', '/exchange-rates/2026-10', { rates });
  const recorded = await put([{ currency: 'EUR', usdPerUnit: '1.0842' }]);
  expect(exchangeRates.parse(recorded.body)).toEqual({
    month: '2026-10',
    rates: [{ currency: 'EUR', usdPerUnit: '1.0842' }],
    chargedAtEarlier: [],
  });
  expect(await put([{ currency: 'EUR', usdPerUnit: '1.09' }])).toMatchObject({
    status: 409,
    body: { code: 'ExchangeRateFixed', target: 'rates[0].usdPerUnit' },
  });
  expect((await put([{ currency: 'EUR', usdPerUnit: '0.0' }])).status).toBe(400);
  expect((await call(operator, 'GET', '/exchange-rates/2026-13')).status).toBe(400);
  expect((await call(operator, 'GET', '/exchange-rates/2026-10')).body).toEqual(recorded.body);
  expect((await call(partner, 'GET', '/exchange-rates/2026-10')).status).toBe(403);
});
