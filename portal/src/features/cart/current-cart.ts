/** The cart a partner is filling: the API keeps the cart, this browser remembers which one it was. */
import { useSyncExternalStore } from 'react';
import { paths } from '../../paths.ts';

export interface CurrentCart {
  readonly customerId: string;
  readonly cartId: string;
}

const key = (tenantId: string) => `comptoir.cart.${tenantId}`;
const listeners = new Set<() => void>();

export function rememberCart(tenantId: string, cart: CurrentCart | undefined): void {
  if (cart) localStorage.setItem(key(tenantId), JSON.stringify(cart));
  else localStorage.removeItem(key(tenantId));
  for (const listener of listeners) listener();
}

export function readCart(tenantId: string): CurrentCart | undefined {
  return parse(localStorage.getItem(key(tenantId)));
}

function parse(text: string | null): CurrentCart | undefined {
  if (!text) return undefined;
  const value = JSON.parse(text) as Partial<CurrentCart>;
  return value.customerId && value.cartId ? { customerId: value.customerId, cartId: value.cartId } : undefined;
}

export function useCurrentCart(tenantId: string): (CurrentCart & { readonly path: string }) | undefined {
  const text = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => localStorage.getItem(key(tenantId)),
  );
  const cart = parse(text);
  return cart ? { ...cart, path: paths.cart(cart.customerId, cart.cartId) } : undefined;
}
