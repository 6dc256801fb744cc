/** Who may do what with a customer, over the APIs: rule D9's table, relationships and partnerships on the wire (D4 to D7, D15). */
import { beforeAll, expect, test } from 'vitest';
import { tenantOf, userToken } from '../../scripts/story/client.ts';
import { newCompany } from './partners.ts';
import { refusedOrders } from './refused-orders.ts';
import { useStage } from './stage.ts';
import { accessToken } from './tokens.ts';

const stage = useStage();
const tokens: Record<string, string> = {};
let bakery: string;
let boreal: string;
let delta: string;
let item: string;

beforeAll(async () => {
  const token = (part: string, country: string) =>
    userToken(stage.origin, tenantOf(stage.world, part, country), 'global_admin');
  tokens.direct = await token('direct', 'FR');
  tokens.provider = await token('provider', 'NL');
  tokens.reseller = await token('reseller', 'FR');
  [bakery, boreal, delta] = [
    stage.customer('bakkerij-zuid'),
    tenantOf(stage.world, 'reseller').id,
    tenantOf(stage.world, 'provider').id,
  ];
  item = await stage.item(
    { tenantId: delta, app: tokens.provider!, user: tokens.provider! },
    'Pilote Projets',
    '0001',
    'NL',
  );
});

const call = (who: string, method: string, path: string, body?: object) =>
  stage.call(tokens[who], method, path, body ? { body } : {});
const cartOf = (mpnId?: string) => ({
  lineItems: [
    {
      id: 0,
      catalogItemId: item,
      quantity: 2,
      billingCycle: 'monthly',
      termDuration: 'P1M',
      ...(mpnId ? { participants: [{ key: 'transaction_reseller', value: mpnId }] } : {}),
    },
  ],
});
const company = () => {
  const { domain, billingProfile } = newCompany();
  return { companyProfile: { domain }, billingProfile };
};
const customerToken = (tenantId: string, roles: readonly ('global_admin' | 'user_admin')[] = ['global_admin']) =>
  accessToken(stage.server.context, { tenantId, parts: ['customer'], roles, kind: 'user' });

test('IND-01 IND-02 IND-19 IND-20 A provider orders for its reseller’s customer; the reseller sees the customer, and neither orders, prices nor invoices', async () => {
  const ordered = await call('provider', 'POST', `/v1/customers/${bakery}/carts`, cartOf('4380105'));
  expect(ordered.status).toBe(201);
  const checkout = await call('provider', 'POST', `/v1/customers/${bakery}/carts/${ordered.body.id}/checkout`);
  expect(checkout.body.orders).toHaveLength(1);
  expect((await call('reseller', 'GET', `/v1/customers/${bakery}`)).body.companyProfile.companyName).toBe(
    'Bakkerij Zuid',
  );
  const closed = [
    ['POST', '/v1/customers'],
    ['POST', `/v1/customers/${bakery}/carts`],
    ['POST', `/v1/customers/${bakery}/orders`],
    ['GET', `/v1/customers/${bakery}/orders`],
    ['GET', `/v1/customers/${bakery}/subscriptions`],
    ['GET', '/v1/products?country=FR&targetView=MarketplaceSaaS'],
    ['GET', '/v1/margins'],
    ['GET', '/v1/invoices'],
    ['POST', `/v1/customers/${bakery}/agreements`],
    ['GET', '/comptoir/v1/prices'],
    ['GET', '/comptoir/v1/customer-invoices'],
  ] as const;
  for (const [method, path] of closed) {
    const answer = await call('reseller', method, path, method === 'POST' ? {} : undefined);
    expect([path, answer.status, answer.body.errorName ?? answer.body.code]).toEqual([path, 403, 'Forbidden']);
  }
});

test('C9 D10 A provider declares the further resellers of the chain; cart and order name them', async () => {
  const made = await call('provider', 'POST', '/v1/sandboxIndirectReseller', {
    mpnId: '4380992',
    tenant: {
      domainPrefix: 'chaine',
      name: 'Chaîne 株',
      adminUserName: 'ada',
      adminAlternateEmail: 'ada@example.com',
      country: 'FR',
    },
  });
  expect(made.status).toBe(201);
  const participants = [
    { key: 'transaction_reseller', value: '4380105' },
    { key: 'additional_transaction_reseller', value: '4380992' },
  ];
  const [line] = cartOf().lineItems;
  const put = (more: object) =>
    call('provider', 'POST', `/v1/customers/${bakery}/carts`, { lineItems: [{ ...line, ...more }] });
  const cart = await put({ participants });
  expect([cart.status, cart.body.lineItems[0].participants]).toEqual([201, participants]);
  const checkout = await call('provider', 'POST', `/v1/customers/${bakery}/carts/${cart.body.id}/checkout`);
  const named = { partnerIdOnRecord: '4380105', additionalPartnerIdsOnRecord: ['4380992'] };
  expect(checkout.body.orders[0].lineItems[0]).toMatchObject(named);
  const order = (more: object) =>
    call('provider', 'POST', `/v1/customers/${bakery}/orders`, {
      billingCycle: 'monthly',
      lineItems: [{ lineItemNumber: 0, offerId: item, quantity: 1, termDuration: 'P1M', ...more }],
    });
  expect((await order(named)).body.lineItems[0]).toMatchObject(named);
  const alone = await order({ additionalPartnerIdsOnRecord: ['4380992'] });
  expect([alone.status, alone.body.errorName, alone.body.data]).toEqual([
    400,
    'ParticipantNotSupported',
    expect.arrayContaining(['lineItems[0].additionalPartnerIdsOnRecord']),
  ]);
  expect((await order({ ...named, additionalPartnerIdsOnRecord: ['999999999'] })).body.code).toBe(800015);
  const six = Array.from({ length: 6 }, (_, index) => String(4_381_000 + index));
  expect((await order({ ...named, additionalPartnerIdsOnRecord: six })).status).toBe(400);
  expect((await call('provider', 'DELETE', `/v1/sandboxIndirectReseller/${made.body.tenant.id}`)).status).toBe(204);
});

test('A provider makes five resellers to try with; one that is taken away makes room', async () => {
  const make = (number: number, domainPrefix = `essai${number}`) =>
    call('provider', 'POST', '/v1/sandboxIndirectReseller', {
      mpnId: String(4_380_970 + number),
      tenant: {
        domainPrefix,
        name: `Essai ${number}`,
        adminUserName: 'ada',
        adminAlternateEmail: 'ada@example.com',
        country: 'FR',
      },
    });
  const made: string[] = [];
  for (let number = 0; number < 5; number += 1) made.push((await make(number)).body.tenant.id as string);
  const sixth = await make(5);
  expect([sixth.status, sixth.body.code, sixth.body.errorName]).toEqual([403, 6003, 'SandboxResellersExhausted']);
  const remove = (id: string) => call('provider', 'DELETE', `/v1/sandboxIndirectReseller/${id}`);
  expect((await remove(made[0]!)).status).toBe(204);
  const again = await make(6);
  expect(again.status).toBe(201);
  for (const id of [...made.slice(1), again.body.tenant.id as string]) expect((await remove(id)).status).toBe(204);
  // The number of an earlier one is taken again, and the answer says which one was given instead.
  const twice = await make(6, 'essai-encore');
  expect(twice.status).toBe(201);
  expect(twice.body.mpnId).toMatch(/^5\d{6}$/);
  expect(twice.body.partnerRelationship.mpnId).toBe(twice.body.mpnId);
  const foreign = await make(-865, 'essai-autrui');
  expect([foreign.status, foreign.body.errorName]).toEqual([409, 'MpnIdTaken']);
  expect((await remove(twice.body.tenant.id)).status).toBe(204);
});

test('IND-10 A reseller that is no partner is refused by name, 900154, and the refusal is in the audit', async () => {
  const peer = tenantOf(stage.world, 'direct', 'FR');
  const refused = await call('provider', 'POST', `/v1/customers/${bakery}/carts`, cartOf(peer.mpnId));
  expect([refused.status, refused.body.code]).toEqual([400, 800016]);
  const made = await call('provider', 'POST', '/v1/sandboxIndirectReseller', {
    mpnId: '4380991',
    tenant: {
      domainPrefix: 'essai',
      name: 'Essai É ß',
      adminUserName: 'ada',
      adminAlternateEmail: 'ada@example.com',
      country: 'FR',
    },
  });
  expect([made.status, made.body.partnerRelationship]).toMatchObject([
    201,
    { mpnId: '4380991', location: 'FR', state: 'Active' },
  ]);
  expect((await call('provider', 'POST', `/v1/customers/${bakery}/carts`, cartOf('4380991'))).status).toBe(201);
  expect((await call('provider', 'DELETE', `/v1/sandboxIndirectReseller/${made.body.tenant.id}`)).status).toBe(204);
  const ended = await call('provider', 'POST', `/v1/customers/${bakery}/carts`, cartOf('4380991'));
  expect([ended.status, ended.body.code]).toEqual([400, 900154]);
  expect((await refusedOrders(stage, tenantOf(stage.world, 'provider', 'NL').id)).slice(-2)).toEqual([
    `ResellerNotIndirect ${bakery}`,
    `ResellerNotConnected ${bakery}`,
  ]);
  expect((await call('direct', 'POST', '/v1/sandboxIndirectReseller', {})).status).toBe(403);
});

test('IND-17 IND-18 IND-23 IND-24 Partner Center lists partners of the other tier, and the customers shared with one', async () => {
  const resellers = await call(
    'provider',
    'GET',
    '/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf',
  );
  expect(resellers.body.items).toMatchObject([
    {
      id: boreal,
      name: 'Boréal Conseil',
      mpnId: '4380105',
      location: 'FR',
      state: 'Active',
      relationshipType: 'is_indirect_cloud_solution_provider_of',
    },
  ]);
  const providers = await call('reseller', 'GET', '/v1/relationships?relationship_type=IsIndirectResellerOf');
  expect(providers.body.items).toMatchObject([{ id: delta, relationshipType: 'is_indirect_reseller_of' }]);
  expect(
    (await call('reseller', 'GET', '/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf')).body.items,
  ).toEqual([]);
  for (const operator of ['"starts_with"', 9]) {
    const named = encodeURIComponent(`{"Field":"Name","Value":"bor","Operator":${operator}}`);
    expect((await call('provider', 'GET', `/v1/relationships?filter=${named}`)).body.items).toHaveLength(1);
  }
  const of = (field: string, id: string) =>
    encodeURIComponent(JSON.stringify({ Field: field, Value: id, Operator: 'starts_with' }));
  const shared = await call('provider', 'GET', `/v1/customers?filter=${of('IndirectReseller', boreal)}`);
  expect(shared.body.items.map(({ id }: { id: string }) => id)).toEqual([bakery]);
  const seen = await call('reseller', 'GET', `/v1/customers?filter=${of('IndirectCloudSolutionProvider', delta)}`);
  expect(seen.body.items.map(({ id }: { id: string }) => id)).toEqual([bakery]);
  expect((await call('provider', 'GET', `/v1/customers?filter=${of('IndirectReseller', 'boreal')}`)).status).toBe(400);
  const both = await call('provider', 'GET', `/v1/customers/${bakery}/relationships`);
  expect(both.body.items).toMatchObject([{ id: boreal, mpnId: '4380105' }]);
  expect(both.body.items[0]).not.toHaveProperty('state');
  expect((await call('direct', 'GET', `/v1/customers/${bakery}/relationships`)).status).toBe(404);
  expect((await call('provider', 'GET', `/comptoir/v1/customers?reseller=${boreal}`)).body.total).toBe(1);
});

test('IND-20 A provider creates a customer for its reseller, and both have it; for a stranger it creates none', async () => {
  const made = await call('provider', 'POST', '/v1/customers', { ...company(), associatedPartnerId: boreal });
  expect([made.status, made.body.associatedPartnerId]).toEqual([201, boreal]);
  const read = async (who: 'provider' | 'reseller') => (await call(who, 'GET', `/v1/customers/${made.body.id}`)).body;
  expect((await read('provider')).associatedPartnerId).toBe(boreal);
  expect(await read('reseller')).toMatchObject({ id: made.body.id });
  expect(await read('reseller')).not.toHaveProperty('associatedPartnerId');
  const stranger = tenantOf(stage.world, 'direct', 'DE').id;
  const refused = await call('provider', 'POST', '/v1/customers', { ...company(), associatedPartnerId: stranger });
  expect([refused.status, refused.body.code]).toEqual([400, 900154]);
});

test('AZP-49 AZP-50 The link of Partner Center is read by anybody and accepted by a global admin of the customer only', async () => {
  const link = await call('direct', 'GET', '/v1/customers/relationshiprequests');
  const azur = tenantOf(stage.world, 'direct', 'FR').id;
  expect(link.body).toMatchObject({
    url: `${stage.origin}/Adminportal/Home?invType=ResellerRelationship&partnerId=${azur}&msppId=0&DAP=false#/BillingAccounts/partner-invitation`,
  });
  const asked = await stage.call(
    undefined,
    'GET',
    `/comptoir/v1/partner-link${new URL(link.body.url as string).search}`,
  );
  expect([asked.status, asked.body]).toMatchObject([
    200,
    { partner: { name: 'Azur Cloud Services' }, delegatedAccess: false },
  ]);
  // Whether two companies work together is told to nobody who may not accept.
  const both = `/comptoir/v1/partner-link?partnerId=${azur}&indirectCSPId=${tenantOf(stage.world, 'provider', 'NL').id}`;
  const pair = await stage.call(undefined, 'GET', both);
  expect([pair.status, pair.body.refusal]).toEqual([200, undefined]);
  const body = { link: { partnerTenantId: azur } };
  const accept = async (tenantId: string, roles?: Parameters<typeof customerToken>[1]) =>
    stage.call(await customerToken(tenantId, roles), 'POST', '/comptoir/v1/own-partners', { body });
  expect((await accept(bakery, ['user_admin'])).status).toBe(403);
  expect((await accept(stage.customer('cedar-valley-dental'))).status).toBe(403);
  expect((await accept(bakery)).status).toBe(201);
  const again = await accept(bakery);
  expect([again.status, again.body.code]).toEqual([409, 'RelationshipExists']);
  const { rows } = await stage.server.context.pools.owner.query<{ code: string }>(
    `select new_value ->> 'code' as code from event where name = 'RelationshipRefused' order by seq`,
  );
  expect(rows.map(({ code }) => code)).toEqual(['Forbidden', 'CustomerOutsideRegion', 'RelationshipExists']);
  const mine = await stage.call(await customerToken(bakery), 'GET', '/comptoir/v1/own-partners');
  expect(mine.body.items.map(({ name }: { name: string }) => name)).toEqual([
    'Azur Cloud Services',
    'Boréal Conseil',
    'Delta Distribution',
  ]);
  expect(mine.body.items[1]).toMatchObject({ kind: 'reseller', orders: false, granted: [], since: expect.any(String) });
  const had = await stage.call(await customerToken(bakery), 'GET', '/comptoir/v1/own-subscriptions?sort=product');
  expect(had.body.items[0]).toMatchObject({
    product: expect.stringContaining('Pilote Projets'),
    partnerName: 'Delta Distribution',
  });
  expect(had.text).not.toMatch(/price|amount|12\.5/i);
  // Each partner has its own subscriptions and sees no other's.
  expect((await call('direct', 'GET', `/v1/customers/${bakery}/subscriptions`)).body.items).toEqual([]);
});

test('AZP-39 AZP-50 The customer takes delegated administration away and removes a partner; the partner ends it by PATCH once nothing runs, and orders no more', async () => {
  const token = await customerToken(bakery);
  const own = (method: string, path: string) => stage.call(token, method, `/comptoir/v1/own-partners/${path}`);
  expect((await own('DELETE', `${boreal}/delegated-access`)).status).toBe(204);
  expect((await call('reseller', 'GET', `/v1/customers/${bakery}`)).body.allowDelegatedAccess).toBe(false);
  expect((await own('DELETE', boreal)).status).toBe(204);
  expect((await call('reseller', 'GET', `/v1/customers/${bakery}`)).status).toBe(404);
  const runs = await own('DELETE', delta);
  expect([runs.status, runs.body.code]).toEqual([400, 'RelationshipHasSubscriptions']);
  const patch = (who: string, body: object, id = bakery) => call(who, 'PATCH', `/v1/customers/${id}`, body);
  expect((await patch('provider', { RelationshipToPartner: 'none' })).status).toBe(400);
  expect((await patch('provider', {})).status).toBe(400);
  expect((await patch('direct', { AllowDelegatedAccess: false })).body).toMatchObject({
    relationshipToPartner: 'reseller',
    allowDelegatedAccess: false,
  });
  expect((await patch('direct', { RelationshipToPartner: 'none' })).body).toMatchObject({
    relationshipToPartner: 'none',
  });
  expect((await patch('direct', { RelationshipToPartner: 'none' })).status).toBe(404);
  // A relationship that ended opens nothing, and who tried is told.
  const late = await call('direct', 'POST', `/v1/customers/${bakery}/carts`, cartOf());
  expect([late.status, late.body.code]).toEqual([404, 20002]);
  expect((await refusedOrders(stage, stage.azur.tenantId)).at(-1)).toBe(`CustomerNotFound ${bakery}`);
  const sandbox = await call('provider', 'POST', '/v1/customers', company());
  expect((await call('provider', 'DELETE', `/v1/customers/${sandbox.body.id}`)).status).toBe(204);
  expect((await call('provider', 'GET', `/v1/customers/${sandbox.body.id}`)).status).toBe(404);
  // Programs empty sandboxes too.
  const { id } = (await call('direct', 'POST', '/v1/customers', company())).body;
  expect((await stage.call(stage.azur.app, 'DELETE', `/v1/customers/${id}`)).status).toBe(204);
});
