/** One line in the modern invoice reconciliation file: 46 columns in the documented order (rule G7). Pure. */
import {
  decimal,
  minorUnitDigits,
  startOfDay,
  type BillingCycle,
  type CsvCell,
  type Term,
} from '../../../kernel/index.ts';
import { isTrial, referenceOf, type Line } from './words.ts';

type Cell = (line: Line) => string;

const blank: Cell = () => '';

const cells = {
  PartnerId: (line) => line.partnerTenantId,
  CustomerId: (line) => line.subject.customerTenantId,
  CustomerName: (line) => line.subject.customerName,
  CustomerDomainName: (line) => line.subject.customerDomain,
  CustomerCountry: (line) => line.subject.customerCountry,
  InvoiceNumber: (line) => line.invoiceId,
  MPNID: (line) => line.subject.mpnId,
  ResellerMPNID: (line) => line.subject.resellerMpnId ?? '0',
  OrderId: (line) => line.subject.orderId,
  OrderDate: (line) => fileDate(line.subject.orderedAt),
  ProductId: (line) => line.subject.productId,
  SkuId: (line) => line.subject.skuId,
  AvailabilityId: (line) => line.subject.availabilityId,
  SkuName: (line) => line.subject.skuName,
  ProductName: (line) => line.subject.productName,
  ChargeType: (line) => line.chargeType,
  UnitPrice: (line) => line.unitPrice,
  Quantity: (line) => line.quantity,
  Subtotal: (line) => amountCell(line.subtotal, line.currency),
  TaxTotal: (line) => amountCell(line.taxTotal, line.currency),
  Total: (line) => amountCell(line.total, line.currency),
  Currency: (line) => line.currency,
  PriceAdjustmentDescription: (line) => priceAdjustmentText(line),
  PublisherName: (line) => line.subject.publisherName,
  PublisherId: (line) => line.subject.publisherTenantId,
  SubscriptionDescription: (line) => line.subject.friendlyName,
  SubscriptionId: (line) => line.subscriptionId,
  ChargeStartDate: (line) => fileDate(startOfDay(line.periodStart)),
  ChargeEndDate: (line) => fileDate(startOfDay(line.periodEnd)),
  TermAndBillingCycle: (line) => termAndBillingCycle(line),
  EffectiveUnitPrice: (line) => line.effectiveUnitPrice,
  UnitType: (line) => line.subject.meter?.unitOfMeasure ?? '',
  AlternateId: (line) => line.subject.alternateOrderId,
  BillableQuantity: (line) => line.quantity,
  BillingFrequency: (line) => billingFrequency(line.subject.billingCycle),
  PricingCurrency: (line) => line.pricingCurrency,
  PCToBCExchangeRate: (line) => line.exchangeRate,
  PCToBCExchangeRateDate: (line) => fileDate(startOfDay(line.exchangeRateDate)),
  MeterDescription: (line) => line.subject.meter?.name ?? '',
  ReservationOrderId: blank,
  CreditReasonCode: blank,
  SubscriptionStartDate: (line) => fileDate(startOfDay(line.termStart)),
  SubscriptionEndDate: (line) => fileDate(startOfDay(line.termEnd)),
  ReferenceID: (line) => referenceOf(line),
  ProductQualifiers: (line) => productQualifiers(line).join(','),
  PromotionID: blank,
} as const satisfies Record<string, Cell>;

export type ReconciliationColumn = keyof typeof cells;

/** Column names in file order. Import by name, never by position (rule G7). */
export const reconciliationColumns = Object.keys(cells) as readonly ReconciliationColumn[];

/** Columns whose text somebody typed. All others are our own ids, dates and numerals, which must stay as they are. */
const typedByPeople: ReadonlySet<ReconciliationColumn> = new Set([
  'CustomerName',
  'CustomerDomainName',
  'SkuName',
  'ProductName',
  'PublisherName',
  'SubscriptionDescription',
  'UnitType',
  'MeterDescription',
]);

const numbers: ReadonlySet<ReconciliationColumn> = new Set([
  'UnitPrice',
  'Quantity',
  'Subtotal',
  'TaxTotal',
  'Total',
  'EffectiveUnitPrice',
  'BillableQuantity',
  'PCToBCExchangeRate',
]);

/** The cells of a line in file order; what people typed is made harmless to spreadsheets where the file is written. */
export function reconciliationRow(line: Line): CsvCell[] {
  return reconciliationColumns.map((column) => {
    const cell = cells[column](line);
    if (typedByPeople.has(column)) return cell;
    return numbers.has(column) ? { number: cell } : { code: cell };
  });
}

/** Amount with the digits its currency is invoiced in. */
function amountCell(amount: string, currency: string): string {
  return decimal(amount).toFixed(minorUnitDigits(currency));
}

/** `MM/DD/YYYY` in UTC, as a genuine file has it (rule G7, observed). */
function fileDate(at: Temporal.Instant): string {
  const day = at.toZonedDateTimeISO('UTC').toPlainDate();
  return `${String(day.month).padStart(2, '0')}/${String(day.day).padStart(2, '0')}/${day.year}`;
}

const termWords: Record<Term, string> = { P1M: 'One-Month', P1Y: 'One-Year', P2Y: 'Two-Year', P3Y: 'Three-Year' };
const cycleWords: Record<BillingCycle, string> = {
  monthly: 'monthly',
  annual: 'yearly',
  biennial: 'two-yearly',
  triennial: 'three-yearly',
};

/** E.g. `One-Year commitment for monthly/yearly billing`, `One-Month commitment for trial` (line item contract, section 6.4). */
export function termAndBillingCycle({ chargeKey, subject }: Line): string {
  if (isTrial(chargeKey)) return 'One-Month commitment for trial';
  return `${termWords[subject.term]} commitment for ${cycleWords[subject.billingCycle]} billing`;
}

/** What sets a line apart (line item contract, section 6.4). */
export function productQualifiers({ chargeKey }: Line): string[] {
  return isTrial(chargeKey) ? ['Trial'] : [];
}

/** A JSON array as text (contract 6.4, rule F28); empty when nothing was taken off. */
export function priceAdjustmentText({ marginId }: Line): string {
  return marginId ? JSON.stringify(['Private offer margin applied']) : '';
}

export function billingFrequency(cycle: BillingCycle): string {
  return cycle === 'monthly' ? 'Monthly' : '';
}
