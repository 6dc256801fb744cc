import { beforeAll, expect, test } from 'vitest';
import {
  aBuyerOf,
  aChannel,
  anOperator,
  changeAgreed,
  recordSwissRates,
  runDue,
  setTime,
  type Channel,
} from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { decimal, sum, toText } from '../../kernel/index.ts';
import { recordRates } from '../exchange-rates/index.ts';
import type { SubscriptionPatch } from '../subscriptions/index.ts';
import { explainLines, invoiceLines, invoicesOf, printProof, proofExitCode, proveMonth } from './index.ts';

const works = useDatabase();
beforeAll(async () => {
  await anOperator(works);
  await recordSwissRates(works);
});

type Bought = Awaited<ReturnType<typeof aBuyerOf>>;

const change = (channel: Channel, bought: Bought, patch: SubscriptionPatch) =>
  changeAgreed(works, channel, bought, patch);

/** Keys and totals of a hop of a subscription. */
async function lines({ subscription }: Bought, side: 'bought' | 'sold' = 'bought') {
  const text = `select charge_key as key, total::text from charge
    where subscription_id = $1 and ${side === 'bought' ? 'buyer' : 'seller'}_tenant_id = partner_tenant_id order by 1`;
  return (await works.pools.owner.query<{ key: string; total: string }>(text, [subscription])).rows;
}

async function proved({ partner }: Channel, month: string): Promise<void> {
  const proof = await works.asSystem((work) => proveMonth(work, { partnerTenantId: partner.tenantId, month }));
  expect(proofExitCode(proof), printProof(proof)).toBe(0);
}

test('Lines of a change name the subscription and its reseller as on their day, at the price of their cycle', async () => {
  await setTime(works, '2027-01-10T09:00:00Z');
  const channel = await aChannel(works);
  const bought = await aBuyerOf(works, channel, 10);
  await runDue(works);
  await setTime(works, '2027-01-10T12:00:00Z');
  await change(channel, bought, { friendlyName: 'Paris office' });
  await works.pools.owner.query(`update subscription set reseller_mpn_id = '4390934' where id = $1`, [
    bought.subscription,
  ]);
  await setTime(works, '2027-01-10T13:00:00Z');
  await change(channel, bought, { quantity: 14 });
  await runDue(works);
  await works.pools.owner.query(`update subscription set reseller_mpn_id = null where id = $1`, [bought.subscription]);
  await setTime(works, '2027-01-10T15:00:00Z');
  await change(channel, bought, { friendlyName: 'Lyon office' });
  await change(channel, bought, { status: 'deleted' });
  await setTime(works, '2027-02-01T00:00:00Z');
  await runDue(works);
  const named = await works.as(channel.partner, async (work) => {
    const [invoice] = await invoicesOf(work, { side: 'bought' }, { limit: 1 });
    const lines = await invoiceLines(work, 'bought', invoice!.id, 0, 20);
    return lines.map(({ chargeKey, subject }) => [
      chargeKey,
      subject.friendlyName,
      subject.resellerMpnId,
      subject.unitPrice,
    ]);
  });
  const first = named.find(([key]) => key === 't1c0')!;
  const byKey = Object.fromEntries(named.map(([key, ...rest]) => [key!, rest]));
  for (const key of ['t1c0a3r', 't1c0a3n']) expect(byKey[key], key).toEqual(['Paris office', '4390934', first[3]]);
  for (const key of ['t1c0x', 't1c0a3rx', 't1c0a3nx']) expect(byKey[key], key).toEqual(['Lyon office', null, first[3]]);
  expect(first.slice(1, 3)).not.toEqual(['Paris office', '4390934']);
  await proved(channel, '2027-01');
});

test('E27 F23 Without a rate a seat change and a cancellation wait, months close, and all of it comes at once to nothing', async () => {
  await setTime(works, '2027-01-31T09:00:00Z');
  const channel = await aChannel(works, { country: 'NO' });
  const { partner } = channel;
  const bought = await aBuyerOf(works, channel, 2, 'P1M');
  await change(channel, bought, { quantity: 3 });
  await setTime(works, '2027-02-01T00:00:00Z');
  await runDue(works);
  await setTime(works, '2027-02-01T06:00:00Z');
  await change(channel, bought, { status: 'deleted' });
  for (const at of ['2027-02-01T07:00:00Z', '2027-03-01T00:00:00Z']) {
    await setTime(works, at);
    await runDue(works);
  }
  expect([await lines(bought), await lines(bought, 'sold')]).toEqual([[], [{ key: 't1c0', total: '25' }]]);
  for (const month of ['2027-01', '2027-02']) {
    const proof = await works.asSystem((work) => proveMonth(work, { partnerTenantId: partner.tenantId, month }));
    expect(proof).toMatchObject({ agree: true, problems: [], waiting: [{ from: 'EUR', to: 'NOK' }] });
  }
  const krone = { currency: 'NOK', usdPerUnit: decimal('0.1') };
  await works.asSystem((work) => recordRates(work, { month: '2027-01', rates: [krone] }));
  for (const at of ['2027-03-02T00:00:00Z', '2027-03-03T00:00:00Z', '2027-04-01T00:00:00Z']) {
    await setTime(works, at);
    await runDue(works);
  }
  for (const side of ['bought', 'sold'] as const) {
    const all = await lines(bought, side);
    expect([all.length, toText(sum(all.map(({ total }) => decimal(total))))], side).toEqual([6, '0']);
  }
  for (const month of ['2027-01', '2027-02', '2027-03']) await proved(channel, month);
  const { reasons, sold } = await works.as(partner, async (work) => {
    const [invoice] = await invoicesOf(work, { side: 'bought' }, { limit: 1 });
    const found = await invoiceLines(work, 'bought', invoice!.id, 0, 20);
    const steps = (await explainLines(work, found)).map((path) => path.find(({ step }) => step === 'exchangeRate')!);
    return {
      reasons: found
        .map(({ chargeKey }, index) => `${chargeKey} ${steps[index]!.reason} ${steps[index]!.values['month']}`)
        .toSorted(),
      sold: (await invoicesOf(work, { side: 'sold' }, { limit: 5 })).map(({ month, total }) => `${month} ${total}`),
    };
  });
  expect(reasons).toEqual([
    't1c0 monthRate 2027-01',
    't1c0a2n cycleRate 2027-01',
    't1c0a2nx cycleRate 2027-01',
    't1c0a2r cycleRate 2027-01',
    't1c0a2rx cycleRate 2027-01',
    't1c0x cycleRate 2027-01',
  ]);
  // What the customer paid for January comes back as a credit note of March.
  expect(sold).toEqual(['2027-03 -25.00', '2027-01 25']);
});
