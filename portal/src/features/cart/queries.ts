/** Carts and checkout over Partner Center v1. */
import { cart, checkoutResult, type Cart, type CartRequest } from '@comptoir/contracts/partner-center/orders';
import { CallError } from '@comptoir/contracts/call';
import { queryOptions } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';
import { customerPath } from '../customers/queries.ts';
import { readCart, rememberCart, type CurrentCart } from './current-cart.ts';

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
    // A trial says what it becomes; that is what was chosen.
    ...(line.renewsTo ? { renewsTo: line.renewsTo } : {}),
  }));
}

export function replaceLines(customerId: string, cartId: string, lineItems: CartLines): Promise<Cart> {
  const body = { lineItems: lineItems.map((line, id) => ({ ...line, id })) };
  return ask(cartPath(customerId, cartId), cart, { method: 'PUT', body });
}

/** What was last asked to be added and not answered: a retry sends the same lines again instead of adding once more. */
let unanswered: { readonly wish: string; readonly cartId: string; readonly lines: CartLines } | undefined;

/** Adds a line to the cart being filled for this customer, or begins one. */
export async function addToCart(tenantId: string, customerId: string, line: CartLines[number]): Promise<Cart> {
  const wish = JSON.stringify([customerId, line]);
  const filled = await fill(wish, customerId, readCart(tenantId, customerId), line);
  unanswered = undefined;
  rememberCart(tenantId, { customerId, cartId: filled.id });
  return filled;
}

async function fill(wish: string, customerId: string, current: CurrentCart | undefined, line: CartLines[number]) {
  if (unanswered?.wish === wish) return replaceLines(customerId, unanswered.cartId, unanswered.lines);
  const open = current ? await openCart(customerId, current.cartId) : undefined;
  if (!open) {
    const body = { lineItems: [{ ...line, id: 0 }] };
    return ask(cartsPath(customerId), cart, { method: 'POST', body });
  }
  unanswered = { wish, cartId: open.id, lines: [...linesOf(open), line] };
  return replaceLines(customerId, open.id, unanswered.lines);
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

export function checkout(customerId: string, cartId: string) {
  return ask(`${cartPath(customerId, cartId)}/checkout`, checkoutResult, { method: 'POST' });
}
