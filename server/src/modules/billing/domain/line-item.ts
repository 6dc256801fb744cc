/** One line as the API's one-time line item: 47 members, none missing, numbers as numbers (contract 6.4). Pure. */
import { decimal, startOfDay, toWireNumber } from '../../../kernel/index.ts';
import { referenceOf, type Line } from './words.ts';
import { billingFrequency, priceAdjustmentText, productQualifiers, termAndBillingCycle } from './reconciliation.ts';

export function lineItemOf(line: Line) {
  const { subject } = line;
  return {
    partnerId: line.partnerTenantId,
    customerId: subject.customerTenantId,
    customerName: subject.customerName,
    customerDomainName: subject.customerDomain,
    customerCountry: subject.customerCountry,
    invoiceNumber: line.invoiceId,
    mpnId: subject.mpnId,
    resellerMpnId: subject.resellerMpnId ?? '0',
    orderId: subject.orderId,
    orderDate: subject.orderedAt.toString(),
    productId: subject.productId,
    skuId: subject.skuId,
    availabilityId: subject.availabilityId,
    productName: subject.productName,
    skuName: subject.skuName,
    productQualifiers: productQualifiers(line),
    chargeType: line.chargeType,
    unitPrice: wireNumber(line.unitPrice),
    effectiveUnitPrice: wireNumber(line.effectiveUnitPrice),
    unitType: subject.meter?.unitOfMeasure ?? '',
    quantity: wireNumber(line.quantity),
    subtotal: wireNumber(line.subtotal),
    taxTotal: wireNumber(line.taxTotal),
    totalForCustomer: wireNumber(line.total),
    currency: line.currency,
    publisherName: subject.publisherName,
    publisherId: subject.publisherTenantId,
    subscriptionDescription: subject.friendlyName,
    subscriptionId: line.subscriptionId,
    subscriptionStartDate: wireDay(line.termStart),
    subscriptionEndDate: wireDay(line.termEnd),
    chargeStartDate: wireDay(line.periodStart),
    chargeEndDate: wireDay(line.periodEnd),
    termAndBillingCycle: termAndBillingCycle(line),
    alternateId: subject.alternateOrderId,
    referenceId: referenceOf(line),
    priceAdjustmentDescription: priceAdjustmentText(line),
    discountDetails: '',
    pricingCurrency: line.pricingCurrency,
    pcToBCExchangeRate: wireNumber(line.exchangeRate),
    pcToBCExchangeRateDate: wireDay(line.exchangeRateDate),
    billableQuantity: wireNumber(line.quantity),
    meterDescription: subject.meter?.name ?? '',
    billingFrequency: billingFrequency(subject.billingCycle),
    reservationOrderId: '',
    creditReasonCode: '',
    promotionId: '',
  };
}

function wireNumber(text: string): number {
  return toWireNumber(decimal(text));
}

function wireDay(day: Temporal.PlainDate): string {
  return startOfDay(day).toString();
}
