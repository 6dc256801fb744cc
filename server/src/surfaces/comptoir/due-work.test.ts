import { dueWorkList } from '@comptoir/contracts/comptoir/due-work';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aBuyerOf, aChannel } from '../../../test/billing.ts';
import { worksOf, type TestWorks } from '../../../test/database.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { accessToken } from '../../../test/tokens.ts';
import { newId, type TenantPart } from '../../kernel/index.ts';

let server: TestServer;
let works: TestWorks;
beforeAll(async () => {
  server = await startTestServer();
  works = worksOf({ pools: server.context.pools, runner: server.context.runner });
});
afterAll(() => server.stop());

// oxlint-disable-next-line typescript/no-explicit-any
type Answer = { readonly status: number; readonly body: any };

async function call(method: string, path: string, part: TenantPart = 'operator'): Promise<Answer> {
  const token = await accessToken(server.context, { tenantId: newId(), parts: [part], roles: ['global_admin'] });
  const response = await fetch(`${server.origin}/comptoir/v1/due-work${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : undefined };
}

const text = async (path: string) => (await fetch(`${server.origin}${path}`)).text();
const setAvailability = (subscription: string, to: string) =>
  server.context.pools.owner.query(`update subscription set availability_id = ${to} where id = $1`, [subscription]);

test('The operator sees what fails for an account, in list, health and metrics, and has it tried again once it is mended', async () => {
  const channel = await aChannel(works);
  const { subscription } = await aBuyerOf(works, channel);
  await setAvailability(subscription, `availability_id || '-gone'`);
  const account = channel.partner.tenantId;
  const moved = await fetch(`${server.origin}/sandbox/v1/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advance: 'P2M' }),
  });
  const problem = expect.stringContaining('-gone');
  expect(await moved.json()).toMatchObject({ failed: [{ account, kind: 'charges', problem }] });
  const { body } = await call('GET', '?state=failing');
  expect(body).toMatchObject({
    total: 1,
    kinds: [
      'private-offers',
      'renewals',
      'operations',
      'deadlines',
      'charges',
      'month-end',
      'proofs',
      'delegated-administration',
      'webhooks',
    ],
  });
  expect(body.items).toMatchObject([
    {
      account: { id: account, name: 'Azur' },
      kind: 'charges',
      state: 'failing',
      problem,
      failingSince: expect.any(String),
    },
  ]);
  const health = JSON.parse(await text('/healthz')) as { status: string; due: { kind: string; failing: number }[] };
  expect(health.status).toBe('ok');
  expect(health.due.find(({ kind }) => kind === 'charges')).toMatchObject({ failing: 1, due: 1 });
  expect(await text('/metrics')).toMatch(/comptoir_due_failing_accounts\{kind="charges"\} 1\n/);
  expect(await text('/metrics')).toMatch(/comptoir_due_oldest_seconds\{kind="charges"\} [1-9]/);
  await setAvailability(subscription, `replace(availability_id, '-gone', '')`);
  expect((await call('POST', `/${account}/charges/retry`)).status).toBe(204);
  await server.context.jobs().drained();
  expect((await call('GET', '?state=failing')).body).toMatchObject({ items: [], total: 0 });
  expect((await call('POST', `/${account}/charges/retry`)).body).toMatchObject({ code: 'DueWorkNotFound' });
  const { rowCount } = await server.context.pools.owner.query('select from charge where subscription_id = $1', [
    subscription,
  ]);
  expect(rowCount).toBeGreaterThan(0);
});

test('The operator sees which exchange rate an account’s charges wait for, in list, health and metrics, and a retry charges once it is recorded', async () => {
  const { owner } = server.context.pools;
  await owner.query(`delete from exchange_rate where currency = 'CHF'`);
  const channel = await aChannel(works, { country: 'CH' });
  const { subscription } = await aBuyerOf(works, channel);
  const account = channel.partner.tenantId;
  await server.context.clockwork.runDue();
  const blocked = await call('GET', '?state=blocked');
  expect(blocked.body).toMatchObject({
    total: 1,
    items: [
      {
        account: { id: account },
        kind: 'charges',
        state: 'blocked',
        failingSince: expect.any(String),
        waitsFor: { code: 'exchangeRate', values: { count: '1', rates: expect.stringContaining('EUR → CHF, ') } },
      },
    ],
  });
  const health = JSON.parse(await text('/healthz')) as { due: { kind: string; blocked: number }[] };
  expect(health.due.find(({ kind }) => kind === 'charges')).toMatchObject({ blocked: 1 });
  expect(await text('/metrics')).toMatch(/comptoir_due_blocked_accounts\{kind="charges"\} 1\n/);
  await owner.query(
    `insert into exchange_rate (month, currency, usd_per_unit, recorded_at)
     select month, 'CHF', 1.1, recorded_at from exchange_rate where currency = 'EUR'`,
  );
  expect((await call('POST', `/${account}/charges/retry`)).status).toBe(204);
  await server.context.jobs().drained();
  expect((await call('GET', '?state=blocked')).body.total).toBe(0);
  const { rowCount } = await owner.query('select from charge where subscription_id = $1', [subscription]);
  expect(rowCount).toBe(2);
});

test('E27 The operator is told which month is charged at the rate of an earlier one', async () => {
  const { now } = JSON.parse(await text('/healthz')) as { now: string };
  await server.context.pools.owner.query(
    `insert into month_rate (month, from_currency, to_currency, rate_month, fixed_at) values ($1, 'SEK', 'NOK', '2020-01', $2)`,
    [now.slice(0, 7), now],
  );
  const { earlierRates } = dueWorkList.answer.parse((await call('GET', '?size=1')).body);
  const told = { month: now.slice(0, 7), from: 'SEK', to: 'NOK', rateMonth: '2020-01' };
  expect(earlierRates.filter(({ from }) => from === 'SEK')).toEqual([told]);
});

test('The list is searched, filtered, counted and paged by the server', async () => {
  const names = ['Éclat', 'Ёлка', 'Ümit'];
  for (const name of names) {
    const { tenantId } = (await aChannel(works, {})).partner;
    await server.context.pools.owner.query('update tenant set name = $2 where id = $1', [tenantId, name]);
    for (const kind of ['renewals', 'charges'])
      await works.asSystem((work) =>
        work.prepared('note', 'select comptoir_note_due($1, $2, $3, null)', [
          tenantId,
          kind,
          work.now.add({ hours: 24 }),
        ]),
      );
  }
  const all = await call('GET', '?state=ahead&size=500');
  const seen: unknown[] = [];
  let after = '';
  for (let page = 0; page < 50; page += 1) {
    const { body } = await call('GET', `?state=ahead&size=2${after}`);
    expect(body.total).toBe(all.body.total);
    seen.push(...body.items);
    if (!body.next) break;
    after = `&after=${encodeURIComponent(body.next)}`;
  }
  expect(seen).toEqual(all.body.items);
  const found = await call('GET', `?search=${encodeURIComponent('ёл')}&kind=charges`);
  expect(found.body).toMatchObject({
    total: 1,
    items: [{ account: { name: 'Ёлка' }, kind: 'charges', state: 'ahead' }],
  });
  expect((await call('GET', '?search=nobody')).body).toMatchObject({ total: 0, items: [] });
  expect((await call('GET', '?state=other')).status).toBe(400);
  expect((await call('GET', '?after=nonsense')).status).toBe(400);
});

test('Due work is the operator’s', async () => {
  for (const part of ['publisher', 'direct', 'customer'] as const) {
    expect((await call('GET', '', part)).status).toBe(403);
    expect((await call('POST', `/${newId()}/charges/retry`, part)).status).toBe(403);
  }
});
