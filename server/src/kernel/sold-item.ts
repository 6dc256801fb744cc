/** What was sold and to whom, as a subscription and every charge of it name it. */
import type { Currency } from './money.ts';
import type { BillingCycle, Term } from './period.ts';

export interface SoldItem {
  readonly subscriptionId: string;
  readonly customerTenantId: string;
  readonly customerName: string;
  readonly customerDomain: string;
  /** ISO 3166-1 alpha-2. */
  readonly customerCountry: string;
  readonly publisherTenantId: string;
  readonly publisherName: string;
  readonly productId: string;
  readonly productName: string;
  readonly skuId: string;
  readonly skuName: string;
  /** One plan of one published version in one market: what the list price is of. */
  readonly availabilityId: string;
  readonly planId: string;
  readonly market: string;
  readonly perSeat: boolean;
  readonly orderId: string;
  readonly alternateOrderId: string;
  readonly orderedAt: Temporal.Instant;
  readonly friendlyName: string;
  /** The reseller of the sale, when its billing account is not the one that sells to the customer. */
  readonly resellerTenantId: string | null;
  readonly resellerMpnId: string | null;
  readonly term: Term;
  readonly billingCycle: BillingCycle;
  /** List price of one unit and billing cycle as ordered, decimal text, in `pricingCurrency`. */
  readonly unitPrice: string;
  readonly pricingCurrency: Currency;
}
