/** The carts that the signed-in person is filling, in whichever browser: the server knows them. */
import { openCarts, type OpenCart } from '@comptoir/contracts/comptoir/carts';
import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query';
import { ask, askRaw } from '../../api/client.ts';
import { paths } from '../../paths.ts';
import { useMay } from '../account/me.ts';

const key = ['carts'];

/** The last changed first. */
export const findOpenCarts = async (): Promise<readonly OpenCart[]> =>
  (await ask('/comptoir/v1/carts', openCarts)).items;

export const openCartsQuery = queryOptions({ queryKey: key, queryFn: findOpenCarts });

export interface LinkedCart extends OpenCart {
  readonly path: string;
}

/** Nobody's while they are not known yet, and of those who may not buy. */
export function useOpenCarts(): readonly LinkedCart[] {
  const { data = [] } = useQuery({ ...openCartsQuery, enabled: useMay('subscriptions.buy') });
  return data.map((cart) => ({ ...cart, path: paths.cart(cart.customerId, cart.cartId) }));
}

/** To be called when carts were made, changed, ordered or dropped. */
export const cartsChanged = (queries: QueryClient): Promise<void> => queries.invalidateQueries({ queryKey: key });

export async function dropCart(customerId: string, cartId: string): Promise<void> {
  const cart = `/comptoir/v1/customers/${encodeURIComponent(customerId)}/carts/${encodeURIComponent(cartId)}`;
  await askRaw(cart, { method: 'DELETE' });
}
