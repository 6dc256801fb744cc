import {
  estimateLinks,
  invoice as invoiceShape,
  invoices as invoicesShape,
  invoiceSummaries,
  invoiceSummary,
  lineItems,
} from '@comptoir/contracts/partner-center/invoices';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callServer } from '../../../test/http.ts';
import { startInvoicedServer, type Invoiced } from '../../../test/invoiced.ts';

let world: Invoiced;
let numbers: readonly string[];

beforeAll(async () => {
  world = await startInvoicedServer();
  numbers = world.numbers;
});
afterAll(async () => world.server.stop());

const get: Invoiced['get'] = (path, options) => world.get(path, options);

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
    { Field: 'InvoiceDate', Value: '-005000-01-01', Operator: 'greater_than' },
    { Field: 'InvoiceDate', Value: 'soon', Operator: 'equals' },
    7,
  ]) {
    expect(await find(wrong)).toMatchObject({ status: 400, body: { code: 800002 } });
  }
});

test('A filter by date puts the boundary day on one side: two invoices of 1 March', async () => {
  const find = async (operator: string, value: string) => {
    const filter = JSON.stringify({ Field: 'InvoiceDate', Value: value, Operator: operator });
    const { body } = await get(`/v1/invoices?filter=${encodeURIComponent(filter)}`);
    return invoicesShape.parse(body).items.length;
  };
  for (const day of ['2027-03-01', '2027-03-01T00:00:00', '2027-03-01T00:00:00Z']) {
    expect(await find('greater_than', day), day).toBe(0);
    expect(await find('greater_than_or_equals', day), day).toBe(2);
    expect(await find('less_than', day), day).toBe(0);
    expect(await find('less_than_or_equals', day), day).toBe(2);
    expect(await find('equals', day), day).toBe(2);
  }
  expect(await find('equals', '2027-02-28')).toBe(0);
  expect(await find('greater_than', '2027-02-28')).toBe(2);
  expect(await find('less_than_or_equals', '2027-02-28T23:59:59.9999999')).toBe(0);
});

test('An invoice answers to its number with or without its type, in any case; it needs a user', async () => {
  for (const id of [numbers[0]!, `OneTime-${numbers[0]}`, `onetime-${numbers[0]!.toLowerCase()}`]) {
    expect(invoiceShape.parse((await get(`/v1/invoices/${id}`)).body).id).toBe(numbers[0]);
  }
  const application = await world.tokenOf(world.channel, { kind: 'app' });
  expect(await get(`/v1/invoices/${numbers[0]}`, { token: application })).toMatchObject({
    status: 403,
    body: { code: 900329 },
  });
  expect((await get('/v1/invoices', { token: application })).status).toBe(200);
});

test("Another partner's invoice, an unknown one and nonsense are the same answer: not found", async () => {
  const theirs = await world.tokenOf(world.stranger);
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
  const sales = await world.tokenOf(world.channel, { roles: ['sales_agent'] });
  expect(await get('/v1/invoices', { token: sales })).toMatchObject({ status: 403, body: { code: 900308 } });
  expect((await callServer(world.server.origin, 'GET', '/v1/invoices')).status).toBe(401);
});

test('The statement is a PDF named after the invoice, in the language asked for', async () => {
  const response = await fetch(`${world.server.origin}/v1/invoices/${numbers[0]}/documents/statement`, {
    headers: { authorization: `Bearer ${world.token}`, accept: 'application/pdf', 'x-locale': 'fr-FR' },
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

test('A currency that does not exist is refused; one in which nothing was charged is an empty list', async () => {
  const lines = 'provider=onetime&invoicelineitemtype=billinglineitems';
  const unbilled = `/v1/invoices/unbilled/lineitems?${lines}&period=current`;
  for (const currency of ['ZZZ', 'E', 'EURO', '€']) {
    const code = `currencyCode=${encodeURIComponent(currency)}`;
    for (const path of [
      `/v1/invoices/${numbers[0]}/lineitems?${lines}&${code}`,
      `/v1/invoices/${numbers[0]}/lineitems/onetime/billinglineitems?${code}`,
      `${unbilled}&${code}`,
      `/v1/invoices/estimates/links?${code}`,
    ])
      expect((await get(path)).status, path).toBe(400);
  }
  expect((await linesOf(`${lines}&currencyCode=usd`)).body.items).toEqual([]);
});

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
      partnerId: world.channel.partner.tenantId,
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

test('The estimate links lead to what is not billed yet, also without the currency that the Java SDK loses', async () => {
  for (const query of ['?currencycode=eur', '']) {
    const list = estimateLinks.parse((await get(`/v1/invoices/estimates/links${query}`)).body);
    expect(list.items.map((item) => [item.type, item.period])).toEqual([
      ['daily_rated_usage', 'Current'],
      ['non_consumption', 'Current'],
      ['daily_rated_usage', 'Previous'],
      ['non_consumption', 'Previous'],
    ]);
    const counts = [];
    for (const { link } of list.items) counts.push((await get(`/v1/${link.uri}`)).body.totalCount);
    expect(counts).toEqual([0, 3, 0, 0]);
  }
  expect((await get('/v1/invoices/estimates/links?currencycode=euro')).status).toBe(400);
});

test('The link of a page of line items to itself can be followed', async () => {
  for (const path of [
    `/v1//invoices/${numbers[0]}/lineitems?provider=OneTime&invoicelineitemtype=billinglineitems&size=1`,
    `/V1/invoices/OneTime-${numbers[0]}/lineitems/OneTime/BillingLineItems?size=1`,
    '/v1/invoices/unbilled/lineitems?provider=all&invoicelineitemtype=BILLINGLINEITEMS&currencycode=EUR&period=Current',
  ]) {
    const { body } = await get(path);
    const again = await get(`/v1${lineItems.parse(body).links!.self!.uri}`);
    expect(again.body, path).toEqual(body);
  }
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
  const nothing = invoiceSummary.parse(
    (await get('/v1/invoices/summary', { token: await world.tokenOf(world.stranger) })).body,
  );
  expect(nothing).toMatchObject({ balanceAmount: 0, latestInvoiceDate: '0001-01-01T00:00:00' });
});
