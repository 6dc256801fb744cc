import { marketplaceList, marketplaceOffer } from '@comptoir/contracts/comptoir/marketplace';
import {
  offerPartnerList,
  storeCountries,
  storeList,
  storeOffer,
  storePartnerList,
} from '@comptoir/contracts/comptoir/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callServer } from '../../../test/http.ts';
import { aPartner, aPublisher, completeDocument, perSeatPlan, publishedOffer } from '../../../test/offers.ts';
import { makePartner } from '../../../test/partners.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { accessToken } from '../../../test/tokens.ts';
import { newId, systemActor, type Actor } from '../../kernel/index.ts';
import type { OfferDetail, OfferDocument } from '../../modules/offers/index.ts';
import type { Work } from '../../platform/work.ts';

let server: TestServer;
let publisher: Actor;
let partner: string;
let chosen: Actor;
let secretive: OfferDetail;

/** What only partners, or only the publisher, may read; each text is nowhere else. */
const secrets = {
  engineering: { name: 'Secret Engineer', email: 'secret-engineer@isv.example', phone: '+33 1 00 00 00 91' },
  cspProgramme: { name: 'Secret Channel', email: 'secret-channel@isv.example', phone: '+33 1 00 00 00 92' },
  marketing: 'https://isv.example/secret-marketing',
  landing: 'https://isv.example/secret-landing',
  webhook: 'https://isv.example/secret-webhook',
  privatePlan: 'secret-plan',
  privateCustomer: newId(),
  previewer: 'secret-previewer@isv.example',
};

const works = {
  asSystem: <Result>(body: (work: Work) => Promise<Result>) =>
    server.context.runner.run<Result, unknown>({ actor: systemActor, system: true }, body),
  as: <Result>(actor: Actor, body: (work: Work) => Promise<Result>) =>
    server.context.runner.run<Result, unknown>({ actor }, body),
};
const publish = (document: OfferDocument) => publishedOffer(works as never, publisher, document);
const titled = (title: string, changes: Partial<OfferDocument> = {}) => {
  const complete = completeDocument();
  return {
    ...complete,
    technical: { ...complete.technical, tenantId: publisher.tenantId, applicationId: publisher.tenantId },
    listings: { fr: { title, summary: 'Équipes terrain', description: 'Description', keywords: [] } },
    ...changes,
  };
};

function secretDocument(): OfferDocument {
  const document = titled('Coffre discret', { audience: { option: 'selected', partnerTenantIds: [chosen.tenantId] } });
  const privateAudience = [{ tenantId: secrets.privateCustomer, name: 'Secret customer' }];
  return {
    ...document,
    contacts: { ...document.contacts, engineering: secrets.engineering, cspProgramme: secrets.cspProgramme },
    cspMarketingUrl: secrets.marketing,
    preview: { audience: [secrets.previewer] },
    technical: { ...document.technical, landingPageUrl: secrets.landing, connectionWebhook: secrets.webhook },
    plans: [
      { ...perSeatPlan, trial: true },
      { ...perSeatPlan, planId: secrets.privatePlan, private: true, privateAudience },
    ],
  };
}

beforeAll(async () => {
  server = await startTestServer();
  publisher = await aPublisher(works as never, 'Verger & fils');
  const account = await works.asSystem((work) => makePartner(work, { name: 'Passante' }));
  partner = await accessToken(server.context, { tenantId: account.tenantId, parts: ['direct'] });
  chosen = await aPartner(works as never, { name: 'Élue Cloud' });
  secretive = await publish(secretDocument());
  await publish(titled('Carte des équipes'));
  await publish(titled('Sans boutique', { setup: { sellThroughOperator: true, listInStore: false } }));
});
afterAll(async () => server.stop());

const open = (path: string, headers: Record<string, string> = { 'x-locale': 'fr' }) =>
  callServer(server.origin, 'GET', `/comptoir/v1/store${path}`, { headers });
const market = (query: Record<string, string> = {}) =>
  callServer(server.origin, 'GET', `/comptoir/v1/marketplace/offers?${new URLSearchParams(query).toString()}`, {
    token: partner,
    headers: { 'x-locale': 'fr' },
  });
const titles = (body: { readonly items: readonly { readonly title: string }[] }) => body.items.map((one) => one.title);

test('AUD-01 COL-03 The online store needs no sign-in, is apart from the programme, and nothing for partners is in it', async () => {
  const { productId } = secretive;
  const list = await open('/offers?search=verger');
  expect(titles(storeList.parse(list.body))).toEqual(['Carte des équipes', 'Coffre discret']);
  const detail = await open(`/offers/${productId}?country=FR`);
  const shown = storeOffer.parse(detail.body);
  expect(shown).toMatchObject({
    title: 'Coffre discret',
    publisherName: 'Verger & fils',
    support: { email: 'ada@example.com', url: 'https://isv.example/support' },
    privacyUrl: 'https://isv.example/privacy',
    callToAction: null,
    plans: [{ planId: 'team', offeredAs: { currency: 'EUR' } }],
  });
  expect(Object.keys(detail.body as object).toSorted()).toEqual(Object.keys(storeOffer.shape).toSorted());
  const partners = await open(`/offers/${productId}/partners?country=FR`);
  expect(offerPartnerList.parse(partners.body)).toMatchObject({ sold: 'askPublisher', items: [], total: 0 });
  const words = Object.values(secrets).flatMap((one) => (typeof one === 'string' ? one : Object.values(one)));
  const everything = [list, detail, partners, await open('/offers'), await open('/offers?country=FR&size=50')];
  for (const { text, status } of everything) {
    expect(status).toBe(200);
    expect(words.filter((word) => text.includes(word))).toEqual([]);
    expect(text).not.toContain(chosen.tenantId);
  }
  for (const { productId: kept } of (await market({ search: 'boutique' })).body.items)
    expect((await open(`/offers/${kept}`)).status).toBe(404);
});

test('The store shows a free trial as two rows, and prices of the asked country only', async () => {
  const { productId } = secretive;
  const prices = async (query: string) =>
    storeOffer.parse((await open(`/offers/${productId}${query}`)).body).plans[0]?.offeredAs;
  expect(await prices('')).toBeNull();
  expect(await prices('?country=DE')).toBeNull();
  expect(await prices('?country=ch')).toEqual({
    currency: 'CHF',
    prices: [
      { term: 'P1M', billingCycle: 'monthly', amount: '0', trialDays: 30 },
      { term: 'P1M', billingCycle: 'monthly', amount: '13', trialDays: null },
      { term: 'P1Y', billingCycle: 'monthly', amount: '0', trialDays: 30 },
      { term: 'P1Y', billingCycle: 'monthly', amount: '11.05', trialDays: null },
    ],
  });
});

test('Answers of the store may be kept a minute, for each language', async () => {
  const { headers } = await open('/offers');
  expect(headers.get('cache-control')).toBe('public, max-age=60');
  expect(headers.get('vary')).toMatch(/x-locale/i);
  const refused = await open('/offers?size=0');
  expect(refused.status).toBe(400);
  expect(refused.headers.get('cache-control')).toBe('no-store');
});

test('The store is searched with typing mistakes and filtered by country, type, category and publisher', async () => {
  const found = async (query: string) => storeList.parse((await open(`/offers?${query}`)).body);
  expect(titles(await found('search=EQUIPES%20carte'))).toEqual(['Carte des équipes']);
  const alike = await found('search=equipse%20verger');
  expect([titles(alike), alike.alike]).toEqual([['Carte des équipes', 'Coffre discret'], true]);
  expect(titles(await found(`publisher=${publisher.tenantId}&kind=saas&category=productivity&country=CH`))).toEqual([
    'Carte des équipes',
    'Coffre discret',
  ]);
  expect((await found(`publisher=${publisher.tenantId}&country=DE`)).total).toBe(0);
  expect((await found(`publisher=${publisher.tenantId}&kind=container`)).filters?.kinds).toEqual([
    { value: 'saas', offers: 2 },
  ]);
});

test.each([
  ['/offers?country=ZZ', 'CountryNotListed'],
  ['/offers?country=FRA', 'InvalidInput'],
  ['/offers?kind=boat', 'InvalidInput'],
  ['/offers?category=boats', 'InvalidInput'],
  ['/offers?publisher=1', 'InvalidInput'],
  ['/offers?size=51', 'InvalidInput'],
  ['/offers?size=many', 'InvalidInput'],
  ['/offers?after=nonsense', 'InvalidInput'],
  ['/offers?colour=red', 'InvalidInput'],
  [`/offers?search=${'x'.repeat(101)}`, 'InvalidInput'],
  ['/offers?search=%00', 'InvalidInput'],
  ['/partners?skill=juggling', 'InvalidInput'],
  ['/partners?after=nonsense', 'InvalidInput'],
  ['/partners?country=', 'InvalidInput'],
])('%s is refused as %s', async (path, code) => {
  const { status, body } = await open(path);
  expect([status, body.code]).toEqual([400, code]);
});

test('A product that is not there, and an address that is none, are not found', async () => {
  for (const path of ['/offers/NOTHING', '/offers/NOTHING/partners?country=FR'])
    expect((await open(path)).body).toMatchObject({ code: 'ProductUnknown' });
  expect((await open('/offers/a.b')).status).toBe(400);
  expect((await open(`/offers/${secretive.productId}/partners`)).status).toBe(400);
});

test.each([
  "'; drop table offer_listing; --",
  '%',
  '_%_',
  '\\',
  '" or 1=1',
  '${7*7}',
  '<script>',
  '🙂',
  '. , ;',
  'a'.repeat(100),
])('A search for %j is a search for words, and nothing else', async (search) => {
  const { status, body } = await open(`/offers?${new URLSearchParams({ search }).toString()}`);
  expect(status).toBe(200);
  storeList.parse(body);
  expect(storeList.parse((await open('/offers?search=verger')).body).total).toBe(2);
});

test('Find a partner: those of the region, by name and skill; resellers and inactive ones are not among them', async () => {
  const profile = { skills: ['devops'], website: 'https://lumen.example', address: '2 rue Haute, 69001 Lyon' } as const;
  await works.asSystem(async (work) => {
    await makePartner(work, { name: 'Lumen Lyon', competency: 'gold', ...profile });
    await makePartner(work, { name: 'Lumen Berlin', country: 'DE', kind: 'provider' });
    await makePartner(work, { name: 'Lumen Ohio', country: 'US' });
    await makePartner(work, { name: 'Lumen Revente', kind: 'reseller' });
    await makePartner(work, { name: 'Lumen Pause', state: 'suspended' });
    await makePartner(work, { name: 'Lumen Bientôt', signed: false });
  });
  const found = async (query: string) => storePartnerList.parse((await open(`/partners?${query}`)).body);
  const names = async (query: string) => (await found(query)).items.map((one) => one.name);
  expect(await names('search=lumen&country=BE')).toEqual(['Lumen Berlin', 'Lumen Lyon']);
  expect(await names('search=lumen&country=FR')).toEqual(['Lumen Lyon', 'Lumen Berlin']);
  expect(await names('search=lumen')).toEqual(['Lumen Berlin', 'Lumen Lyon', 'Lumen Ohio']);
  expect(await names('search=lumen&country=US')).toEqual(['Lumen Ohio']);
  expect((await found('search=lumen&skill=devops')).items).toMatchObject([
    { name: 'Lumen Lyon', kind: 'direct', country: 'FR', competency: 'gold', ...profile },
  ]);
  const first = await found('search=lumen&size=1');
  expect(first).toMatchObject({ total: 3, alike: false });
  expect(await names(`search=lumen&size=1&after=${first.next}`)).toEqual(['Lumen Lyon']);
  const near = await found('search=lumen&country=FR&size=1');
  expect(await names(`search=lumen&country=FR&size=1&after=${near.next}`)).toEqual(['Lumen Berlin']);
  expect((await open(`/partners?search=lumen&after=${near.next}`)).status).toBe(400);
  expect(await found('search=lumne%20lyon')).toMatchObject({ alike: true, items: [{ name: 'Lumen Lyon' }] });
  expect((await found('country=FR')).items.map((one) => one.country)).not.toContain('US');
});

test('The store names each country that is sold to once', async () => {
  const countries = storeCountries.parse((await open('/countries')).body).items.map((one) => one.country);
  expect(countries).toEqual([...new Set(countries)].toSorted());
  expect(countries.length).toBeGreaterThan(130);
  expect(countries).toContain('FR');
});

test('An offer that any partner sells lists the partners of the customer’s region', async () => {
  const { productId } = storeList.parse((await open('/offers?search=carte')).body).items[0]!;
  const { sold, items, total } = offerPartnerList.parse(
    (await open(`/offers/${productId}/partners?country=FR&size=2`)).body,
  );
  expect([sold, items.length]).toEqual(['everyPartner', 2]);
  expect(total).toBeGreaterThan(2);
});

test('SUP-24 SUP-30 The marketplace leads to the details of an offer, with the publisher’s contacts', async () => {
  const list = marketplaceList.parse((await market({ search: 'cofre discret' })).body);
  expect(list).toMatchObject({ total: 1, alike: true, country: 'FR' });
  expect(list.items[0]).toMatchObject({
    title: 'Coffre discret',
    label: 'exclusive',
    purchasable: false,
    trial: true,
    kind: 'saas',
    contact: secrets.cspProgramme,
  });
  const { body } = await callServer(
    server.origin,
    'GET',
    `/comptoir/v1/marketplace/offers/${list.items[0]!.productId}?country=FR`,
    { token: partner, headers: { 'x-locale': 'fr' } },
  );
  const offer = marketplaceOffer.parse(body);
  expect(offer.contacts).toMatchObject({ engineering: secrets.engineering, cspProgramme: secrets.cspProgramme });
  expect(offer.plans.map((plan) => plan.planId)).toEqual(['team']);
  expect(offer.plans[0]?.offeredAs?.prices.map((price) => [price.amount, price.trialDays])).toEqual([
    ['0', 30],
    ['12.50', null],
    ['0', 30],
    ['10', null],
  ]);
});

test('The price list is a file for partners only', async () => {
  const path = '/comptoir/v1/marketplace/prices?country=CH';
  const file = await callServer(server.origin, 'GET', path, { token: partner });
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(file.headers.get('content-disposition')).toMatch(/filename=marketplace-prices_CH_/);
  expect(file.text).toMatch(/Coffre discret,Verger & fils,saas,Team,perSeat,,seat,P1M,monthly,CHF,0,30\r\n/);
  expect(file.text).not.toContain(secrets.privatePlan);
  expect((await callServer(server.origin, 'GET', path)).status).toBe(401);
  const customer = await accessToken(server.context, { tenantId: newId(), parts: ['customer'] });
  expect((await callServer(server.origin, 'GET', path, { token: customer })).status).toBe(403);
  const wrong = await callServer(server.origin, 'GET', path.replace('CH', 'ZZ'), { token: partner });
  expect(wrong.body).toMatchObject({ code: 'CountryNotListed' });
});
