/** A month of trade on the demo world, for pages that show what it leaves behind. */
import { activate, moveClock, order, setStage, type Stage } from '../../server/scenarios/stage.ts';

export interface Trade {
  readonly origin: string;
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
  /** Of the partner, told of its purchases. */
  readonly webhookId: string;
}

export async function tradeFor(origin: string, customer: string): Promise<Trade> {
  const stage = await setStage(origin);
  const customerId = stage.customer(customer);
  const item = await stage.item(stage.azur, 'Pilote Projets', '0001', 'FR');
  const webhook = await made(stage, stage.azur.user, '/comptoir/v1/webhooks', {
    url: `${origin}/nowhere`,
    events: ['subscription.activated'],
  });
  const { subscriptionId: active } = await order(stage, stage.azur, { customerId, item });
  await activate(stage, stage.atelier, active);
  await moveClock(stage, { advance: 'P1M5D' });
  const { subscriptionId: pending, orderId } = await order(stage, stage.azur, { customerId, item });
  const line = { id: 0, catalogItemId: item, quantity: 3, termDuration: 'P1M', billingCycle: 'monthly' };
  const cart = await made(stage, stage.azur.app, `/v1/customers/${customerId}/carts`, { lineItems: [line] });
  const { productId } = stage.world.offers.find(({ name }) => name === 'Pilote Projets')!;
  return { origin, customerId, productId, active, pending, orderId, cartId: cart, webhookId: webhook };
}

/** Id of what was made. */
async function made(stage: Stage, token: string, path: string, body: object): Promise<string> {
  const answer = await stage.call(token, 'POST', path, { body });
  if (answer.status !== 201) throw new Error(`${path} was refused: ${answer.status} ${answer.text}`);
  return answer.body.id as string;
}
