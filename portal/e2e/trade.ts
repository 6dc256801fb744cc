/** A month of trade on the demo world, for pages that show what it leaves behind. */
import { activate, moveClock, order, setStage } from '../../server/scenarios/stage.ts';

export interface Trade {
  readonly customerId: string;
  /** Of a plan that is bought in the store, too. */
  readonly productId: string;
  /** Set up by its publisher before the month ended, and billed. */
  readonly active: string;
  /** Bought afterwards, waiting for its publisher. */
  readonly pending: string;
  /** The order of what waits. */
  readonly orderId: string;
  readonly cartId: string;
}

export async function tradeFor(origin: string, customer: string): Promise<Trade> {
  const stage = await setStage(origin);
  const customerId = stage.customer(customer);
  const item = await stage.item(stage.azur, 'Pilote Projets', '0001', 'FR');
  const { subscriptionId: active } = await order(stage, stage.azur, { customerId, item });
  await activate(stage, stage.atelier, active);
  await moveClock(stage, { advance: 'P1M5D' });
  const { subscriptionId: pending, orderId } = await order(stage, stage.azur, { customerId, item });
  const line = { id: 0, catalogItemId: item, quantity: 3, termDuration: 'P1M', billingCycle: 'monthly' };
  const cart = await stage.call(stage.azur.app, 'POST', `/v1/customers/${customerId}/carts`, {
    body: { lineItems: [line] },
  });
  if (cart.status !== 201) throw new Error(`the cart was refused: ${cart.status} ${cart.text}`);
  const { productId } = stage.world.offers.find(({ name }) => name === 'Pilote Projets')!;
  return { customerId, productId, active, pending, orderId, cartId: cart.body.id as string };
}
