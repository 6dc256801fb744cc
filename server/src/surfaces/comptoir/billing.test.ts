import {
  customerInvoiceDetail,
  customerInvoiceList,
  filesRead,
  price,
  priceList,
  proof,
  provedInvoiceList,
} from '@comptoir/contracts/comptoir/billing';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buy } from '../../../test/billing.ts';
import { callServer } from '../../../test/http.ts';
import { startInvoicedServer, type Invoiced } from '../../../test/invoiced.ts';
import { decimal, sum } from '../../kernel/index.ts';
import { reconciliationColumns } from '../../modules/billing/index.ts';

let world: Invoiced;
let numbers: readonly string[];

beforeAll(async () => {
  world = await startInvoicedServer();
  numbers = world.numbers;
});
afterAll(async () => world.server.stop());

const get: Invoiced['get'] = (path, options) => world.get(path, options);

test('BIL-14 The reconciliation file has the documented columns and sums to the invoice', async () => {
  const file = await get(`/comptoir/v1/invoices/${numbers[0]}/reconciliation`);
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(file.headers.get('content-disposition')).toBe(`attachment; filename=Reconciliation_${numbers[0]}.csv`);
  expect(file.text.split('\r\n')[0]).toBe(reconciliationColumns.join(','));
  const rows = parse(file.text, { columns: true }) as Record<string, string>[];
  expect(sum(rows.map((row) => decimal(row.Total!))).toFixed(2)).toBe('140.00');
  expect(rows[0]).toMatchObject({
    InvoiceNumber: numbers[0],
    CustomerName: 'Contoso',
    ChargeType: 'cycleCharge',
    ResellerMPNID: '0',
  });
  const theirs = await get(`/comptoir/v1/invoices/${numbers[0]}/reconciliation`, {
    token: await world.tokenOf(world.stranger),
  });
  expect(theirs).toMatchObject({ status: 404, body: { code: 'InvoiceNotFound' } });
});

test("BIL-02 AZP-04 The partner's invoices to its customers, their lines, file and document", async () => {
  const list = customerInvoiceList.answer.parse((await get('/comptoir/v1/customer-invoices?month=2027-02')).body);
  expect(list.items.map((item) => item.total).toSorted()).toEqual(['10.00', '100.00', '30.00']);
  const page = customerInvoiceList.answer.parse((await get('/comptoir/v1/customer-invoices?size=4')).body);
  const rest = customerInvoiceList.answer.parse(
    (await get(`/comptoir/v1/customer-invoices?size=4&after=${encodeURIComponent(page.next!)}`)).body,
  );
  expect([page.items.length, rest.items.length, rest.next]).toEqual([4, 2, undefined]);
  const { id, customerTenantId } = list.items[0]!;
  const own = customerInvoiceList.answer.parse(
    (await get(`/comptoir/v1/customer-invoices?customerTenantId=${customerTenantId}`)).body,
  );
  expect(own.items.map((item) => item.month)).toEqual(['2027-02', '2027-01']);
  const detail = customerInvoiceDetail.parse((await get(`/comptoir/v1/customer-invoices/${id}`)).body);
  expect(detail.lines).toMatchObject([{ total: detail.total, publisherName: 'Atelier', chargeStart: '2027-02-10' }]);
  expect(detail.lines[0]!.pricePath.map((step) => step.step).at(-1)).toBe('total');
  const file = await get(`/comptoir/v1/customer-invoices/${id}/reconciliation`);
  expect(parse(file.text, { columns: true })).toHaveLength(1);
  expect((await get(`/comptoir/v1/customer-invoices/${id}/document`)).text.startsWith('%PDF-')).toBe(true);
  const theirs = await world.tokenOf(world.stranger);
  for (const path of ['', '/reconciliation', '/document']) {
    expect((await get(`/comptoir/v1/customer-invoices/${id}${path}`, { token: theirs })).status).toBe(404);
  }
  expect((await get(`/v1/invoices/${id}`)).status).toBe(404);
});

test('AZP-03 Prices are set and listed; a repeated request sets one; unknown members, numbers and nonsense are refused', async () => {
  const subscription = await buy(world.works, world.channel, { customer: (await customerOf())!, seats: 1 });
  const [row] = await world.works.asSystem((work) =>
    work.prepared<{ sku_id: string }>('sku', 'select sku_id from subscription where id = $1', [subscription]),
  );
  const body = {
    productId: world.channel.productId,
    skuId: row!.sku_id,
    term: 'P1Y',
    billingCycle: 'monthly',
    currency: 'EUR',
    amount: '14.50',
  };
  const post = (given: unknown, headers: Record<string, string> = {}) =>
    callServer(world.server.origin, 'POST', '/comptoir/v1/prices', { token: world.token, body: given, headers });
  const headers = { 'MS-RequestId': crypto.randomUUID() };
  const made = await post(body, headers);
  expect(made.status).toBe(201);
  expect(price.parse(made.body)).toMatchObject({ amount: '14.5', currency: 'EUR' });
  expect((await post(body, headers)).body).toEqual(made.body);
  expect(priceList.answer.parse((await get('/comptoir/v1/prices')).body).items).toHaveLength(1);
  for (const wrong of [
    { ...body, amount: 14.5 },
    { ...body, amount: '-1' },
    { ...body, amount: '1e3' },
    { ...body, discount: '1' },
    { ...body, effectiveFrom: 'yesterday' },
    '{"amount":',
  ]) {
    expect((await post(wrong)).status).toBe(400);
  }
  expect(await post({ ...body, amount: '1.123456789' })).toMatchObject({
    status: 400,
    body: { code: 'PriceRefused', problems: [{ path: 'amount' }] },
  });
  expect(await post({ ...body, effectiveFrom: '2027-01-01T00:00:00Z' })).toMatchObject({
    status: 400,
    body: { problems: [{ path: 'effectiveFrom' }] },
  });
  expect(priceList.answer.parse((await get('/comptoir/v1/prices')).body).items).toHaveLength(1);
});

async function customerOf(): Promise<string | undefined> {
  return customerInvoiceList.answer.parse((await get('/comptoir/v1/customer-invoices')).body).items[0]
    ?.customerTenantId;
}

test('BIL-14 Files and documents of a month are read on demand, which can be followed, and what was read is kept', async () => {
  const ask = (body: unknown) =>
    callServer(world.server.origin, 'POST', '/comptoir/v1/proof', { token: world.token, body });
  const requested = await ask({ month: '2027-02' });
  expect([requested.status, filesRead.parse(requested.body).state]).toEqual([202, 'running']);
  await world.server.context.jobs().drained();
  await world.server.context.clockwork.runDue();
  const report = proof.parse((await get('/comptoir/v1/proof?month=2027-02')).body);
  expect(report.files).toMatchObject({ state: 'finished', invoices: 4, read: 4, differing: 0 });
  const { items } = provedInvoiceList.answer.parse((await get('/comptoir/v1/proof/2027-02/invoices')).body);
  expect(items).toHaveLength(4);
  for (const { invoice, reading } of items)
    expect(reading).toEqual({ lineItems: invoice, csv: invoice, document: invoice });
  expect(await ask({ month: '2030-01' })).toMatchObject({ status: 409, body: { code: 'MonthNotClosed' } });
  expect((await ask({ month: '2027-02', partner: 'x' })).status).toBe(400);
});

test('The proof of a month can be read, and says that all agree', async () => {
  const report = proof.parse((await get('/comptoir/v1/proof?month=2027-02')).body);
  expect(report).toMatchObject({ closed: true, agree: true, problems: [] });
  expect(report.hops).toEqual([
    { hop: 'operator_partner', invoices: 1, differing: 0 },
    { hop: 'partner_customer', invoices: 3, differing: 0 },
  ]);
  for (const query of ['', '?month=2027-13', '?month=2027-02&partner=x'])
    expect((await get(`/comptoir/v1/proof${query}`)).status).toBe(400);
});

test('Invoices of a proof are paged, filtered and counted over all by the database; what differs comes first', async () => {
  const list = async (query: string) =>
    provedInvoiceList.answer.parse((await get(`/comptoir/v1/proof/2027-02/invoices${query}`)).body);
  const whole = await list('?sort=number');
  const seen = [];
  for (let after = ''; ;) {
    const { items, total, next } = await list(`?sort=number&size=1${after}`);
    expect([items.length, total]).toEqual([1, 4]);
    seen.push(...items);
    if (!next) break;
    after = `&after=${encodeURIComponent(next)}`;
  }
  expect(seen).toEqual(whole.items);
  expect((await list('?hop=operator_partner')).items.map(({ hop }) => hop)).toEqual(['operator_partner']);
  const [odd] = (await list('?hop=partner_customer&sort=-number')).items;
  const { owner } = world.server.context.pools;
  const change = (cents: string) =>
    owner.query(
      `update invoice set total = total + ${cents}, subtotal = subtotal + ${cents} where id = $1 and month = '2027-02'`,
      [odd!.invoiceId],
    );
  await owner.query('alter table invoice disable trigger user');
  await change('0.01');
  const [first, ...others] = (await list('')).items;
  expect(first).toMatchObject({ invoiceId: odd!.invoiceId, agree: false, differences: [{ code: 'chargesSum' }] });
  expect(others.every(({ agree }) => agree)).toBe(true);
  expect([(await list('?agree=false')).total, (await list('?agree=true')).total]).toEqual([1, 3]);
  const report = proof.parse((await get('/comptoir/v1/proof?month=2027-02')).body);
  expect(report).toMatchObject({ agree: false, hops: [{ differing: 0 }, { differing: 1 }] });
  await change('-0.01');
  await owner.query('alter table invoice enable trigger user');
  const file = await get('/comptoir/v1/proof/2027-02/invoices/export');
  expect(parse(file.text, { columns: true })).toHaveLength(4);
});
