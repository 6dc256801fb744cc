import { beforeAll, expect, test } from 'vitest';
import { aBuyerOf, aChannel, anOperator, runDue, setTime } from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { createLog } from '../../platform/log.ts';
import { clockwork } from '../../platform/clockwork.ts';
import { renewalWork } from '../subscriptions/index.ts';
import { billingWork, chargeDueTerms, closeOneMonth, invoicesOf, proveMonth } from './index.ts';

const works = useDatabase();

beforeAll(async () => {
  await anOperator(works);
});

test('BIL-08 Moving the clock by months renews, charges and closes in order, each at its own time, also past a term that waits', async () => {
  await setTime(works, '2027-01-31T15:00:00Z');
  const channel = await aChannel(works);
  const { subscription } = await aBuyerOf(works, channel, 4, 'P1M');
  await aBuyerOf(works, await aChannel(works, { country: 'NO' }));
  const clock = clockwork(works.runner, { kinds: [renewalWork, ...billingWork(1)], sweeps: [] }, createLog('silent'));
  await clock.moveTo(Temporal.Instant.from('2027-04-30T12:00:00Z'));
  const charges = await works.asSystem((work) =>
    work.prepared<{ charge_key: string; at: string; period: string; month: string }>(
      'charges',
      `select charge_key, to_char(occurred_at at time zone 'UTC', 'MM-DD HH24') as at, billing_month as month,
         period_start || '..' || period_end as period
       from charge where subscription_id = $1 and seller_tenant_id = partner_tenant_id order by occurred_at`,
      [subscription],
    ),
  );
  expect(charges).toEqual([
    { charge_key: 't1c0', at: '01-31 15', month: '2027-01', period: '2027-01-31..2027-02-27' },
    { charge_key: 't2c0', at: '02-28 00', month: '2027-02', period: '2027-02-28..2027-03-30' },
    { charge_key: 't3c0', at: '03-31 00', month: '2027-03', period: '2027-03-31..2027-04-29' },
    { charge_key: 't4c0', at: '04-30 00', month: '2027-04', period: '2027-04-30..2027-05-30' },
  ]);
  const invoices = await works.as(channel.partner, (work) => invoicesOf(work, { side: 'bought' }, { limit: 10 }));
  const day = (at: Temporal.Instant) => at.round({ smallestUnit: 'minute', roundingMode: 'floor' }).toString();
  expect(invoices.map(({ month, issuedAt, total }) => [month, day(issuedAt), total])).toEqual([
    ['2027-03', '2027-04-01T00:00:00Z', '50'],
    ['2027-02', '2027-03-01T00:00:00Z', '50'],
    ['2027-01', '2027-02-01T00:00:00Z', '50'],
  ]);
  const report = await works.asSystem((work) =>
    proveMonth(work, { month: '2027-02', partnerTenantId: channel.partner.tenantId }),
  );
  expect(report).toMatchObject({ agree: true, closed: true });
});

test('BIL-08 A month does not close while a charge of it is still to be written, and one of the next month does not hold it', async () => {
  await setTime(works, '2027-01-10T09:00:00Z');
  const channel = await aChannel(works);
  await aBuyerOf(works, channel, 10);
  await runDue(works);
  await setTime(works, '2027-01-31T23:59:00Z');
  const { subscription } = await aBuyerOf(works, channel, 1);
  await setTime(works, '2027-02-01T00:00:00Z');
  const invoices = () => works.as(channel.partner, (work) => invoicesOf(work, { side: 'bought' }, { limit: 10 }));
  const close = () => works.asSystem((work) => closeOneMonth(work, channel.partner.tenantId, 1));
  expect(await close()).toBe(0);
  expect(await invoices()).toEqual([]);
  await works.asSystem((work) => chargeDueTerms(work, channel.partner.tenantId, 200));
  // Due at the very moment that January is over: that is February's.
  await works.pools.owner.query(`update subscription_term set next_charge_at = $1 where subscription_id = $2`, [
    '2027-02-01T00:00:00Z',
    subscription,
  ]);
  expect(await close()).toBe(1);
  expect(await invoices()).toMatchObject([{ month: '2027-01', total: '110', lineCount: 2 }]);
});
