/** What a publisher may wish of a purchase by its own call (SaaS fulfillment contract, section 3; rule F15). Pure. */

/** A member that is absent, null or empty says nothing: clients write all three. */
export interface Wish {
  readonly planId?: string | null | undefined;
  readonly quantity?: number | string | null | undefined;
}

export interface WishRefused {
  readonly code: 'OperationNotAllowed' | 'PatchUnclear';
  readonly message: string;
  readonly target: string;
}

const update = 'update';
const said = (value: unknown) => value !== undefined && value !== null && value !== '';

/** Why a change is refused, in the service's own words where they are known; undefined when the purchase allows it. */
export function whyNoChange(
  purchase: { readonly active: boolean; readonly allowed: readonly string[] },
  { planId, quantity }: Wish,
): WishRefused | undefined {
  const unclear = (message: string): WishRefused => ({ code: 'PatchUnclear', message, target: update });
  if (said(planId) && said(quantity)) return unclear('Cannot patch more than one field in the same request');
  if (!said(planId) && !said(quantity)) return unclear('Send either planId or quantity.');
  if (!purchase.active) return unclear('Subscription is not active');
  return whyNotAllowed(purchase, 'Update');
}

export function whyNotAllowed(
  { allowed }: { readonly allowed: readonly string[] },
  operation: 'Update' | 'Delete',
): WishRefused | undefined {
  if (allowed.includes(operation)) return undefined;
  const message = `'${operation}' is not among the allowedCustomerOperations of this subscription: it was bought through a partner, who changes and cancels it.`;
  return { code: 'OperationNotAllowed', message, target: operation.toLowerCase() };
}
