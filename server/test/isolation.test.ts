/**
 * Every declared route, walked without a token and by everybody who may come, with every relation to what the address
 * names: a new route is in these tests the day it is declared.
 */
import type { World } from '@comptoir/contracts/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applicationToken, client, resources, tenantOf } from '../../scripts/story/client.ts';
import { playStory } from '../../scripts/story/play.ts';
import {
  permissions,
  systemActor,
  type Permission,
  type PermissionRule,
  type Relation,
  type Role,
  type TenantPart,
} from '../src/kernel/index.ts';
import { declaredRoutes, type DeclaredRoute } from '../src/main.ts';
import { giveConsent, revokeConsent, sharedApplication, shareApplication } from '../src/modules/identity/index.ts';
import { connectCustomer, endRelationship, holdRelationship } from '../src/modules/relationships/index.ts';
import { startTestServer, type TestServer } from './server.ts';
import { ownedThings, type Owned } from './owned.ts';
import { accessToken } from './tokens.ts';
import { walkRoutes, type WalkAnswer } from './walk.ts';

let server: TestServer;
let world: World;
let routes: readonly DeclaredRoute[];
let owned: Owned;
/** Texts that must never reach another tenant. */
let secrets: readonly string[];

beforeAll(async () => {
  server = await startTestServer();
  await playStory(server.origin, () => undefined);
  world = await client(server.origin).get<World>('/sandbox/v1/world');
  routes = (await declaredRoutes(server.context.config)).filter((route) => route.access.permission !== 'public');
  owned = await ownedThings(server.origin, world);
  ({ secrets } = owned);
});
afterAll(() => server.stop());

const walk = (token: string | undefined, wanted: (route: DeclaredRoute) => boolean) =>
  walkRoutes(server.origin, routes.filter(wanted), (route) => [owned.addressOf(route)], token);

test('No declared route answers without a token', async () => {
  const answers = await walk(undefined, () => true);
  expect(answers.length).toBeGreaterThan(50);
  const wrong = answers.filter(({ route, status }) => status !== (route.includes(' /api/') ? 403 : 401));
  expect(wrong).toEqual([]);
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

test('An organisation that signed up and takes no part yet reaches nothing of anybody, whatever roles its person has', async () => {
  const tenantId = tenantOf(world, 'applicant').id;
  const token = await accessToken(server.context, { tenantId, parts: ['applicant'] });
  const answers = await walk(token, ({ method, surface }) => surface !== 'saas-fulfillment' && method !== 'DELETE');
  const found = answers.filter(({ status }) => status < 400);
  expect(found.length).toBeGreaterThan(10);
  expect(found.filter(({ text }) => secrets.some((secret) => text.includes(secret)))).toEqual([]);
  const named = found.filter(({ route }) =>
    /:(?:customerId|orderId|cartId|invoiceId|offerId|clientId|account)/.test(route),
  );
  expect(named.map(({ route }) => route)).toEqual([]);
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

test('AZP-50 A provider that the customer took on too reaches nothing of what another partner sold to it', async () => {
  const provider = tenantOf(world, 'provider');
  const { customerId, orderId, subscriptionId, cartId } = owned.values as Record<string, string>;
  const sides = { partnerTenantId: provider.id, customerTenantId: customerId! };
  const system = { actor: systemActor, system: true };
  await server.context.runner.run(system, (work) => connectCustomer(work, sides));
  const token = await accessToken(server.context, { tenantId: provider.id, parts: ['provider'] });
  const ofPartners = ({ surface, method }: DeclaredRoute) =>
    (surface === 'partner-center' || surface === 'comptoir') && method !== 'DELETE' && method !== 'PATCH';
  const answers = await walk(token, ofPartners);
  const shown = (texts: readonly string[]) =>
    answers.filter(({ status, text }) => status < 400 && texts.some((one) => text.includes(one)));
  expect(shown(['Les Quais']).length).toBeGreaterThan(1);
  expect(shown([orderId!, subscriptionId!, cartId!]).map(({ route }) => route)).toEqual([]);
  await server.context.runner.run({ ...system, account: provider.id }, async (work) => {
    await holdRelationship(work, sides);
    await endRelationship(work, sides);
  });
});

test('An application of another tenant sees nothing without a consent, its scopes with one, and nothing once it is revoked', async () => {
  const partner = tenantOf(world, 'direct', 'FR');
  const vendor = tenantOf(world, 'direct', 'DE');
  const applicationId = vendor.apps[0]!.clientId;
  const sharing = { tenantId: vendor.id, clientId: applicationId, multiTenant: true, scopes: ['Customers.Read.All'] };
  const asSystem = { actor: systemActor, system: true };
  const { runner } = server.context;
  await runner.run(asSystem, (work) => shareApplication(work, sharing));
  const walkAll = async (kind: 'app' | 'user') => {
    const answers: WalkAnswer[] = [];
    for (const [surface, declared] of Map.groupBy(routes, (route) => route.surface)) {
      const wishes = { tenantId: partner.id, parts: ['direct'], kind, applicationId } as const;
      const audience = audiences[surface] ?? resources.partnerCenter;
      const token = await accessToken(server.context, { ...wishes, applicationTenantId: vendor.id, audience });
      const kept = declared.filter(({ method }) => method !== 'DELETE');
      answers.push(...(await walkRoutes(server.origin, kept, (route) => [owned.addressOf(route)], token)));
    }
    return answers;
  };
  const admitted = (answers: readonly WalkAnswer[]) =>
    answers.filter(({ route, status }) => status !== (route.includes(' /api/') ? 403 : 401));
  expect(admitted(await walkAll('app'))).toEqual([]);
  await runner.run(asSystem, async (work) => {
    const application = await sharedApplication(work, applicationId);
    await giveConsent(work, { tenantId: partner.id, application, scopes: application.scopes });
  });
  for (const kind of ['app', 'user'] as const) {
    const answers = await walkAll(kind);
    const opened = new Set(['customers.read', 'relationships.read', 'agreements.read']);
    const covered = new Set(
      routes.filter(({ access }) => opened.has(access.permission)).map((one) => `${one.method} ${one.url}`),
    );
    const beyond = answers.filter(({ route, status }) => !covered.has(route) && status !== 403);
    expect(beyond.map(({ route, status }) => `${route} ${status}`)).toEqual([]);
    expect(answers.some(({ text, status }) => status === 200 && text.includes('Les Quais'))).toBe(true);
  }
  await runner.run(asSystem, (work) => revokeConsent(work, partner.id, applicationId));
  expect(admitted(await walkAll('user'))).toEqual([]);
});

const graph = 'https://graph.microsoft.com';
const audiences: Readonly<Record<string, string>> = {
  'product-ingestion': graph,
  graph,
  'saas-fulfillment': resources.marketplace,
};

/** Everybody who may come, and how the tenant stands to what the first partner and its publisher own. */
const callers: readonly {
  readonly who: string;
  readonly part: TenantPart;
  readonly country?: string;
  readonly relations: readonly Relation[];
}[] = [
  { who: 'another partner', part: 'direct', country: 'DE', relations: [] },
  { who: 'a provider', part: 'provider', relations: [] },
  { who: 'an indirect reseller', part: 'reseller', relations: [] },
  { who: 'a customer', part: 'customer', relations: [] },
  { who: 'another publisher', part: 'publisher', country: 'IE', relations: [] },
  { who: 'the operator', part: 'operator', relations: ['operator'] },
  { who: 'the publisher', part: 'publisher', country: 'FR', relations: ['own', 'publisherOf'] },
  { who: 'the partner', part: 'direct', country: 'FR', relations: ['own', 'partnerOf'] },
];
/** One with every right of its tenant, one that only helps. */
const people: readonly (readonly Role[])[] = [['global_admin', 'admin_agent', 'manager'], ['helpdesk_agent']];

/** An answer to HEAD has no words. */
const refused = ({ route, status, text }: WalkAnswer) =>
  status === 403 && (route.startsWith('HEAD') || /"(?:errorName|code)":"(?:Forbidden|forbidden)"/.test(text));
/** Parameters that name something of a tenant. */
const named =
  /:(?!provider|lineItemType|type|month|number|productId|skuId|resourceType|submission|kind|prefix|domain)[A-Za-z]+/;

/** The provider had that customer for a while, as a test above says: its own history names it. */
const ownHistory = ({ url }: DeclaredRoute, { who }: (typeof callers)[number]) =>
  who === 'a provider' && /\/(?:activity|activity\/export|auditrecords)$/.test(url);

/** What a route answers wrongly to a person of that part and role whose tenant stands so to what the address names. */
function wrongAnswer(
  route: DeclaredRoute,
  answer: WalkAnswer,
  caller: (typeof callers)[number],
  held: readonly Role[],
) {
  const rule: PermissionRule = permissions[route.access.permission as Permission];
  const application = rule.roles.length === 0;
  const may = rule.parts.includes(caller.part) && (application || rule.roles.some((role) => held.includes(role)));
  if (!may) return refused(answer) ? undefined : 'is not refused';
  if (answer.status === 401 || answer.status >= 500) return 'fails';
  if (rule.relations.some((relation) => caller.relations.includes(relation)))
    return refused(answer) && route.surface !== 'saas-fulfillment' ? 'is refused' : undefined;
  if (ownHistory(route, caller)) return undefined;
  if (answer.status < 400 && secrets.some((secret) => answer.text.includes(secret))) return 'shows another’s';
  return answer.status < 400 && named.test(route.url) ? 'finds another’s' : undefined;
}

test.each(callers)(
  'AZP-50 Each declared route, tried by $who, answers as the table of permissions says',
  async (caller) => {
    const tenant = tenantOf(world, caller.part, caller.country);
    const wrong: string[] = [];
    let shown = 0;
    for (const [surface, declared] of Map.groupBy(routes, (route) => route.surface)) {
      for (const held of people) {
        const kind = surface === 'saas-fulfillment' ? 'app' : 'user';
        const wishes = { tenantId: tenant.id, parts: [caller.part], roles: held, kind } as const;
        const audience = audiences[surface] ?? resources.partnerCenter;
        const token = await accessToken(server.context, { ...wishes, audience });
        const answers = await walkRoutes(server.origin, declared, (route) => [owned.addressOf(route)], token);
        answers.forEach((answer, at) => {
          if (answer.status < 400 && secrets.some((secret) => answer.text.includes(secret))) shown += 1;
          const problem = wrongAnswer(declared[at]!, answer, caller, held);
          if (problem)
            wrong.push(
              `${answer.route} ${problem} to ${held.join(', ')}: ${answer.status} ${answer.text.slice(0, 200)}`,
            );
        });
      }
    }
    expect(wrong).toEqual([]);
    // The addresses are the right ones: whose they are finds them.
    expect(shown > 10).toBe(caller.who === 'the partner');
  },
);
