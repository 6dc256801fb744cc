import { enrolment, ownEnrolments, signUpCountries } from '@comptoir/contracts/comptoir/enrolment';
import { programmeDocuments } from '@comptoir/contracts/comptoir/partner-agreements';
import type { World } from '@comptoir/contracts/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { client, tenantOf, userToken } from '../../../../scripts/story/client.ts';
import { callServer } from '../../../test/http.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';

let server: TestServer;
let admin: string;
let biller: string;

beforeAll(async () => {
  server = await startTestServer();
  const world = await client(server.origin).get<World>('/sandbox/v1/world');
  const azur = tenantOf(world, 'direct', 'FR');
  admin = await userToken(server.origin, azur, 'global_admin');
  biller = await userToken(server.origin, azur, 'billing_admin');
});
afterAll(() => server.stop());

const call = (method: string, path: string, token?: string, body?: object) =>
  callServer(server.origin, method, path, { ...(token ? { token } : {}), ...(body ? { body } : {}) });

const place = { addressLine1: '1 quai Rambaud', addressLine2: '', city: 'Lyon', state: '', postalCode: '69002' };
const wish = { name: 'Azur Nuage İß 株', address: place };

test('AZP-58 AZP-59 Anybody reads in which countries the programme is open, grouped by the market in which one then sells', async () => {
  const { items } = signUpCountries.parse((await call('GET', '/comptoir/v1/sign-up/countries')).body);
  expect(items.length).toBeGreaterThan(200);
  expect(new Set(items.map(({ country }) => country)).size).toBe(items.length);
  const regions = Map.groupBy(items, ({ regionCode }) => regionCode);
  expect(regions.size).toBe(15);
  expect(regions.get('EUROPE')!.map(({ country }) => country)).toEqual(expect.arrayContaining(['FR', 'DE', 'GB']));
});

test('ENR-48 ENR-49 B18 A partner whom the operator entered reads its status without an enrolment, and why it is no other kind', async () => {
  const own = ownEnrolments.parse((await call('GET', '/comptoir/v1/enrolments', admin)).body);
  expect(own.partnerAccount).toMatchObject({ kind: 'direct', programmeStatus: 'active', agreementSigned: true });
  const whyNot = new Map(own.kinds.map(({ kind, rule, held }) => [kind, [rule?.id ?? null, held]]));
  expect(whyNot.get('provider')).toEqual(['B26', null]);
  expect(whyNot.get('reseller')).toEqual(['B21', 'direct']);
});

test('AZP-63 Contracts with their versions, and what each way in requires, are there for everybody who is signed in', async () => {
  const path = '/comptoir/v1/programme-documents';
  expect((await call('GET', path)).status).toBe(401);
  const { agreements, requirements, direct } = programmeDocuments.parse((await call('GET', path, biller)).body);
  expect(agreements.map(({ agreement }) => agreement)).toEqual(['partner', 'publisher']);
  expect(agreements.every(({ versions }) => versions.length > 0)).toBe(true);
  expect(Object.fromEntries(requirements.map(({ kind, rules }) => [kind, rules[0]!.id]))).toEqual({
    reseller: 'B1',
    direct: 'B23',
    provider: 'B26',
    publisher: 'B5',
  });
  expect(direct).toEqual({ months: 12, revenueUsd: '1000000' });
});

test('B16 B28 A global administrator has another name verified; until then the legal profile has the verified one beside it', async () => {
  const path = '/comptoir/v1/legal-profile/change';
  expect(await call('POST', path, biller, wish)).toMatchObject({ status: 403 });
  const wrong = await call('POST', path, admin, { ...wish, name: '!!!', address: { ...place, city: '' } });
  expect(wrong).toMatchObject({ status: 400, body: { code: 'EnrolmentIncomplete' } });
  expect((wrong.body.problems as { path: string }[]).map((problem) => problem.path)).toEqual(['name', 'address.city']);
  const asked = enrolment.parse((await call('POST', path, admin, wish)).body);
  expect(asked).toMatchObject({
    vettingStatus: 'pending',
    programmeStatus: 'active',
    companyName: wish.name,
    verifiedCompany: { name: 'Azur Cloud Services' },
  });
  const legal = async (version: string) =>
    (await call('GET', `/v1/profiles/legalbusiness?vettingVersion=${version}`, admin)).body;
  expect(await legal('Current')).toMatchObject({ companyName: wish.name, vettingStatus: 'pending' });
  expect(await legal('LastFinalized')).toMatchObject({
    companyName: 'Azur Cloud Services',
    vettingStatus: 'authorized',
  });
  expect(await call('POST', path, admin, wish)).toMatchObject({ status: 409, body: { code: 'EnrolmentMoveRefused' } });
  const back = enrolment.parse((await call('DELETE', path, admin)).body);
  expect(back).toMatchObject({ vettingStatus: 'authorized', companyName: 'Azur Cloud Services' });
});
