import { beforeAll, beforeEach, expect, test } from 'vitest';
import {
  aChannel,
  aCustomer,
  activate,
  anOperator,
  buy,
  runDue,
  setTime,
  type Channel,
} from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { aPartner } from '../../../test/offers.ts';
import { connect } from '../../../test/partners.ts';
import { granted } from '../../../test/private-offers.ts';
import { decimal } from '../../kernel/index.ts';
import { clockwork } from '../../platform/clockwork.ts';
import { createLog } from '../../platform/log.ts';
import { recordRates } from '../exchange-rates/index.ts';
import { changeSubscription, renewalWork } from '../subscriptions/index.ts';
import { acceptUsage } from '../usage/index.ts';
import {
  billingWork,
  explainLines,
  invoiceLines,
  invoicesOf,
  lineItemOf,
  printProof,
  proofExitCode,
  proveMonth,
  reconciliationCsv,
  reconciliationColumns,
  renderStatement,
  retryDelayedCharges,
  statementOf,
} from './index.ts';

const works = useDatabase();
beforeAll(() => anOperator(works));
beforeEach(() => setTime(works, '2027-01-10T09:00:00Z'));

/** A customer with the metered plan: EUR 99 a month, EUR 0.004 a page. */
async function metered(channel: Channel, more: { resellerMpnId?: string } = {}) {
  const customer = await aCustomer(works, channel.partner);
  const subscription = await buy(works, channel, { customer, seats: 1, term: 'P1M', planId: 'pages', ...more });
  await activate(works, channel, subscription);
  return { customer, subscription };
}

/** The publisher reports pages at these hours; all must be taken. */
async function report({ publisher }: Channel, subscription: string, events: Record<string, string>): Promise<void> {
  const sent = Object.entries(events).map(([effectiveStartTime, quantity]) => {
    return { resourceId: subscription, quantity, dimension: 'pages', planId: 'pages', effectiveStartTime };
  });
  const outcomes = await works.runner.run({ actor: publisher, system: true }, (work) => acceptUsage(work, sent));
  expect(outcomes.flatMap(({ refused }) => refused ?? [])).toEqual([]);
}

const hops = async (subscription: string) => {
  const text = `select charge_key as key, billing_month as month, seller_tenant_id = partner_tenant_id as sold, quantity::text,
      trim_scale(effective_unit_price)::text as price, total::text, period_start || '–' || period_end as period
    from charge where subscription_id = $1 and charge_key like 'u%' order by occurred_at, billing_month, sold`;
  const { rows } = await works.pools.owner.query<Record<string, unknown>>(text, [subscription]);
  return rows.map(({ key, ...row }) => [String(key).replace(/DZ\w+/, 'DZ'), ...Object.values(row)].join(' '));
};

async function proved(account: string, month: string): Promise<void> {
  const proof = await works.asSystem((work) => proveMonth(work, { partnerTenantId: account, month }));
  expect(proofExitCode(proof), printProof(proof)).toBe(0);
  expect(proof.waiting).toEqual([]);
}
const at = async (moment: string) => {
  await setTime(works, moment);
  await runDue(works);
};

test('BIL-15 F27 G9 Usage is charged by meter and month on every hop, less the margin for the partner; what comes late goes on the next invoice', async () => {
  const channel = await aChannel(works);
  const { partner } = channel;
  const { offerId } = channel.offer;
  await granted(works, channel.publisher, {
    offerId,
    partner: partner.tenantId,
    percentage: '12.5',
    end: '2027-01-31',
  });
  const { subscription } = await metered(channel);
  await report(channel, subscription, { '2027-01-10T09:00:00Z': '12000.5' });
  await setTime(works, '2027-01-31T23:30:00Z');
  await report(channel, subscription, { '2027-01-31T22:00:00Z': '345.178' });
  await at('2027-02-01T00:00:00Z');
  // 0.004 less 12.5 % is 0.0035; × 12,345.678 = 43.209873.
  const january = [
    'u2027-01:2027-01:DZ:pages 2027-01 false 12345.678 0.0035 43.2 2027-01-10–2027-01-31',
    'u2027-01:2027-01:DZ:pages 2027-01 true 12345.678 0.004 49.38 2027-01-10–2027-01-31',
  ];
  expect(await hops(subscription)).toEqual(january);
  await setTime(works, '2027-02-01T00:30:00Z');
  await report(channel, subscription, { '2027-01-31T23:00:00Z': '1000', '2027-02-01T00:00:00Z': '10' });
  for (const moment of ['2027-02-15T00:00:00Z', '2027-02-15T00:00:00Z', '2027-03-01T00:00:00Z', '2027-03-02T00:00:00Z'])
    await at(moment);
  expect(await hops(subscription)).toEqual([
    ...january,
    'u2027-01:2027-02:DZ:pages 2027-02 false 1000 0.0035 3.5 2027-01-31–2027-01-31',
    'u2027-01:2027-02:DZ:pages 2027-02 true 1000 0.004 4 2027-01-31–2027-01-31',
    'u2027-02:2027-02:DZ:pages 2027-02 false 10 0.004 0.04 2027-02-01–2027-02-01',
    'u2027-02:2027-02:DZ:pages 2027-02 true 10 0.004 0.04 2027-02-01–2027-02-01',
  ]);
  for (const month of ['2027-01', '2027-02']) await proved(partner.tenantId, month);
});

test('BIL-15 What was used in the new month before the old one is closed is charged with the new one', async () => {
  const channel = await aChannel(works);
  const { subscription } = await metered(channel);
  await setTime(works, '2027-02-01T00:30:00Z');
  await report(channel, subscription, { '2027-01-31T23:00:00Z': '1000', '2027-02-01T00:00:00Z': '500' });
  await at('2027-02-01T00:40:00Z');
  expect(await hops(subscription)).toEqual([
    'u2027-01:2027-01:DZ:pages 2027-01 false 1000 0.004 4 2027-01-31–2027-01-31',
    'u2027-01:2027-01:DZ:pages 2027-01 true 1000 0.004 4 2027-01-31–2027-01-31',
  ]);
  await at('2027-03-01T00:00:00Z');
  expect((await hops(subscription)).slice(2)).toEqual([
    'u2027-02:2027-02:DZ:pages 2027-02 false 500 0.004 2 2027-02-01–2027-02-01',
    'u2027-02:2027-02:DZ:pages 2027-02 true 500 0.004 2 2027-02-01–2027-02-01',
  ]);
});

test('G7 A line of usage names its meter in line items, file, document and explanation', async () => {
  const channel = await aChannel(works);
  const { subscription } = await metered(channel);
  await report(channel, subscription, { '2027-01-10T09:00:00Z': '2500' });
  await at('2027-02-01T00:00:00Z');
  await works.as(channel.partner, async (work) => {
    const [invoice] = await invoicesOf(work, { side: 'bought' }, { limit: 1 });
    expect(invoice).toMatchObject({ total: '109', lineCount: 2 });
    const lines = await invoiceLines(work, 'bought', invoice!.id, 0, 10);
    const line = lines.find(({ chargeKey }) => chargeKey.startsWith('u'))!;
    expect(lineItemOf(line)).toMatchObject({
      meterDescription: 'Pages',
      unitType: 'page',
      quantity: 2500,
      billableQuantity: 2500,
      unitPrice: 0.004,
      subtotal: 10,
      chargeType: 'cycleCharge',
      referenceId: '',
    });
    let file = '';
    const read = (after: number, limit: number) => invoiceLines(work, 'bought', invoice!.id, after, limit);
    for await (const piece of reconciliationCsv(read)) file += piece;
    const row = file
      .split(/\r?\n/)
      .find((text) => text.includes('0.004'))!
      .split(',');
    const cell = (name: (typeof reconciliationColumns)[number]) =>
      row[reconciliationColumns.indexOf(name)]!.replaceAll('"', '');
    expect([cell('MeterDescription'), cell('UnitType'), cell('Quantity'), cell('Subtotal')]).toEqual([
      'Pages',
      'page',
      '2500',
      '10.00',
    ]);
    const [steps] = await explainLines(work, [line]);
    expect(steps!.map(({ step, value, reason }) => `${step} ${value} ${reason}`)).toEqual([
      'listPrice 0.004 meterListed',
      'effectiveUnitPrice 0.004 noDiscount',
      'quantity 2500 usedQuantity',
      'usedAmount 10 usedRoundedDown',
      'exchangeRate 1 sameCurrency',
      'subtotal 10 usedTimesRate',
      'tax 0 taxPolicy',
      'total 10 subtotalAndTax',
    ]);
    expect((await renderStatement(await statementOf(work, 'bought', invoice!.id), 'fr')).length).toBeGreaterThan(1000);
  });
});

test('F23 BIL-07 CAN-07 Usage is due though the fee of its term was given back, and is never given back itself', async () => {
  const channel = await aChannel(works);
  const { customer, subscription } = await metered(channel);
  await runDue(works);
  await report(channel, subscription, { '2027-01-10T09:00:00Z': '1000' });
  await setTime(works, '2027-01-10T12:00:00Z');
  await works.runner.run({ actor: channel.partner, system: true }, (work) =>
    changeSubscription(work, customer, subscription, () => ({ status: 'deleted' })),
  );
  await report(channel, subscription, { '2027-01-10T11:00:00Z': '500' });
  await at('2027-02-01T00:00:00Z');
  const invoices = await works.as(channel.partner, (work) => invoicesOf(work, { side: 'bought' }, { limit: 5 }));
  expect(invoices.map(({ total, lineCount }) => [total, lineCount])).toEqual([['6', 3]]);
  await proved(channel.partner.tenantId, '2027-01');
});

test('A meter worth less than a cent costs nothing', async () => {
  const channel = await aChannel(works);
  const { subscription } = await metered(channel);
  await report(channel, subscription, { '2027-01-10T09:00:00Z': '2.4999' });
  await at('2027-02-01T00:00:00Z');
  expect((await hops(subscription)).map((line) => line.split(' ')[5])).toEqual(['0', '0']);
  await proved(channel.partner.tenantId, '2027-01');
});

test('IND-01 With a reseller usage is charged on all three hops', async () => {
  const channel = await aChannel(works, { partner: await aPartner(works, { name: 'Delta', kind: 'provider' }) });
  const reseller = await aPartner(works, { name: 'Boréal', kind: 'reseller', mpnId: '4380778' });
  await connect(works, channel.partner, reseller);
  const { subscription } = await metered(channel, { resellerMpnId: '4380778' });
  await report(channel, subscription, { '2027-01-10T09:00:00Z': '1000' });
  await at('2027-02-01T00:00:00Z');
  expect(await hops(subscription)).toHaveLength(3);
  await proved(channel.partner.tenantId, '2027-01');
});

test('E27 Usage without an exchange rate waits on the operator’s hop alone, and is charged once the rate is there', async () => {
  const channel = await aChannel(works, { country: 'NO' });
  const { tenantId } = channel.partner;
  const { subscription } = await metered(channel);
  const clock = clockwork(works.runner, { kinds: [renewalWork, ...billingWork(1)], sweeps: [] }, createLog('silent'));
  await clock.runDue();
  await report(channel, subscription, { '2027-01-10T09:00:00Z': '1000' });
  for (const moment of ['2027-02-01T00:00:00Z', '2027-02-02T00:00:00Z', '2027-03-02T00:00:00Z']) {
    await setTime(works, moment);
    await clock.runDue();
  }
  expect(await hops(subscription)).toHaveLength(1);
  const proof = await works.asSystem((work) => proveMonth(work, { partnerTenantId: tenantId, month: '2027-01' }));
  expect(proof).toMatchObject({
    agree: true,
    problems: [],
    waiting: [{ month: '2027-01', from: 'EUR', to: 'NOK', terms: 2 }],
  });
  const rates = [
    { currency: 'EUR', usdPerUnit: decimal('1.08') },
    { currency: 'NOK', usdPerUnit: decimal('0.09') },
  ];
  await works.asSystem((work) => recordRates(work, { month: '2027-01', rates }));
  await retryDelayedCharges(works.runner, (work, account) => clock.retry(work, account, 'charges'));
  await clock.runDue();
  // 1,000 × 0.004 = 4 euros, at 12 kroner each.
  expect((await hops(subscription))[1]).toMatch(/ 2027-03 false 1000 0\.004 48 /);
  await proved(tenantId, '2027-01');
});

test('Events that come while their month is being closed are charged once, in this month or the next', async () => {
  const channel = await aChannel(works);
  const { subscription } = await metered(channel);
  await runDue(works);
  await setTime(works, '2027-01-31T20:00:00Z');
  const hours = Array.from({ length: 20 }, (_, hour) => `2027-01-31T${String(hour + 1).padStart(2, '0')}:00:00Z`);
  await setTime(works, '2027-02-01T00:00:00Z');
  await Promise.all([...hours.map((hour) => report(channel, subscription, { [hour]: '100' })), runDue(works)]);
  await at('2027-03-01T00:00:00Z');
  const text = `select sum(quantity)::text as sum from charge where subscription_id = $1 and charge_key like 'u%' and seller_tenant_id = partner_tenant_id`;
  expect((await works.pools.owner.query(text, [subscription])).rows).toEqual([{ sum: '2000' }]);
  for (const month of ['2027-01', '2027-02']) await proved(channel.partner.tenantId, month);
});
