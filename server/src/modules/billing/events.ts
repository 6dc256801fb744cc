/** What billing tells: the new value of each event. */
export interface BillingEvents {
  readonly PriceSet: {
    readonly buyerKind: string;
    readonly buyerTenantId: string | null;
    readonly buyerName: string | null;
    readonly productId: string;
    readonly productName: string;
    readonly skuId: string;
    readonly skuName: string;
    readonly term: string;
    readonly billingCycle: string;
    readonly currency: string;
    readonly amount: string;
    readonly effectiveFrom: string;
  };
  readonly InvoiceIssued: {
    readonly id: string;
    readonly sellerTenantId: string;
    readonly buyerTenantId: string;
    readonly month: string;
    readonly currency: string;
    readonly total: string;
    readonly dueDate: string;
  };
  readonly MonthClosed: { readonly month: string; readonly invoices: number };
  /** Every line item, file and document of a month was read. */
  readonly MonthProved: { readonly month: string; readonly invoices: number; readonly differing: number };
  /** A charge cannot be priced and waits; said once per term. */
  readonly ChargeDelayed: { readonly termNumber: number; readonly reason: string };
}
