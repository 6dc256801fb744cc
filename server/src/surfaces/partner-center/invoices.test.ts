import {
  invoice as invoiceShape,
  invoices as invoicesShape,
  invoiceSummaries,
  invoiceSummary,
  lineItems,
} from '@comptoir/contracts/partner-center/invoices';
import { customerInvoiceDetail, customerInvoices, price, prices, proof } from '@comptoir/contracts/comptoir/billing';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aBuyerOf, aChannel, buy, runDue, setTime, type Channel } from '../../../test/billing.ts';
import type { TestWorks } from '../../../test/database.ts';
import { callServer, type Call } from '../../../test/http.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { accessToken, type TokenWishes } from '../../../test/tokens.ts';
import { decimal, sum, systemActor } from '../../kernel/index.ts';
import { reconciliationColumns } from '../../modules/billing/index.ts';

let server: TestServer;
let works: TestWorks;
let channel: Channel;
let stranger: Channel;
let token: string;
/** Numbers of the partner's invoices, newest first. */
let numbers: string[];

const tokenOf = (of: Channel, wishes: Partial<TokenWishes> = {}) =>
  accessToken(server.context, { tenantId: of.partner.tenantId, parts: ['direct'], ...wishes });
const get = (path: string, options: Call = {}) => callServer(server.origin, 'GET', path, { token, ...options });

beforeAll(async () => {
  server = await startTestServer();
  const { pools, runner } = server.context;
  works = {
    pools,
    runner,
    asSystem: (body) => runner.run({ actor: systemActor, system: true }, body),
    as: (actor, body) => runner.run({ actor }, body),
  };
  // Past everything the demo world has: only this partner's months close here.
  await setTime(works, '2027-01-10T09:00:00Z');
  channel = await aChannel(works);
  stranger = await aChannel(works);
  for (const seats of [10, 3, 1]) await aBuyerOf(works, channel, seats);
  await setTime(works, '2027-03-01T00:00:00Z');
  await runDue(works);
  await setTime(works, '2027-03-20T00:00:00Z');
  await runDue(works);
  token = await tokenOf(channel);
  const list = await get('/v1/invoices');
  numbers = invoicesShape.parse(list.body).items.map((item) => item.id);
});
afterAll(async () => server.stop());

test('BIL-25 BIL-03 Invoices are listed newest first with everything the contract names', async () => {
  const { status, body } = await get('/v1/invoices');
  expect(status).toBe(200);
  const list = invoicesShape.parse(body);
  expect(list.items).toHaveLength(2);
  expect(list.links?.next).toBeUndefined();
  expect(list.items[0]).toMatchObject({
    id: expect.stringMatching(/^G\d{9}$/),
    billingPeriodStartDate: '2027-02-01T00:00:00.000Z',
    billingPeriodEndDate: '2027-02-28T00:00:00.000Z',
    totalCharges: 140,
    paidAmount: 0,
    currencyCode: 'EUR',
    currencySymbol: '€',
    invoiceType: 'OneTime',
    documentType: 'invoice',
    links: { self: { uri: `/invoices/OneTime-${numbers[0]}`, method: 'GET', headers: [] } },
    attributes: { objectType: 'Invoice' },
  });
});

test('Pages of invoices are linked by offset, and size 0 means no size', async () => {
  const first = invoicesShape.parse((await get('/v1/invoices?SIZE=1')).body);
  expect([first.totalCount, first.items[0]!.id]).toEqual([1, numbers[0]]);
  const next = invoicesShape.parse((await get(`/v1/${first.links!.next!.uri}`)).body);
  expect(next.items.map((item) => item.id)).toEqual([numbers[1]]);
  expect(next.links?.next).toBeUndefined();
  expect(invoicesShape.parse((await get('/v1/invoices?size=0')).body).items).toHaveLength(2);
});

test('Invoices can be filtered by their date, as either SDK writes a filter; another filter is refused', async () => {
  const find = (filter: unknown) => get(`/v1/invoices?filter=${encodeURIComponent(JSON.stringify(filter))}`);
  const after = await find({ Field: 'InvoiceDate', Value: '2027-03-01T00:00:00', Operator: 'greater_than_or_equals' });
  expect(invoicesShape.parse(after.body).items).toHaveLength(2);
  const none = await find({ field: 'invoicedate', value: '2027-02-01', operator: 'LessThan' });
  expect(invoicesShape.parse(none.body).items).toEqual([]);
  const between = await find({
    LeftFilter: { Field: 'InvoiceDate', Value: '2027-03-01', Operator: 'equals' },
    RightFilter: { Field: 'InvoiceDate', Value: '2027-04-01', Operator: 'less_than' },
    Operator: 'and',
  });
  expect(between.status).toBe(200);
  for (const wrong of [
    { Field: 'Total', Value: '1', Operator: 'equals' },
    { Field: 'InvoiceDate', Value: 'soon', Operator: 'equals' },
    7,
  ]) {
    expect(await find(wrong)).toMatchObject({ status: 400, body: { code: 800002 } });
  }
});

test('An invoice answers to its number with or without its type, in any case; it needs a user', async () => {
  for (const id of [numbers[0]!, `OneTime-${numbers[0]}`, `onetime-${numbers[0]!.toLowerCase()}`]) {
    expect(invoiceShape.parse((await get(`/v1/invoices/${id}`)).body).id).toBe(numbers[0]);
  }
  const application = await tokenOf(channel, { kind: 'app' });
  expect(await get(`/v1/invoices/${numbers[0]}`, { token: application })).toMatchObject({
    status: 403,
    body: { code: 900329 },
  });
  expect((await get('/v1/invoices', { token: application })).status).toBe(200);
});

test("Another partner's invoice, an unknown one and nonsense are the same answer: not found", async () => {
  const theirs = await tokenOf(stranger);
  for (const path of ['', '/documents/statement', '/lineitems?provider=all&invoicelineitemtype=billinglineitems']) {
    expect(await get(`/v1/invoices/${numbers[0]}${path}`, { token: theirs })).toMatchObject({
      status: 404,
      body: { code: 1000 },
    });
  }
  for (const id of ['G999999999', 'nonsense', `${numbers[0]}'--`]) {
    expect((await get(`/v1/invoices/${encodeURIComponent(id)}`)).status).toBe(404);
  }
});

test('Who may not see billing is refused', async () => {
  const sales = await tokenOf(channel, { roles: ['sales_agent'] });
  expect(await get('/v1/invoices', { token: sales })).toMatchObject({ status: 403, body: { code: 900308 } });
  expect((await callServer(server.origin, 'GET', '/v1/invoices')).status).toBe(401);
});

test('The statement is a PDF named after the invoice, in the language asked for', async () => {
  const response = await fetch(`${server.origin}/v1/invoices/${numbers[0]}/documents/statement`, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/pdf', 'x-locale': 'fr-FR' },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/pdf');
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename=Invoice_${numbers[0]}.pdf`);
  expect(
    Buffer.from(await response.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
});

const linesOf = (query: string) => get(`/v1/invoices/${numbers[0]}/lineitems?${query}`);

test('Line items carry both discriminators and sum to the invoice, whatever the spelling of the question', async () => {
  for (const [query, provider] of [
    ['provider=onetime&invoicelineitemtype=billinglineitems', 'one_time'],
    ['Provider=OneTime&InvoiceLineItemType=BILLINGLINEITEMS&currencycode=eur&size=0', 'one_time'],
    ['provider=all&invoiceLineItemType=BillingLineItems', 'all'],
  ] as const) {
    const page = lineItems.parse((await linesOf(query)).body);
    expect(
      page.items.every(
        (item) => item.billingProvider === provider && item.invoiceLineItemType === 'billing_line_items',
      ),
    ).toBe(true);
    expect(page.items.map((item) => item.totalForCustomer).toSorted((a, b) => a - b)).toEqual([10, 30, 100]);
    expect(page.items[0]).toMatchObject({
      invoiceNumber: numbers[0],
      chargeType: 'cycleCharge',
      partnerId: channel.partner.tenantId,
      chargeStartDate: '2027-02-10T00:00:00Z',
      chargeEndDate: '2027-03-09T00:00:00Z',
      attributes: { objectType: 'OneTimeInvoiceLineItem' },
    });
  }
});

test('Kinds of line that do not exist here are empty lists; unknown kinds are refused', async () => {
  for (const query of [
    'provider=office&invoicelineitemtype=billinglineitems',
    'provider=onetime&invoicelineitemtype=usagelineitems',
    'provider=all&invoicelineitemtype=billinglineitems&currencycode=USD',
  ]) {
    expect((await linesOf(query)).body).toMatchObject({ totalCount: 0, items: [] });
  }
  for (const query of [
    '',
    'provider=all',
    'provider=aws&invoicelineitemtype=billinglineitems',
    'provider=all&invoicelineitemtype=billinglineitems&size=-1',
  ]) {
    expect((await linesOf(query)).status).toBe(400);
  }
});

test('Line items are read on by seek with the continuation token, in the header or in the link', async () => {
  const seen: string[] = [];
  let page = lineItems.parse((await linesOf('provider=all&invoicelineitemtype=billinglineitems&size=2')).body);
  seen.push(...page.items.map((item) => item.subscriptionId));
  expect(page.continuationToken).toBeDefined();
  const next = page.links!.next!;
  const headers = Object.fromEntries(next.headers.map(({ key, value }) => [key, value]));
  // As the Java SDK follows a link: with a doubled slash.
  page = lineItems.parse((await get(`/v1/${next.uri}`, { headers })).body);
  seen.push(...page.items.map((item) => item.subscriptionId));
  expect(page.links?.next).toBeUndefined();
  expect(new Set(seen).size).toBe(3);
  for (const [query, token_] of [
    ['seekOperation=Next', undefined],
    ['seekOperation=Next', 'forged'],
    ['seekOperation=Next', Buffer.from('["line","x"]').toString('base64url')],
    ['seekOperation=Last', 'x'],
  ] as const) {
    const wrong = await get(
      `/v1/invoices/${numbers[0]}/lineitems?provider=all&invoicelineitemtype=billinglineitems&${query}`,
      {
        headers: token_ ? { 'MS-ContinuationToken': token_ } : {},
      },
    );
    expect(wrong.status).toBe(400);
  }
});

test('The older path form pages by offset', async () => {
  const path = `/v1/invoices/OneTime-${numbers[0]}/lineitems/OneTime/BillingLineItems`;
  const first = lineItems.parse((await get(`${path}?size=2`)).body);
  expect(first.items).toHaveLength(2);
  const second = lineItems.parse((await get(`/v1${first.links!.next!.uri}`)).body);
  expect(second.items).toHaveLength(1);
  expect(second.links?.next).toBeUndefined();
});

test('What is not billed yet is listed apart, without an invoice number', async () => {
  const unbilled = (query: string, headers: Record<string, string> = {}) =>
    get(`/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&${query}`, { headers });
  const current = lineItems.parse((await unbilled('currencycode=EUR&period=current')).body);
  expect(current.items.map((item) => item.totalForCustomer).toSorted((a, b) => a - b)).toEqual([10, 30, 100]);
  expect(
    current.items.every((item) => item.invoiceNumber === '' && item.chargeStartDate.startsWith('2027-03-10')),
  ).toBe(true);
  expect((await unbilled('currencycode=EUR&period=previous')).body.items).toEqual([]);
  expect((await unbilled('currencycode=USD&period=current')).body.items).toEqual([]);
  const first = lineItems.parse((await unbilled('currencycode=EUR&period=current&size=2')).body);
  const onward = first.links!.next!;
  const second = await get(`/v1${onward.uri}`, { headers: { 'MS-ContinuationToken': onward.headers[0]!.value } });
  expect(lineItems.parse(second.body).items).toHaveLength(1);
  for (const query of ['period=current', 'currencycode=EUR', 'currencycode=EUR&period=next'])
    expect((await unbilled(query)).status).toBe(400);
});

test('The balance is what was invoiced, in the currency of the partner', async () => {
  const summary = invoiceSummary.parse((await get('/v1/invoices/summary')).body);
  expect(summary).toMatchObject({
    balanceAmount: 280,
    currencyCode: 'EUR',
    lastPaymentDate: '0001-01-01T00:00:00',
    details: [{ invoiceType: 'OneTime', summary: { balanceAmount: 280 } }],
  });
  expect(invoiceSummaries.parse((await get('/v1/invoices/summaries')).body).items).toHaveLength(1);
  const nothing = invoiceSummary.parse((await get('/v1/invoices/summary', { token: await tokenOf(stranger) })).body);
  expect(nothing).toMatchObject({ balanceAmount: 0, latestInvoiceDate: '0001-01-01T00:00:00' });
});

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
  const theirs = await get(`/comptoir/v1/invoices/${numbers[0]}/reconciliation`, { token: await tokenOf(stranger) });
  expect(theirs).toMatchObject({ status: 404, body: { code: 'InvoiceNotFound' } });
});

test("BIL-02 AZP-04 The partner's invoices to its customers, their lines, file and document", async () => {
  const list = customerInvoices.parse((await get('/comptoir/v1/customer-invoices?month=2027-02')).body);
  expect(list.items.map((item) => item.total).toSorted()).toEqual(['10.00', '100.00', '30.00']);
  const page = customerInvoices.parse((await get('/comptoir/v1/customer-invoices?size=4')).body);
  const rest = customerInvoices.parse((await get(`/comptoir/v1/customer-invoices?size=4&after=${page.next}`)).body);
  expect([page.items.length, rest.items.length, rest.next]).toEqual([4, 2, undefined]);
  const { id, customerTenantId } = list.items[0]!;
  const own = customerInvoices.parse(
    (await get(`/comptoir/v1/customer-invoices?customerTenantId=${customerTenantId}`)).body,
  );
  expect(own.items.map((item) => item.month)).toEqual(['2027-02', '2027-01']);
  const detail = customerInvoiceDetail.parse((await get(`/comptoir/v1/customer-invoices/${id}`)).body);
  expect(detail.lines).toMatchObject([{ total: detail.total, publisherName: 'Atelier', chargeStart: '2027-02-10' }]);
  expect(detail.lines[0]!.pricePath.map((step) => step.step).at(-1)).toBe('total');
  const file = await get(`/comptoir/v1/customer-invoices/${id}/reconciliation`);
  expect(parse(file.text, { columns: true })).toHaveLength(1);
  expect((await get(`/comptoir/v1/customer-invoices/${id}/document`)).text.startsWith('%PDF-')).toBe(true);
  const theirs = await tokenOf(stranger);
  for (const path of ['', '/reconciliation', '/document']) {
    expect((await get(`/comptoir/v1/customer-invoices/${id}${path}`, { token: theirs })).status).toBe(404);
  }
  expect((await get(`/v1/invoices/${id}`)).status).toBe(404);
});

test('AZP-03 Prices are set and listed; a repeated request sets one; unknown members, numbers and nonsense are refused', async () => {
  const subscription = await buy(works, channel, { customer: (await customerOf())!, seats: 1 });
  const [row] = await works.asSystem((work) =>
    work.prepared<{ sku_id: string }>('sku', 'select sku_id from subscription where id = $1', [subscription]),
  );
  const body = {
    productId: channel.productId,
    skuId: row!.sku_id,
    term: 'P1Y',
    billingCycle: 'monthly',
    currency: 'EUR',
    amount: '14.50',
  };
  const post = (given: unknown, headers: Record<string, string> = {}) =>
    callServer(server.origin, 'POST', '/comptoir/v1/prices', { token, body: given, headers });
  const headers = { 'MS-RequestId': crypto.randomUUID() };
  const made = await post(body, headers);
  expect(made.status).toBe(201);
  expect(price.parse(made.body)).toMatchObject({ amount: '14.5', currency: 'EUR' });
  expect((await post(body, headers)).body).toEqual(made.body);
  expect(prices.parse((await get('/comptoir/v1/prices')).body).items).toHaveLength(1);
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
  expect(prices.parse((await get('/comptoir/v1/prices')).body).items).toHaveLength(1);
});

async function customerOf(): Promise<string | undefined> {
  return customerInvoices.parse((await get('/comptoir/v1/customer-invoices')).body).items[0]?.customerTenantId;
}

test('The proof of a month can be read, and says that all agree', async () => {
  const report = proof.parse((await get('/comptoir/v1/proof?month=2027-02')).body);
  expect(report).toMatchObject({ closed: true, agree: true, problems: [] });
  expect(report.hops.map(({ hop, invoices }) => [hop, invoices.length])).toEqual([
    ['operator_partner', 1],
    ['partner_customer', 3],
  ]);
  for (const query of ['', '?month=2027-13', '?month=2027-02&partner=x'])
    expect((await get(`/comptoir/v1/proof${query}`)).status).toBe(400);
});
