import { world } from '@comptoir/contracts/sandbox';
import { expect, test } from 'vitest';
import {
  activate,
  landingToken,
  moveClock,
  order,
  saasVersion,
  type Bought,
  type Stage,
} from '../../../scenarios/stage.ts';
import { useStage } from '../../../test/stage.ts';

const stage = useStage();

const call = (method: string, path: string, body?: unknown) =>
  stage.call(undefined, method, path, body === undefined ? {} : { body });
const clock = (body: unknown) => call('POST', '/sandbox/v1/clock', body);

const buy = () => order(stage, stage.azur, stage.wish);

async function stateOf({ subscriptionId }: Bought): Promise<string> {
  const { body } = await stage.call(stage.atelier, 'GET', `/api/saas/subscriptions/${subscriptionId}?${saasVersion}`);
  return body.saasSubscriptionStatus;
}

test('A client can rehearse throttling: beyond the limit 429 with Retry-After, for that partner only, until it is switched off', async () => {
  const read = (as: Stage['azur']) => stage.call(as.app, 'GET', '/v1/customers?size=1');
  expect((await call('GET', '/sandbox/v1/throttling')).body).toEqual({ requestsPerMinute: null });
  for (const wrong of [{ requestsPerMinute: 0 }, { requestsPerMinute: 'many' }, {}])
    expect((await call('PUT', '/sandbox/v1/throttling', wrong)).status).toBe(400);
  expect((await call('PUT', '/sandbox/v1/throttling', { requestsPerMinute: 2 })).body).toEqual({
    requestsPerMinute: 2,
  });
  try {
    expect([(await read(stage.azur)).status, (await read(stage.azur)).status]).toEqual([200, 200]);
    const { status, headers, body } = await read(stage.azur);
    const seconds = Number(headers.get('retry-after'));
    expect([status, body]).toEqual([
      429,
      { statusCode: 429, message: `Rate limit is exceeded. Try again in ${seconds} seconds.` },
    ]);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect((await read(stage.rhein)).status).toBe(200);
  } finally {
    await call('PUT', '/sandbox/v1/throttling', { requestsPerMinute: null });
  }
  expect((await read(stage.azur)).status).toBe(200);
});

test('The demo world has a tenant of every part, several countries of a region and one outside, and an offer for all', async () => {
  const { body } = await call('GET', '/sandbox/v1/world');
  expect(world.parse(body)).toEqual(body);
  const parts = new Set(stage.world.tenants.flatMap((tenant) => tenant.parts));
  expect(parts).toEqual(new Set(['operator', 'publisher', 'direct', 'provider', 'reseller', 'customer', 'applicant']));
  const countries = new Set(
    stage.world.tenants.filter((tenant) => tenant.parts.includes('direct')).map((tenant) => tenant.country),
  );
  expect(countries).toEqual(new Set(['FR', 'DE', 'US']));
  expect(
    stage.world.offers.some(
      (offer) => offer.audience === 'any' && offer.plans.some((plan) => plan.pricing === 'perSeat'),
    ),
  ).toBe(true);
});

test('The token route gives a person’s token, and 404 or 400 for an unknown person or resource', async () => {
  const user = stage.world.tenants.find((tenant) => tenant.parts.includes('direct'))!.users[0]!;
  const ask = (userPrincipalName: string, resource: string) =>
    call('POST', '/sandbox/v1/tokens', { userPrincipalName, resource });
  const { body } = await ask(user.userPrincipalName, 'https://api.partnercenter.microsoft.com');
  expect((await stage.call(body.access_token as string, 'GET', '/comptoir/v1/me')).body.user.name).toBe(
    user.userPrincipalName,
  );
  expect((await ask('nobody@nowhere.example', 'https://api.partnercenter.microsoft.com')).status).toBe(404);
  expect((await ask(user.userPrincipalName, 'https://nowhere.example')).status).toBe(400);
});

test('The clock moves forward by a moment or a duration; the business time of everything follows', async () => {
  const before = (await call('GET', '/sandbox/v1/clock')).body.now as string;
  const moved = await moveClock(stage, { advance: 'P2D' });
  expect(Date.parse(moved) - Date.parse(before)).toBeGreaterThanOrEqual(2 * 86_400_000);
  expect(Date.parse((await call('GET', '/healthz')).body.now as string)).toBeGreaterThanOrEqual(Date.parse(moved));
  const target = new Date(Date.parse(moved) + 3_600_000).toISOString();
  expect(Date.parse(await moveClock(stage, { now: target }))).toBe(Date.parse(target));
});

test('Moving the clock backwards is 400 and says where it stands; it stays there', async () => {
  const before = (await call('GET', '/sandbox/v1/clock')).body.now as string;
  const answer = await clock({ now: '2020-01-01T00:00:00Z' });
  expect([answer.status, answer.body.code]).toEqual([400, 'ClockMovesForwardOnly']);
  expect(answer.body.message).toContain('only moves forward');
  expect(Date.parse((await call('GET', '/sandbox/v1/clock')).body.now as string)).toBeGreaterThanOrEqual(
    Date.parse(before),
  );
});

test.for<[string, unknown]>([
  ['neither', {}],
  ['both', { now: '2030-01-01T00:00:00Z', advance: 'P1D' }],
  ['a negative duration', { advance: '-P1D' }],
  ['an empty duration', { advance: 'P' }],
  ['words', { advance: 'tomorrow' }],
  ['a date without time', { now: '2030-01-01' }],
  ['a moment without offset', { now: '2030-01-01T00:00:00' }],
  ['a day that does not exist', { now: '2030-02-30T00:00:00Z' }],
  ['the end of the calendar', { advance: 'P999999Y' }],
  ['more years than anybody bills at once', { now: '9999-12-31T00:00:00Z' }],
  ['an unknown member', { advance: 'P1D', by: 'me' }],
])('A move of %s is refused and moves nothing', async ([, body]) => {
  const before = (await call('GET', '/sandbox/v1/clock')).body.now as string;
  const answer = await clock(body);
  expect([answer.status, typeof answer.body.message]).toEqual([400, 'string']);
  const after = (await call('GET', '/sandbox/v1/clock')).body.now as string;
  expect(Date.parse(after) - Date.parse(before)).toBeLessThan(60_000);
});

test('ACT-08 ACT-10 The stand-in ISV’s page shows the purchase, and its form activates it', async () => {
  const bought = await buy();
  const token = await landingToken(stage, stage.azur, bought);
  const path = `/v1/customers/${bought.customerId}/orders/${bought.orderId}/lineitems/0/activationlinks`;
  const link = (await stage.call(stage.azur.app, 'GET', path)).body.items[0].link.uri as string;
  const page = await fetch(link, { headers: { 'accept-language': 'fr' } });
  const html = await page.text();
  expect([page.status, html.includes('Configurer votre achat'), html.includes('<dd>Essentiel</dd>')]).toEqual([
    200,
    true,
    true,
  ]);
  expect(await stateOf(bought)).toBe('PendingFulfillmentStart');
  const form = new URLSearchParams({ token, company: 'Boulangerie', administrator: 'claire@example.com' });
  const done = await fetch(link.split('?')[0]!, { method: 'POST', body: form });
  expect(done.status).toBe(200);
  expect(await stateOf(bought)).toBe('Subscribed');
});

test.for(['refuse', 'fail'])('ACT-15 When the ISV is told to %s, the purchase stays pending', async (activation) => {
  const bought = await buy();
  const token = await landingToken(stage, stage.azur, bought);
  await call('PUT', '/sandbox/isv/behaviour', { activation });
  const { tenantId } = stage.azur;
  const app = stage.world.tenants.find((one) => one.parts.includes('publisher') && one.country === 'FR')!.apps[0]!;
  await fetch(`${stage.origin}/sandbox/isv/${app.clientId}/landing`, {
    method: 'POST',
    body: new URLSearchParams({ token }),
  });
  await call('PUT', '/sandbox/isv/behaviour', { activation: 'accept' });
  expect([tenantId, await stateOf(bought)]).toEqual([tenantId, 'PendingFulfillmentStart']);
});

test('The landing page of a link without token, or with a wrong one, says so', async () => {
  const app = stage.world.tenants.find((one) => one.parts.includes('publisher'))!.apps[0]!;
  for (const query of ['', '?token=', '?token=nonsense']) {
    const page = await fetch(`${stage.origin}/sandbox/isv/${app.clientId}/landing${query}`, {
      headers: { 'accept-language': 'en' },
    });
    expect([page.status, (await page.text()).includes('This link cannot be used')]).toEqual([400, true]);
    const french = await fetch(`${stage.origin}/sandbox/isv/${app.clientId}/landing${query}`, {
      headers: { 'accept-language': 'fr' },
    });
    const text = await french.text();
    expect(text).toContain('Ce lien a expiré ou n’est pas complet.');
    expect(text).not.toMatch(/token|Send it/i);
  }
});

test('Invoices are announced to the partner’s administrators in the mailbox, which filters by recipient', async () => {
  const bought = await buy();
  await activate(stage, stage.atelier, bought.subscriptionId);
  await moveClock(stage, { advance: 'P1M' });
  const all = (await call('GET', '/sandbox/v1/mailbox')).body.items as { to: string; links: string[] }[];
  const bruno = (await call('GET', '/sandbox/v1/mailbox?to=BRUNO@azur-cloud.example')).body.items as { to: string }[];
  expect(bruno.length).toBeGreaterThan(0);
  expect(new Set(bruno.map((mail) => mail.to))).toEqual(new Set(['bruno@azur-cloud.example']));
  expect(all.length).toBeGreaterThan(bruno.length);
});
