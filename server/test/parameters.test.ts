/**
 * Every query parameter of every declared route that names something, with a value that names nothing: it is refused and
 * not answered with an empty list. A new parameter is in this test the day it is declared.
 */
import type { World } from '@comptoir/contracts/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applicationToken, client, resources, tenantOf, userToken } from '../../scripts/story/client.ts';
import { playStory } from '../../scripts/story/play.ts';
import { declaredRoutes, type DeclaredRoute } from '../src/main.ts';
import { callServer } from './http.ts';
import { buyForItself, ownedThings, type Owned } from './owned.ts';
import { namesOf, tokensOf, type TokenOf } from './rightful.ts';
import { startTestServer, type TestServer } from './server.ts';

/** What names something, and a value that names nothing. */
const nothing: Readonly<Record<string, string>> = {
  agree: 'nothing',
  agreementType: 'NobodysAgreement',
  'api-version': '2099-01-01',
  billingtype: 'hourly',
  category: 'nothing',
  competency: 'nothing',
  country: 'ZZ',
  currencyCode: 'ZZZ',
  DAP: 'maybe',
  delegatedAccess: 'maybe',
  eligibilityType: 'nothing',
  transferType: 'nothing',
  dualRoleIndirectRelationship: 'maybe',
  indirectCloudSolutionProviderId: '00000000-0000-4000-8000-000000000000',
  indirectCSPId: '00000000-0000-4000-8000-000000000000',
  indirectResellerId: '00000000-0000-4000-8000-000000000000',
  event: 'nothing',
  invType: 'nothing',
  duns: '000000000',
  endDate: 'nothing',
  startDate: 'nothing',
  overdue: 'maybe',
  qualification: 'nothing',
  licenseGroupIds: 'group9',
  tenantId: 'nothing',
  type: 'nothing',
  vettingVersion: 'nothing',
  customerTenantId: '00000000-0000-4000-8000-000000000000',
  filter: 'nothing',
  format: 'nothing',
  from: 'nothing',
  hasPartnerEarnedCredit: 'maybe',
  hop: 'nothing',
  invoiceLineItemType: 'nothing',
  kind: 'nothing',
  language: 'xx-XX',
  month: '2026-13',
  mpnId: '9999999',
  msppId: 'nothing',
  mpn_id: '9999999',
  offerId: '00000000-0000-4000-8000-000000000000',
  on: '2026-13-01',
  change: 'nothing',
  operationId: 'nothing',
  within: 'nothing',
  order_id: 'nothing',
  partnerId: '00000000-0000-4000-8000-000000000000',
  period: 'nothing',
  problem: 'nothing',
  product: 'product/00000000-0000-4000-8000-000000000000',
  productId: 'nothing',
  provider: 'nothing',
  publisher: '00000000-0000-4000-8000-000000000000',
  region: 'nothing',
  relationship_type: 'nothing',
  reseller: '00000000-0000-4000-8000-000000000000',
  reservationScope: 'nothing',
  role: 'nothing',
  seekOperation: 'nothing',
  service: 'nothing',
  skill: 'nothing',
  sort: 'nothing',
  sortDirection: 'nothing',
  sortField: 'nothing',
  state: 'nothing',
  status: 'nothing',
  targetSegment: 'nothing',
  targetType: 'nothing',
  targetView: 'nothing',
  to: 'nothing',
  usageStartDate: 'nothing',
  UsageEndDate: 'nothing',
  reconStatus: 'nothing',
  $version: 'nothing',
  $filter: 'nothing',
};

/** What names nothing: words to look for, places and sizes of pages, switches. */
const free: ReadonlySet<string> = new Set([
  'search',
  'size',
  'offset',
  'after',
  'afterLine',
  '$maxpagesize',
  '$top',
  '$skiptoken',
  'continuationToken',
  'download',
  'include_price',
  // Of the sandbox: addresses that mail was sent to, and the token of a landing page.
  'token',
]);

/** Where a contract says that a value nobody has is answered with an empty list. */
const documented: ReadonlySet<string> = new Set([
  // Wire contract `saas-fulfillment.md`, sections 3 and 7: clients ask whether something is there.
  '/api/saas/subscriptions/:id/listAvailablePlans planId',
  // Section 6: narrowed to what nobody has, a report has no rows.
  '/api/usageEvents offerId',
  '/api/usageEvents planId',
  '/api/usageEvents dimension',
  '/api/usageEvents azureSubscriptionId',
  '/rp/product-ingestion/product externalId',
  '/rp/product-ingestion/product externalID',
  '/rp/product-ingestion/plan externalId',
  '/rp/product-ingestion/plan externalID',
  // 404 until the operator has evaluated the account (wire contract, section 2.8).
  '/v1/customers/:customerId/validationStatus type',
  // Nobody's mail is none.
  '/sandbox/v1/mailbox to',
  // Types of products this marketplace has none of are known to clients.
  '/rp/product-ingestion/product type',
]);

let server: TestServer;
let world: World;
let owned: Owned;
let tokenFor: TokenOf;
let here: Readonly<Record<string, string>>;

beforeAll(async () => {
  server = await startTestServer();
  const bought = await buyForItself(server.origin);
  await playStory(server.origin, () => undefined);
  world = await client(server.origin).get<World>('/sandbox/v1/world');
  owned = await ownedThings(server.origin, world, { ownInvoiceId: await bought.ownInvoice() });
  tokenFor = tokensOf(server, world);
  here = await addressesHere();
});
afterAll(() => server.stop());

const graphAudience = 'https://graph.microsoft.com';
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
const template = '117a77b0-9360-443b-8795-c6dedc750cf9';

/** Addresses of what the first tenants own that no other test needs, and what a route cannot be asked without. */
async function addressesHere(): Promise<Readonly<Record<string, string>>> {
  const route = { surface: 'partner-center', method: 'GET', access: { permission: 'catalogue.read' } } as const;
  const url = '/v1/products/:productId/skus/:skuId/availabilities';
  const token = await tokenFor({ ...route, url });
  const found = await callServer(server.origin, 'GET', owned.addressOf({ ...route, url }), { token: token! });
  const [path, query] = owned.addressOf({ ...route, url }).split('?');
  const available = `${path}/${found.body.items[0].id}?${query}`;
  const { offerId, customerId } = owned.values;
  const graph = client(
    server.origin,
    await applicationToken(server.origin, tenantOf(world, 'publisher', 'FR'), graphAudience),
  );
  const plans = await graph.get<{ value: { id: string }[] }>(
    `/rp/product-ingestion/plan?$version=2022-07-01&product=product/${offerId}`,
  );
  const partners = '/comptoir/v1/store/offers/:productId/partners';
  const list = '/comptoir/v1/offers/:offerId/audience/export';
  const offers = await client(
    server.origin,
    await applicationToken(server.origin, tenantOf(world, 'publisher', 'FR'), resources.partnerCenter),
  ).get<{ items: { offerId: string; name: string }[] }>('/comptoir/v1/offers');
  const azur = tenantOf(world, 'direct', 'FR');
  const people = client(server.origin, await userToken(server.origin, azur, 'admin_agent'));
  const members = `/v1/customers/${customerId}/directoryroles/${globalAdministrator}/usermembers`;
  const [member] = (await people.get<{ items: { id: string }[] }>(members)).items;
  const listed = offers.items.find(({ name }) => name === 'Relevé')!;
  return {
    [`${url}/:availabilityId`]: available,
    [`/v1/customers/:customerId${url.slice(3)}/:availabilityId`]: available.replace(
      '/v1',
      `/v1/customers/${customerId}`,
    ),
    '/v1/agreementtemplates/:templateId/document': `/v1/agreementtemplates/${template}/document`,
    '/v1/customers/:customerId/directoryroles/:roleId/usermembers': members,
    '/v1/customers/:customerId/users/:userId/licenses': `/v1/customers/${customerId}/users/${member!.id}/licenses`,
    '/v1/agreementtexts/:templateId': `/v1/agreementtexts/${template}`,
    '/rp/product-ingestion/:resourceType/:offerId/*': `/rp/product-ingestion/${plans.value[0]!.id}?$version=2022-07-01`,
    '/comptoir/v1/partner-link': `/comptoir/v1/partner-link?partnerId=${azur.id}`,
    '/v1/compliance/csp/agreementstatus': '/v1/compliance/csp/agreementstatus?mpnId=4380105',
    '/comptoir/v1/enrolments/company': '/comptoir/v1/enrolments/company?duns=260000019',
    '/comptoir/v1/agreements/:kind/text': '/comptoir/v1/agreements/partner/text',
    '/comptoir/v1/agreements/:kind/document': '/comptoir/v1/agreements/partner/document',
    // Of an offer for selected partners: others have no list.
    [list]: list.replace(':offerId', listed.offerId),
    [partners]: `${owned.addressOf({ ...route, surface: 'comptoir', url: partners })}?country=FR`,
  };
}

async function ask(route: DeclaredRoute, name?: string): Promise<number> {
  const [path, query] = (here[route.url] ?? owned.addressOf(route)).split('?');
  const known = new Set(namesOf(route.query).map((one) => one.toLowerCase()));
  known.delete(name?.toLowerCase() ?? '');
  const sent = new URLSearchParams(
    Array.from(new URLSearchParams(query)).filter(([member]) => known.has(member.toLowerCase())),
  );
  if (name) sent.set(name, nothing[name]!);
  const token = await tokenFor(route);
  const answer = await callServer(server.origin, route.method, `${path}?${sent.toString()}`, token ? { token } : {});
  return answer.status;
}

test('A parameter that names nothing is refused on every route, where without it the answer is well', async () => {
  const routes = (await declaredRoutes(server.context.config)).filter(({ method }) => method === 'GET');
  const withParameters = routes.filter(({ query }) => namesOf(query).length > 0);
  expect(withParameters.length).toBeGreaterThan(40);
  const wrong: string[] = [];
  for (const route of withParameters) {
    const names = namesOf(route.query).filter((name) => !free.has(name) && !documented.has(`${route.url} ${name}`));
    if (names.length === 0) continue;
    const well = await ask(route);
    if (well >= 400) wrong.push(`${route.url} answers ${well}`);
    for (const name of names) {
      const status = name in nothing ? await ask(route, name) : 0;
      if (status < 400 || status >= 500) wrong.push(`${route.url} ${name}: ${status}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('An id in an address that is none is not there, at every declared route: the server does not stumble', async () => {
  const stumbled: string[] = [];
  let asked = 0;
  for (const route of await declaredRoutes(server.context.config)) {
    for (const [parameter] of route.url.matchAll(/:[A-Za-z]+/g)) {
      const address = owned.addressOf({ ...route, url: route.url.replace(parameter, '-1') });
      const token = await tokenFor(route);
      const body = ['GET', 'HEAD', 'DELETE'].includes(route.method) ? {} : { body: {} };
      const { status } = await callServer(server.origin, route.method, address, {
        ...(token ? { token } : {}),
        ...body,
      });
      asked += 1;
      if (status >= 500) stumbled.push(`${route.method} ${route.url} ${parameter}: ${status}`);
    }
  }
  expect(asked).toBeGreaterThan(200);
  expect(stumbled).toEqual([]);
});
