/** One line as the API's one-time line item: 47 members, none missing, numbers as numbers (contract 6.4). Pure. */
import { decimal, startOfDay, toWireNumber } from '../../../kernel/index.ts';
import type { Line } from './words.ts';
import { billingFrequency, priceAdjustmentText, termAndBillingCycle } from './reconciliation.ts';

export function lineItemOf(line: Line) {
  const { details } = line;
  return {
    partnerId: line.partnerTenantId,
    customerId: line.customerTenantId,
    customerName: details.customerName,
    customerDomainName: details.customerDomain,
    customerCountry: details.customerCountry,
    invoiceNumber: line.invoiceId,
    mpnId: details.mpnId,
    resellerMpnId: details.resellerMpnId ?? '0',
    orderId: details.orderId,
    orderDate: details.orderedAt,
    productId: details.productId,
    skuId: details.skuId,
    availabilityId: details.availabilityId,
    productName: details.productName,
    skuName: details.skuName,
    productQualifiers: [] as string[],
    chargeType: line.chargeType,
    unitPrice: wireNumber(line.unitPrice),
    effectiveUnitPrice: wireNumber(line.effectiveUnitPrice),
    unitType: '',
    quantity: wireNumber(line.quantity),
    subtotal: wireNumber(line.subtotal),
    taxTotal: wireNumber(line.taxTotal),
    totalForCustomer: wireNumber(line.total),
    currency: line.currency,
    publisherName: details.publisherName,
    publisherId: line.publisherTenantId,
    subscriptionDescription: details.friendlyName,
    subscriptionId: line.subscriptionId,
    subscriptionStartDate: wireDay(Temporal.PlainDate.from(details.subscriptionStart)),
    subscriptionEndDate: wireDay(Temporal.PlainDate.from(details.subscriptionEnd)),
    chargeStartDate: wireDay(line.periodStart),
    chargeEndDate: wireDay(line.periodEnd),
    termAndBillingCycle: termAndBillingCycle(details.term, details.billingCycle),
    alternateId: details.alternateOrderId,
    referenceId: '',
    priceAdjustmentDescription: priceAdjustmentText(details),
    discountDetails: '',
    pricingCurrency: line.pricingCurrency,
    pcToBCExchangeRate: wireNumber(line.exchangeRate),
    pcToBCExchangeRateDate: wireDay(line.exchangeRateDate),
    billableQuantity: wireNumber(line.quantity),
    meterDescription: '',
    billingFrequency: billingFrequency(details.billingCycle),
    reservationOrderId: '',
    creditReasonCode: '',
    promotionId: details.promotionId,
  };
}

function wireNumber(text: string): number {
  return toWireNumber(decimal(text));
}

function wireDay(day: Temporal.PlainDate): string {
  return startOfDay(day).toString();
}
