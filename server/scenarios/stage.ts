/** The demo world as scenarios play on it: everyone's tokens, and one function that calls the server. */
import type { World } from '@comptoir/contracts/sandbox';
import { applicationToken, resources, tenantOf, userToken } from '../../scripts/story/client.ts';
import { callServer, type Call, type Called } from '../test/http.ts';

type Tenant = World['tenants'][number];

export interface Stage {
  readonly origin: string;
  readonly world: World;
  /** Azur in France; Rheinufer in Germany. Both are direct partners. */
  readonly azur: Partner;
  readonly rhein: Partner;
  /** Publishers' applications, for the marketplace. */
  readonly atelier: string;
  readonly harbour: string;
  call(token: string | undefined, method: string, path: string, options?: Omit<Call, 'token'>): Promise<Called>;
  /** Customer of the demo world by the first word of its domain. */
  customer(prefix: string): string;
  /** Catalogue item of an offer's plan for a country. */
  item(partner: Partner, offer: string, sku: string, country: string): Promise<string>;
}

export interface Partner {
  readonly tenantId: string;
  /** Of its application. */
  readonly app: string;
  /** Of its administrator. */
  readonly user: string;
}

export async function setStage(origin: string): Promise<Stage> {
  const call: Stage['call'] = (token, method, path, options = {}) =>
    callServer(origin, method, path, { ...options, ...(token ? { token } : {}) });
  const world = (await call(undefined, 'GET', '/sandbox/v1/world')).body as World;
  const partner = async (country: string): Promise<Partner> => {
    const tenant = tenantOf(world, 'direct', country);
    const app = await applicationToken(origin, tenant, resources.partnerCenter);
    return { tenantId: tenant.id, app, user: await userToken(origin, tenant, 'global_admin') };
  };
  const publisher = (country: string) =>
    applicationToken(origin, tenantOf(world, 'publisher', country), resources.marketplace);
  return {
    origin,
    world,
    call,
    azur: await partner('FR'),
    rhein: await partner('DE'),
    atelier: await publisher('FR'),
    harbour: await publisher('IE'),
    customer: (prefix) => found(world.tenants, (one: Tenant) => one.domain.startsWith(`${prefix}.`)).id,
    async item(seller, offer, sku, country) {
      const { productId } = found(world.offers, (one) => one.name === offer);
      const list = await call(
        seller.app,
        'GET',
        `/v1/products/${productId}/skus/${sku}/availabilities?country=${country}`,
      );
      return (list.body.items as { catalogItemId: string }[])[0]!.catalogItemId;
    },
  };
}

function found<Item>(items: readonly Item[], is: (item: Item) => boolean): Item {
  const item = items.find(is);
  if (!item) throw new Error('the demo world has no such thing');
  return item;
}

export interface Bought {
  readonly customerId: string;
  readonly orderId: string;
  readonly subscriptionId: string;
}

export interface Wish {
  readonly customerId: string;
  readonly item: string;
  readonly quantity?: number;
  readonly term?: string;
  readonly billingCycle?: string;
}

export function orderBody({ customerId, item, quantity = 10, term = 'P1M', billingCycle = 'monthly' }: Wish) {
  const line = { lineItemNumber: 0, offerId: item, quantity, termDuration: term };
  return { referenceCustomerId: customerId, billingCycle, lineItems: [line] };
}

/** Places an order of one line; throws with the answer when it is refused. */
export async function order(stage: Stage, partner: Partner, wish: Wish): Promise<Bought> {
  const { status, body, text } = await stage.call(partner.app, 'POST', `/v1/customers/${wish.customerId}/orders`, {
    body: orderBody(wish),
  });
  if (status !== 201) throw new Error(`the order was refused: ${status} ${text}`);
  return { customerId: wish.customerId, orderId: body.id, subscriptionId: body.lineItems[0].subscriptionId };
}

export const saasVersion = 'api-version=2018-08-31';

export async function activate(stage: Stage, publisher: string, subscriptionId: string): Promise<void> {
  const path = `/api/saas/subscriptions/${subscriptionId}/activate?${saasVersion}`;
  const { status, text } = await stage.call(publisher, 'POST', path);
  if (status !== 200) throw new Error(`activation was refused: ${status} ${text}`);
}

/** The token that the activation link carries. */
export async function landingToken(stage: Stage, partner: Partner, bought: Bought): Promise<string> {
  const path = `/v1/customers/${bought.customerId}/orders/${bought.orderId}/lineitems/0/activationlinks`;
  const { body } = await stage.call(partner.app, 'GET', path);
  return new URL(body.items[0].link.uri as string).searchParams.get('token')!;
}

/** Moves the clock; throws when it is refused. */
export async function moveClock(stage: Stage, move: { now: string } | { advance: string }): Promise<string> {
  const { status, body, text } = await stage.call(undefined, 'POST', '/sandbox/v1/clock', { body: move });
  if (status !== 200) throw new Error(`the clock did not move: ${status} ${text}`);
  return body.now as string;
}
