/** Bad input from outside, on every surface: a documented refusal that says what to do, and nothing changed. */
import { beforeAll, expect, test } from 'vitest';
import { storyOffer } from '../../scripts/story/offer.ts';
import { applicationToken, resources, tenantOf } from '../../scripts/story/client.ts';
import { newId } from '../src/kernel/index.ts';
import type { Called } from '../test/http.ts';
import { useStage } from '../test/stage.ts';
import { accessToken } from '../test/tokens.ts';
import { orderBody } from './stage.ts';

const stage = useStage();
let publisher: string;
let offerId: string;
let document: ReturnType<typeof storyOffer>;

beforeAll(async () => {
  const tenant = tenantOf(stage.world, 'publisher', 'FR');
  publisher = await applicationToken(stage.origin, tenant, resources.partnerCenter);
  document = storyOffer({ origin: stage.origin, tenantId: tenant.id, applicationId: tenant.apps[0]!.clientId });
  const made = await stage.call(publisher, 'POST', '/comptoir/v1/offers', {
    body: { externalId: 'bad-input', kind: 'saas', name: 'Bad input' },
  });
  offerId = made.body.offerId;
});

/** Rows of every table but of orders that were refused, which are told; what the sweeps and kept answers write does not come from these calls. */
async function everything(): Promise<unknown> {
  const { pools } = stage.server.context;
  const { rows: tables } = await pools.owner.query<{ name: string }>(
    `select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and relkind = 'r' and relname <> 'token_record' order by 1`,
  );
  const only = (name: string) => (name === 'event' ? ` where name <> 'OrderRefused'` : '');
  const counts = tables.map(({ name }) => `(select count(*) from "${name}"${only(name)}) as "${name}"`).join(', ');
  return (await pools.owner.query(`select ${counts}`)).rows[0];
}

async function refused(call: () => Promise<Called>): Promise<Called> {
  const before = await everything();
  const answer = await call();
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(await everything()).toEqual(before);
  return answer;
}

const comptoir = (method: string, path: string, body?: unknown, token = publisher) =>
  stage.call(token, method, `/comptoir/v1${path}`, body === undefined ? {} : { body });

async function saveDraft(change: (draft: Record<string, never>) => void): Promise<Called> {
  const changed = structuredClone(document) as unknown as Record<string, never>;
  change(changed);
  const { body } = await comptoir('GET', `/offers/${offerId}`);
  return refused(() => comptoir('PUT', `/offers/${offerId}/draft`, { revision: body.revision, document: changed }));
}

// oxlint-disable-next-line typescript/no-explicit-any -- a document bent out of shape on purpose
type Bent = any;

test.for<[string, (draft: Bent) => void, string]>([
  [
    'a price with nine decimals',
    (draft) => (draft.plans[0].prices[1].amount = '9.123456789'),
    'document.plans[0].prices[1].amount',
  ],
  [
    'a price that is a number',
    (draft) => (draft.plans[0].prices[0].amount = 9.9),
    'document.plans[0].prices[0].amount',
  ],
  ['a negative price', (draft) => (draft.plans[0].prices[0].amount = '-1'), 'document.plans[0].prices[0].amount'],
  ['a plan id in capitals', (draft) => (draft.plans[1].planId = 'FLEET'), 'document.plans[1].planId'],
  ['a wrong audience', (draft) => (draft.audience.option = 'some'), 'document.audience.option'],
  [
    'a tenant that is no GUID',
    (draft) => (draft.audience.partnerTenantIds = ['x']),
    'document.audience.partnerTenantIds[0]',
  ],
  ['a list in place of an object', (draft) => (draft.contacts.support = []), 'document.contacts.support'],
])('A draft with %s is refused, and the answer says where', async ([, change, path]) => {
  const { status, body } = await saveDraft(change);
  expect([status, body.code]).toEqual([400, 'InvalidInput']);
  expect(body.problems.map((problem: { path: string }) => problem.path)).toContain(path);
  expect(body.target).toBe(path);
});

test('Unknown members are refused by our own API, by name', async () => {
  const answer = await refused(() =>
    comptoir('POST', '/offers', { externalId: 'more', kind: 'saas', name: 'More', colour: 'blue' }),
  );
  expect([answer.status, answer.body.code]).toEqual([400, 'InvalidInput']);
  expect(answer.body.message).toContain('colour');
  expect((await refused(() => comptoir('GET', '/partners?serach=a'))).body.message).toContain('serach');
});

test('An offer that is not ready is not published, with every problem at once', async () => {
  const { body } = await comptoir('GET', `/offers/${offerId}`);
  const answer = await refused(() => comptoir('POST', `/offers/${offerId}/publish`, { revision: body.revision }));
  expect([answer.status, answer.body.code]).toEqual([400, 'OfferNotReady']);
  expect(answer.body.problems.length).toBeGreaterThan(5);
});

test('Another publisher’s offer is not found, exactly as an unknown one', async () => {
  const harbour = await applicationToken(
    stage.origin,
    tenantOf(stage.world, 'publisher', 'IE'),
    resources.partnerCenter,
  );
  for (const id of [offerId, newId()]) {
    const answer = await refused(() => comptoir('GET', `/offers/${id}`, undefined, harbour));
    expect([answer.status, answer.body.code]).toEqual([404, 'OfferUnknown']);
    expect((await refused(() => comptoir('POST', `/offers/${id}/publish`, { revision: 1 }, harbour))).status).toBe(404);
  }
});

test('A partner does not manage offers, and a publisher does not buy: 403 that names what is needed', async () => {
  const answer = await refused(() => comptoir('GET', '/offers', undefined, stage.azur.app));
  expect([answer.status, answer.body.code]).toEqual([403, 'Forbidden']);
  expect(answer.body.message).toContain('publisher');
  const customerId = stage.customer('boulangerie-martin');
  const item = await stage.item(stage.azur, 'Pilote Projets', '0001', 'FR');
  const buy = await refused(() =>
    stage.call(publisher, 'POST', `/v1/customers/${customerId}/orders`, { body: orderBody({ customerId, item }) }),
  );
  expect(buy.status).toBe(403);
});

test.for<[string, Bent]>([
  ['ten decimals', { amount: '1.1234567891' }],
  ['a number', { amount: 12.4 }],
  ['an exponent', { amount: '1e3' }],
  ['a sign', { amount: '-1.00' }],
  ['nothing', { amount: '' }],
  ['finer than the currency', { amount: '12.403' }],
  ['an unknown currency', { currency: 'XYZ' }],
  ['an unknown product', { productId: 'DZH000000000' }],
  ['another plan’s term', { term: 'P3Y' }],
  ['a customer of another partner', { customerTenantId: 'theirs' }],
])('A partner’s price with %s is refused', async ([, more]) => {
  const { productId } = stage.world.offers.find((one) => one.name === 'Pilote Projets')!;
  const theirs = stage.customer('hotel-adlerhof');
  const price = {
    productId,
    skuId: '0001',
    term: 'P1M',
    billingCycle: 'monthly',
    currency: 'EUR',
    amount: '14.00',
    ...more,
  };
  if (price.customerTenantId === 'theirs') price.customerTenantId = theirs;
  const answer = await refused(() => comptoir('POST', '/prices', price, stage.azur.app));
  expect(answer.body.message.length).toBeGreaterThan(20);
});

test.for<[string, string, string]>([
  ['broken JSON', '{"externalId": ', 'MalformedJson'],
  ['a NUL character', '{"externalId":"nul","kind":"saas","name":"a\\u0000b"}', 'InvalidInput'],
  ['half of a surrogate pair', '{"externalId":"half","kind":"saas","name":["x","\\ud83c"]}', 'InvalidInput'],
  ['a NUL character in a name', '{"externalId":"nul","kind":"saas","name":"a","b\\u0000":1}', 'InvalidInput'],
  ['a tree of 100,000 levels', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 'MalformedJson'],
])('%s is 400 and says what is wrong', async ([, text, code]) => {
  const answer = await refused(() => comptoir('POST', '/offers', text));
  expect([answer.status, answer.body.code]).toEqual([400, code]);
  expect(answer.body.message).toMatch(/Send|send/);
});

test('A body of more than a megabyte is 400 BodyTooLarge', async () => {
  const answer = await refused(() =>
    comptoir('POST', '/offers', { externalId: 'big', kind: 'saas', name: 'x'.repeat(1_200_000) }),
  );
  expect([answer.status, answer.body.code]).toEqual([400, 'BodyTooLarge']);
});

test('No token, a broken one, an expired one and one for another service are 401 with what to do', async () => {
  const make = (more: object) =>
    accessToken(stage.server.context, { tenantId: stage.azur.tenantId, parts: ['direct'], ...more });
  const tokens: [string | undefined, RegExp][] = [
    [undefined, /Send one/],
    ['rubbish', /cannot be read/],
    [await make({ lifetime: -1 }), /expired/],
    [await make({ audience: '20e940b3-4c77-4b0b-9a53-9e16a1b010a7' }), /not for this service/],
    [await make({ issuer: 'https://elsewhere.example/x/v2.0' }), /issued by/],
    [`${stage.azur.app.slice(0, -4)}AAAA`, /not ours/],
  ];
  for (const [token, why] of tokens) {
    const own = await refused(() => stage.call(token, 'GET', '/comptoir/v1/customer-invoices'));
    expect([own.status, own.body.code, own.body.message]).toEqual([401, 'Unauthenticated', expect.stringMatching(why)]);
    const partner = await refused(() => stage.call(token, 'GET', '/v1/customers'));
    expect([partner.status, partner.body.description]).toEqual([401, expect.stringMatching(why)]);
  }
});

test('Addresses with characters that are none are 400 or 404, never an error of ours', async () => {
  for (const path of [
    '/v1/customers/%00',
    '/v1/customers?filter=%00',
    '/v1/products/%00?country=FR',
    '/v1/products/%E0%A4%A?country=FR',
    '/v1/customers/%ED%A0%80/orders',
    `/v1/customers/${newId()}/orders/${'a'.repeat(2000)}`,
    '/comptoir/v1/prices?productId=%00',
    '/comptoir/v1/offers/%2e%2e%2f',
    '/sandbox/v1/mailbox?to=%00',
    '/common/oauth2/v2.0/authorize?client_id=%00&response_type=code',
    '/%00/oauth2/v2.0/token',
  ]) {
    const answer = await stage.call(stage.azur.app, 'GET', path);
    expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true]);
  }
});

test('A token request with a NUL character is refused like any other wrong one', async () => {
  const ask = (form: Record<string, string>) =>
    fetch(`${stage.origin}/${stage.azur.tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
  const scope = `${resources.partnerCenter}/.default`;
  const forms: Record<string, string>[] = [
    { grant_type: 'client_credentials', client_id: 'a\0b', client_secret: 'x', scope },
    { grant_type: 'refresh_token', client_id: newId(), refresh_token: 'a\0b', scope },
  ];
  for (const form of forms) {
    const answer = await ask(form);
    expect([answer.status >= 400 && answer.status < 500, form.grant_type]).toEqual([true, form.grant_type]);
  }
});
