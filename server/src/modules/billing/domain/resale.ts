/** What a partner or reseller asks: its own price for the buyer, or the list price when it set none (rule G1, AZP-03). Pure. */
import type { Currency } from '../../../kernel/index.ts';
import type { UnitPrice } from './price.ts';

/** A seller's own price with the moment from which it counts. */
export interface PartnerPrice {
  readonly id: string;
  /** Null: for every buyer of its kind. */
  readonly buyerTenantId: string | null;
  readonly currency: Currency;
  readonly amount: string;
  readonly effectiveFrom: Temporal.Instant;
  readonly createdAt: Temporal.Instant;
}

export function resale(list: UnitPrice, own: PartnerPrice | undefined): UnitPrice {
  return own ? { amount: own.amount, currency: own.currency, priceId: own.id } : list;
}

/**
 * Of a seller's prices for buyers of one kind the one in force for a buyer at a moment: one of its own before a general one, then the newest; undefined when the
 * seller set none.
 */
export function priceInForce(
  prices: readonly PartnerPrice[],
  buyerTenantId: string,
  at: Temporal.Instant,
): PartnerPrice | undefined {
  return prices
    .filter((price) => price.buyerTenantId === null || price.buyerTenantId === buyerTenantId)
    .filter((price) => Temporal.Instant.compare(price.effectiveFrom, at) <= 0)
    .toSorted(byPrecedence)[0];
}

function byPrecedence(left: PartnerPrice, right: PartnerPrice): number {
  const own = Number(right.buyerTenantId !== null) - Number(left.buyerTenantId !== null);
  if (own !== 0) return own;
  return (
    Temporal.Instant.compare(right.effectiveFrom, left.effectiveFrom) ||
    Temporal.Instant.compare(right.createdAt, left.createdAt)
  );
}
