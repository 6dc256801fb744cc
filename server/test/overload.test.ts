/** More than can be done at once: what cannot be served is told to come back, and the rest goes on. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId, type Actor } from '../src/kernel/index.ts';
import { isDatabaseBusy } from '../src/platform/busy.ts';
import type { Work } from '../src/platform/work.ts';
import { marketplaceAudiences } from '../src/surfaces/saas-fulfillment/surface.ts';
import { testActor, worksOf, type TestWorks } from './database.ts';
import { callServer } from './http.ts';
import { makePartner, newCompany } from './partners.ts';
import { startTestServer, type TestServer } from './server.ts';
import { accessToken } from './tokens.ts';

let server: TestServer;
let works: TestWorks;
let partner: Actor;
let token: string;

beforeAll(async () => {
  server = await startTestServer({ config: { mode: 'production', poolSize: 4 } });
  works = worksOf(server.context);
  const { tenantId } = await works.asSystem((work) => makePartner(work));
  partner = testActor(tenantId, ['direct']);
  token = await accessToken(server.context, { tenantId, parts: ['direct'] });
});
afterAll(() => server.stop());

const customerBody = () => {
  const { domain, billingProfile } = newCompany();
  return { companyProfile: { domain }, billingProfile };
};

test('A flood of new customers takes nothing else down: each is made, or told when to try again', async () => {
  const create = () => callServer(server.origin, 'POST', '/v1/customers', { token, body: customerBody() });
  const flood = Array.from({ length: 120 }, create);
  const beside = await Promise.all([
    callServer(server.origin, 'GET', '/healthz'),
    callServer(server.origin, 'GET', '/v1/customers', { token }),
  ]);
  expect(beside.map(({ status }) => status)).toEqual([200, 200]);
  const answers = await Promise.all(flood);
  const refused = answers.filter(({ status }) => status !== 201);
  expect(refused.filter(({ status, headers }) => status !== 503 || !headers.get('retry-after'))).toEqual([]);
  const made = answers.length - refused.length;
  expect(made).toBeGreaterThan(0);
  expect(refused.length).toBeGreaterThan(0);
  const { body } = await callServer(server.origin, 'GET', '/v1/customers', { token });
  expect(body.totalCount).toBe(made);
});

test('When every connection is in use, each surface answers 503 with Retry-After', async () => {
  const { app, system } = server.context.pools;
  const publisher = { tenantId: partner.tenantId, parts: ['publisher'] as const };
  const [marketplace, graph] = await Promise.all([
    accessToken(server.context, { ...publisher, kind: 'app', audience: marketplaceAudiences[0] }),
    accessToken(server.context, { ...publisher, audience: 'https://graph.microsoft.com' }),
  ]);
  const held = await Promise.all(
    [app, system].flatMap((pool) => Array.from({ length: pool.options.max }, () => pool.connect())),
  );
  try {
    const calls = [
      ['/v1/customers', token],
      ['/comptoir/v1/applications', token],
      ['/api/saas/subscriptions?api-version=2018-08-31', marketplace],
      ['/rp/product-ingestion/resource-tree/product/1?$version=2022-07-01', graph],
      [`/${partner.tenantId}/v2.0/.well-known/openid-configuration`, undefined],
    ] as const;
    const answers = await Promise.all(
      calls.map(([path, bearer]) => callServer(server.origin, 'GET', path, bearer ? { token: bearer } : {})),
    );
    expect(answers.map(({ status, headers }, at) => [calls[at]![0], status, headers.get('retry-after')])).toEqual(
      calls.map(([path]) => [path, 503, '5']),
    );
  } finally {
    for (const client of held) client.release();
  }
});

test('A mistake of ours is 500 on each surface, without Retry-After: nobody shall wait for it to pass', async () => {
  const { owner } = server.context.pools;
  const publisher = { tenantId: partner.tenantId, parts: ['publisher'] as const };
  const [marketplace, graph] = await Promise.all([
    accessToken(server.context, { ...publisher, kind: 'app', audience: marketplaceAudiences[0] }),
    accessToken(server.context, { ...publisher, audience: 'https://graph.microsoft.com' }),
  ]);
  const tables = ['customer_relationship', 'application', 'subscription', 'offer', 'tenant'];
  for (const table of tables) await owner.query(`alter table ${table} rename to ${table}_away`);
  try {
    const calls = [
      ['/v1/customers', token],
      ['/comptoir/v1/applications', token],
      ['/api/saas/subscriptions?api-version=2018-08-31', marketplace],
      [`/rp/product-ingestion/resource-tree/product/${partner.tenantId}?$version=2022-07-01`, graph],
      [`/${newId()}/v2.0/.well-known/openid-configuration`, undefined],
    ] as const;
    const answers = await Promise.all(
      calls.map(([path, bearer]) => callServer(server.origin, 'GET', path, bearer ? { token: bearer } : {})),
    );
    expect(answers.map(({ status, headers }, at) => [calls[at]![0], status, headers.get('retry-after')])).toEqual(
      calls.map(([path]) => [path, 500, null]),
    );
  } finally {
    for (const table of tables) await owner.query(`alter table ${table}_away rename to ${table}`);
  }
});

test('A statement that takes too long and a row that somebody else holds too long are the database’s, not the caller’s, fault', async () => {
  const failure = (text: string) =>
    works
      .as(partner, async (work: Work) => {
        await work.prepared('short', `select set_config('statement_timeout', '50', true)`, []);
        await work.prepared('long', text, []);
      })
      .catch((error: unknown) => error);
  expect(isDatabaseBusy(await failure('select pg_sleep(5)'))).toBe(true);
  expect(isDatabaseBusy(await failure('select 1 / 0'))).toBe(false);
  const limits = await Promise.all(
    [server.context.pools.app, server.context.pools.identity, server.context.pools.system].map(async (pool) => {
      const text = `select every(setting::bigint > 0) as limited from pg_settings
        where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout')`;
      return (await pool.query<{ limited: boolean }>(text)).rows[0]!.limited;
    }),
  );
  expect(limits).toEqual([true, true, true]);
});
