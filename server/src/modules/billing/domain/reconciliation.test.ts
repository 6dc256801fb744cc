import { expect, test } from 'vitest';
import { aLine as line } from '../../../../test/line.ts';
import { parse } from 'csv-parse/sync';
import { csvRows, harmless, plainCsv, type CsvForm } from '../../../kernel/index.ts';
import { lineItemOf } from './line-item.ts';
import {
  billingFrequency,
  priceAdjustmentText,
  reconciliationColumns,
  reconciliationRow,
  termAndBillingCycle,
} from './reconciliation.ts';

const columnsOfRuleG7 =
  'PartnerId, CustomerId, CustomerName, CustomerDomainName, CustomerCountry, InvoiceNumber, MPNID, ResellerMPNID, OrderId, OrderDate, ProductId, SkuId, AvailabilityId, SkuName, ProductName, ChargeType, UnitPrice, Quantity, Subtotal, TaxTotal, Total, Currency, PriceAdjustmentDescription, PublisherName, PublisherId, SubscriptionDescription, SubscriptionId, ChargeStartDate, ChargeEndDate, TermAndBillingCycle, EffectiveUnitPrice, UnitType, AlternateId, BillableQuantity, BillingFrequency, PricingCurrency, PCToBCExchangeRate, PCToBCExchangeRateDate, MeterDescription, ReservationOrderId, CreditReasonCode, SubscriptionStartDate, SubscriptionEndDate, ReferenceID, ProductQualifiers, PromotionID';

/** A line of this term and billing cycle. */
const billed = (term: typeof line.subject.term, billingCycle: typeof line.subject.billingCycle) => ({
  ...line,
  subject: { ...line.subject, term, billingCycle },
});

/** The cells of a line by column, as a reader of the file has them. */
function rowOf(of: typeof line, form: CsvForm = plainCsv): Record<string, string> {
  const delimiter = form.style === 'excel' && form.language === 'fr' ? ';' : ',';
  const [cells] = parse(csvRows([reconciliationRow(of)], form), { delimiter }) as string[][];
  return Object.fromEntries(reconciliationColumns.map((column, index) => [column, cells![index]!]));
}

test('For Excel in French amounts have a decimal comma; ids and dates stay as they are', () => {
  const row = rowOf(line, { style: 'excel', language: 'fr' });
  expect(row).toMatchObject({
    UnitPrice: '12,345',
    Subtotal: '113,50',
    PCToBCExchangeRate: '0,92',
    OrderDate: '11/20/2026',
  });
  expect(rowOf(line, { style: 'excel', language: 'en' })).toEqual(rowOf(line));
});

test('BIL-14 The reconciliation file has the 46 columns of the modern invoice file in their order', () => {
  expect(reconciliationColumns.join(', ')).toBe(columnsOfRuleG7);
  expect(reconciliationColumns).toHaveLength(46);
});

test('A row carries names, dates and amounts as a genuine file does', () => {
  const row = rowOf(line);
  expect(row).toMatchObject({
    OrderDate: '11/20/2026',
    ChargeStartDate: '11/21/2026',
    ChargeEndDate: '12/20/2026',
    PCToBCExchangeRateDate: '10/29/2026',
    UnitPrice: '12.345',
    BillableQuantity: '10',
    Subtotal: '113.50',
    TaxTotal: '0.00',
    Total: '113.50',
    TermAndBillingCycle: 'One-Year commitment for monthly billing',
    BillingFrequency: 'Monthly',
    ResellerMPNID: '0',
  });
});

test('Text that a spreadsheet would run as a formula is made harmless, ids and amounts are never touched', () => {
  const row = rowOf(line);
  expect(row).toMatchObject({
    CustomerName: `'=HYPERLINK("http://evil.example")`,
    PublisherName: `'-Fabrikam`,
    SubscriptionDescription: `'@home`,
    ProductName: 'Orchard, "Pro"',
    OrderId: '-order',
  });
  expect(['=1', '+1', '-1', '@x', '\t=1', '\r=1', '＝1'].map(harmless)).toEqual([
    "'=1",
    "'+1",
    "'-1",
    "'@x",
    "'\t=1",
    "'\r=1",
    "'＝1",
  ]);
});

test('BIL-25 A line item has its 47 members, none missing and none null', () => {
  const item = lineItemOf(line);
  expect(Object.keys(item)).toHaveLength(47);
  expect(Object.values(item).every((value) => value !== null && value !== undefined)).toBe(true);
  expect(item).toMatchObject({
    totalForCustomer: 113.5,
    unitPrice: 12.345,
    resellerMpnId: '0',
    invoiceNumber: 'G000000001',
  });
});

test('Term and cycle are said as the documented samples say them', () => {
  expect(termAndBillingCycle(billed('P1Y', 'annual'))).toBe('One-Year commitment for yearly billing');
  expect(termAndBillingCycle(billed('P1M', 'monthly'))).toBe('One-Month commitment for monthly billing');
});

test('BIL-25 What a licence line has nothing of is empty text, in the line item and in the file', () => {
  expect(lineItemOf(line)).toMatchObject({
    unitType: '',
    referenceId: '',
    discountDetails: '',
    meterDescription: '',
    reservationOrderId: '',
    creditReasonCode: '',
    promotionId: '',
    productQualifiers: [],
    priceAdjustmentDescription: '',
  });
  const row = rowOf(line);
  for (const column of ['UnitType', 'MeterDescription', 'ReservationOrderId', 'CreditReasonCode', 'ReferenceID'])
    expect(row[column], column).toBe('');
  for (const column of ['ProductQualifiers', 'PromotionID', 'PriceAdjustmentDescription'])
    expect(row[column], column).toBe('');
});

test('IND-20 The reseller on the record is named by its PartnerID, and by 0 when there is none', () => {
  const resold = { ...line, subject: { ...line.subject, resellerMpnId: '4380999' } };
  expect(lineItemOf(resold).resellerMpnId).toBe('4380999');
  expect(rowOf(resold).ResellerMPNID).toBe('4380999');
});

test('F28 A margin is told in the price adjustment, as a list; without one nothing is told', () => {
  expect(priceAdjustmentText({ ...line, marginId: 'm1' })).toBe('["Private offer margin applied"]');
  expect(priceAdjustmentText(line)).toBe('');
});

test('Every term and cycle has its words, and only a month is a billing frequency', () => {
  expect(termAndBillingCycle(billed('P2Y', 'biennial'))).toBe('Two-Year commitment for two-yearly billing');
  expect(termAndBillingCycle(billed('P3Y', 'triennial'))).toBe('Three-Year commitment for three-yearly billing');
  expect(['monthly', 'annual', 'biennial', 'triennial'].map((cycle) => billingFrequency(cycle as 'monthly'))).toEqual([
    'Monthly',
    '',
    '',
    '',
  ]);
});

test('G7 Days and months of one digit are written with two; every name a person typed is made harmless', () => {
  const evil = '=1+1';
  const names = { customerName: evil, customerDomain: evil, skuName: evil, productName: evil, publisherName: evil };
  const typed = {
    ...line,
    termStart: Temporal.PlainDate.from('2027-01-05'),
    subject: { ...line.subject, ...names, friendlyName: evil },
  };
  const row = rowOf(typed);
  expect(row.SubscriptionStartDate).toBe('01/05/2027');
  for (const column of ['CustomerName', 'CustomerDomainName', 'SkuName', 'ProductName', 'PublisherName'])
    expect(row[column], column).toBe("'=1+1");
  expect(row.SubscriptionDescription).toBe("'=1+1");
});

test('F25 A trial is told as one in file and line item (contract 6.4); usage within it is not', () => {
  const trial = { ...line, chargeKey: 't0c0' };
  const told = 'One-Month commitment for trial';
  expect(rowOf(trial)).toMatchObject({ TermAndBillingCycle: told, ProductQualifiers: 'Trial' });
  expect(lineItemOf(trial)).toMatchObject({ termAndBillingCycle: told, productQualifiers: ['Trial'] });
  const meter = { id: 'calls', name: 'Calls', unitOfMeasure: 'call' };
  const used = { ...line, chargeKey: 'u2027-01:2027-01:DZA:calls', subject: { ...line.subject, meter } };
  for (const other of [line, used]) {
    expect(rowOf(other)['ProductQualifiers']).toBe('');
    expect(lineItemOf(other)).toMatchObject({
      termAndBillingCycle: 'One-Year commitment for monthly billing',
      productQualifiers: [],
    });
  }
});
