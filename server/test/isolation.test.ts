/** Every declared route, walked without a token and as other tenants: a new route is in these tests the day it is declared. */
import type { World } from '@comptoir/contracts/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applicationToken, client, resources, tenantOf, userToken } from '../../scripts/story/client.ts';
import { playStory } from '../../scripts/story/play.ts';
import { declaredRoutes, type DeclaredRoute } from '../src/main.ts';
import { startTestServer, type TestServer } from './server.ts';
import { filledPath, walkRoutes, type WalkAnswer } from './walk.ts';

let server: TestServer;
let world: World;
let routes: readonly DeclaredRoute[];
/** What the first partner and its publisher own: parameter name → value, by surface where names repeat. */
let owned: Record<string, string>;
/** Texts that must never reach another tenant. */
let secrets: string[];

beforeAll(async () => {
  server = await startTestServer();
  await playStory(server.origin, () => undefined);
  world = await client(server.origin).get<World>('/sandbox/v1/world');
  routes = (await declaredRoutes(server.context.config)).filter((route) => route.access.permission !== 'public');
  await gatherOwned();
});
afterAll(() => server.stop());

interface Items {
  readonly items: readonly Record<string, never>[];
}

async function gatherOwned(): Promise<void> {
  const azur = client(
    server.origin,
    await applicationToken(server.origin, tenantOf(world, 'direct', 'FR'), resources.partnerCenter),
  );
  const atelier = client(
    server.origin,
    await applicationToken(server.origin, tenantOf(world, 'publisher', 'FR'), resources.partnerCenter),
  );
  const read = async (path: string) => (await azur.get<Items>(path)).items;
  const customer = (await read('/v1/customers')).find((one) => JSON.stringify(one).includes('Les Quais'))!;
  const customerId = String(customer['id']);
  const subscription = (await read(`/v1/customers/${customerId}/subscriptions`))[0]!;
  const lines = [
    { catalogItemId: String(subscription['offerId']), quantity: 1, billingCycle: 'monthly', termDuration: 'P1M' },
  ];
  const cart = await azur.send<{ id: string }>('POST', `/v1/customers/${customerId}/carts`, { lineItems: lines });
  const invoice = (await read('/v1/invoices'))[0]!;
  const customerInvoice = (await read('/comptoir/v1/customer-invoices'))[0]!;
  const offer = (await atelier.get<Items>('/comptoir/v1/offers')).items.find((one) =>
    String(one['name']).startsWith('Quay'),
  )!;
  const request = await atelier.send<{ requestId: string }>('POST', '/comptoir/v1/support/publisher-requests', {
    offerId: offer['offerId'],
    productVersion: 'liveOfferManagement',
    category: 'saas',
    problem: 'updateExistingOffer',
    title: 'Deauthorize CSP',
    description: 'Only who sold it goes on.',
    contact: { name: 'Paul', email: 'paul@atelier-logiciel.example' },
    change: { kind: 'changeOption', to: 'selected' },
  });
  const privateOffer = await atelier.send<{ privateOfferId: string }>('POST', '/comptoir/v1/private-offers', {
    name: 'For Les Quais',
  });
  const material = await atelier.send<{ id: string }>('POST', `/comptoir/v1/offers/${offer['offerId']}/material`, {
    kind: 'training',
    title: 'Training',
    language: 'en',
    link: 'https://atelier-logiciel.example/training',
  });
  const notice = await atelier.send<{ id: string }>('POST', `/comptoir/v1/offers/${offer['offerId']}/notices`, {
    kind: 'maintenance',
    title: 'Maintenance',
    text: 'An hour at most.',
  });
  const graph = client(
    server.origin,
    await applicationToken(server.origin, tenantOf(world, 'publisher', 'FR'), 'https://graph.microsoft.com'),
  );
  const job = await graph.send<{ jobId: string }>('POST', '/rp/product-ingestion/configure?$version=2022-07-01', {
    $schema: 'https://schema.mp.microsoft.com/schema/configure/2022-07-01',
    resources: [
      {
        $schema: 'https://schema.mp.microsoft.com/schema/product/2022-03-01-preview3',
        identity: { externalId: 'les-quais' },
        type: 'softwareAsAService',
        alias: 'For Les Quais',
      },
    ],
  });
  owned = {
    jobId: job.jobId,
    requestId: request.requestId,
    customerId,
    cartId: cart.id,
    orderId: String(subscription['orderId']),
    subscriptionId: String(subscription['id']),
    lineNumber: '0',
    invoiceId: String(invoice['id']),
    customerInvoiceId: String(customerInvoice['id']),
    offerId: String(offer['offerId']),
    privateOfferId: privateOffer.privateOfferId,
    materialId: material.id,
    noticeId: notice.id,
    number: '1',
    account: world.tenants.find((one) => one.parts.includes('direct'))!.id,
    kind: 'charges',
  };
  secrets = [customerId, owned['orderId']!, owned['subscriptionId']!, cart.id, 'Les Quais'];
}

/** The route's address with what the first tenants own in its parameters. */
function addressOf(route: DeclaredRoute): string {
  const invoice = route.url.includes('customer-invoices') ? owned['customerInvoiceId']! : owned['invoiceId']!;
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
    month: '2026-11',
    resourceType: 'product',
    submission: '0',
  };
  const path = filledPath(route.url, known);
  const query =
    route.surface === 'saas-fulfillment'
      ? '?api-version=2018-08-31'
      : route.surface === 'product-ingestion'
        ? `?$version=2022-07-01&product=product/${owned['offerId']}`
        : '?country=FR&targetView=MarketplaceSaaS&month=2026-11&currencycode=EUR&provider=onetime&invoicelineitemtype=billinglineitems&period=current';
  return `${path}${query}`;
}

const walk = (token: string | undefined, wanted: (route: DeclaredRoute) => boolean) =>
  walkRoutes(server.origin, routes.filter(wanted), (route) => [addressOf(route)], token);

test('No declared route answers without a token', async () => {
  const answers = await walk(undefined, () => true);
  expect(answers.length).toBeGreaterThan(50);
  const wrong = answers.filter(({ route, status }) => status !== (route.includes('/api/saas') ? 403 : 401));
  expect(wrong).toEqual([]);
});

test('AZP-50 To another partner, routes with a tenant’s ids answer as if nothing were there, and lists show nothing of it', async () => {
  const token = await userToken(server.origin, tenantOf(world, 'direct', 'DE'), 'global_admin');
  const answers = await walk(token, (route) => route.surface !== 'saas-fulfillment');
  const named = answers.filter(({ route }) =>
    /:(customerId|invoiceId|offerId|privateOfferId|requestId)|invoices\/:id/.test(route),
  );
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter(({ status }) => status < 400 || status >= 500)).toEqual([]);
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  const leaks = answers.filter(({ text, status }) => status < 400 && secrets.some((secret) => text.includes(secret)));
  expect(leaks).toEqual([]);
});

test('A publisher reaches neither another publisher’s offers and purchases nor any partner’s routes', async () => {
  const harbour = tenantOf(world, 'publisher', 'IE');
  const own = await applicationToken(server.origin, harbour, resources.partnerCenter);
  const answers = await walk(own, (route) => route.surface !== 'saas-fulfillment');
  const allowed = answers.filter(({ status }) => status < 400);
  expect(allowed.filter(({ text }) => secrets.some((secret) => text.includes(secret)))).toEqual([]);
  expect(answers.filter(({ route, status }) => /:(offerId|privateOfferId)/.test(route) && status < 400)).toEqual([]);
  const marketplace = await applicationToken(server.origin, harbour, resources.marketplace);
  const purchases = await walk(marketplace, (route) => route.surface === 'saas-fulfillment');
  expect(purchases.filter(({ route, status }) => route.includes(':id') && status < 400)).toEqual([]);
  const seen = purchases.filter(({ status }) => status < 400);
  expect(seen.filter(({ text }) => secrets.some((secret) => text.includes(secret)))).toEqual([]);
});

test('With its own Graph token a publisher finds none of another’s products, submissions and jobs', async () => {
  const ingestion = (route: DeclaredRoute) => route.surface === 'product-ingestion';
  const answersOf = async (country: string) => {
    const publisher = tenantOf(world, 'publisher', country);
    return walk(await applicationToken(server.origin, publisher, 'https://graph.microsoft.com'), ingestion);
  };
  const isNamed = ({ route }: WalkAnswer) => /:(offerId|jobId)|\/plan$/.test(route);
  const foreign = (await answersOf('IE')).filter(isNamed);
  expect(foreign.filter(({ route, status }) => status !== 404 && route.startsWith('GET'))).toEqual([]);
  expect(foreign.filter(({ status }) => status < 400)).toEqual([]);
  // To its owner they are there: the addresses are the right ones.
  const own = (await answersOf('FR')).filter(({ route, status }) => route.includes(':offerId') && status === 200);
  expect(own.length).toBeGreaterThan(5);
});

test('A customer’s administrator and an indirect reseller see nothing but their own account', async () => {
  for (const tenant of [tenantOf(world, 'reseller'), tenantOf(world, 'customer')]) {
    const token = await userToken(server.origin, tenant, 'global_admin');
    const answers = await walk(
      token,
      (route) => route.surface === 'partner-center' && route.access.permission !== 'account.read',
    );
    expect(answers.filter(({ status }) => status < 400)).toEqual([]);
  }
});
