/** Private offers over HTTP: the publisher's routes, and what partners get of them on Partner Center's. */
import { privateOffer, privateOfferList, privateOfferProblems } from '@comptoir/contracts/comptoir/private-offers';
import { marketplaceOffer } from '@comptoir/contracts/comptoir/marketplace';
import { margins as marginsShape } from '@comptoir/contracts/partner-center/margins';
import { cart as cartShape, checkoutResult } from '@comptoir/contracts/partner-center/orders';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { aChannel, aCustomer, setTime, type Channel } from '../../../test/billing.ts';
import { callServer, type Call, type Called } from '../../../test/http.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { accessToken } from '../../../test/tokens.ts';
import { somebodyWaits, worksOf } from '../../../test/database.ts';
import { documentOf, drafted } from '../../../test/private-offers.ts';
import { holdDraft } from '../../modules/offers/index.ts';

let server: TestServer;
let channel: Channel;
let customer: string;
let publisher: string;
let partner: string;
let stranger: string;
let strangerId: string;

beforeAll(async () => {
  server = await startTestServer();
  const works = worksOf(server.context);
  await setTime(works, '2027-02-10T09:00:00Z');
  channel = await aChannel(works);
  const other = await aChannel(works);
  strangerId = other.partner.tenantId;
  customer = await aCustomer(works, channel.partner, 'Contoso');
  const { context } = server;
  const seller = { parts: ['direct'] } as const;
  const isv = { parts: ['publisher'], roles: ['manager'] } as const;
  publisher = await accessToken(context, { ...isv, tenantId: channel.publisher.tenantId });
  partner = await accessToken(context, { ...seller, tenantId: channel.partner.tenantId });
  stranger = await accessToken(context, { ...seller, tenantId: strangerId });
});
afterAll(() => server.stop());

const call = (token: string, method: string, path: string, options: Omit<Call, 'token'> = {}) =>
  callServer(server.origin, method, path, { token, ...options });
const root = '/comptoir/v1/private-offers';

const documentWith = (changes: object = {}) => ({
  name: 'Spring campaign',
  preparedBy: 'ada@isv.example',
  start: 'asSoonAsPossible',
  end: '2027-04-30',
  notificationContacts: [],
  beneficiaries: [{ partnerTenantId: channel.partner.tenantId, customerTenantIds: [] as string[] }],
  pricing: [{ offerId: channel.offer.offerId, planId: 'team', discountPercentage: '12.5' }],
  ...changes,
});

async function submitted(changes: object = {}): Promise<string> {
  const made = await call(publisher, 'POST', root, { body: { name: 'New' } });
  const id = made.body.privateOfferId as string;
  const saved = await call(publisher, 'PUT', `${root}/${id}/draft`, {
    body: { revision: 1, document: documentWith(changes) },
  });
  expect(saved.status).toBe(200);
  const answer = await call(publisher, 'POST', `${root}/${id}/submit`, { body: { revision: 2 } });
  expect(answer.status).toBe(200);
  return id;
}

test('A publisher’s pipeline creates, checks, submits, clones, deletes and withdraws a private offer', async () => {
  const made = await call(publisher, 'POST', root, { body: { name: 'Spring campaign' } });
  expect(made.status).toBe(201);
  const { privateOfferId: id } = privateOffer.parse(made.body);
  const problems = privateOfferProblems.parse((await call(publisher, 'GET', `${root}/${id}/problems`)).body);
  expect(problems.problems.map((one) => one.path)).toEqual(['start', 'end', 'pricing', 'beneficiaries']);
  const early = await call(publisher, 'POST', `${root}/${id}/submit`, { body: { revision: 1 } });
  expect([early.status, early.body.code, early.body.problems.length]).toEqual([400, 'PrivateOfferNotReady', 4]);
  const document = documentWith();
  const saved = await call(publisher, 'PUT', `${root}/${id}/draft`, { body: { revision: 1, document } });
  expect(privateOffer.parse(saved.body)).toMatchObject({ revision: 2, document, state: 'draft', partners: 1 });
  const late = await call(publisher, 'PUT', `${root}/${id}/draft`, { body: { revision: 1, document } });
  expect([late.status, late.body.code]).toEqual([409, 'PrivateOfferChanged']);
  const live = await call(publisher, 'POST', `${root}/${id}/submit`, { body: { revision: 2 } });
  expect(privateOffer.parse(live.body)).toMatchObject({
    state: 'live',
    endsAt: '2027-05-01T00:00:00Z',
    partnerStates: [{ progress: 'live', sold: false }],
    offers: [{ offerId: channel.offer.offerId }],
  });
  const clone = await call(publisher, 'POST', `${root}/${id}/clone`);
  expect([clone.status, clone.body.state, clone.body.document]).toEqual([201, 'draft', document]);
  expect((await call(publisher, 'DELETE', `${root}/${clone.body.privateOfferId}`)).status).toBe(204);
  const kept = await call(publisher, 'DELETE', `${root}/${id}`);
  expect([kept.status, kept.body.code, kept.body.rule.id]).toEqual([409, 'PrivateOfferFixed', 'F26']);
  const withdrawn = await call(publisher, 'POST', `${root}/${id}/withdraw`);
  expect([withdrawn.status, withdrawn.body.state]).toEqual([200, 'withdrawn']);
  const list = privateOfferList.answer.parse((await call(publisher, 'GET', root)).body);
  expect(list.items.map((one) => [one.privateOfferId, one.state])).toEqual([[id, 'withdrawn']]);
});

test.each([
  ['an unknown member', { colour: 'red' }],
  [
    'a percentage as a number',
    { pricing: [{ offerId: '00000000-0000-4000-8000-000000000000', discountPercentage: 5 }] },
  ],
  [
    'a percentage with an exponent',
    { pricing: [{ offerId: '00000000-0000-4000-8000-000000000000', discountPercentage: '1e2' }] },
  ],
  ['a day that is none', { end: '2027-02-30' }],
  ['a year that nobody means', { end: '9999-12-31' }],
  [
    'too many partners',
    {
      beneficiaries: Array.from({ length: 1001 }, () => ({
        partnerTenantId: '00000000-0000-4000-8000-000000000000',
        customerTenantIds: [],
      })),
    },
  ],
])('A draft with %s is refused and nothing is saved', async (_what, changes) => {
  const made = await call(publisher, 'POST', root, { body: { name: 'New' } });
  const path = `${root}/${made.body.privateOfferId}`;
  const saved = await call(publisher, 'PUT', `${path}/draft`, {
    body: { revision: 1, document: { ...documentWith(), ...changes } },
  });
  expect([saved.status, saved.body.code]).toEqual([400, 'InvalidInput']);
  expect((await call(publisher, 'GET', path)).body.revision).toBe(1);
  expect((await call(publisher, 'DELETE', path)).status).toBe(204);
});

test('GET /v1/margins: the partner’s own ones in the documented shape; GET /v1/margins/download as CSV', async () => {
  const id = await submitted({
    beneficiaries: [{ partnerTenantId: channel.partner.tenantId, customerTenantIds: [customer] }],
  });
  const { status, body } = await call(partner, 'GET', '/v1/margins');
  expect(status).toBe(200);
  const { productId } = channel;
  expect(marginsShape.parse(body)).toEqual({
    pageSize: 100,
    totalSize: 1,
    results: [
      {
        id: expect.any(String),
        type: 'Percentage',
        productId,
        productTitle: 'Field Notes',
        productType: 'SaaS',
        publisherName: 'Atelier',
        skuId: '0001',
        skuTitle: 'Team',
        marginPercentage: 12.5,
        startDate: expect.stringMatching(/^2027-02-10T/),
        endDate: '2027-04-30T00:00:00.000Z',
        status: 'live',
        statusDate: expect.stringMatching(/^2027-02-10T/),
        customers: [{ id: customer, name: 'Contoso' }],
      },
    ],
  });
  expect(JSON.stringify(body)).not.toContain('Spring campaign');
  const file = await call(partner, 'GET', '/v1/margins/download');
  expect(file.headers.get('content-type')).toMatch(/^text\/csv/);
  const [head, row, ...rest] = file.text.trim().split('\r\n');
  expect(head).toBe(
    'id,productId,publisherName,productTitle,productType,marginPercentage,startDate,endDate,status,statusDate',
  );
  expect(row).toMatch(new RegExp(`,${productId},Atelier,Field Notes,SaaS,12.5,2027-02-10T.*,live,`));
  expect(rest).toEqual([]);
  const headers = { 'x-locale': 'fr-FR' };
  const excel = await call(partner, 'GET', '/v1/margins/download?format=excel', { headers });
  // The byte order mark before it is taken off by fetch; `kernel/csv.test.ts` sees it.
  expect(excel.text).toMatch(/^id;productId;/);
  expect(excel.text).toContain(`;${productId};Atelier;Carnet;SaaS;12,5;2027-02-10T`);
  expect((await call(partner, 'GET', '/v1/margins/download?format=bogus', { headers })).status).toBe(400);
  const unseen = await call(stranger, 'GET', '/v1/margins');
  expect(unseen.body).toEqual({ pageSize: 100, totalSize: 0, results: [] });
  const sales = await accessToken(server.context, {
    tenantId: channel.partner.tenantId,
    parts: ['direct'],
    roles: ['sales_agent', 'billing_admin'],
  });
  expect((await call(sales, 'GET', '/v1/margins')).status).toBe(403);
  expect((await call(partner, 'GET', `${root}/${id}`)).status).toBe(403);
  await call(publisher, 'POST', `${root}/${id}/withdraw`);
});

test('The partner sees list price and its own price in the marketplace, the cart and the order; another partner the list price', async () => {
  const id = await submitted();
  const path = `/comptoir/v1/marketplace/offers/${channel.productId}?country=FR`;
  const shown = marketplaceOffer.parse((await call(partner, 'GET', path)).body);
  const team = shown.plans.find((plan) => plan.planId === 'team')!;
  expect(team.offeredAs!.prices.map((price) => price.amount)).toEqual(['12.50', '10']);
  expect(team.margin).toEqual({ percentage: '12.5', until: '2027-04-30', wholesale: ['10.9375', '8.75'] });
  expect(shown.plans.find((plan) => plan.planId === 'pages')!.margin).toBeNull();
  const other = marketplaceOffer.parse((await call(stranger, 'GET', path)).body);
  expect(other.plans.map((plan) => plan.margin)).toEqual([null, null]);
  const { catalogItemId } = team.offeredAs!;
  const lineItems = [{ id: 0, catalogItemId, quantity: 3, billingCycle: 'monthly', termDuration: 'P1M' }];
  const made = await call(partner, 'POST', `/v1/customers/${customer}/carts`, { body: { lineItems } });
  const pricing = {
    listPrice: 12.5,
    discountedPrice: 10.9375,
    proratedPrice: 10.9375,
    price: 10.9375,
    // 10.93 a seat: rounded down before it is multiplied (rule G9).
    extendedPrice: 32.79,
  };
  expect(cartShape.parse(made.body).lineItems[0]!.pricing).toEqual(pricing);
  const done = await call(partner, 'POST', `/v1/customers/${customer}/carts/${made.body.id}/checkout`);
  const [order] = checkoutResult.parse(done.body).orders;
  expect([order!.totalPrice, order!.lineItems[0]!.pricing]).toEqual([32.79, pricing]);
  const read = await call(partner, 'GET', `/v1/customers/${customer}/orders/${order!.id}?include_price=true`);
  expect([read.body.totalPrice, read.body.lineItems[0].pricing]).toEqual([32.79, pricing]);
  const refused = await call(publisher, 'POST', `${root}/${id}/withdraw`);
  expect([refused.status, refused.body.code]).toEqual([409, 'PrivateOfferNotWithdrawable']);
  expect(z.boolean().parse((await call(publisher, 'GET', `${root}/${id}`)).body.sold)).toBe(true);
});

test('A margin for named customers is shown when the price is asked for one of them', async () => {
  await submitted({
    beneficiaries: [{ partnerTenantId: channel.partner.tenantId, customerTenantIds: [customer] }],
    pricing: [{ offerId: channel.offer.offerId, discountPercentage: '50' }],
  });
  const path = `/comptoir/v1/marketplace/offers/${channel.productId}?country=FR`;
  const percentages = async (query: string) =>
    marketplaceOffer
      .parse((await call(partner, 'GET', path + query)).body)
      .plans.map((plan) => plan.margin?.percentage ?? null);
  expect(await percentages('')).toEqual(['12.5', null]);
  expect(await percentages(`&customerTenantId=${customer}`)).toEqual(['50', '50']);
});

test('A submission that waits in a circle with another one is tried again, and both are carried out', async () => {
  const works = worksOf(server.context);
  const audience = { option: 'selected', partnerTenantIds: [channel.partner.tenantId] } as const;
  /** Undefined when the database ended the other transaction of the circle: its machine was slow to close it. */
  const submittedInCircle = async (): Promise<Called | undefined> => {
    const { publisher: isv, offer } = await aChannel(works, { document: { audience } });
    const token = await accessToken(server.context, { parts: ['publisher'], tenantId: isv.tenantId });
    const { offerId } = offer;
    const grant = { offerId, partner: strangerId, percentage: '5', end: '2027-04-30' };
    const { id, revision } = await drafted(works, isv, documentOf(grant));
    let submission: Promise<Called> | undefined;
    const held = works.as(isv, async (work) => {
      await holdDraft(work, offerId);
      submission = call(token, 'POST', `${root}/${id}/submit`, { body: { revision } });
      await somebodyWaits(works);
      await work.prepared('hold', 'select 1 from private_offer where id = $1 for update', [id]);
    });
    const [outcome] = await Promise.allSettled([held]);
    const answer = await submission;
    return outcome.status === 'fulfilled' ? answer : undefined;
  };
  await expect.poll(submittedInCircle, { timeout: 60_000 }).toMatchObject({ status: 200, body: { state: 'live' } });
});

test('A private offer is named by one line that shows what it says, made or saved', async () => {
  const made = await call(publisher, 'POST', root, { body: { name: 'New' } });
  const path = `${root}/${made.body.privateOfferId}/draft`;
  for (const name of ['a\nb', 'a\u202Eb', 'a\u200Bb', 'a\u001Bb', '\u3164']) {
    const refused = await call(publisher, 'POST', root, { body: { name } });
    expect([refused.status, refused.body.target], name).toEqual([400, 'name']);
    const body = { revision: 1, document: documentWith({ name }) };
    const kept = await call(publisher, 'PUT', path, { body });
    expect([kept.status, kept.body.target], name).toEqual([400, 'document.name']);
  }
});
