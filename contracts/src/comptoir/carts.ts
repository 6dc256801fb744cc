/** The carts that the caller is filling, which Partner Center has no list of; the rest of a cart is Partner Center's. */
import { z } from 'zod';
import { guid, instant } from './words.ts';

export const openCart = z.object({
  cartId: guid,
  customerId: guid,
  customerName: z.string(),
  /** How many things are in it. */
  lines: z.number().int(),
  createdAt: instant,
  modifiedAt: instant,
  /** From then on it is neither changed nor ordered. */
  expiresAt: instant,
});
export type OpenCart = z.infer<typeof openCart>;

// GET /carts: those that the caller made and nobody ordered, the last changed first
export const openCarts = z.object({ items: z.array(openCart) });

// DELETE /customers/{customerId}/carts/{cartId} → 204; 404 CartNotFound, 400 CartAlreadyOrdered
export const cartAddress = z.strictObject({ customerId: guid, cartId: guid });
