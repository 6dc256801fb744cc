import { beforeAll, beforeEach, expect, test } from 'vitest';
import {
  aBuyerOf,
  aChannel,
  type Channel,
  aCustomer,
  activate,
  anOperator,
  aReader,
  buy,
  runDue,
  setTime,
} from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { aPartner } from '../../../test/offers.ts';
import { decimal, sum } from '../../kernel/index.ts';
import { chargeDueTerms, billingWork, closeOneMonth, invoicesOf, invoiceLines, setPrice, type Side } from './index.ts';

const works = useDatabase();
let operator: string;

beforeAll(async () => {
  operator = await anOperator(works);
});
beforeEach(() => setTime(works, '2027-01-10T09:00:00Z'));

const invoices = (channel: { partner: Parameters<typeof works.as>[0] }, side: Side) =>
  works.as(channel.partner, (work) => invoicesOf(work, { side }, { limit: 100 }));
const lines = (channel: { partner: Parameters<typeof works.as>[0] }, side: Side, id: string) =>
  works.as(channel.partner, (work) => invoiceLines(work, side, id, 0, 1000));
const months = (partner: string) =>
  works.asSystem((work) =>
    work.prepared<{ month: string; closed: boolean }>(
      'months',
      'select month, closed_at is not null as closed from month_close where partner_tenant_id = $1 order by month',
      [partner],
    ),
  );

test('BIL-01 BIL-08 BIL-13 At month end the partner gets one invoice over the charges of all its customers', async () => {
  const channel = await aChannel(works);
  const customers = [
    await aBuyerOf(works, channel, 10),
    await aBuyerOf(works, channel, 5),
    await aBuyerOf(works, channel, 1),
  ];
  await setTime(works, '2027-01-31T23:59:50Z');
  await runDue(works);
  expect(await invoices(channel, 'bought')).toEqual([]);
  await setTime(works, '2027-02-01T00:00:00Z');
  await runDue(works);
  const [invoice, ...others] = await invoices(channel, 'bought');
  expect(others).toEqual([]);
  expect(invoice).toMatchObject({
    id: expect.stringMatching(/^G\d{9}$/),
    sellerTenantId: operator,
    buyerTenantId: channel.partner.tenantId,
    month: '2027-01',
    currency: 'EUR',
    total: '160',
    taxTotal: '0',
    lineCount: 3,
  });
  expect([invoice!.periodStart, invoice!.periodEnd, invoice!.dueDate].map(String)).toEqual([
    '2027-01-01',
    '2027-01-31',
    '2027-04-02',
  ]);
  const listed = await lines(channel, 'bought', invoice!.id);
  expect(new Set(listed.map((line) => line.subject.customerTenantId))).toEqual(
    new Set(customers.map(({ customer }) => customer)),
  );
  expect(sum(listed.map((line) => decimal(line.total))).toFixed()).toBe(invoice!.total);
  expect(listed.map((line) => line.number)).toEqual([1, 2, 3]);
});

test('BIL-02 BIL-09 AZP-04 Customers are billed by their partner, each on an invoice of its own; the operator bills none', async () => {
  const channel = await aChannel(works);
  const one = await aBuyerOf(works, channel, 10);
  const two = await aBuyerOf(works, channel, 4);
  await setTime(works, '2027-02-01T00:00:00Z');
  await runDue(works);
  const downstream = await invoices(channel, 'sold');
  expect(new Map(downstream.map(({ buyerTenantId, total }) => [buyerTenantId, total]))).toEqual(
    new Map([
      [one.customer, '100'],
      [two.customer, '40'],
    ]),
  );
  expect(downstream.map((invoice) => invoice.id)).toEqual(['C000000002', 'C000000001']);
  expect(downstream.every((invoice) => invoice.sellerTenantId === channel.partner.tenantId)).toBe(true);
  const upstream = await invoices(channel, 'bought');
  expect(upstream.every((invoice) => invoice.buyerTenantId === channel.partner.tenantId)).toBe(true);
});

test("BIL-11 A customer's charges in two currencies make two invoices", async () => {
  const channel = await aChannel(works);
  const customer = await aCustomer(works, channel.partner);
  const subscription = await buy(works, channel, { customer, seats: 2 });
  const other = await buy(works, channel, { customer, planId: 'pages', seats: 1, term: 'P1M' });
  const [row] = await works.asSystem((work) =>
    work.prepared<{ sku_id: string }>('sku', 'select sku_id from subscription where id = $1', [other]),
  );
  await works.as(channel.partner, (work) =>
    setPrice(work, {
      productId: channel.productId,
      skuId: row!.sku_id,
      term: 'P1M',
      billingCycle: 'monthly',
      currency: 'USD',
      amount: '120',
    }),
  );
  for (const id of [subscription, other]) await activate(works, channel, id);
  await setTime(works, '2027-02-01T00:00:00Z');
  await runDue(works);
  expect((await invoices(channel, 'sold')).map(({ currency, total }) => `${total} ${currency}`).toSorted()).toEqual([
    '120 USD',
    '20 EUR',
  ]);
  expect(await invoices(channel, 'bought')).toMatchObject([{ currency: 'EUR', total: '119' }]);
});

test('Closing twice or eight times at once makes each invoice once, with numbers in a row', async () => {
  const channels: Channel[] = [];
  for (let index = 0; index < 4; index += 1) {
    const channel = await aChannel(works);
    await aBuyerOf(works, channel, 3);
    await aBuyerOf(works, channel, 2);
    channels.push(channel);
  }
  await setTime(works, '2027-03-01T00:00:00Z');
  const everything = async () => {
    for (let round = 0; round < 40; round += 1) {
      const account = channels[round % channels.length]!.partner.tenantId;
      await works.asSystem((work) => chargeDueTerms(work, account, 3));
      await works.asSystem((work) => closeOneMonth(work, account, 1));
    }
  };
  await Promise.all(Array.from({ length: 8 }, everything));
  await runDue(works);
  for (const channel of channels) {
    const again = () => works.asSystem((work) => closeOneMonth(work, channel.partner.tenantId, 1));
    await Promise.all(Array.from({ length: 8 }, again));
    const upstream = await invoices(channel, 'bought');
    expect(upstream.map(({ month, total }) => [month, total])).toEqual([
      ['2027-02', '50'],
      ['2027-01', '50'],
    ]);
    expect((await invoices(channel, 'sold')).map(({ total }) => total).toSorted()).toEqual(['20', '20', '30', '30']);
    expect((await invoices(channel, 'sold')).map(({ id }) => id)).toEqual([
      'C000000004',
      'C000000003',
      'C000000002',
      'C000000001',
    ]);
  }
  const all = await works.asSystem((work) =>
    work.prepared<{ id: string }>(
      'all',
      `select id from invoice where buyer_tenant_id = partner_tenant_id order by id`,
      [],
    ),
  );
  expect(all.map((row) => row.id)).toEqual(all.map((_, index) => `G${String(index + 1).padStart(9, '0')}`));
});

test('A month end that dies half-way leaves nothing, and the next one makes the same invoices', async () => {
  const channel = await aChannel(works);
  await aBuyerOf(works, channel);
  await setTime(works, '2027-02-01T00:00:00Z');
  await works.asSystem((work) => chargeDueTerms(work, channel.partner.tenantId, 200));
  const killed = works.asSystem(async (work) => {
    expect(await closeOneMonth(work, channel.partner.tenantId, 1)).toBe(1);
    throw new Error('killed');
  });
  await expect(killed).rejects.toThrow('killed');
  expect(await invoices(channel, 'bought')).toEqual([]);
  expect(await months(channel.partner.tenantId)).toEqual([{ month: '2027-01', closed: false }]);
  await runDue(works);
  expect(await invoices(channel, 'bought')).toHaveLength(1);
});

test('Months overdue close in order, each with its own charges; a month without charges closes without an invoice', async () => {
  const channel = await aChannel(works);
  const { subscription } = await aBuyerOf(works, channel, 10, 'P1M');
  await works.pools.owner.query('update subscription set auto_renew = false where id = $1', [subscription]);
  await setTime(works, '2027-04-05T00:00:00Z');
  await runDue(works);
  expect((await invoices(channel, 'bought')).map(({ month, total }) => [month, total])).toEqual([['2027-01', '125']]);
  expect(await months(channel.partner.tenantId)).toEqual([
    { month: '2027-01', closed: true },
    { month: '2027-02', closed: true },
    { month: '2027-03', closed: true },
    { month: '2027-04', closed: false },
  ]);
});

test('Several months overdue give one invoice a month, oldest first', async () => {
  const channel = await aChannel(works);
  await aBuyerOf(works, channel);
  await setTime(works, '2027-04-05T00:00:00Z');
  await runDue(works);
  const made = (await invoices(channel, 'bought')).toReversed();
  expect(made.map(({ month, total }) => [month, total])).toEqual([
    ['2027-01', '100'],
    ['2027-02', '100'],
    ['2027-03', '100'],
  ]);
  expect(made.map(({ id }) => id)).toEqual(made.map(({ id }) => id).toSorted());
});

test('A charge that comes after its month was closed goes on the next invoice, and changes none before', async () => {
  const channel = await aChannel(works);
  await aBuyerOf(works, channel, 10);
  const late = await aBuyerOf(works, channel, 1);
  // As the sweep does with a term that it cannot price yet.
  await works.pools.owner.query(
    `update subscription_term set next_charge_at = '2027-02-03T00:00:00Z' where subscription_id = $1`,
    [late.subscription],
  );
  for (const moment of ['2027-02-01T00:00:00Z', '2027-02-03T00:00:00Z', '2027-03-01T00:00:00Z']) {
    await setTime(works, moment);
    await runDue(works);
  }
  const made = (await invoices(channel, 'bought')).toReversed();
  expect(made.map(({ month, total }) => [month, total])).toEqual([
    ['2027-01', '100'],
    ['2027-02', '120'],
  ]);
  const listed = await lines(channel, 'bought', made[1]!.id);
  expect(
    listed.filter((line) => line.subscriptionId === late.subscription).map((line) => line.periodStart.toString()),
  ).toEqual(['2027-01-10', '2027-02-10']);
});

test('The invoice day decides when a month closes (rule G3: by the 8th)', async () => {
  const channel = await aChannel(works);
  await aBuyerOf(works, channel);
  await setTime(works, '2027-02-07T23:59:50Z');
  await runDue(works, 8);
  expect(await invoices(channel, 'bought')).toEqual([]);
  const due = await works.asSystem((work) => billingWork(8)[1]!.nextDue(work, channel.partner.tenantId));
  expect(due?.toString()).toBe('2027-02-08T00:00:00Z');
  await setTime(works, '2027-02-08T00:00:00Z');
  await runDue(works, 8);
  expect(await invoices(channel, 'bought')).toMatchObject([{ month: '2027-01' }]);
});

test("G4 The partner's active global and billing admins get one mail each, in their language", async () => {
  const channel = await aChannel(works);
  const french = await aReader(works, channel.partner.tenantId, 'fr', 'billing_admin');
  const english = await aReader(works, channel.partner.tenantId, 'en-GB', 'global_admin');
  const neither = await aReader(works, channel.partner.tenantId, 'en', 'user_admin');
  const gone = await aReader(works, channel.partner.tenantId, 'en', 'billing_admin');
  await works.pools.owner.query('update user_account set active = false where email = $1', [gone]);
  await aBuyerOf(works, channel);
  await setTime(works, '2027-02-01T00:00:00Z');
  await runDue(works);
  await runDue(works);
  const mails = (to: string) =>
    works.asSystem((work) =>
      work.prepared<{ subject: string; text: string }>('mails', 'select subject, text from mail where recipient = $1', [
        to,
      ]),
    );
  const [invoice] = await invoices(channel, 'bought');
  expect(await mails(french)).toEqual([
    {
      subject: `Votre facture ${invoice!.id} de janvier 2027 est disponible`,
      text: expect.stringContaining('100,00\u00a0EUR, à régler au plus tard le 2 avril 2027'),
    },
  ]);
  expect(await mails(english)).toEqual([
    {
      subject: `Your invoice ${invoice!.id} for January 2027 is ready`,
      text: expect.stringContaining('EUR\u00a0100.00'),
    },
  ]);
  expect(await mails(neither)).toEqual([]);
  expect(await mails(gone)).toEqual([]);
});

test('Each invoice and each closed month is an event of its partner', async () => {
  const channel = await aChannel(works);
  await aBuyerOf(works, channel);
  await setTime(works, '2027-02-01T00:00:00Z');
  await runDue(works);
  const events = await works.asSystem((work) =>
    work.prepared<{ name: string; new_value: Record<string, unknown> }>(
      'events',
      `select name, new_value from event where partner_tenant_id = $1 and name in ('InvoiceIssued', 'MonthClosed') order by seq`,
      [channel.partner.tenantId],
    ),
  );
  expect(events.map(({ name }) => name)).toEqual(['InvoiceIssued', 'InvoiceIssued', 'MonthClosed']);
  expect(events[0]!.new_value).toMatchObject({
    total: '100.00',
    currency: 'EUR',
    month: '2027-01',
    dueDate: '2027-04-02',
  });
});

test("A partner cannot read another partner's invoice, by number either", async () => {
  const [channel, stranger] = [await aChannel(works), await aPartner(works)];
  await aBuyerOf(works, channel);
  await setTime(works, '2027-02-01T00:00:00Z');
  await runDue(works);
  const [invoice] = await invoices(channel, 'bought');
  expect(await invoices({ partner: stranger }, 'bought')).toEqual([]);
  await expect(lines({ partner: stranger }, 'bought', invoice!.id)).rejects.toMatchObject({
    code: 'InvoiceNotFound',
  });
  expect(await lines(channel, 'bought', invoice!.id.toLowerCase())).toHaveLength(1);
});
