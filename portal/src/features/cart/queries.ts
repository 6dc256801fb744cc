/** Carts and checkout over Partner Center v1. */
import { cart, checkoutResult, type Cart, type CartRequest } from '@comptoir/contracts/partner-center/orders';
import { CallError } from '@comptoir/contracts/call';
import { queryOptions } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';
import { customerPath } from '../customers/queries.ts';
import { onlyReseller } from '../partnerships/queries.ts';
import { findOpenCarts } from './open-carts.ts';

const cartsPath = (customerId: string) => `${customerPath(customerId)}/carts`;
const cartPath = (customerId: string, cartId: string) => `${cartsPath(customerId)}/${encodeURIComponent(cartId)}`;

export const cartQuery = (customerId: string, cartId: string) =>
  queryOptions({
    queryKey: ['customers', customerId, 'carts', cartId],
    queryFn: () => ask(cartPath(customerId, cartId), cart),
  });

export type CartLines = CartRequest['lineItems'];

/** Lines of a cart as they are sent back. */
export function linesOf(current: Cart): CartLines {
  return current.lineItems.map((line) => ({
    id: line.id,
    catalogItemId: line.catalogItemId,
    quantity: line.quantity,
    billingCycle: line.billingCycle,
    termDuration: line.termDuration,
    ...(line.friendlyName ? { friendlyName: line.friendlyName } : {}),
    // Whom the sale names stays named.
    ...(line.participants.length > 0 ? { participants: line.participants } : {}),
    // A trial says what it becomes; that is what was chosen.
    ...(line.renewsTo ? { renewsTo: line.renewsTo } : {}),
  }));
}

const resellerKey = 'transaction_reseller';

/** PartnerID of the indirect reseller that the cart names, or empty. */
export const resellerOf = ({ lineItems }: Cart): string =>
  lineItems.flatMap(({ participants }) => participants).find(({ key }) => key === resellerKey)?.value ?? '';

/** The lines with that reseller, or without one. */
export const withReseller = (lines: CartLines, mpnId: string): CartLines =>
  lines.map(({ participants: _before, ...line }) =>
    mpnId === '' ? line : { ...line, participants: [{ key: resellerKey, value: mpnId }] },
  );

/** Replaces the lines of the cart as it was read; refused (CartChanged) when somebody has changed it since. */
export function replaceLines(customerId: string, read: Cart, lineItems: CartLines): Promise<Cart> {
  const body = { lineItems: lineItems.map((line, id) => ({ ...line, id })) };
  return ask(cartPath(customerId, read.id), cart, { method: 'PUT', body, headers: onlyIf(read) });
}

/** It is done to what was read, or not at all. */
const onlyIf = ({ attributes: { etag } }: Cart): Record<string, string> => (etag ? { 'if-match': `"${etag}"` } : {});

/** What was last asked to be added and not answered: a retry sends the same again instead of adding once more. */
let unanswered: { readonly wish: string; readonly send: () => Promise<Cart> } | undefined;

/**
 * Adds a line to the cart that the person is filling for this customer, in whichever browser, or begins one. `resells`: the
 * person is of a provider, whose cart begins with the customer's reseller when there is one alone (rule D10).
 */
export async function addToCart(
  customerId: string,
  line: CartLines[number],
  { resells }: { readonly resells: boolean },
): Promise<Cart> {
  const wish = JSON.stringify([customerId, line]);
  if (unanswered?.wish !== wish) unanswered = { wish, send: await adding(customerId, line, resells) };
  const filled = await unanswered.send().catch((error: unknown) => {
    // It was answered: asked again, the line goes into the cart as it is then.
    if (cartMoved(error)) unanswered = undefined;
    throw error;
  });
  unanswered = undefined;
  return filled;
}

async function adding(customerId: string, line: CartLines[number], resells: boolean): Promise<() => Promise<Cart>> {
  const current = (await findOpenCarts()).find((each) => each.customerId === customerId);
  const open = current ? await openCart(customerId, current.cartId) : undefined;
  // One reseller for the whole cart: what the person chose in it counts for what is added, too.
  if (open) return () => replaceLines(customerId, open, [...linesOf(open), ...withReseller([line], resellerOf(open))]);
  const reseller = resells ? await onlyReseller(customerId) : '';
  const body = { lineItems: withReseller([{ ...line, id: 0 }], reseller) };
  return () => ask(cartsPath(customerId), cart, { method: 'POST', body });
}

/** The cart when it may still be filled: an ordered, expired or vanished one is left alone. */
async function openCart(customerId: string, cartId: string): Promise<Cart | undefined> {
  try {
    const found = await ask(cartPath(customerId, cartId), cart);
    return found.status === 'Active' ? found : undefined;
  } catch (error) {
    if (error instanceof CallError && error.status === 404) return undefined;
    throw error;
  }
}

/** Orders the cart as it was reviewed; refused when it is another one by now (CartChanged), or at other prices (CartPricesChanged). */
export function checkout(customerId: string, reviewed: Cart) {
  return ask(`${cartPath(customerId, reviewed.id)}/checkout`, checkoutResult, {
    method: 'POST',
    headers: onlyIf(reviewed),
  });
}

/** What happened to the cart behind this browser's back: somebody changed, ordered or discarded it. */
export const cartMoved = (error: unknown): error is CallError =>
  error instanceof CallError && ['CartChanged', 'CartAlreadyOrdered', 'CartNotFound'].includes(error.code);

/** Its lines cost something else by now; sent again they are priced anew. */
export const pricesMoved = (error: unknown): error is CallError =>
  error instanceof CallError && error.code === 'CartPricesChanged';
