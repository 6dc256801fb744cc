import {
  resolvedSubscription,
  saasSubscription,
  availablePlans,
  saasSubscriptions,
} from '@comptoir/contracts/saas-fulfillment';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import {
  activate,
  landingToken,
  moveClock,
  order,
  saasVersion,
  setStage,
  type Bought,
} from '../../../scenarios/stage.ts';
import type { Call, Called } from '../../../test/http.ts';
import { startTestServer } from '../../../test/server.ts';
import { useStage } from '../../../test/stage.ts';
import { accessToken } from '../../../test/tokens.ts';
import { anchoredPeriod, newId } from '../../kernel/index.ts';

const base = '/api/saas/subscriptions';
const marketplace = '20e940b3-4c77-4b0b-9a53-9e16a1b010a7';
const stage = useStage();

const buy = (wish: { item?: string; quantity?: number } = {}) => order(stage, stage.azur, { ...stage.wish, ...wish });
const saas = (
  method: string,
  path: string,
  options: Omit<Call, 'token'> = {},
  token: string | undefined = stage.atelier,
) => stage.call(token, method, `${base}${path}${path.includes('?') ? '&' : '?'}${saasVersion}`, options);
const resolve = (token: string, as?: string) =>
  saas('POST', '/resolve', { headers: { 'x-ms-marketplace-token': token } }, as);
const codeOf = ({ status, body }: Called) => [status, body.code];
const stateOf = async ({ subscriptionId }: Bought) =>
  (await saas('GET', `/${subscriptionId}`)).body.saasSubscriptionStatus as string;

test('ACT-03 ACT-09 Resolve tells the purchase: purchaser is the partner, beneficiary the customer', async () => {
  const bought = await buy({ quantity: 7 });
  const { status, body } = await resolve(await landingToken(stage, stage.azur, bought));
  expect(status).toBe(200);
  expect(resolvedSubscription.parse(body)).toEqual(body);
  expect(body).toMatchObject({
    id: bought.subscriptionId,
    planId: 'essentiel',
    quantity: 7,
    offerId: 'pilote-projets',
  });
  expect(body.subscription).toMatchObject({
    saasSubscriptionStatus: 'PendingFulfillmentStart',
    purchaser: { tenantId: stage.azur.tenantId },
    beneficiary: { tenantId: stage.wish.customerId },
    allowedCustomerOperations: ['Read'],
  });
});

test('ACT-02 Every purchase has its own link, and one link opens its own purchase only', async () => {
  const [one, other] = [await buy(), await buy()];
  const [first, second] = [await landingToken(stage, stage.azur, one), await landingToken(stage, stage.azur, other)];
  expect(first).not.toBe(second);
  expect((await resolve(first)).body.id).toBe(one.subscriptionId);
  expect((await resolve(second)).body.id).toBe(other.subscriptionId);
});

test('A token used again answers the same within 24 hours, in any state, also when it comes still URL-encoded', async () => {
  const bought = await buy();
  const token = await landingToken(stage, stage.azur, bought);
  const first = await resolve(token);
  expect((await resolve(token)).text).toBe(first.text);
  expect((await resolve(encodeURIComponent(token))).text).toBe(first.text);
  await activate(stage, stage.atelier, bought.subscriptionId);
  expect((await resolve(token)).body.subscription.saasSubscriptionStatus).toBe('Subscribed');
});

test('A token of another publisher’s purchase is 403; a broken, foreign or missing one is 400', async () => {
  const token = await landingToken(stage, stage.azur, await buy());
  expect(codeOf(await resolve(token, stage.harbour))).toEqual([403, 'Forbidden']);
  for (const broken of [token.slice(0, -2), `${token}AA`, 'x', Buffer.alloc(80, 7).toString('base64url')])
    expect(codeOf(await resolve(broken))).toEqual([400, 'BadArgument']);
  const missing = await saas('POST', '/resolve');
  expect([missing.status, missing.body]).toEqual([
    400,
    { code: 'HeaderNotPresent', message: 'Mandatory header missing', target: 'x-ms-marketplace-token' },
  ]);
});

test('A token of another installation is 400', async () => {
  const other = await startTestServer();
  try {
    const there = await setStage(other.origin);
    const bought = await order(there, there.azur, {
      customerId: there.customer('boulangerie-martin'),
      item: await there.item(there.azur, 'Pilote Projets', '0001', 'FR'),
    });
    expect(codeOf(await resolve(await landingToken(there, there.azur, bought)))).toEqual([400, 'BadArgument']);
  } finally {
    await other.stop();
  }
});

test.for<[string, unknown]>([
  ['no body', undefined],
  ['an empty object', {}],
  ['null', null],
  ['plan and quantity as bought', { planId: 'essentiel', quantity: 10 }],
  ['the quantity as text', { planId: 'essentiel', quantity: '10' }],
  ['nulls', { planId: null, quantity: null }],
  ['an empty quantity', { planId: 'essentiel', quantity: '' }],
  ['members of no meaning', { planId: 'essentiel', subscriberEmailAddress: 'a@b.example' }],
])('ACT-12 ACT-14 Activation with %s makes the subscription active; the answer is empty', async ([, body]) => {
  const bought = await buy();
  const answer = await saas(
    'POST',
    `/${bought.subscriptionId}/activate`,
    body === undefined ? {} : { body: JSON.stringify(body) },
  );
  expect([answer.status, answer.text]).toEqual([200, '']);
  expect(await stateOf(bought)).toBe('Subscribed');
});

test.for<[string, unknown, string]>([
  ['another plan', { planId: 'premium' }, 'planId'],
  ['another quantity', { planId: 'essentiel', quantity: 11 }, 'quantity'],
  ['another quantity as text', { quantity: '9' }, 'quantity'],
  ['a quantity that is no number', { quantity: 'ten' }, 'quantity'],
  ['a plan of a wrong type', { planId: 7 }, 'planId'],
])('ACT-15 Activation with %s is 400 and leaves the purchase pending', async ([, body, target]) => {
  const bought = await buy();
  const answer = await saas('POST', `/${bought.subscriptionId}/activate`, { body });
  expect([...codeOf(answer), answer.body.target]).toEqual([400, 'BadRequest', target]);
  expect(await stateOf(bought)).toBe('PendingFulfillmentStart');
});

test('Activating twice answers 200 and changes nothing: one term, the same dates', async () => {
  const bought = await buy();
  await activate(stage, stage.atelier, bought.subscriptionId);
  const first = await saas('GET', `/${bought.subscriptionId}`);
  await moveClock(stage, { advance: 'P1D' });
  await activate(stage, stage.atelier, bought.subscriptionId);
  expect((await saas('GET', `/${bought.subscriptionId}`)).body).toEqual(first.body);
  const { rows } = await stage.server.context.pools.owner.query(
    'select 1 from subscription_term where subscription_id = $1',
    [bought.subscriptionId],
  );
  expect(rows).toHaveLength(1);
});

test('What is activated is charged soon, before the timer looks at what is due', async () => {
  const { subscriptionId } = await buy();
  await activate(stage, stage.atelier, subscriptionId);
  // wall clock: the timer looks every fifteen seconds.
  const begun = performance.now();
  const charges = async () =>
    (await stage.server.context.pools.owner.query('select from charge where subscription_id = $1', [subscriptionId]))
      .rowCount;
  while ((await charges()) === 0 && performance.now() - begun < 10_000) await pause(20);
  expect(await charges()).toBe(2);
});

test('Ten activations at once make one term', async () => {
  const bought = await buy();
  await Promise.all(Array.from({ length: 10 }, () => activate(stage, stage.atelier, bought.subscriptionId)));
  const { rows } = await stage.server.context.pools.owner.query(
    'select 1 from subscription_term where subscription_id = $1',
    [bought.subscriptionId],
  );
  expect(rows).toHaveLength(1);
});

test('Get tells term dates once active, and none before', async () => {
  const bought = await buy();
  const before = (await saas('GET', `/${bought.subscriptionId}`)).body;
  expect(saasSubscription.parse(before)).toEqual(before);
  expect(before.term).toMatchObject({ startDate: '0001-01-01T00:00:00', termUnit: 'P1M', chargeDuration: 'P1M' });
  await activate(stage, stage.atelier, bought.subscriptionId);
  const { term } = (await saas('GET', `/${bought.subscriptionId.toUpperCase()}`)).body;
  const start = Temporal.PlainDate.from(term.startDate.slice(0, 10) as string);
  expect(term.endDate).toBe(`${anchoredPeriod(start, 1, 0).end.toString()}T00:00:00Z`);
});

test('A flat plan has no quantity', async () => {
  const { subscriptionId } = await buy({ item: await stage.item(stage.azur, 'Relevé', '0001', 'FR'), quantity: 1 });
  expect((await saas('GET', `/${subscriptionId}`)).body.quantity).toBeNull();
  expect(
    (await saas('POST', `/${subscriptionId}/activate`, { body: { planId: 'capteurs', quantity: '' } })).status,
  ).toBe(200);
  // What is sent for one says nothing, whatever it is.
  const again = await buy({ item: await stage.item(stage.azur, 'Relevé', '0001', 'FR'), quantity: 1 });
  expect((await saas('POST', `/${again.subscriptionId}/activate`, { body: { quantity: 7 } })).status).toBe(200);
});

test('An unknown subscription is 404, another publisher’s 403, for reading, plans and activation alike', async () => {
  const { subscriptionId } = await buy();
  const calls = (id: string, as: string) => [
    saas('GET', `/${id}`, {}, as),
    saas('GET', `/${id}/listAvailablePlans`, {}, as),
    saas('POST', `/${id}/activate`, {}, as),
  ];
  for (const unknown of [newId(), 'no-guid', `${subscriptionId}0`])
    for (const answer of await Promise.all(calls(unknown, stage.atelier)))
      expect(codeOf(answer)).toEqual([404, 'EntityNotFound']);
  for (const answer of await Promise.all(calls(subscriptionId, stage.harbour)))
    expect(codeOf(answer)).toEqual([403, 'Forbidden']);
  expect((await saas('GET', `/${subscriptionId}`)).body.saasSubscriptionStatus).toBe('PendingFulfillmentStart');
});

test('Available plans are those of the market with their prices; planId narrows, an unknown one gives none', async () => {
  const { subscriptionId } = await buy();
  const { body } = await saas('GET', `/${subscriptionId}/listAvailablePlans`);
  expect(availablePlans.parse(body)).toEqual(body);
  expect(body.plans.map((plan: { planId: string; market: string }) => [plan.planId, plan.market])).toEqual([
    ['essentiel', 'FR'],
    ['premium', 'FR'],
  ]);
  expect(body.plans[0].planComponents.recurrentBillingTerms[0]).toMatchObject({
    currency: 'EUR',
    price: 12.5,
    termUnit: 'P1M',
  });
  const narrowed = await saas('GET', `/${subscriptionId}/listAvailablePlans?planId=premium`);
  expect(narrowed.body.plans.map((plan: { planId: string }) => plan.planId)).toEqual(['premium']);
  expect((await saas('GET', `/${subscriptionId}/listAvailablePlans?planId=gold`)).body).toEqual({ plans: [] });
});

test('The list has 100 a page; @nextLink leads through all of them, each once', async () => {
  const { body } = await saas('GET', '');
  const missing = 101 - (body.subscriptions as unknown[]).length;
  for (let index = 0; index < missing; index += 1) await buy();
  const seen: string[] = [];
  let next: string | undefined = `${stage.origin}${base}?${saasVersion}`;
  const sizes: number[] = [];
  while (next) {
    const page: Called = await stage.call(stage.atelier, 'GET', next);
    expect(saasSubscriptions.parse(page.body)).toEqual(page.body);
    sizes.push(page.body.subscriptions.length);
    seen.push(...(page.body.subscriptions as { id: string }[]).map((one) => one.id));
    next = page.body['@nextLink'];
  }
  expect(sizes[0]).toBe(100);
  expect(sizes.at(-1)).toBeGreaterThan(0);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThanOrEqual(101);
  expect((await saas('GET', '', {}, stage.harbour)).body).toEqual({ subscriptions: [] });
});

test('Available plans say which begin with a trial and which are not sold any more', async () => {
  const item = await stage.item(stage.azur, 'Harbour Dashboards', '0001', 'FR');
  const { subscriptionId } = await order(stage, stage.azur, { ...stage.wish, item });
  const path = `/${subscriptionId}/listAvailablePlans`;
  const { plans } = availablePlans.parse((await saas('GET', path, {}, stage.harbour)).body);
  expect(plans.map((plan) => [plan.planId, plan.hasFreeTrials, plan.isStopSell])).toEqual([
    ['team', false, false],
    ['platform', false, false],
    ['studio', true, false],
    ['solo', false, true],
  ]);
});

test('A missing or unknown api-version is 400 in the service’s own spelling', async () => {
  const path = `${base}/${newId()}`;
  const bare = await stage.call(stage.atelier, 'GET', path);
  expect([bare.status, bare.body.Error.Code]).toEqual([400, 'ApiVersionUnspecified']);
  for (const version of ['2018-09-15', '', 'latest']) {
    const other = await stage.call(stage.atelier, 'GET', `${path}?api-version=${version}`);
    expect([other.status, other.body.Error.Code]).toEqual([400, 'UnsupportedApiVersion']);
    expect(other.body.Error.Message).toContain('2018-08-31');
  }
});

test('Every problem with the token is 403 with a message that says what is wrong', async () => {
  const { id: tenantId, apps } = stage.world.tenants.find(
    (one) => one.parts.includes('publisher') && one.country === 'FR',
  )!;
  const make = (more: object) =>
    accessToken(stage.server.context, { tenantId, parts: ['publisher'], kind: 'app', audience: marketplace, ...more });
  const tokens: Record<string, [string | undefined, RegExp]> = {
    missing: [undefined, /No token/],
    'no JSON Web Token': ['rubbish', /cannot be read/],
    'of another service': [await make({ audience: 'https://api.partnercenter.microsoft.com' }), /not for this service/],
    expired: [await make({ lifetime: -10 }), /expired/],
    'of another issuer': [await make({ issuer: `https://elsewhere.example/${tenantId}/v2.0` }), /issued by/],
    'of an application no offer names': [await make({}), /technical configuration/],
    'of a partner’s application': [stage.azur.app, /not for this service/],
    'of a person': [await make({ kind: 'user' }), /application's own token/],
  };
  for (const [name, [token, why]] of Object.entries(tokens)) {
    const answer = await saas('GET', '', {}, token ?? '');
    expect([name, ...codeOf(answer)]).toEqual([name, 403, 'Forbidden']);
    expect(answer.body.message).toMatch(why);
  }
  expect(apps).toHaveLength(1);
});

test('Request and correlation id come back, made when none was sent, on refusals too', async () => {
  const [requestId, correlationId] = [newId(), newId()];
  const sent = { headers: { 'x-ms-requestid': requestId, 'x-ms-correlationid': correlationId } };
  for (const answer of [
    await saas('GET', '', sent),
    await saas('GET', `/${newId()}`, sent),
    await saas('GET', '', sent, 'rubbish'),
  ]) {
    expect(answer.headers.get('x-ms-requestid')).toBe(requestId);
    expect(answer.headers.get('x-ms-correlationid')).toBe(correlationId);
  }
  expect((await saas('GET', '')).headers.get('x-ms-requestid')).toMatch(/^[0-9a-f-]{36}$/);
});

test('An address that does not exist is 404 in this API’s own shape, and not the code of a missing thing', async () => {
  const answer = await saas('GET', `/${newId()}/nothing`);
  expect(answer.status).toBe(404);
  expect(answer.body.code).toBe('NotFound');
});

test('After 25 hours a token is refused and says that it expired', async () => {
  const token = await landingToken(stage, stage.azur, await buy());
  await moveClock(stage, { advance: 'PT23H' });
  expect((await resolve(token)).status).toBe(200);
  await moveClock(stage, { advance: 'PT2H' });
  const late = await resolve(token);
  expect(codeOf(late)).toEqual([400, 'BadArgument']);
  expect(late.body.message).toMatch(/expired/);
});
