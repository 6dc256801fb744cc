/** What a publisher may wish of a purchase by its own call (SaaS fulfillment contract, section 3; rule F15). Pure. */

/** A member that is absent, null or empty says nothing: clients write all three. */
export interface Wish {
  readonly planId?: string | null | undefined;
  readonly quantity?: number | string | null | undefined;
}

/** What stands of a purchase whose publisher wishes something else. */
export interface WishStanding {
  readonly active: boolean;
  readonly allowed: readonly string[];
  readonly planId: string;
  /** Null when it is not sold per seat. */
  readonly quantity: number | null;
}

export interface WishRefused {
  readonly code: 'OperationNotAllowed' | 'PatchUnclear';
  readonly message: string;
  readonly target: string;
}

const update = 'update';
const said = (value: unknown) => value !== undefined && value !== null && value !== '';

/** Why a change is refused, in the service's own words where they are known; undefined when the purchase allows it. */
export function whyNoChange(purchase: WishStanding, { planId, quantity }: Wish): WishRefused | undefined {
  const unclear = (message: string): WishRefused => ({ code: 'PatchUnclear', message, target: update });
  if (said(planId) && said(quantity)) return unclear('Cannot patch more than one field in the same request');
  if (!said(planId) && !said(quantity)) return unclear('Send either planId or quantity.');
  if (!purchase.active) return unclear('Subscription is not active');
  const refused = whyNotAllowed(purchase, 'Update');
  if (refused) return refused;
  if (said(planId)) return planId === purchase.planId ? unclear('The subscription has this plan already.') : undefined;
  if (purchase.quantity === null) return unclear('This plan is not sold per seat: it has no quantity.');
  const wanted = Number(quantity);
  if (!Number.isSafeInteger(wanted) || wanted < 1) return unclear('A quantity is a whole number, 1 or more.');
  return wanted === purchase.quantity ? unclear('The subscription has this quantity already.') : undefined;
}

/** A wish that can be read, as a change. */
export function patchOf({ planId, quantity }: Wish) {
  return said(planId) ? { plan: { planId: planId! } } : { quantity: Number(quantity) };
}

export function whyNotAllowed(
  { allowed }: { readonly allowed: readonly string[] },
  operation: 'Update' | 'Delete',
): WishRefused | undefined {
  if (allowed.includes(operation)) return undefined;
  const message = `'${operation}' is not among the allowedCustomerOperations of this subscription: it was bought through a partner, who changes and cancels it.`;
  return { code: 'OperationNotAllowed', message, target: operation.toLowerCase() };
}
