/**
 * Purchases for publishers that try out their integration: one call instead of a partner, a customer, an agreement and an
 * order. What it makes is a purchase like any other, placed by a partner of the demo world for one of its customers.
 */
import { purchaseMade, purchaseRequest, type PurchaseRequest, type World } from '@comptoir/contracts/sandbox';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { Fault, isFault, systemActor, type Actor } from '../../kernel/index.ts';
import { readWorld, type WorldTables } from '../../demo/index.ts';
import { customerNames } from '../../modules/customers/index.ts';
import { activationLink } from '../../modules/fulfillment/index.ts';
import { findUserByName, type IdentityTables, type User } from '../../modules/identity/index.ts';
import { catalogueEntry, offerFault } from '../../modules/offers/index.ts';
import { listCustomers } from '../../modules/relationships/index.ts';
import { buyDirectly, placeOrder, subscriptionOf, type PlacedOrder } from '../../modules/subscriptions/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Work } from '../../platform/work.ts';
import { reachable } from '../partner-center/activation-links.ts';

const open = { access: { permission: 'public' as const } };

export function purchaseRoutes(app: FastifyInstance, context: Context): void {
  const schema = { body: purchaseRequest, response: { 201: purchaseMade } };
  app
    .withTypeProvider<ZodTypeProvider>()
    .post('/purchases', { config: open, schema }, async (request, reply) =>
      reply.code(201).send(await purchase(context, request.body)),
    );
}

type Made = z.infer<typeof purchaseMade>;

/** Customers of one partner that are tried: some have accepted no agreement, or live where the plan is not sold. */
const mostTries = 50;

async function purchase(context: Context, wish: PurchaseRequest): Promise<Made> {
  const world = await context.runner.run<World, WorldTables>({ actor: systemActor, system: true }, readWorld);
  const named = wish.offer.toLowerCase();
  const offer = world.offers.find(({ productId, externalId, name }) =>
    [productId, externalId, name].some((text) => text.toLowerCase() === named),
  );
  if (!offer) {
    const message = `No SaaS offer '${wish.offer}' is sold. Name it by its offer id, its product id or its name, once it is published.`;
    throw offerFault('ProductUnknown', message, { target: 'offer' });
  }
  return wish.channel === 'direct'
    ? buyInStore(context, world, offer.productId, wish)
    : buyAtPartner(context, world, offer.productId, wish);
}

async function buyAtPartner(context: Context, world: World, productId: string, wish: PurchaseRequest): Promise<Made> {
  let refusal: unknown;
  for (const partner of world.tenants.filter(({ parts }) => parts.includes('direct'))) {
    const actor = partnerActor(partner);
    const run = <Result>(body: (work: Work) => Promise<Result>) => context.runner.run<Result, unknown>({ actor }, body);
    for (const sale of await run((work) => salesOf(work, productId, wish))) {
      try {
        const { customerTenantId, ...line } = sale;
        const order = await run((work) => placeOrder(work, { customerTenantId, lines: [line] }));
        return await run((work) => linkTo(context, work, order, customerTenantId));
      } catch (error) {
        if (!isFault(error)) throw error;
        refusal = error;
      }
    }
  }
  throw refusal ?? notSold(wish);
}

/** Customers of the demo world that are tried: the plan may be sold in one country only. */
async function buyInStore(context: Context, world: World, productId: string, wish: PurchaseRequest): Promise<Made> {
  let refusal: unknown;
  const customers = world.tenants.filter(({ parts }) => parts.includes('customer')).slice(0, mostTries);
  for (const customer of customers) {
    const { id: tenantId } = customer;
    const { term, quantity } = wish;
    const billingCycle = wish.billingCycle ?? 'monthly';
    const actor = await customerActor(context, customer);
    const run = <Result>(body: (work: Work) => Promise<Result>) =>
      context.runner.run<Result, unknown>({ actor, system: true }, body);
    try {
      const chosen = { productId, planId: wish.plan, term, billingCycle, quantity };
      const order = await run((work) => buyDirectly(work, chosen));
      return await run((work) => linkTo(context, work, order, tenantId));
    } catch (error) {
      if (!isFault(error)) throw error;
      refusal = error;
    }
  }
  throw refusal ?? notSold(wish);
}

type Tenant = World['tenants'][number];

/** Who buys has an id, as every buyer: publishers read it as a GUID. */
function partnerActor({ id: tenantId, apps }: Tenant): Actor {
  const application = apps[0] ? { applicationId: apps[0].clientId } : {};
  return {
    kind: 'application',
    tenantId,
    ...application,
    name: 'Sandbox',
    parts: new Set(['direct']),
    roles: new Set(),
  };
}

async function customerActor(context: Context, { id: tenantId, domain, users }: Tenant): Promise<Actor> {
  const name = users[0]?.userPrincipalName ?? `admin@${domain}`;
  const person = await context.runner.run<User | undefined, IdentityTables>(
    { actor: systemActor, system: true },
    (work) => findUserByName(work, name),
  );
  const user = person ? { userId: person.id } : {};
  return { kind: 'user', tenantId, ...user, name, parts: new Set(['customer']), roles: new Set(['global_admin']) };
}

function notSold({ plan, term }: PurchaseRequest): Fault {
  const message = `No partner of the demo world may sell a plan '${plan}' with the term ${term} to one of its customers. Look at the offer's plans, markets and audience.`;
  return new Fault('InvalidInput', 'invalid', { message, target: 'plan' });
}

interface Sale {
  readonly customerTenantId: string;
  readonly catalogItemId: string;
  readonly quantity: number;
  readonly term: string;
  readonly billingCycle: string;
}

/** What a partner could order for this wish: of each customer the plan as it is sold in its country. */
async function salesOf(work: Work, productId: string, wish: PurchaseRequest): Promise<Sale[]> {
  const entry = await catalogueEntry(work, work.account, productId);
  const items = entry?.version.items.filter(({ planId }) => planId === wish.plan) ?? [];
  if (items.length === 0) return [];
  const { items: customers } = await listCustomers(work, { partnerTenantId: work.account, size: mostTries });
  const names = await customerNames(
    work,
    customers.map(({ tenantId }) => tenantId),
  );
  return customers.flatMap(({ tenantId: customerTenantId }) => {
    const country = names.get(customerTenantId)?.country;
    const item = items.find(({ market }) => market === country);
    const price = item?.prices.find(
      ({ term, billingCycle }) => term === wish.term && [undefined, billingCycle].includes(wish.billingCycle),
    );
    if (!item || !price) return [];
    const catalogItemId = `${productId}:${item.skuId}:${item.availabilityId}`;
    const { billingCycle, term } = price;
    return [{ customerTenantId, catalogItemId, quantity: wish.quantity, term, billingCycle }];
  });
}

/** The order is written when its work commits: what it made is read after. */
async function linkTo(
  context: Context,
  work: Work,
  { id, lines }: PlacedOrder,
  customerTenantId: string,
): Promise<Made> {
  const { subscriptionId } = lines[0]!;
  const subscription = await subscriptionOf(work, customerTenantId, subscriptionId);
  const landingUrl = reachable(context, await activationLink(work, subscription));
  const token = new URL(landingUrl).searchParams.get('token')!;
  return { subscriptionId, orderId: id, partnerTenantId: work.account, customerTenantId, landingUrl, token };
}
