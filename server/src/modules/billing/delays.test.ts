import { expect, test } from 'vitest';
import { aBuyerOf, aChannel, anOperator, setTime, type Channel } from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { decimal } from '../../kernel/index.ts';
import { clockwork } from '../../platform/clockwork.ts';
import { createLog } from '../../platform/log.ts';
import { recordRates } from '../exchange-rates/index.ts';
import { renewalWork } from '../subscriptions/index.ts';
import { billingWork, invoicesOf, proveMonth, retryDelayedCharges } from './index.ts';

const works = useDatabase();

async function charges({ partner }: Channel): Promise<number> {
  const text = 'select count(*)::int as n from charge where partner_tenant_id = $1';
  const { rows } = await works.pools.owner.query<{ n: number }>(text, [partner.tenantId]);
  return rows[0]!.n;
}

test('Once a missing rate is recorded, what waited is charged without anybody asking; what waits for another goes on waiting', async () => {
  await anOperator(works);
  await setTime(works, '2027-01-10T09:00:00Z');
  const [swedish, norwegian] = [await aChannel(works, { country: 'SE' }), await aChannel(works, { country: 'NO' })];
  for (const channel of [swedish, norwegian]) await aBuyerOf(works, channel);
  const clock = clockwork(works.runner, { kinds: [renewalWork, ...billingWork(1)], sweeps: [] }, createLog('silent'));
  await clock.runDue();
  // What their customers owe them needs no rate.
  expect([await charges(swedish), await charges(norwegian)]).toEqual([1, 1]);
  const rates = [
    { currency: 'EUR', usdPerUnit: decimal('1.08') },
    { currency: 'SEK', usdPerUnit: decimal('0.096') },
  ];
  await works.asSystem((work) => recordRates(work, { month: '2026-12', rates }));
  await retryDelayedCharges(works.runner, (work, account) => clock.retry(work, account, 'charges'));
  await clock.runDue();
  expect([await charges(swedish), await charges(norwegian)]).toEqual([2, 1]);
  // The proof of all accounts tells it in every later month, one that the account itself does not have yet too.
  const all = await works.asSystem((work) => proveMonth(work, { month: '2027-02' }));
  expect(all.waiting).toEqual([{ month: '2027-01', from: 'EUR', to: 'NOK', terms: 1 }]);
});

test('E27 A missing rate holds the operator’s hop alone: the partner invoices its customers, and the rest catches up once', async () => {
  await setTime(works, '2027-01-10T09:00:00Z');
  const channel = await aChannel(works, { country: 'DK' });
  const { partner } = channel;
  await aBuyerOf(works, channel, 7);
  const invoices = (side: 'bought' | 'sold') =>
    works.as(partner, async (work) =>
      (await invoicesOf(work, { side }, { limit: 20 })).map(({ month, total, lineCount }) => [month, total, lineCount]),
    );
  const keys = async () => {
    const text = `select charge_key as key, buyer_tenant_id = partner_tenant_id as bought, billing_month as month, quantity::int
      from charge where partner_tenant_id = $1 order by 2, 1`;
    return (await works.pools.owner.query(text, [partner.tenantId])).rows.map((row) => Object.values(row).join(' '));
  };
  const clock = clockwork(works.runner, { kinds: [renewalWork, ...billingWork(1)], sweeps: [] }, createLog('silent'));
  for (const at of ['2027-02-01T00:00:00Z', '2027-02-15T00:00:00Z', '2027-03-01T00:00:00Z']) {
    await setTime(works, at);
    await clock.runDue();
  }
  const proof = (month: string) =>
    works.as(partner, (work) => proveMonth(work, { partnerTenantId: partner.tenantId, month }));
  expect(await proof('2027-02')).toMatchObject({
    closed: true,
    agree: true,
    problems: [],
    waiting: [{ month: '2027-01', from: 'EUR', to: 'DKK', terms: 1 }],
  });
  // Of the month of the first waiting cycle too.
  expect(await proof('2027-01')).toMatchObject({ closed: true, agree: true, problems: [], waiting: [{ terms: 1 }] });
  expect([await invoices('sold'), await invoices('bought')]).toEqual([
    [
      ['2027-02', '70', 1],
      ['2027-01', '70', 1],
    ],
    [],
  ]);
  await works.asSystem((work) =>
    recordRates(work, { month: '2027-01', rates: [{ currency: 'DKK', usdPerUnit: decimal('0.25') }] }),
  );
  const euro = { currency: 'EUR', usdPerUnit: decimal('1.08') };
  await works.asSystem((work) => recordRates(work, { month: '2027-01', rates: [euro] }));
  for (let round = 0; round < 2; round += 1) {
    await retryDelayedCharges(works.runner, (work, account) => clock.retry(work, account, 'charges'));
    await clock.runDue();
  }
  expect(await keys()).toEqual([
    't1c0 false 2027-01 7',
    't1c1 false 2027-02 7',
    't1c0 true 2027-03 7',
    't1c1 true 2027-03 7',
  ]);
  await setTime(works, '2027-04-01T00:00:00Z');
  await clock.runDue();
  for (const month of ['2027-01', '2027-02', '2027-03'])
    expect(await proof(month)).toMatchObject({ closed: true, agree: true, problems: [], waiting: [] });
  // 10 × 1.08 / 0.25 = 43.20, by 7, for three cycles.
  expect((await invoices('bought'))[0]).toEqual(['2027-03', '907.2', 3]);
  expect((await invoices('sold'))[0]).toEqual(['2027-03', '70', 1]);
});
