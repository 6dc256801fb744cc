/** Words of billing that its door, its tables and its surfaces share. */
import { guidOf, type BillingCycle, type SoldItem, type Term } from '../../../kernel/index.ts';
import type { PostalAddress } from '../../../programme/address-lines.ts';

/** On which side of an invoice somebody stands. */
export type Side = 'bought' | 'sold';

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

/** What a charge is for, as it was on its day: what files, line items and documents print. */
export interface ChargeSubject extends SoldItem {
  /** PartnerID of the billing account. */
  readonly mpnId: string;
  /** What was used; the list price is then that of one unit of it. Undefined for a licence. */
  readonly meter?: ChargedMeter | undefined;
}

export interface ChargedMeter {
  /** Id of the dimension. */
  readonly id: string;
  readonly name: string;
  readonly unitOfMeasure: string;
}

/**
 * The key of what was used of a meter in a month, as a billing month charges it: `u2027-01:2027-02:DZH…:readings`. What was
 * reported when its month was closed already has a later billing month, and so a charge of its own.
 */
export function usageKey(of: {
  readonly month: string;
  /** 0 first, where resellers took part in different days of the month. */
  readonly part: number;
  readonly billingMonth: string;
  readonly availabilityId: string;
  readonly dimension: string;
}): string {
  const part = of.part === 0 ? '' : `.${of.part + 1}`;
  return `u${of.month}${part}:${of.billingMonth}:${of.availabilityId}:${of.dimension}`;
}

/** Whether a charge is of usage, by its key. */
export function isUsage(chargeKey: string): boolean {
  return chargeKey.startsWith('u');
}

/**
 * What a charge key says: `t2c0` is the first cycle of the second term (0: a trial); `a5r` and `a5n` behind it are what the
 * fifth change of the subscription gives back and charges anew; `x` takes the line before it back. Usage has other keys.
 */
export function readChargeKey(key: string): {
  readonly term: number;
  readonly cycle: number;
  readonly change: number | undefined;
} {
  const [, term, cycle, change] = /^t(\d+)c(\d+)(?:a(\d+)[rn])?x?$/.exec(key)!;
  return { term: Number(term), cycle: Number(cycle), change: change === undefined ? undefined : Number(change) };
}

/** Key of the cycle that a line of a change or a cancellation builds on; undefined for cycles themselves and for usage. */
export function cycleKeyOf(chargeKey: string): string | undefined {
  return /^(t\d+c\d+)[ax]/.exec(chargeKey)?.[1];
}

/** What the cycle that a change builds on was charged at. */
export interface ChangedCycle {
  readonly occurredAt: Temporal.Instant;
  readonly periodStart: Temporal.PlainDate;
  readonly periodEnd: Temporal.PlainDate;
  readonly billingCycle: BillingCycle;
  readonly effectiveUnitPrice: string;
}

/** Number of the term in a charge key: 0 for a trial. */
export function termNumberOf(chargeKey: string): number {
  return readChargeKey(chargeKey).term;
}

/** Whether a charge is of a trial (rule F25); usage within one is not. */
export function isTrial(chargeKey: string): boolean {
  return !isUsage(chargeKey) && termNumberOf(chargeKey) === 0;
}

/** A reference that the two lines of a change of quantity share; empty for all others (rule G10). */
export function referenceOf({
  chargeKey,
  chargeType,
  subscriptionId,
}: Pick<Line, 'chargeKey' | 'chargeType' | 'subscriptionId'>): string {
  if (isUsage(chargeKey)) return '';
  const { change } = readChargeKey(chargeKey);
  return change === undefined || chargeType === 'cancelImmediate' ? '' : guidOf(`${subscriptionId}:${change}`);
}

/** Who an invoice is from or for, named as on the day it was issued. */
export interface Party {
  readonly name: string;
  readonly country: string;
  /** Of a customer, by its billing profile. */
  readonly address?: PostalAddress;
}

/** An invoice as every rendering sees it. Amounts are exact text. */
export interface Invoice {
  readonly partnerTenantId: string;
  readonly id: string;
  readonly sellerTenantId: string;
  readonly seller: Party;
  readonly buyerTenantId: string;
  readonly buyer: Party;
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
  readonly sellerTenantId: string;
  readonly subscriptionId: string;
  readonly chargeId: string;
  readonly chargeKey: string;
  readonly chargeType: ChargeType;
  readonly occurredAt: Temporal.Instant;
  readonly periodStart: Temporal.PlainDate;
  readonly periodEnd: Temporal.PlainDate;
  /** Of the commitment term the charge is for; last day included. */
  readonly termStart: Temporal.PlainDate;
  readonly termEnd: Temporal.PlainDate;
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
  readonly taxRule: string;
  readonly marginId: string | null;
  readonly priceId: string | null;
  /** When the plan came, where it came within its term; null otherwise. */
  readonly planSince: Temporal.Instant | null;
  /** Of a change in such a plan: what one unit costs for the whole cycle. */
  readonly cyclePrice: string | null;
  readonly subject: ChargeSubject;
}

/** Whom a seller's own price is for. Resellers buy from a provider and never pay what its customers pay (rule G1). */
export type BuyerKind = 'customer' | 'reseller';

/** A price a seller asks of its customers, or a provider of its resellers. */
export interface OwnPrice {
  readonly id: string;
  readonly buyerKind: BuyerKind;
  /** Undefined: for every buyer of the kind without a price of its own. */
  readonly buyerTenantId: string | undefined;
  /** Names as they were when it was set. */
  readonly buyerName: string | undefined;
  readonly productId: string;
  readonly productName: string;
  readonly skuId: string;
  readonly skuName: string;
  readonly term: Term;
  readonly billingCycle: BillingCycle;
  readonly currency: string;
  /** For one unit and one billing cycle, exact text. */
  readonly amount: string;
  readonly effectiveFrom: Temporal.Instant;
  readonly createdAt: Temporal.Instant;
  readonly createdBy: string;
}

/** Whether a price counts now, from a later moment on, or not any more since another of the same plan and buyer took over. */
export const priceStates = ['inForce', 'ahead', 'replaced'] as const;
export type PriceState = (typeof priceStates)[number];

export interface ListedPrice extends OwnPrice {
  readonly state: PriceState;
  /** When another one takes over. */
  readonly until: Temporal.Instant | undefined;
}
