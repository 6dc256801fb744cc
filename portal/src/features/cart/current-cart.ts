/** The carts a partner is filling, one for each customer: the API keeps them, this browser remembers which they are. */
import { useSyncExternalStore } from 'react';
import { paths } from '../../paths.ts';

export interface CurrentCart {
  readonly customerId: string;
  readonly cartId: string;
}

/** Older ones are forgotten here; the API lets them expire. */
const mostCarts = 20;

const key = (tenantId: string) => `comptoir.carts.${tenantId}`;
const listeners = new Set<() => void>();

function write(tenantId: string, carts: readonly CurrentCart[]): void {
  localStorage.setItem(key(tenantId), JSON.stringify(carts.slice(0, mostCarts)));
  for (const listener of listeners) listener();
}

const read = (tenantId: string) => parse(localStorage.getItem(key(tenantId)));

/** The cart becomes the customer's, and the first of the list. */
export function rememberCart(tenantId: string, cart: CurrentCart): void {
  write(tenantId, [cart, ...read(tenantId).filter(({ customerId }) => customerId !== cart.customerId)]);
}

export function forgetCart(tenantId: string, cartId: string): void {
  write(
    tenantId,
    read(tenantId).filter((cart) => cart.cartId !== cartId),
  );
}

export const readCart = (tenantId: string, customerId: string): CurrentCart | undefined =>
  read(tenantId).find((cart) => cart.customerId === customerId);

function parse(text: string | null): readonly CurrentCart[] {
  if (!text) return [];
  const value: unknown = JSON.parse(text);
  return Array.isArray(value) ? value.filter(isCart) : [];
}

function isCart(value: unknown): value is CurrentCart {
  const { customerId, cartId } = (value ?? {}) as Partial<CurrentCart>;
  return typeof customerId === 'string' && typeof cartId === 'string';
}

export interface OpenCart extends CurrentCart {
  readonly path: string;
}

export function useCarts(tenantId: string): readonly OpenCart[] {
  const text = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => localStorage.getItem(key(tenantId)),
  );
  return parse(text).map((cart) => ({ ...cart, path: paths.cart(cart.customerId, cart.cartId) }));
}
