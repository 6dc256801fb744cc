import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  clientAssertion,
  clientCertificate,
  type AssertionWishes,
  type ClientCertificate,
} from '../../../test/certificates.ts';
import { callServer } from '../../../test/http.ts';
import { identityWorld, type IdentityWorld } from '../../../test/identity-world.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { newId } from '../../kernel/index.ts';
import { issueUserToken } from '../../modules/identity/index.ts';

let server: TestServer;
let world: IdentityWorld;
let admin: string;
let held: ClientCertificate;
let certificateId: string;

beforeAll(async () => {
  server = await startTestServer({ config: { mode: 'production' } });
  world = await identityWorld(server.context);
  admin = (await issueUserToken(server.context, { userPrincipalName: world.ada, resource: 'api://comptoir' }))
    .access_token;
  held = await clientCertificate();
  certificateId = (await register(held.certificate)).body.id;
});
afterAll(() => server.stop());

const manage = (method: string, path: string, body?: unknown) =>
  callServer(server.origin, method, `/comptoir/v1/applications/${world.clientId}${path}`, {
    token: admin,
    ...(body === undefined ? {} : { body }),
  });
const register = (certificate: string) => manage('POST', '/certificates', { certificate });

const endpoint = () => `${server.origin}/${world.tenantId}/oauth2/v2.0/token`;
const sign = (wishes: Partial<AssertionWishes> = {}, by = held) =>
  clientAssertion(by, { clientId: world.clientId, audience: endpoint(), ...wishes });

async function ask(form: Record<string, string>, path = `/${world.tenantId}/oauth2/v2.0/token`) {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    scope: 'https://api.partnercenter.microsoft.com/.default',
    ...form,
  });
  const response = await fetch(`${server.origin}${path}`, { method: 'POST', body });
  return { status: response.status, body: (await response.json()) as Record<string, never> };
}

const tokenWith = async (wishes: Partial<AssertionWishes> = {}, by = held) =>
  ask({ client_id: world.clientId, client_assertion: await sign(wishes, by) });

const refused = (code: number) => ({
  status: 401,
  body: { error: 'invalid_client', error_codes: [code], correlation_id: expect.any(String) },
});

test.for([
  ['PS256', 'x5t#S256'],
  ['RS256', 'x5t'],
  ['RS256', 'x5t#S256'],
  ['PS256', 'x5t'],
] as const)('An application proves itself by its certificate: signed %s, named by %s', async ([algorithm, named]) => {
  const { status, body } = await tokenWith({ algorithm, named });
  expect([status, body]).toEqual([200, expect.objectContaining({ access_token: expect.any(String) })]);
  expect(decodeJwt(body['access_token']!)).toMatchObject({ appid: world.clientId, tid: world.tenantId, idtyp: 'app' });
  const opened = await callServer(server.origin, 'GET', '/comptoir/v1/applications', { token: body['access_token']! });
  expect(opened.status).toBe(200);
});

test('The audience is the token endpoint, by id or domain, v1 or v2; client_id may be left to the assertion', async () => {
  const v1 = `/${world.domain}/oauth2/token`;
  const form = {
    client_assertion: await sign({ audience: `${server.origin}${v1}` }),
    resource: 'https://graph.windows.net',
  };
  expect((await ask(form, v1)).status).toBe(200);
  for (const audience of [
    `${server.origin}/${world.otherTenantId}/oauth2/v2.0/token`,
    'https://login.example',
    server.origin,
  ]) {
    expect(await tokenWith({ audience })).toMatchObject(refused(700023));
  }
});

test('An assertion is used once for a request; the same one for another resource is another use, as MSAL keeps one for minutes', async () => {
  const client_assertion = await sign();
  const form = { client_id: world.clientId, client_assertion };
  const graph = { ...form, scope: 'https://graph.microsoft.com/.default' };
  expect((await ask(form)).status).toBe(200);
  expect((await ask(graph)).status).toBe(200);
  expect(await ask(form)).toMatchObject(refused(700027));
  expect(await ask({ ...form, client_assertion_type: 'other' })).toMatchObject({ status: 400 });
  const atOnce = { ...form, client_assertion: await sign() };
  const answers = await Promise.all(Array.from({ length: 6 }, () => ask(atOnce)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test('An assertion without an id of its own is used once too', async () => {
  const form = { client_id: world.clientId, client_assertion: await sign({ claims: { jti: undefined } }) };
  expect([(await ask(form)).status, (await ask(form)).status]).toEqual([200, 401]);
});

test('An application that the tenant does not have is not found, whatever signed for it', async () => {
  const notFound = { status: 400, body: { error: 'unauthorized_client', error_codes: [700016] } };
  for (const clientId of [newId(), 'no-guid', world.otherClientId]) {
    const client_assertion = await sign({ clientId });
    expect(await ask({ client_id: clientId, client_assertion }), clientId).toMatchObject(notFound);
    expect(await ask({ client_assertion }), clientId).toMatchObject(notFound);
  }
  const common = await sign({ clientId: newId(), audience: `${server.origin}/common/oauth2/v2.0/token` });
  expect(await ask({ client_assertion: common }, '/common/oauth2/v2.0/token')).toMatchObject(notFound);
});

test('What an assertion must not be, each with the number clients search for', async () => {
  // Wall clock: assertions are valid for minutes of it.
  const now = Math.floor(Date.now() / 1000);
  const stranger = await clientCertificate();
  const cases: readonly [Promise<unknown>, number][] = [
    [tokenWith({ claims: { exp: now - 301 } }), 700024],
    [tokenWith({ claims: { nbf: now + 400 } }), 700024],
    [tokenWith({ claims: { exp: now + 3700 } }), 700024],
    [tokenWith({ clientId: world.otherClientId }), 700021],
    [tokenWith({ claims: { iss: 'another' } }), 50027],
    [tokenWith({ named: 'none' }), 50027],
    [tokenWith({ algorithm: 'RS384' }), 5002738],
    [tokenWith({}, stranger), 700027],
    [tokenWith({}, { ...stranger, thumbprintSha256: held.thumbprintSha256 }), 700027],
    [ask({ client_id: world.clientId, client_assertion: 'no.jwt.' }), 50027],
  ];
  for (const [answer, code] of cases) expect(await answer).toMatchObject(refused(code));
  const late = { client_id: world.clientId, client_assertion: await sign({ claims: { exp: now - 200 } }) };
  expect((await ask(late)).status).toBe(200);
});

test('Neither the assertion of one application opens another, nor a secret beside it, nor the word the house uses inside', async () => {
  const client_assertion = await sign();
  const form = { client_id: world.clientId, client_assertion };
  expect(await ask({ ...form, client_secret: world.clientSecret })).toMatchObject({
    status: 400,
    body: { error: 'invalid_request' },
  });
  expect((await ask(form, `/${world.otherTenantId}/oauth2/v2.0/token`)).status).toBe(401);
  const secret = { grant_type: 'client_credentials', client_id: world.clientId, client_secret: 'proven' };
  const response = await fetch(endpoint(), {
    method: 'POST',
    body: new URLSearchParams({ ...secret, scope: 'https://graph.microsoft.com/.default' }),
  });
  expect(response.status).toBe(401);
  expect(
    (await ask({ client_id: world.publicClientId, client_assertion: await sign({ clientId: world.publicClientId }) }))
      .status,
  ).toBe(401);
});

test('A certificate is listed with its thumbprints and its end; removed neither it nor its tokens open anything, and a secret still does', async () => {
  const listed = await callServer(server.origin, 'GET', '/comptoir/v1/applications', { token: admin });
  const { certificates } = listed.body.items.find(({ clientId }: { clientId: string }) => clientId === world.clientId);
  expect(certificates).toEqual([
    {
      id: certificateId,
      thumbprint: held.thumbprint,
      thumbprintSha256: held.thumbprintSha256,
      subject: 'CN=sync.example',
      notBefore: expect.any(String),
      expiresAt: expect.any(String),
    },
  ]);
  const other = await clientCertificate();
  const second = await register(other.certificate.replaceAll(/-----.*?-----|\s/g, ''));
  expect([second.status, second.body.thumbprint]).toEqual([201, other.thumbprint]);
  const got = await tokenWith({}, other);
  expect(got.status).toBe(200);
  const read = async () =>
    (await callServer(server.origin, 'GET', '/comptoir/v1/applications', { token: got.body.access_token })).status;
  expect(await read()).toBe(200);
  expect((await manage('DELETE', `/certificates/${second.body.id}`)).status).toBe(204);
  expect(await tokenWith({}, other)).toMatchObject(refused(700027));
  await expect.poll(read, { timeout: 10_000 }).toBe(401);
  expect(await manage('DELETE', `/certificates/${second.body.id}`)).toMatchObject({
    status: 404,
    body: { code: 'ApplicationCertificateNotFound' },
  });
  expect((await tokenWith()).status).toBe(200);
});

test('A disabled application gets no token by its certificate', async () => {
  await manage('PUT', '/state', { active: false });
  expect((await tokenWith()).status).toBe(400);
  await manage('PUT', '/state', { active: true });
  expect((await tokenWith()).status).toBe(200);
});

test('No certificate: a private key, text, a key that is too short, one that ran out, the same one twice; of a public application', async () => {
  const [short, old] = [await clientCertificate({ bits: 1024 }), await clientCertificate({ days: -1 })];
  for (const text of [held.privateKey, 'text', short.certificate, old.certificate, held.certificate]) {
    expect(await register(text)).toMatchObject({
      status: 400,
      body: { code: 'CertificateRefused', target: 'certificate' },
    });
  }
  const path = `/comptoir/v1/applications/${world.publicClientId}/certificates`;
  const { certificate } = await clientCertificate();
  expect(await callServer(server.origin, 'POST', path, { token: admin, body: { certificate } })).toMatchObject({
    status: 404,
    body: { code: 'ApplicationNotFound' },
  });
});
