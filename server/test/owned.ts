/** After the story has been played: what the first partner and its publisher own, and where each route finds it. */
import type { World } from '@comptoir/contracts/sandbox';
import { applicationToken, client, resources, tenantOf, userToken } from '../../scripts/story/client.ts';
import type { DeclaredRoute } from '../src/main.ts';
import { filledPath } from './walk.ts';

export interface Owned {
  /** Parameter name → value. */
  readonly values: Readonly<Record<string, string>>;
  /** Texts that must never reach another tenant. */
  readonly secrets: readonly string[];
  /** The route's address with what the first tenants own in its parameters. */
  addressOf(route: DeclaredRoute): string;
}

interface Items {
  readonly items: readonly Record<string, never>[];
}

type Values = Readonly<Record<string, string>>;

export async function ownedThings(origin: string, world: World, more: Values = {}): Promise<Owned> {
  const sold = await partnersThings(origin, world);
  const values: Values = {
    ...more,
    ...sold,
    ...(await publishersThings(origin, world)),
    number: '1',
    kind: 'charges',
  };
  const secrets = ['customerId', 'orderId', 'subscriptionId', 'cartId'].map((name) => sold[name]!);
  return {
    values,
    secrets: [...secrets, 'Les Quais'],
    addressOf: (route) => addressOf(route, values, world),
  };
}

async function partnersThings(origin: string, world: World): Promise<Values> {
  const partner = tenantOf(world, 'direct', 'FR');
  const azur = client(origin, await applicationToken(origin, partner, resources.partnerCenter));
  const read = async (path: string) => (await azur.get<Items>(path)).items;
  const customer = (await read('/v1/customers')).find((one) => JSON.stringify(one).includes('Les Quais'))!;
  const customerId = String(customer['id']);
  const subscription = (await read(`/v1/customers/${customerId}/subscriptions`))[0]!;
  const lines = [
    { catalogItemId: String(subscription['offerId']), quantity: 1, billingCycle: 'monthly', termDuration: 'P1M' },
  ];
  const cart = await azur.send<{ id: string }>('POST', `/v1/customers/${customerId}/carts`, { lineItems: lines });
  const wish = { url: `${origin}/hook`, events: ['invoice.issued'] };
  const { id: webhookId } = await azur.send<{ id: string }>('POST', '/comptoir/v1/webhooks', wish);
  const { deliveryId } = await azur.send<{ deliveryId: string }>('POST', `/comptoir/v1/webhooks/${webhookId}/test`);
  const relationshipId = await delegationOf(origin, partner, customerId);
  const invoice = (await read('/v1/invoices'))[0]!;
  const customerInvoice = (await read('/comptoir/v1/customer-invoices'))[0]!;
  return {
    account: partner.id,
    clientId: partner.apps[0]!.clientId,
    applicationId: partner.apps[0]!.clientId,
    customerId,
    relationshipId,
    webhookId,
    deliveryId,
    cartId: cart.id,
    orderId: String(subscription['orderId']),
    subscriptionId: String(subscription['id']),
    operationId: await operationOf(
      origin,
      azur,
      `/v1/customers/${customerId}/subscriptions/${String(subscription['id'])}`,
    ),
    lineNumber: '0',
    invoiceId: String(invoice['id']),
    invoiceMonth: String(invoice['billingPeriodStartDate']).slice(0, 7),
    customerInvoiceId: String(customerInvoice['id']),
  };
}

/** What the publisher was asked about a change of its seats. */
async function operationOf(origin: string, partner: ReturnType<typeof client>, path: string): Promise<string> {
  const { id, quantity } = await partner.get<{ id: string; quantity: number }>(path);
  await partner.send('PATCH', path, { quantity: quantity + 1, autoRenewEnabled: true });
  const { items } = await client(origin).get<Items>('/sandbox/isv/webhooks');
  const told = items.map(({ body }) => body as unknown as { id: string; subscriptionId: string });
  return told.find(({ subscriptionId }) => subscriptionId === id)!.id;
}

/** A draft that names the customer: other routes of it are asked with its id. */
async function delegationOf(origin: string, partner: World['tenants'][number], tenantId: string): Promise<string> {
  const graph = client(origin, await applicationToken(origin, partner, 'https://graph.microsoft.com'));
  const made = await graph.send<{ id: string }>('POST', '/v1.0/tenantRelationships/delegatedAdminRelationships', {
    displayName: 'For Les Quais',
    duration: 'P30D',
    customer: { tenantId },
    accessDetails: { unifiedRoles: [{ roleDefinitionId: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451' }] },
  });
  return made.id;
}

async function publishersThings(origin: string, world: World): Promise<Values> {
  const publisher = tenantOf(world, 'publisher', 'FR');
  const as = async (resource: string) => client(origin, await applicationToken(origin, publisher, resource));
  const [atelier, graph] = [await as(resources.partnerCenter), await as('https://graph.microsoft.com')];
  const offers = (await atelier.get<Items>('/comptoir/v1/offers')).items;
  const offerId = String(offers.find((one) => String(one['name']).startsWith('Quay'))!['offerId']);
  const made = async (path: string, body: object) =>
    atelier.send<Record<string, string>>('POST', `/comptoir/v1${path}`, body);
  const request = await made('/support/publisher-requests', {
    offerId,
    productVersion: 'liveOfferManagement',
    category: 'saas',
    problem: 'updateExistingOffer',
    title: 'Deauthorize CSP',
    description: 'Only who sold it goes on.',
    contact: { name: 'Paul', email: 'paul@atelier-logiciel.example' },
    change: { kind: 'changeOption', to: 'selected' },
  });
  const privateOffer = await made('/private-offers', { name: 'For Les Quais' });
  const training = {
    kind: 'training',
    title: 'Training',
    language: 'en',
    link: 'https://atelier-logiciel.example/training',
  };
  const material = await made(`/offers/${offerId}/material`, training);
  const maintenance = { kind: 'maintenance', title: 'Maintenance', text: 'An hour at most.' };
  const notice = await made(`/offers/${offerId}/notices`, maintenance);
  const product = {
    $schema: 'https://schema.mp.microsoft.com/schema/product/2022-03-01-preview3',
    identity: { externalId: 'les-quais' },
    type: 'softwareAsAService',
    alias: 'For Les Quais',
  };
  const job = await graph.send<{ jobId: string }>('POST', '/rp/product-ingestion/configure?$version=2022-07-01', {
    $schema: 'https://schema.mp.microsoft.com/schema/configure/2022-07-01',
    resources: [product],
  });
  return {
    offerId,
    jobId: job.jobId,
    requestId: request['requestId']!,
    privateOfferId: privateOffer['privateOfferId']!,
    materialId: material['id']!,
    noticeId: notice['id']!,
  };
}

/**
 * Before the story is played: the first customer buys for itself, and its publisher sets it up. The story passes the month's
 * end; then `ownInvoice` is the number of its invoice.
 */
export async function buyForItself(origin: string): Promise<{ ownInvoice(): Promise<string> }> {
  const world = await client(origin).get<World>('/sandbox/v1/world');
  const { productId } = world.offers.find(({ name }) => name === 'Pilote Projets')!;
  const own = async () => client(origin, await userToken(origin, tenantOf(world, 'customer'), 'global_admin'));
  const terms = { term: 'P1M', billingCycle: 'monthly', quantity: 1, acceptTerms: true };
  const wish = { productId, planId: 'essentiel', ...terms };
  const made = await (await own()).send<{ subscriptionId: string }>('POST', '/comptoir/v1/own-purchases', wish);
  const token = await applicationToken(origin, tenantOf(world, 'publisher', 'FR'), resources.marketplace);
  const path = `/api/saas/subscriptions/${made.subscriptionId}/activate?api-version=2018-08-31`;
  await client(origin, token).send('POST', path);
  return {
    ownInvoice: async () => String((await (await own()).get<Items>('/comptoir/v1/own-invoices')).items[0]!['id']),
  };
}

function addressOf(route: DeclaredRoute, owned: Owned['values'], world: World): string {
  const sold = route.url.includes('customer-invoices') ? owned['customerInvoiceId']! : owned['invoiceId']!;
  const invoice = route.url.includes('own-invoices') ? (owned['ownInvoiceId'] ?? sold) : sold;
  const sub = route.surface === 'saas-fulfillment' ? owned['subscriptionId']! : invoice;
  const product = world.offers[0]!.productId;
  const known: Record<string, string> = {
    ...owned,
    id: sub,
    invoiceId: invoice,
    productId: product,
    skuId: '0001',
    provider: 'OneTime',
    lineItemType: 'BillingLineItems',
    type: 'BillingLineItems',
    month: route.url.includes('/proof/') ? owned['invoiceMonth']! : '2026-11',
    resourceType: 'product',
    submission: '0',
  };
  const path = filledPath(route.url, known);
  return `${path}${queryOf(route, owned)}`;
}

/** What a route's address must say beside its path. Our own API refuses members that it does not know. */
function queryOf({ surface, url }: DeclaredRoute, owned: Owned['values']): string {
  if (url === '/api/usageEvents') return '?api-version=2018-08-31&usageStartDate=2026-01-01';
  if (surface === 'saas-fulfillment') return '?api-version=2018-08-31';
  if (surface === 'product-ingestion') return `?$version=2022-07-01&product=product/${owned['offerId']}`;
  if (surface !== 'comptoir')
    return '?country=FR&targetView=MarketplaceSaaS&month=2026-11&currencycode=EUR&provider=onetime&invoicelineitemtype=billinglineitems&period=current';
  if (url.endsWith('/proof')) return '?month=2026-11';
  return url.endsWith('/form') ? `?offerId=${owned['offerId']}` : '';
}
