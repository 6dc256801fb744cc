/** Invoices of Partner Center v1 (wire contract, section 6): invoices, line items, summaries. Amounts are JSON numbers. */
import { z } from 'zod';
import { attributes, collectionOf, link } from './common.ts';

export const invoiceDetail = z.object({
  invoiceLineItemType: z.string(),
  billingProvider: z.string(),
  links: z.object({ self: link }),
  attributes,
});

export const invoice = z.object({
  id: z.string(),
  invoiceDate: z.string(),
  billingPeriodStartDate: z.string(),
  billingPeriodEndDate: z.string(),
  totalCharges: z.number(),
  paidAmount: z.number(),
  currencyCode: z.string(),
  currencySymbol: z.string(),
  pdfDownloadLink: z.string(),
  taxReceipts: z.array(z.object({ id: z.string(), taxReceiptPdfDownloadLink: z.string() })),
  invoiceDetails: z.array(invoiceDetail),
  amendments: z.array(z.unknown()),
  documentType: z.enum(['invoice', 'adjustment_note']),
  amendsOf: z.string(),
  invoiceType: z.string(),
  status: z.string(),
  /** Last day to pay, `YYYY-MM-DD`; absent when nothing is to be paid. Ours, foreign clients ignore it. */
  dueDate: z.string().optional(),
  links: z.object({ self: link }),
  attributes,
});
export type Invoice = z.infer<typeof invoice>;
export const invoices = collectionOf(invoice);

/** `OneTimeInvoiceLineItem`: every member is present, since the .NET samples print each without a null check. */
export const oneTimeLineItem = z.object({
  partnerId: z.string(),
  customerId: z.string(),
  customerName: z.string(),
  customerDomainName: z.string(),
  customerCountry: z.string(),
  invoiceNumber: z.string(),
  mpnId: z.string(),
  resellerMpnId: z.string(),
  orderId: z.string(),
  orderDate: z.string(),
  productId: z.string(),
  skuId: z.string(),
  availabilityId: z.string(),
  productName: z.string(),
  skuName: z.string(),
  productQualifiers: z.array(z.string()),
  chargeType: z.string(),
  unitPrice: z.number(),
  effectiveUnitPrice: z.number(),
  unitType: z.string(),
  quantity: z.number(),
  subtotal: z.number(),
  taxTotal: z.number(),
  totalForCustomer: z.number(),
  currency: z.string(),
  publisherName: z.string(),
  publisherId: z.string(),
  subscriptionDescription: z.string(),
  subscriptionId: z.string(),
  subscriptionStartDate: z.string(),
  subscriptionEndDate: z.string(),
  chargeStartDate: z.string(),
  chargeEndDate: z.string(),
  termAndBillingCycle: z.string(),
  alternateId: z.string(),
  referenceId: z.string(),
  priceAdjustmentDescription: z.string(),
  discountDetails: z.string(),
  pricingCurrency: z.string(),
  pcToBCExchangeRate: z.number(),
  pcToBCExchangeRateDate: z.string(),
  billableQuantity: z.number(),
  meterDescription: z.string(),
  billingFrequency: z.string(),
  reservationOrderId: z.string(),
  creditReasonCode: z.string(),
  promotionId: z.string(),
  invoiceLineItemType: z.literal('billing_line_items'),
  billingProvider: z.enum(['one_time', 'all']),
  attributes,
});
export type OneTimeLineItem = z.infer<typeof oneTimeLineItem>;
export const lineItems = collectionOf(oneTimeLineItem);

const balance = z.object({
  balanceAmount: z.number(),
  currencyCode: z.string(),
  currencySymbol: z.string(),
  accountingDate: z.string(),
  firstInvoiceCreationDate: z.string(),
  lastPaymentDate: z.string(),
  lastPaymentAmount: z.number(),
  latestInvoiceDate: z.string(),
});

export const invoiceSummary = balance.extend({
  details: z.array(z.object({ invoiceType: z.string(), summary: balance })),
  links: z.object({ self: link }),
  attributes,
});
export type InvoiceSummary = z.infer<typeof invoiceSummary>;
export const invoiceSummaries = collectionOf(invoiceSummary);

/** Where one kind of unbilled line items is read, for one month. */
export const estimateLink = z.object({
  type: z.enum(['daily_rated_usage', 'non_consumption']),
  title: z.string(),
  description: z.string(),
  period: z.enum(['Current', 'Previous']),
  link,
});
export type EstimateLink = z.infer<typeof estimateLink>;
export const estimateLinks = collectionOf(estimateLink);
