/** What is refused of an enrolment: clearly, changing nothing, and in the audit. With the applicants of the demo world. */
import { enrolment } from '@comptoir/contracts/comptoir/enrolment';
import { ownAgreements } from '@comptoir/contracts/comptoir/partner-agreements';
import type { World } from '@comptoir/contracts/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { client, tenantOf, userToken } from '../../../../scripts/story/client.ts';
import { callServer } from '../../../test/http.ts';
import { someHash } from '../../../test/passwords.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { accessToken } from '../../../test/tokens.ts';
import { systemActor, type Role, type TenantPart } from '../../kernel/index.ts';
import { createUser } from '../../modules/identity/index.ts';

let server: TestServer;
let world: World;
let operator: string;

beforeAll(async () => {
  server = await startTestServer();
  world = await client(server.origin).get<World>('/sandbox/v1/world');
  operator = await userToken(server.origin, tenantOf(world, 'operator'), 'global_admin');
});
afterAll(() => server.stop());

const call = (method: string, path: string, token?: string, body?: object) =>
  callServer(server.origin, method, `/comptoir/v1${path}`, {
    ...(token ? { token } : {}),
    ...(body ? { body } : {}),
  });
const company = (name: string) => world.tenants.find((one) => one.name.startsWith(name))!;
const admin = (name: string) => userToken(server.origin, company(name), 'global_admin');

/** Codes of the refusals that the audit has under a name, in order. */
async function refusals(name: string): Promise<string[]> {
  const text = `select new_value ->> 'code' as code from event where name = $1 order by seq`;
  const { rows } = await server.context.pools.owner.query<{ code: string }>(text, [name]);
  return rows.map(({ code }) => code);
}

async function linkTo(recipient: string): Promise<URL> {
  const path = `/sandbox/v1/mailbox?to=${encodeURIComponent(recipient)}`;
  const { items } = await client(server.origin).get<{ items: { links: string[] }[] }>(path);
  return new URL(items[0]!.links[0]!);
}

test('ENR-21 ENR-22 B7 B10 A PartnerID that is unknown, of another country, somebody’s or taken is refused; nothing is associated', async () => {
  const lea = await admin('Lumière');
  const take = async (body: object) => (await call('PUT', '/enrolments/reseller/partner-id', lea, body)).body.code;
  const place = { addressLine1: 'Hafenstraße 7', city: 'Bremen', postalCode: '28195' };
  const bremen = await call('POST', '/locations', lea, { name: 'Bremen', country: 'DE', address: place });
  const alice = await admin('Azur');
  const { code } = (await call('POST', '/locations/4380101/association-code', alice)).body;
  const headquarters = (await call('GET', '/locations', lea)).body.items[0].mpnId as string;
  expect([
    await take({ mpnId: '9999999999' }),
    await take({ mpnId: bremen.body.mpnId }),
    await take({ mpnId: headquarters }),
    await take({ mpnId: '4380101' }),
    await take({ mpnId: '4380101', code }),
    await take({ mpnId: 'none' }),
  ]).toEqual([
    'AssociationCodeRefused',
    'PartnerIdRefused',
    'PartnerIdRefused',
    'AssociationCodeRefused',
    'PartnerIdInUse',
    'InvalidInput',
  ]);
  expect((await call('GET', '/enrolments/reseller', lea)).body.mpnId).toBeNull();
  expect(await refusals('PartnerIdRefused')).toEqual([
    'AssociationCodeRefused',
    'PartnerIdRefused',
    'PartnerIdRefused',
    'AssociationCodeRefused',
    'PartnerIdInUse',
  ]);
});

test('ENR-39 B14 A scanner that opens the mail’s link by HEAD, GET or its script confirms nothing; a person’s press does, once', async () => {
  const lea = await admin('Lumière');
  expect((await call('POST', '/enrolments/reseller/submit', lea)).status).toBe(200);
  const link = await linkTo('lea@lumiere-numerique.example');
  const token = link.hash.slice(1);
  for (const method of ['HEAD', 'GET']) {
    const headers = { accept: 'text/html', 'user-agent': 'scanner' };
    expect((await fetch(link, { method, headers })).status).toBe(200);
    expect((await fetch(`${link.origin}${link.pathname}?${token}`, { method, headers })).status).toBe(200);
  }
  expect((await call('GET', `/enrolment-confirmation/confirm?token=${token}`)).status).toBe(404);
  expect((await call('POST', '/enrolment-confirmation/read', undefined, { token })).status).toBe(200);
  const standing = async () => enrolment.parse((await call('GET', '/enrolments/reseller', lea)).body);
  expect((await standing()).emailConfirmedAt).toBeNull();
  const presses = await Promise.all(
    [0, 1].map(() => call('POST', '/enrolment-confirmation/confirm', undefined, { token })),
  );
  expect(presses.map(({ status }) => String(status)).toSorted()).toEqual(['200', '409']);
  expect((await standing()).emailConfirmedAt).not.toBeNull();
});

async function approved(name: string): Promise<void> {
  const basile = await admin(name);
  const place = { addressLine1: 'Rue de la Loi 12', city: 'Bruxelles', postalCode: '1000' };
  const added = await call('POST', '/locations', basile, { name: 'Bruxelles', country: 'BE', address: place });
  await call('PUT', '/enrolments/reseller/partner-id', basile, { mpnId: added.body.mpnId });
  const desk = `/operator/enrolments/${company(name).id}/reseller`;
  const { revision } = (await call('GET', desk, operator)).body as { revision: number };
  for (const check of ['email_domain', 'employment_verification', 'business_verification', 'due_diligence']) {
    await call('POST', `${desk}/checks/${check}`, operator, { revision, state: 'passed' });
  }
  expect((await call('POST', `${desk}/approve`, operator, { revision })).status).toBe(200);
}

/** Somebody of the company who is no global administrator. */
async function agentOf(tenantId: string, parts: readonly TenantPart[], roles: readonly Role[]): Promise<string> {
  const userPrincipalName = 'agent@brumeval.example';
  const named = { tenantId, userPrincipalName, displayName: 'Agent', email: userPrincipalName };
  const { id: userId } = await server.context.runner.run({ actor: systemActor, system: true }, (work) =>
    createUser(work, { ...named, passwordHash: someHash, roles: [...roles] }),
  );
  return accessToken(server.context, { tenantId, userId, userPrincipalName, parts, roles });
}

test('ENR-45 B17 The agreement is accepted by no other role, no application, in no other region, and once by two at once', async () => {
  const { id: tenantId } = company('Brumeval');
  const early = { region: 'EUROPE', version: '2026-01-01' };
  const first = await call('POST', '/agreements/partner/accept', await admin('Brumeval'), early);
  expect(first).toMatchObject({ status: 403, body: { code: 'AgreementNotOpen', rule: { id: 'B17' } } });
  await approved('Brumeval');
  const basile = await admin('Brumeval');
  const [mine] = ownAgreements.parse((await call('GET', '/agreements', basile)).body).items;
  const accept = async (token: string, more: object = {}) => {
    const body = { region: mine!.region, version: mine!.version, ...more };
    const { status, body: answer } = await call('POST', '/agreements/partner/accept', token, body);
    return `${status} ${answer.code ?? 'signed'}`;
  };
  const parts: readonly TenantPart[] = ['reseller'];
  const agents: readonly Role[] = ['admin_agent', 'sales_agent', 'billing_admin', 'user_admin', 'helpdesk_agent'];
  expect(await accept(await agentOf(tenantId, parts, agents))).toBe('403 Forbidden');
  const program = await accessToken(server.context, { tenantId, parts, kind: 'app' });
  expect(await accept(program)).toBe('403 UserTokenRequired');
  expect(await accept(basile, { region: 'UNITED_STATES' })).toBe('409 AgreementOtherRegion');
  expect(await accept(basile, { version: '2020-01-01' })).toBe('409 AgreementChanged');
  const signatures = async () =>
    (await server.context.pools.owner.query('select from event where name = $1', ['AgreementSigned'])).rowCount;
  expect(await signatures()).toBe(0);
  const both = await Promise.all([accept(basile), accept(basile)]);
  expect(both.toSorted()).toEqual(['200 signed', '409 AgreementAlreadySigned']);
  expect(await signatures()).toBe(1);
  expect(await refusals('AgreementRefused')).toEqual([
    'AgreementNotOpen',
    'Forbidden',
    'UserTokenRequired',
    'AgreementOtherRegion',
    'AgreementChanged',
    'AgreementAlreadySigned',
  ]);
});

test('AZP-62 B26 What may not be enrolled or moved is refused with its rule, and in the audit', async () => {
  const [thea, marta] = [await admin('Torrent'), await admin('Meseta')];
  const start = async (token: string, kind: string) => (await call('POST', '/enrolments', token, { kind })).body.code;
  expect(await start(thea, 'provider')).toBe('EnrolmentRefused');
  expect(await start(marta, 'direct')).toBe('EnrolmentRefused');
  expect((await call('POST', '/enrolments/reseller/resend', thea)).body.code).toBe('EnrolmentMoveRefused');
  expect((await call('POST', '/enrolments/publisher/submit', thea)).body.code).toBe('EnrolmentUnknown');
  expect(await refusals('EnrolmentRefused')).toEqual([
    'EnrolmentRefused',
    'EnrolmentRefused',
    'EnrolmentMoveRefused',
    'EnrolmentUnknown',
  ]);
});

test.each(['x', '!!!', ' ', 'SARL', 'llc', 'GmbH', '\u3164', 'Éclair\u202E', 'a\u0000b', 'e'.repeat(257)])(
  'B27 A company named %j gets no work account, and no mail is sent',
  async (companyName) => {
    const count = async () =>
      (await server.context.pools.owner.query('select (select count(*) from sign_up), (select count(*) from mail)'))
        .rows[0];
    const before = await count();
    const person = { country: 'FR', firstName: 'Ada', lastName: 'Ёлкина', email: 'ada@names.example' };
    const { status, body } = await call('POST', '/sign-up', undefined, { companyName, ...person });
    expect([status, body.target]).toEqual([400, 'companyName']);
    expect(await count()).toEqual(before);
  },
);
