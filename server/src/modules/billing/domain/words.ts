/** Words of billing that its door, its tables and its surfaces share. */
import type { BillingCycle, Term } from '../../../kernel/index.ts';
import type { PriceStep } from './price.ts';

/** The hops of the chain this module bills: who charges whom. */
export const hops = ['operator_partner', 'partner_customer'] as const;
export type Hop = (typeof hops)[number];

/** Charge types of the modern files (rule G8) that this module writes or keeps room for. */
export type ChargeType =
  | 'new'
  | 'renew'
  | 'cycleCharge'
  | 'addQuantity'
  | 'removeQuantity'
  | 'cancelImmediate'
  | 'convert'
  | 'customerCredit';

/** Names and ids as they were when the charge was made: what files, line items and documents print. */
export interface ChargeDetails {
  readonly mpnId: string;
  readonly resellerMpnId: string | null;
  readonly customerName: string;
  readonly customerDomain: string;
  readonly customerCountry: string;
  readonly publisherName: string;
  readonly productId: string;
  readonly productName: string;
  readonly skuId: string;
  readonly skuName: string;
  readonly availabilityId: string;
  readonly planId: string;
  readonly market: string;
  readonly perSeat: boolean;
  readonly orderId: string;
  readonly alternateOrderId: string;
  /** ISO instant. */
  readonly orderedAt: string;
  readonly friendlyName: string;
  readonly term: Term;
  readonly billingCycle: BillingCycle;
  /** ISO dates of the term. */
  readonly subscriptionStart: string;
  readonly subscriptionEnd: string;
  readonly promotionId: string;
  /** What was taken off the unit price, in words; absent when nothing was. */
  readonly priceAdjustments?: readonly string[];
}

/** An invoice as every rendering sees it. Amounts are exact text. */
export interface Invoice {
  readonly partnerTenantId: string;
  readonly id: string;
  readonly hop: Hop;
  readonly sellerTenantId: string;
  readonly buyerTenantId: string;
  readonly month: string;
  readonly periodStart: Temporal.PlainDate;
  readonly periodEnd: Temporal.PlainDate;
  readonly issuedAt: Temporal.Instant;
  readonly dueDate: Temporal.PlainDate;
  readonly currency: string;
  readonly subtotal: string;
  readonly taxTotal: string;
  readonly total: string;
  readonly lineCount: number;
}

/** One charge on its invoice (or unbilled, with an empty invoice number): the source of every rendering. */
export interface Line {
  /** Position on the invoice, 1 first; for unbilled lines the position in the list. */
  readonly number: number;
  readonly invoiceId: string;
  readonly partnerTenantId: string;
  readonly customerTenantId: string;
  readonly publisherTenantId: string;
  readonly subscriptionId: string;
  readonly chargeId: string;
  readonly chargeType: ChargeType;
  readonly occurredAt: Temporal.Instant;
  readonly periodStart: Temporal.PlainDate;
  readonly periodEnd: Temporal.PlainDate;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly effectiveUnitPrice: string;
  readonly pricingCurrency: string;
  readonly exchangeRate: string;
  readonly exchangeRateDate: Temporal.PlainDate;
  readonly currency: string;
  readonly subtotal: string;
  readonly taxTotal: string;
  readonly total: string;
  readonly pricePath: readonly PriceStep[];
  readonly details: ChargeDetails;
}

/** A price a partner asks of its customers. */
export interface CustomerPrice {
  readonly id: string;
  /** Undefined: for every customer without a price of its own. */
  readonly customerTenantId: string | undefined;
  readonly productId: string;
  readonly skuId: string;
  readonly term: Term;
  readonly billingCycle: BillingCycle;
  readonly currency: string;
  /** For one unit and one billing cycle, exact text. */
  readonly amount: string;
  readonly effectiveFrom: Temporal.Instant;
  readonly createdAt: Temporal.Instant;
  readonly createdBy: string;
}
