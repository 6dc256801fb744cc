/** The chain of a sale as data: who charges whom, hop by hop. Pure. */

/** One hop: the seller charges the buyer, and only these two see it. */
export interface Hop {
  readonly sellerTenantId: string;
  readonly buyerTenantId: string;
}

/** Who takes part in a sale. */
export interface SaleParties {
  readonly operatorTenantId: string;
  /** The billing account: a direct partner or a provider; the customer itself for what it bought in the online store. */
  readonly partnerTenantId: string;
  readonly resellerTenantId: string | null;
  readonly customerTenantId: string;
}

/**
 * The hops from the operator to the customer, in the order the money is asked for:
 * operator → partner → customer, operator → provider → reseller → customer, or operator → customer.
 */
export function chainOf(parties: SaleParties): readonly Hop[] {
  const { operatorTenantId, partnerTenantId, resellerTenantId, customerTenantId } = parties;
  const through = new Set([operatorTenantId, partnerTenantId, resellerTenantId ?? partnerTenantId, customerTenantId]);
  const chain = [...through];
  return chain.slice(1).map((buyerTenantId, index) => ({ sellerTenantId: chain[index]!, buyerTenantId }));
}
