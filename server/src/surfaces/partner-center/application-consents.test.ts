import { decodeJwt } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { useStage } from '../../../test/stage.ts';
import { accessToken } from '../../../test/tokens.ts';
import { systemActor } from '../../kernel/index.ts';
import { createApplication, giveConsent, sharedApplication, shareApplication } from '../../modules/identity/index.ts';

const stage = useStage();
const partnerCenter = 'fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd';
const graph = '00000002-0000-0000-c000-000000000000';
const grants = [{ enterpriseApplicationId: graph, scope: 'Domain.ReadWrite.All,User.Read.All' }];

let own: { clientId: string; clientSecret: string };
let foreign: string;
let unknown: string;
let customer: string;
let alice: string;
let url: string;
beforeAll(async () => {
  customer = stage.customer('boulangerie-martin');
  url = `/v1/customers/${customer}/applicationconsents`;
  alice = await tokenOf('alice@', 'https://api.partnercenter.microsoft.com');
  own = await application(stage.azur.tenantId);
  const publisher = stage.world.tenants.find(({ parts }) => parts.includes('publisher'))!.id;
  foreign = (await application(publisher)).clientId;
  unknown = (await application(publisher)).clientId;
});

async function tokenOf(name: string, resource: string): Promise<string> {
  const people = stage.world.tenants.flatMap((tenant) => tenant.users);
  const { userPrincipalName } = people.find((user) => user.userPrincipalName.startsWith(name))!;
  const body = { userPrincipalName, resource };
  return (await stage.call(undefined, 'POST', '/sandbox/v1/tokens', { body })).body.access_token as string;
}

function application(tenantId: string) {
  return stage.server.context.runner.run<{ clientId: string; clientSecret: string }, unknown>(
    { actor: systemActor, system: true },
    async (work) => {
      const made = await createApplication(work, { tenantId, name: 'CPV É 🧭' });
      const sharing = { multiTenant: true, scopes: ['User.Read.All'] };
      await shareApplication(work, { tenantId, clientId: made.clientId, ...sharing });
      return { clientId: made.clientId, clientSecret: made.clientSecret! };
    },
  );
}

const consent = (body: unknown, token = alice) => stage.call(token, 'POST', url, { body });
const remove = (id = own.clientId, token = alice) => stage.call(token, 'DELETE', `${url}/${id}`);

async function customersOwn(): Promise<Record<string, string>> {
  const form = {
    grant_type: 'client_credentials',
    client_id: own.clientId,
    client_secret: own.clientSecret,
    resource: 'https://api.partnercenter.microsoft.com',
  };
  const response = await fetch(`${stage.server.origin}/${customer}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  return (await response.json()) as Record<string, string>;
}

test('A partner consents for its customer, the application acts there within it, and the customer sees and ends it', async () => {
  const body = { applicationId: own.clientId, applicationGrants: grants, displayName: 'CPV' };
  expect(await customersOwn()).toMatchObject({ error_codes: [65001] });
  expect(await consent(body)).toMatchObject({ status: 201, body });
  const { access_token: token } = await customersOwn();
  expect((await stage.call(token!, 'GET', '/comptoir/v1/users')).status).toBe(200);
  expect((await stage.call(token!, 'GET', '/comptoir/v1/own-partners')).status).toBe(403);
  expect(await consent(body)).toMatchObject({ status: 409, body: { errorName: 'ApplicationConsentExists' } });
  const theirs = await tokenOf('admin@boulangerie-martin.', 'https://api.partnercenter.microsoft.com');
  const { items } = (await stage.call(theirs, 'GET', '/comptoir/v1/application-consents')).body;
  expect(items).toMatchObject([
    { applicationId: own.clientId, byPartner: expect.any(String), scopes: ['Domain.ReadWrite.All', 'User.Read.All'] },
  ]);
  expect((await stage.call(theirs, 'DELETE', `/comptoir/v1/application-consents/${own.clientId}`)).status).toBe(204);
  expect((await stage.call(token!, 'GET', '/comptoir/v1/users')).status).toBe(401);
});

test('AZP-39 AZP-47 What a partner lets in for a customer that is a partner too acts there as in a customer’s tenant', async () => {
  const { owner } = stage.server.context.pools;
  await owner.query(`insert into tenant_part (tenant_id, part) values ($1, 'reseller')`, [customer]);
  const everything = { enterpriseApplicationId: partnerCenter, scope: 'user_impersonation' };
  expect((await consent({ applicationId: own.clientId, applicationGrants: [everything] })).status).toBe(201);
  const { access_token: token } = await customersOwn();
  const statuses = [];
  for (const path of ['/users', '/own-partners', '/indirect-providers', '/customers', '/relationship-requests']) {
    statuses.push((await stage.call(token!, 'GET', `/comptoir/v1${path}`)).status);
  }
  await owner.query(`delete from tenant_part where tenant_id = $1 and part = 'reseller'`, [customer]);
  expect((await remove()).status).toBe(204);
  expect(statuses).toEqual([200, 403, 403, 403, 403]);
});

test('The partner takes its consent back; a second time there is none', async () => {
  expect((await consent({ applicationId: own.clientId, applicationGrants: grants })).status).toBe(201);
  expect((await remove()).status).toBe(204);
  expect(await remove()).toMatchObject({ status: 404, body: { errorName: 'ApplicationConsentNotFound' } });
  expect((await remove('nothing')).status).toBe(404);
  expect(await customersOwn()).toMatchObject({ error_codes: [65001] });
});

test('A person of the partner acts for a customer through a vendor’s application only where that customer consented too', async () => {
  const partner = stage.azur.tenantId;
  const userId = String(decodeJwt(alice)['oid']);
  await stage.server.context.runner.run({ actor: systemActor, system: true }, async (work) => {
    const shared = await sharedApplication(work, foreign);
    await giveConsent(work, { tenantId: partner, application: shared, scopes: ['user_impersonation'] });
  });
  const vendorTenant = stage.world.tenants.find(({ parts }) => parts.includes('publisher'))!.id;
  const wishes = { tenantId: partner, parts: ['direct'], userId, applicationId: foreign } as const;
  const token = await accessToken(stage.server.context, { ...wishes, applicationTenantId: vendorTenant });
  const headers = { 'comptoir-on-behalf-of': customer };
  const there = () => stage.call(token, 'GET', '/comptoir/v1/users', { headers });
  expect((await stage.call(token, 'GET', '/v1/customers')).status).toBe(200);
  expect((await there()).status).toBe(403);
  expect((await consent({ applicationId: foreign, applicationGrants: grants })).status).toBe(201);
  expect((await there()).status).toBe(200);
  expect((await remove(foreign)).status).toBe(204);
  expect((await there()).status).toBe(403);
});

test.for<[string, () => unknown, number, string]>([
  ['an application that nobody has', () => asked({ applicationId: crypto.randomUUID() }), 404, 'ApplicationNotShared'],
  ['a vendor’s that the partner has not let in', () => asked({ applicationId: unknown }), 403, 'ConsentNotDelegated'],
  ['a resource that nobody has', () => asked({ enterpriseApplicationId: crypto.randomUUID() }), 400, 'UnknownResource'],
  ['a scope that is none', () => asked({ scope: '<script>' }), 400, 'ScopeUnknown'],
  ['no scope', () => asked({ scope: 'openid' }), 400, 'ScopeUnknown'],
  ['no grants', () => ({ applicationId: own.clientId, applicationGrants: [] }), 400, 'InvalidInput'],
  ['an id that is none', () => asked({ applicationId: 'x' }), 400, 'InvalidInput'],
  ['nothing', () => ({}), 400, 'InvalidInput'],
])('A consent to %s is refused and changes nothing', async ([, body, status, errorName]) => {
  const answer = await consent(body());
  expect([answer.status, answer.body.errorName]).toEqual([status, errorName]);
  expect(await customersOwn()).toMatchObject({ error_codes: [65001] });
});

function asked(change: { applicationId?: string; enterpriseApplicationId?: string; scope?: string }) {
  const { applicationId = own.clientId, ...grant } = change;
  return { applicationId, applicationGrants: [{ ...grants[0]!, ...grant }] };
}

test('Another partner, somebody without delegated rights, and an application by itself consent for nobody', async () => {
  const body = { applicationId: own.clientId, applicationGrants: grants };
  const other = stage.world.tenants.find(({ parts, id }) => parts.includes('direct') && id !== stage.azur.tenantId)!;
  const stranger = await accessToken(stage.server.context, { tenantId: other.id, parts: ['direct'] });
  const agent = await accessToken(stage.server.context, { tenantId: stage.azur.tenantId, parts: ['direct'] });
  for (const token of [stranger, agent]) {
    expect(await consent(body, token)).toMatchObject({ status: 403, body: { errorName: 'DelegationMissing' } });
  }
  const app = await accessToken(stage.server.context, {
    tenantId: stage.azur.tenantId,
    parts: ['direct'],
    kind: 'app',
  });
  expect(await consent(body, app)).toMatchObject({ status: 403, body: { errorName: 'UserTokenRequired' } });
});
