import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, expect, test } from 'vitest';
import {
  changeAgreed,
  aBuyerOf,
  aChannel,
  aCustomer,
  activate,
  anOperator,
  buy,
  recordSwissRates,
  runDue,
  setTime,
} from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { granted } from '../../../test/private-offers.ts';
import { ordersOf } from '../subscriptions/index.ts';
import {
  explainLines,
  invoiceLines,
  invoicesOf,
  lineItemOf,
  proveMonth,
  reconciliationCsv,
  renderStatement,
  statementOf,
} from './index.ts';

const works = useDatabase();

beforeAll(async () => {
  await anOperator(works);
  await recordSwissRates(works);
});

const through = async (...moments: string[]) => {
  for (const moment of moments) {
    await setTime(works, moment);
    await runDue(works);
  }
};

/** Each charge bought or sold: key, list price, price paid, subtotal. */
async function charged(subscription: string, side: 'bought' | 'sold' = 'bought'): Promise<string[]> {
  const { rows } = await works.pools.owner.query<Record<string, string>>(
    `select charge_key, unit_price, effective_unit_price, subtotal from charge where subscription_id = $1 and ${side === 'bought' ? 'buyer' : 'seller'}_tenant_id = partner_tenant_id
     order by occurred_at`,
    [subscription],
  );
  return rows.map((row) => Object.values(row).join(' '));
}

const proved = async (month: string, partnerTenantId: string) => {
  const report = await works.asSystem((work) => proveMonth(work, { month, partnerTenantId }));
  return [report.closed, report.agree, report.problems];
};

test('A monthly term: each billing event within the private offer has the margin, those before and after have none', async () => {
  await setTime(works, '2027-01-15T09:00:00Z');
  const channel = await aChannel(works);
  const { offerId } = channel.offer;
  const partner = channel.partner.tenantId;
  await granted(works, channel.publisher, {
    offerId,
    partner,
    percentage: '12.5',
    start: '2027-02-01',
    end: '2027-03-31',
  });
  const { subscription } = await aBuyerOf(works, channel, 10, 'P1M');
  await through('2027-02-15T12:00:00Z', '2027-03-15T12:00:00Z', '2027-04-15T12:00:00Z', '2027-05-02T00:00:00Z');
  expect(await charged(subscription)).toEqual([
    't1c0 12.50 12.50 125',
    // 12.50 less 12.5 % is 10.9375, rounded down to 10.93 a seat.
    't2c0 12.50 10.9375 109.3',
    't3c0 12.50 10.9375 109.3',
    't4c0 12.50 12.50 125',
  ]);
  expect(await charged(subscription, 'sold')).toEqual([
    't1c0 12.50 12.50 125',
    't2c0 12.50 12.50 125',
    't3c0 12.50 12.50 125',
    't4c0 12.50 12.50 125',
  ]);
  for (const month of ['2027-01', '2027-02', '2027-03', '2027-04'])
    expect(await proved(month, partner)).toEqual([true, true, []]);
});

test('An annual term: the purchase decides for every cycle, whenever it is activated, and the renewal decides anew', async () => {
  await setTime(works, '2028-01-20T09:00:00Z');
  const channel = await aChannel(works);
  const { offerId } = channel.offer;
  const partner = channel.partner.tenantId;
  await granted(works, channel.publisher, { offerId, partner, percentage: '20', end: '2028-01-31' });
  const within = await buy(works, channel, { customer: await aCustomer(works, channel.partner), seats: 3 });
  // Activated and billed when the private offer is over: the price is that of the purchase.
  await through('2028-02-10T09:00:00Z');
  await activate(works, channel, within);
  const after = await aBuyerOf(works, channel, 3);
  await through('2028-06-01T00:00:00Z', '2029-02-11T00:00:00Z', '2029-03-01T00:00:00Z');
  const cycles = await charged(within);
  expect(cycles).toHaveLength(13);
  expect(new Set(cycles.slice(0, 12).map((text) => text.replace(/^t1c\d+ /, '')))).toEqual(new Set(['10 8 24']));
  expect(cycles[12]).toBe('t2c0 10 10 30');
  expect((await charged(after.subscription))[0]).toBe('t1c0 10 10 30');
  expect(await proved('2028-02', partner)).toEqual([true, true, []]);
  expect(await proved('2029-02', partner)).toEqual([true, true, []]);
});

test('An annual term bought before the private offer has its margin from the renewal within it on', async () => {
  await setTime(works, '2030-03-10T09:00:00Z');
  const channel = await aChannel(works);
  const { subscription } = await aBuyerOf(works, channel, 1);
  await through('2030-12-01T00:00:00Z');
  const grant = { offerId: channel.offer.offerId, partner: channel.partner.tenantId, percentage: '50' };
  await granted(works, channel.publisher, { ...grant, end: '2031-03-31' });
  await through('2031-03-11T00:00:00Z', '2031-04-11T00:00:00Z');
  const cycles = await charged(subscription);
  expect(cycles.slice(9)).toEqual(['t1c9 10 10 10', 't1c10 10 10 10', 't1c11 10 10 10', 't2c0 10 5 5', 't2c1 10 5 5']);
});

test('Only the named plan and customers have the margin; of two the higher one counts', async () => {
  await setTime(works, '2032-01-10T09:00:00Z');
  const channel = await aChannel(works);
  const customer = await aCustomer(works, channel.partner);
  const base = { offerId: channel.offer.offerId, partner: channel.partner.tenantId, end: '2032-06-30' };
  await granted(works, channel.publisher, { ...base, planId: 'team', percentage: '5' });
  await granted(works, channel.publisher, { ...base, planId: 'team', customers: [customer], percentage: '30' });
  const other = await aBuyerOf(works, channel, 1, 'P1M');
  const own = await buy(works, channel, { customer, seats: 1, term: 'P1M' });
  const pages = await buy(works, channel, { customer, seats: 1, term: 'P1M', planId: 'pages' });
  for (const one of [own, pages]) await activate(works, channel, one);
  await runDue(works);
  expect(await charged(own)).toEqual(['t1c0 12.50 8.75 8.75']);
  expect(await charged(other.subscription)).toEqual(['t1c0 12.50 11.875 11.87']);
  expect(await charged(pages)).toEqual(['t1c0 99 99 99']);
  const { items: orders } = await works.as(channel.partner, (work) => ordersOf(work, customer));
  expect(orders.map((order) => order.lines[0]!.margin)).toEqual([
    { percentage: '30', effectiveUnitPrice: '8.75' },
    undefined,
  ]);
});

test('Line items, file and document say the list price, the price after margin and why, and agree to the cent in another currency', async () => {
  await setTime(works, '2033-01-10T09:00:00Z');
  const channel = await aChannel(works, { country: 'CH' });
  const partner = channel.partner.tenantId;
  await granted(works, channel.publisher, {
    offerId: channel.offer.offerId,
    partner,
    percentage: '15',
    end: '2033-06-30',
  });
  await aBuyerOf(works, channel, 7);
  await through('2033-01-31T12:00:00Z', '2033-02-02T00:00:00Z');
  const { lines, path, pdf, csv } = await works.as(channel.partner, async (work) => {
    const [invoice] = await invoicesOf(work, { side: 'bought' }, { limit: 1 });
    const read = (after: number, limit: number) => invoiceLines(work, 'bought', invoice!.id, after, limit);
    let file = '';
    for await (const piece of reconciliationCsv(read)) file += piece;
    const statement = await statementOf(work, 'bought', invoice!.id);
    const found = await read(0, 10);
    const [path] = await explainLines(work, found);
    return { lines: found, path: path!, csv: file, pdf: await renderStatement(statement, 'en') };
  });
  // EUR 8.50 at 1.08 / 1.12, rounded down to CHF 8.19 a seat.
  expect(lineItemOf(lines[0]!)).toMatchObject({
    unitPrice: 10,
    effectiveUnitPrice: 8.5,
    priceAdjustmentDescription: '["Private offer margin applied"]',
    subtotal: 57.33,
    currency: 'CHF',
  });
  const steps = path.map(({ step, value }) => `${step} ${value}`);
  expect(steps.slice(0, 3)).toEqual(['listPrice 10', 'margin 8.5', 'effectiveUnitPrice 8.5']);
  expect(csv).toContain('["Private offer margin applied"]'.replaceAll('"', '""'));
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const words: string[] = [];
  for (let page = 1; page <= document.numPages; page += 1) {
    const { items } = await (await document.getPage(page)).getTextContent();
    words.push(...items.map((item) => ('str' in item ? item.str : '')));
  }
  expect(words.join(' ').replaceAll(/\s+/g, ' ')).toContain('Private offer margin applied, list price 10.00 EUR');
  expect(await proved('2033-01', partner)).toEqual([true, true, []]);
});

test('The partner’s customer is never told: its charge, price path and document know the list price only', async () => {
  await setTime(works, '2034-01-10T09:00:00Z');
  const channel = await aChannel(works);
  const { offerId } = channel.offer;
  await granted(works, channel.publisher, {
    offerId,
    partner: channel.partner.tenantId,
    percentage: '15',
    end: '2034-06-30',
  });
  const { customer } = await aBuyerOf(works, channel, 2);
  await through('2034-01-20T00:00:00Z', '2034-02-01T00:00:00Z');
  const told = async (side: 'bought' | 'sold') => {
    const lines = await works.as(channel.partner, async (work) => {
      const [invoice] = await invoicesOf(work, { side }, { limit: 1 });
      const found = await invoiceLines(work, side, invoice!.id, 0, 10);
      return { found, paths: await explainLines(work, found) };
    });
    return /margin[^I]/i.test(JSON.stringify(lines));
  };
  expect([await told('bought'), await told('sold')]).toEqual([true, false]);
  const asCustomer = { ...channel.partner, tenantId: customer, parts: new Set(['customer'] as const) };
  const seen = await works.as(asCustomer, async (work) => [
    await work.prepared('s', 'select to_jsonb(s)::text as row from subscription s', []),
    await work.prepared('e', 'select new_value::text as row from event', []),
    await work.prepared('c', 'select to_jsonb(c)::text as row from charge c where margin_id is not null', []),
    await work.prepared('i', 'select to_jsonb(i)::text as row from invoice i', []),
    await work.prepared('o', 'select 1 from purchase_order', []),
  ]);
  expect(JSON.stringify(seen)).toMatch(/OrderPlaced|alternateId/);
  expect(JSON.stringify(seen)).not.toMatch(/margin|effectiveUnitPrice/i);
});

test('The proof looks every margin up again: a price that lists and private offers do not give is named', async () => {
  await setTime(works, '2035-01-10T09:00:00Z');
  const channel = await aChannel(works);
  const partner = channel.partner.tenantId;
  const grant = { offerId: channel.offer.offerId, partner, percentage: '10', end: '2035-06-30' };
  await granted(works, channel.publisher, grant);
  await aBuyerOf(works, channel, 2);
  await through('2035-01-20T00:00:00Z', '2035-02-02T00:00:00Z');
  expect(await proved('2035-01', partner)).toEqual([true, true, []]);
  await works.pools.owner.query(`update margin set percentage = 11 where partner_tenant_id = $1`, [partner]);
  const [, agree, problems] = await proved('2035-01', partner);
  expect(agree).toBe(false);
  const margin = { chargeKey: 't1c0', found: '9', listPrice: '10', percentage: '11', expected: '8.9' };
  expect(problems).toMatchObject([{ code: 'marginDiffers', count: 1, first: [margin] }]);
});

test('F27 A seat change keeps the margin of its cycle under a higher one since: its path says which, and the proof looks it up', async () => {
  await setTime(works, '2037-02-28T09:00:00Z');
  const channel = await aChannel(works);
  const partner = channel.partner.tenantId;
  const grant = { offerId: channel.offer.offerId, partner };
  await granted(works, channel.publisher, { ...grant, percentage: '7.5', end: '2037-12-31' });
  const { customer, subscription } = await aBuyerOf(works, channel, 9, 'P1M');
  await runDue(works);
  await granted(works, channel.publisher, { ...grant, percentage: '12.25', start: '2037-03-01', end: '2037-12-31' });
  await through('2037-03-30T09:00:00Z');
  await changeAgreed(works, channel, { customer, subscription }, { quantity: 11 });
  await through('2037-03-30T10:00:00Z', '2037-04-01T12:00:00Z');
  const told = await works.as(channel.partner, async (work) => {
    const [invoice] = await invoicesOf(work, { side: 'bought' }, { limit: 1 });
    const lines = await invoiceLines(work, 'bought', invoice!.id, 0, 10);
    const paths = await explainLines(work, lines);
    return lines.flatMap(({ chargeKey }, index) =>
      chargeKey.includes('a')
        ? [
            paths[index]!.slice(1, 3).map(({ value, values }) => [
              value,
              values['percentage'],
              (values['at'] ?? values['days'])?.slice(0, 10),
            ]),
          ]
        : [],
    );
  });
  // 12.50 less 7.5 % is 11.5625, a 28th of it 0.412946.
  const path = [
    ['11.5625', '7.5', '2037-02-28'],
    ['0.412946', undefined, '1'],
  ];
  expect(told).toEqual([path, path]);
  expect(await proved('2037-03', partner)).toEqual([true, true, []]);
  await works.pools.owner.query(`update margin set percentage = 8 where partner_tenant_id = $1 and percentage = 7.5`, [
    partner,
  ]);
  const [, , problems] = await proved('2037-03', partner);
  const changed = {
    code: 'marginDiffers',
    count: 2,
    first: [{ found: '0.412946', expected: '0.410714', percentage: '8' }, {}],
  };
  expect(problems).toMatchObject([changed]);
});
