import { expect, test } from 'vitest';
import { aLine as line } from '../../../../test/line.ts';
import { harmless } from '../../../kernel/index.ts';
import { lineItemOf } from './line-item.ts';
import { reconciliationColumns, reconciliationRow, termAndBillingCycle } from './reconciliation.ts';

const columnsOfRuleG7 =
  'PartnerId, CustomerId, CustomerName, CustomerDomainName, CustomerCountry, InvoiceNumber, MPNID, ResellerMPNID, OrderId, OrderDate, ProductId, SkuId, AvailabilityId, SkuName, ProductName, ChargeType, UnitPrice, Quantity, Subtotal, TaxTotal, Total, Currency, PriceAdjustmentDescription, PublisherName, PublisherId, SubscriptionDescription, SubscriptionId, ChargeStartDate, ChargeEndDate, TermAndBillingCycle, EffectiveUnitPrice, UnitType, AlternateId, BillableQuantity, BillingFrequency, PricingCurrency, PCToBCExchangeRate, PCToBCExchangeRateDate, MeterDescription, ReservationOrderId, CreditReasonCode, SubscriptionStartDate, SubscriptionEndDate, ReferenceID, ProductQualifiers, PromotionID';

test('BIL-14 The reconciliation file has the 46 columns of the modern invoice file in their order', () => {
  expect(reconciliationColumns.join(', ')).toBe(columnsOfRuleG7);
  expect(reconciliationColumns).toHaveLength(46);
});

test('A row carries names, dates and amounts as a genuine file does', () => {
  const row = Object.fromEntries(reconciliationRow(line).map((cell, index) => [reconciliationColumns[index], cell]));
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
  const row = Object.fromEntries(reconciliationRow(line).map((cell, index) => [reconciliationColumns[index], cell]));
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
  expect(termAndBillingCycle('P1Y', 'annual')).toBe('One-Year commitment for yearly billing');
  expect(termAndBillingCycle('P1M', 'monthly')).toBe('One-Month commitment for monthly billing');
});
