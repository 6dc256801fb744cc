import { beforeAll, beforeEach, expect, test } from 'vitest';
import { activate, aChannel, aCustomer, anOperator, buy, runDue, setTime } from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { completeDocument, perSeatPlan } from '../../../test/offers.ts';
import { clockwork } from '../../platform/clockwork.ts';
import { createLog } from '../../platform/log.ts';
import { subscriptionOf } from '../subscriptions/index.ts';
import { accountsToProve, proofWork, proveMonth, requestProofs, setPrice } from './index.ts';

const works = useDatabase();

beforeAll(async () => {
  await anOperator(works);
});
beforeEach(() => setTime(works, '2027-01-10T09:00:00Z'));

const charges = async (subscription: string, side: 'bought' | 'sold') => {
  const rows = await works.asSystem((work) =>
    work.prepared<Record<string, string>>(
      `trial charges ${side}`,
      `select charge_key, charge_type, period_start::text as "from", period_end::text as "to", total
       from charge where subscription_id = $1 and ${side === 'bought' ? 'buyer' : 'seller'}_tenant_id = partner_tenant_id order by occurred_at`,
      [subscription],
    ),
  );
  return rows.map(({ charge_key, charge_type, from, to, total }) => [charge_key, charge_type, from, to, total]);
};

/** Two seats, EUR 12.50 a month, behind a trial; activated on 10 January. */
async function activatedTrial() {
  const document = completeDocument({ plans: [{ ...perSeatPlan, trial: true }] });
  const channel = await aChannel(works, { document });
  const customer = await aCustomer(works, channel.partner);
  const subscription = await buy(works, channel, { customer, seats: 2, term: 'P1M' });
  await works.as(channel.partner, (work) =>
    setPrice(work, {
      productId: channel.productId,
      skuId: '0001',
      term: 'P1M',
      billingCycle: 'monthly',
      currency: 'EUR',
      amount: '20',
    }),
  );
  await activate(works, channel, subscription);
  await runDue(works);
  const read = () => works.as(channel.partner, (work) => subscriptionOf(work, customer, subscription));
  return { subscription, read };
}

test('A trial of 30 days costs nobody anything and then becomes the bought term (rule F25)', async () => {
  const { subscription, read } = await activatedTrial();
  expect(await read()).toMatchObject({ status: 'active', inTrial: true });
  const free = ['t0c0', 'new', '2027-01-10', '2027-02-08', '0'];
  expect(await charges(subscription, 'bought')).toEqual([free]);
  expect(await charges(subscription, 'sold')).toEqual([free]);
  for (const moment of ['2027-02-08T23:59:59Z', '2027-02-09T00:00:00Z', '2027-03-09T00:00:00Z']) {
    await setTime(works, moment);
    await runDue(works);
  }
  expect(await charges(subscription, 'bought')).toEqual([
    free,
    ['t1c0', 'convert', '2027-02-09', '2027-03-08', '25'],
    ['t2c0', 'renew', '2027-03-09', '2027-04-08', '25'],
  ]);
  expect((await charges(subscription, 'sold')).map(([, , , , total]) => total)).toEqual(['0', '40', '40']);
  expect(await read()).toMatchObject({ status: 'active', inTrial: false });
});

test('A trial that is not to be renewed ends after its 30 days without a charge (rule F25)', async () => {
  const { subscription, read } = await activatedTrial();
  await works.pools.owner.query('update subscription set auto_renew = false where id = $1', [subscription]);
  await setTime(works, '2027-02-09T00:00:00Z');
  await runDue(works);
  expect(await read()).toMatchObject({ status: 'deleted' });
  expect((await charges(subscription, 'bought')).map(([, , , , total]) => total)).toEqual(['0']);
});

test('Lines, file and invoice of a month with a trial in it agree (rule G6)', async () => {
  await activatedTrial();
  await setTime(works, '2027-02-01T12:00:00Z');
  await runDue(works);
  const month = '2027-01';
  for (const account of await works.asSystem((work) => accountsToProve(work, month)))
    await works.asSystem((work) => requestProofs(work, [account], month));
  await clockwork(works.runner, { kinds: [proofWork], sweeps: [] }, createLog('silent')).runDue();
  const proof = await works.asSystem((work) => proveMonth(work, { month }));
  expect(proof).toMatchObject({ agree: true, problems: [], files: { state: 'finished', differing: 0 } });
  expect(proof.files.read).toBe(proof.files.invoices);
  expect(proof.files.read).toBeGreaterThan(1);
});
