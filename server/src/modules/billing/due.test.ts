import { beforeAll, beforeEach, expect, test } from 'vitest';
import {
  aBuyerOf,
  aChannel,
  aCustomer,
  activate,
  anOperator,
  buy,
  recordSwissRates,
  setTime,
  type Channel,
} from '../../../test/billing.ts';
import { somebodyWaits, useDatabase } from '../../../test/database.ts';
import { clockwork, type Clockwork } from '../../platform/clockwork.ts';
import { retryDue, type DueKind } from '../../platform/due.ts';
import { listDue } from '../../platform/due-list.ts';
import { createLog } from '../../platform/log.ts';
import type { PlatformTables } from '../../platform/tables.ts';
import { activateSubscription, renewalWork } from '../subscriptions/index.ts';
import { billingWork } from './index.ts';

const works = useDatabase();
const log = createLog('silent');
const kinds: readonly DueKind[] = [renewalWork, ...billingWork(1)];
const aClock = (of: readonly DueKind[] = kinds): Clockwork => clockwork(works.runner, { kinds: of, sweeps: [] }, log);
const chargeWork = kinds.find(({ name }) => name === 'charges')!;

beforeAll(async () => {
  await anOperator(works);
});
beforeEach(() => setTime(works, '2027-01-10T09:00:00Z'));

interface DueRow {
  readonly kind: string;
  readonly due: string | null;
  readonly tries: number;
  readonly problem: string | null;
  readonly retry: string | null;
}

async function dueRows(channel: Channel): Promise<DueRow[]> {
  const { rows } = await works.pools.owner.query<DueRow>(
    `select kind, to_char(due_at at time zone 'UTC', 'YYYY-MM-DD') as due, tries, problem,
       to_char(retry_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as retry
     from due_work where account_tenant_id = $1 order by kind`,
    [channel.partner.tenantId],
  );
  return rows;
}

/** What was charged and invoiced of an account, without ids. */
async function billed(channel: Channel): Promise<unknown[]> {
  const { rows } = await works.pools.owner.query(
    `select case c.buyer_tenant_id when c.partner_tenant_id then 'bought' else 'sold' end as side, c.charge_key, c.billing_month, c.total, i.total as invoiced, i.month
     from charge c left join invoice_line l on l.partner_tenant_id = c.partner_tenant_id and l.charge_id = c.id
     left join invoice i on i.partner_tenant_id = l.partner_tenant_id and i.seller_tenant_id = l.seller_tenant_id
       and i.id = l.invoice_id
     where c.partner_tenant_id = $1 order by 1, 2`,
    [channel.partner.tenantId],
  );
  return rows;
}

/** Makes the charge of a subscription impossible, as a damaged row does. */
const damage = (subscription: string) => setAvailability(subscription, `availability_id || '-gone'`);
const mend = (subscription: string) => setAvailability(subscription, `replace(availability_id, '-gone', '')`);
async function setAvailability(subscription: string, to: string): Promise<void> {
  await works.pools.owner.query(`update subscription set availability_id = ${to} where id = $1`, [subscription]);
}

test('A damaged subscription stops its own account only: the move ends and says so, and once mended it is billed as if nothing had been', async () => {
  const [broken, fine] = [await aChannel(works), await aChannel(works)];
  const { subscription } = await aBuyerOf(works, broken);
  await aBuyerOf(works, fine);
  await damage(subscription);
  const failed = await aClock().moveTo(Temporal.Instant.from('2027-04-02T00:00:00Z'));
  expect(failed).toEqual([
    { account: broken.partner.tenantId, kind: 'charges', problem: expect.stringContaining('-gone') },
  ]);
  expect(await billed(broken)).toEqual([]);
  const right = await billed(fine);
  expect(right).toHaveLength(6);
  expect(right).toMatchObject([
    { month: '2027-01', invoiced: '100' },
    { month: '2027-02' },
    { month: '2027-03' },
    {},
    {},
    {},
  ]);
  const [row] = await dueRows(broken);
  expect(row).toMatchObject({
    kind: 'charges',
    due: '2027-01-10',
    tries: 1,
    problem: expect.stringContaining('-gone'),
  });
  await mend(subscription);
  const account = broken.partner.tenantId;
  expect(await works.asSystem((work) => retryDue(work, chargeWork, account))).toBe(true);
  await aClock().runDue();
  expect(await billed(broken)).toEqual(right);
  expect(await works.asSystem((work) => retryDue(work, chargeWork, account))).toBe(false);
  expect((await dueRows(broken)).filter(({ tries, problem }) => tries > 0 || problem !== null)).toEqual([]);
});

test('What fails is tried again after 30 seconds, then after twice as long each time, and not before', async () => {
  const channel = await aChannel(works);
  const { subscription } = await aBuyerOf(works, channel);
  await damage(subscription);
  const clock = aClock();
  const tried: number[][] = [];
  for (const at of ['09:10:00', '09:10:10', '09:10:50', '09:12:10', '09:15:00']) {
    const moment = `2027-01-10T${at}Z`;
    await setTime(works, moment);
    await clock.runDue();
    const [{ tries, retry }] = (await dueRows(channel)) as [DueRow];
    // The clock runs on while the test does.
    tried.push([tries, Math.floor((Date.parse(retry!) - Date.parse(moment)) / 10_000) * 10]);
  }
  expect(tried).toEqual([
    [1, 30],
    [1, 20],
    [2, 60],
    [3, 120],
    [4, 240],
  ]);
  expect((await clock.state()).kinds.find(({ kind }) => kind === 'charges')).toMatchObject({ failing: 1, failures: 4 });
  await mend(subscription);
});

test('Two processes share the work: each account is charged, renewed and closed once', async () => {
  const channels: Channel[] = [];
  for (let index = 0; index < 5; index += 1) {
    const channel = await aChannel(works);
    await aBuyerOf(works, channel, index + 1, 'P1M');
    channels.push(channel);
  }
  await setTime(works, '2027-03-11T00:00:00Z');
  const [one, other] = [aClock(), aClock()];
  // Who finds an account held leaves it to the other one, so that both come back once.
  await Promise.all([one.runDue(), other.runDue(), one.runDue(), other.runDue()]);
  await one.runDue();
  for (const [index, channel] of channels.entries()) {
    const rows = (await billed(channel)) as { side: string; charge_key: string; total: string }[];
    expect(rows.map(({ side, charge_key: key }) => `${side} ${key}`)).toEqual(
      ['bought', 'sold'].flatMap((side) => ['t1c0', 't2c0', 't3c0'].map((key) => `${side} ${key}`)),
    );
    expect(rows[0]!.total).toBe(String((index + 1) * 12.5));
    const { rows: events } = await works.pools.owner.query(
      `select name, count(*) as count from event where partner_tenant_id = $1
         and name in ('SubscriptionRenewed', 'MonthClosed') group by name order by name`,
      [channel.partner.tenantId],
    );
    expect(events).toEqual([
      { name: 'MonthClosed', count: 2 },
      { name: 'SubscriptionRenewed', count: 2 },
    ]);
  }
});

test('A process that dies in the middle of an account leaves nothing of it, and another one does it', async () => {
  const channel = await aChannel(works);
  await aBuyerOf(works, channel);
  let killed = 0;
  const dying: DueKind = {
    ...chargeWork,
    async run(work, account) {
      const charged = await chargeWork.run(work, account);
      killed += 1;
      await works.pools.owner.query('select pg_terminate_backend($1)', [
        (await work.prepared<{ pid: number }>('own-pid', 'select pg_backend_pid() as pid', []))[0]!.pid,
      ]);
      // The next statement finds the connection gone.
      await work.prepared('after-death', 'select 1', []);
      return charged;
    },
  };
  await aClock([renewalWork, dying]).runDue();
  expect(killed).toBe(1);
  expect(await billed(channel)).toEqual([]);
  const account = channel.partner.tenantId;
  await works.asSystem((work) => retryDue(work, chargeWork, account));
  await aClock().runDue();
  expect(await billed(channel)).toHaveLength(2);
});

test('An activation that relies on a due time that stands is not lost when a worker puts it off at that moment', async () => {
  const channel = await aChannel(works);
  await aBuyerOf(works, channel, 1);
  const customer = await aCustomer(works, channel.partner);
  const late = await buy(works, channel, { customer, seats: 2 });
  const held = Promise.withResolvers<void>();
  const noted = Promise.withResolvers<void>();
  const activating = works.as(channel.publisher, async (work) => {
    await activateSubscription(work, late);
    await work.prepared('note', 'select comptoir_note_due($1, $2, $3, $4)', [
      channel.partner.tenantId,
      'charges',
      work.now,
      late,
    ]);
    noted.resolve();
    await held.promise;
  });
  await noted.promise;
  const working = aClock().runDue();
  await somebodyWaits(works);
  held.resolve();
  await activating;
  await working;
  await aClock().runDue();
  expect(await billed(channel)).toHaveLength(4);
});

test('Many activations of an account go on side by side while workers run, wait for none of each other, and every one is charged', async () => {
  const channel = await aChannel(works);
  const customer = await aCustomer(works, channel.partner);
  const bought: string[] = [];
  for (let index = 0; index < 12; index += 1) bought.push(await buy(works, channel, { customer, seats: index + 1 }));
  const [one, other] = [aClock(), aClock()];
  let done = false;
  const working = (async () => {
    while (!done) await Promise.all([one.runDue(), other.runDue()]);
  })();
  await Promise.all(bought.map((id) => activate(works, channel, id)));
  done = true;
  await working;
  await one.runDue();
  expect(await billed(channel)).toHaveLength(24);
});

test('Who notes what is due later than what stands waits for nobody, and a process that dies before its commit leaves nothing', async () => {
  const channel = await aChannel(works);
  await aBuyerOf(works, channel);
  const note = (work: Parameters<Parameters<typeof works.asSystem>[0]>[0], account = channel.partner.tenantId) =>
    work.prepared('note', 'select comptoir_note_due($1, $2, $3, null)', [account, 'charges', work.now]);
  await works.asSystem(async (first) => {
    await note(first);
    await works.asSystem((second) => note(second));
  });
  const dead = works.asSystem(async (work) => {
    await note(work, channel.publisher.tenantId);
    throw new Error('killed');
  });
  await expect(dead).rejects.toThrow('killed');
  const rows = await works.pools.owner.query('select from due_work where account_tenant_id = $1', [
    channel.publisher.tenantId,
  ]);
  expect(rows.rowCount).toBe(0);
});

test('A missing exchange rate shows on the account’s due work with what is missing and since when; once it is recorded, a retry charges', async () => {
  const [swiss, french] = [await aChannel(works, { country: 'CH' }), await aChannel(works)];
  for (const channel of [swiss, french]) await aBuyerOf(works, channel);
  const account = swiss.partner.tenantId;
  const clock = aClock();
  await clock.runDue();
  // What the customer owes needs no rate.
  expect([(await billed(swiss)).length, (await billed(french)).length]).toEqual([1, 2]);
  const listed = (state: 'blocked' | 'failing' | 'ahead') =>
    works.asSystem<Awaited<ReturnType<typeof listDue>>, PlatformTables>((work) =>
      listDue(work, {
        sort: 'since',
        descending: false,
        search: '',
        filters: { accounts: [account], kind: 'charges', state },
        size: 10,
      }),
    );
  expect((await listed('blocked')).items).toMatchObject([
    {
      account,
      kind: 'charges',
      tries: 0,
      problem: null,
      waitsFor: { code: 'exchangeRate', values: { rates: 'EUR → CHF, 2027-01', count: '1' } },
    },
  ]);
  expect((await listed('blocked')).items[0]!.failingSince!.toString()).toMatch(/^2027-01-10T09:/);
  expect([(await listed('failing')).total, (await listed('ahead')).total]).toEqual([0, 0]);
  const charges = async () => (await clock.state()).kinds.find(({ kind }) => kind === 'charges');
  expect(await charges()).toMatchObject({ blocked: 1, failing: 0, failures: 0 });
  await clock.runDue();
  expect(await billed(swiss)).toHaveLength(1);
  await recordSwissRates(works);
  expect(await works.asSystem((work) => clock.retry(work, account, 'charges'))).toBe(true);
  expect(await works.asSystem((work) => clock.retry(work, account, 'unknown'))).toBe(false);
  await clock.runDue();
  expect(await billed(swiss)).toHaveLength(2);
  expect(await charges()).toMatchObject({ blocked: 0 });
  expect((await listed('blocked')).total).toBe(0);
  expect(await works.asSystem((work) => clock.retry(work, account, 'charges'))).toBe(false);
});

test('A statement that takes too long ends, is told, and holds up no other account', async () => {
  const [slow, fine] = [await aChannel(works), await aChannel(works)];
  for (const channel of [slow, fine]) await aBuyerOf(works, channel);
  const impatient: DueKind = {
    ...chargeWork,
    slots: 1,
    statementLimitMs: 200,
    async run(work, account) {
      if (account === slow.partner.tenantId) await work.prepared('slow', 'select pg_sleep(60)', []);
      return chargeWork.run(work, account);
    },
  };
  const begun = performance.now();
  await aClock([renewalWork, impatient]).runDue();
  expect(performance.now() - begun).toBeLessThan(30_000);
  expect([await billed(slow), (await billed(fine)).length]).toEqual([[], 2]);
  expect((await dueRows(slow))[0]).toMatchObject({ tries: 1, problem: expect.stringContaining('statement timeout') });
  await works.asSystem((work) => retryDue(work, chargeWork, slow.partner.tenantId));
  await aClock().runDue();
  expect(await billed(slow)).toHaveLength(2);
});
