import { randomUUID } from 'node:crypto';
import { customer as customerShape } from '@comptoir/contracts/partner-center/customers';
import { wireError } from '@comptoir/contracts/partner-center/common';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callServer, type Call } from '../../../test/http.ts';
import { makePartner, newCompany } from '../../../test/partners.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { accessToken, type TokenWishes } from '../../../test/tokens.ts';
import { systemActor } from '../../kernel/index.ts';
import type { NewPartnerAccount, PartnerAccount } from '../../modules/partners/index.ts';
import type { Work } from '../../platform/work.ts';
import type { AllTables } from '../../tables.ts';

let server: TestServer;
let partner: PartnerAccount;
let token: string;

const asSystem = <Result>(body: (work: Work<AllTables>) => Promise<Result>) =>
  server.context.runner.run<Result, AllTables>({ actor: systemActor, system: true }, body);
const partnerWith = (wishes?: Partial<NewPartnerAccount>) => asSystem((work) => makePartner(work, wishes));
const tokenOf = (of: PartnerAccount, wishes: Partial<TokenWishes> = {}) =>
  accessToken(server.context, { tenantId: of.tenantId, parts: [of.kind], ...wishes });

beforeAll(async () => {
  server = await startTestServer();
  partner = await partnerWith();
  token = await tokenOf(partner);
});
afterAll(async () => server.stop());

const call = (method: string, path: string, options: Call = {}) =>
  callServer(server.origin, method, path, { token, ...options });

/** As the Java SDK writes it: camelCase, no nulls. */
function javaCustomer(companyName = 'Librairie du Port') {
  const { domain, billingProfile } = newCompany(companyName);
  return { companyProfile: { domain }, billingProfile };
}

/** As the .NET SDK writes it: PascalCase, every null, default dates, its own attributes. */
function dotnetCustomer() {
  const { companyProfile, billingProfile } = javaCustomer('Contoso France');
  const { email, companyName, defaultAddress } = billingProfile;
  return {
    Id: null,
    CommerceId: null,
    CompanyProfile: {
      TenantId: null,
      Domain: companyProfile.domain,
      CompanyName: null,
      OrganizationRegistrationNumber: null,
      Links: null,
      Attributes: { Etag: null, ObjectType: 'CustomerCompanyProfile' },
    },
    BillingProfile: {
      Id: null,
      FirstName: null,
      Email: email,
      Culture: 'FR-fr',
      Language: 'FR',
      CompanyName: companyName,
      DefaultAddress: {
        Country: defaultAddress.country,
        City: defaultAddress.city,
        AddressLine1: defaultAddress.addressLine1,
        State: null,
        PostalCode: defaultAddress.postalCode,
        PhoneNumber: null,
      },
      Attributes: { Etag: null, ObjectType: 'CustomerBillingProfile' },
    },
    RelationshipToPartner: 'none',
    AllowDelegatedAccess: null,
    UserCredentials: null,
    AssociatedPartnerId: null,
    CreatedDate: '0001-01-01T00:00:00',
    Attributes: { ObjectType: 'Customer' },
  };
}

const create = async (companyName?: string, as = token) =>
  (await call('POST', '/v1/customers', { body: javaCustomer(companyName), token: as })).body as { id: string };

test('AZP-42 A customer is created from a body of the .NET SDK and from one of the Java SDK', async () => {
  for (const body of [dotnetCustomer(), javaCustomer()]) {
    const made = await call('POST', '/v1/customers', { body });
    expect(made.status).toBe(201);
    const wire = customerShape.parse(made.body);
    expect(wire).toMatchObject({
      id: wire.companyProfile.tenantId,
      billingProfile: { culture: 'fr-FR', language: 'fr', attributes: { objectType: 'CustomerBillingProfile' } },
      relationshipToPartner: 'reseller',
      userCredentials: { userName: 'admin' },
      links: { self: { uri: `/customers/${wire.id}`, method: 'GET', headers: [] } },
      attributes: { objectType: 'Customer' },
    });
    expect(JSON.stringify(made.body)).not.toContain('null');
    const again = await call('GET', `/v1/customers/${wire.id}`);
    const { userCredentials: _, ...rest } = made.body;
    expect(again).toMatchObject({ status: 200, body: rest });
    expect(again.body).not.toHaveProperty('userCredentials');
  }
});

test('Doubled slashes, a trailing slash and another case of the path lead to the same resource', async () => {
  const { id } = await create();
  for (const path of [`/v1//customers/${id}`, `/v1/customers/${id}/`, `//v1/Customers//${id.toUpperCase()}//`]) {
    expect((await call('GET', path)).body, path).toMatchObject({ id });
  }
});

test('Every answer carries the correlation, the request, the vector, the server and the locale', async () => {
  const [correlation, repeat] = [randomUUID(), randomUUID()];
  const headers = { 'MS-CorrelationId': correlation, 'MS-RequestId': repeat, 'X-Locale': 'fr-FR' };
  for (const path of ['/v1/customers', '/v1/customers/unknown', '/v1/nowhere']) {
    const { headers: answered } = await call('GET', path, { headers });
    expect(answered.get('ms-correlationid')).toBe(correlation);
    expect(answered.get('ms-requestid')).toBe(repeat);
    expect(answered.get('ms-cv')).toMatch(/^[A-Za-z0-9+/]{16}\.0$/);
    expect(answered.get('ms-serverid')).toMatch(/^\d{9}$/);
    expect(answered.get('x-locale')).toBe('fr-FR');
  }
  const bare = await call('GET', '/v1/customers');
  expect(bare.headers.get('ms-requestid')).toMatch(/^[0-9a-f-]{36}$/);
  expect(bare.headers.get('x-locale')).toBe('en-US');
});

test('A repeated MS-RequestId creates one customer and answers as the first time, ten at once too', async () => {
  const headers = { 'MS-RequestId': randomUUID() };
  const body = javaCustomer();
  const answers = await Promise.all(Array.from({ length: 10 }, () => call('POST', '/v1/customers', { body, headers })));
  answers.push(await call('POST', '/v1/customers', { body, headers }));
  for (const answer of answers) expect(answer).toMatchObject({ status: 201, body: answers[0]!.body });
  const tenants = await asSystem((work) =>
    work.db.selectFrom('tenant').select('id').where('domain', '=', body.companyProfile.domain).execute(),
  );
  expect(tenants).toEqual([{ id: answers[0]!.body.id }]);
  const other = await call('POST', '/v1/customers', { body: javaCustomer(), headers });
  expect(other.status).toBe(409);
  const withoutId = await call('POST', '/v1/customers', { body });
  expect(withoutId).toMatchObject({ status: 409, body: { errorName: 'TenantDomainTaken' } });
});

test('AZP-50 Another partner’s customer is the same answer as an unknown one, on every route', async () => {
  const { id } = await create();
  const stranger = await tokenOf(await partnerWith());
  const unknown = randomUUID();
  const profile = { ...newCompany().billingProfile, attributes: { etag: 'x' } };
  const routes: [string, string, unknown?][] = [
    ['GET', ''],
    ['GET', '/profiles/company'],
    ['GET', '/profiles/billing'],
    ['PUT', '/profiles/billing', profile],
    ['GET', '/agreements'],
    ['GET', '/directSignedMicrosoftCustomerAgreementStatus'],
  ];
  for (const [method, path, body] of routes) {
    const ask = (customerId: string) => call(method, `/v1/customers/${customerId}${path}`, { token: stranger, body });
    const [foreign, none] = [await ask(id), await ask(unknown)];
    expect(foreign, path).toMatchObject({ status: 404, body: { code: 20002, errorName: 'CustomerNotFound' } });
    expect(JSON.stringify(foreign.body).replaceAll(id, '')).toBe(JSON.stringify(none.body).replaceAll(unknown, ''));
  }
  expect((await call('GET', '/v1/customers', { token: stranger })).body).toMatchObject({ totalCount: 0, items: [] });
});

test('Bad input, and a country of another region, are refused with a sentence, and change nothing', async () => {
  const before = (await call('GET', '/v1/customers?size=500')).body.totalCount;
  const good = javaCustomer();
  const address = good.billingProfile.defaultAddress;
  const withProfile = (change: object) => ({ ...good, billingProfile: { ...good.billingProfile, ...change } });
  const cases: [unknown, number, number][] = [
    ['{"companyProfile":', 400, 800002],
    ['[]', 400, 800002],
    ['"success"', 400, 800002],
    ['null', 400, 800002],
    [{}, 400, 800002],
    [{ ...good, companyProfile: { domain: 7 } }, 400, 800002],
    [withProfile({ email: 'nobody' }), 400, 800002],
    [withProfile({ email: 'x@microsoft.com' }), 400, 3000],
    [withProfile({ companyName: 'GmbH' }), 400, 3000],
    [withProfile({ defaultAddress: { ...address, country: 'FRA' } }), 400, 800002],
    [withProfile({ defaultAddress: { ...address, country: 'US' } }), 403, 2030],
    [{ ...good, companyProfile: { ...good.companyProfile, organizationRegistrationNumber: '1' } }, 400, 600002],
    [{ ...good, companyProfile: { domain: 'contoso.com' } }, 400, 3000],
    [{ ...good, associatedPartnerId: randomUUID() }, 400, 900154],
  ];
  for (const [body, status, code] of cases) {
    const answer = await call('POST', '/v1/customers', { body });
    expect({ status: answer.status, code: answer.body.code }, JSON.stringify(body)).toEqual({ status, code });
    expect(wireError.parse(answer.body).description, JSON.stringify(body)).toMatch(/^\S+( \S+){3,}$/);
  }
  expect((await call('GET', '/v1/customers?size=500')).body.totalCount).toBe(before);
});

test('A state, postal code or phone number that its country does not have is refused at its field, in a new customer and a changed one', async () => {
  const american = await tokenOf(await partnerWith({ country: 'US' }));
  const { domain, billingProfile } = newCompany('Harbor Books', 'US');
  const profileWith = (wrong: object) => ({
    ...billingProfile,
    culture: 'en-US',
    language: 'en',
    defaultAddress: { ...billingProfile.defaultAddress, city: 'Boston', state: 'MA', postalCode: '02108', ...wrong },
  });
  const make = (wrong: object) =>
    call('POST', '/v1/customers', {
      token: american,
      body: { companyProfile: { domain }, billingProfile: profileWith(wrong) },
    });
  const wrongs = { state: 'ZZ', postalCode: '2108', phoneNumber: '555' };
  for (const [member, wrong] of Object.entries(wrongs)) {
    expect(await make({ [member]: wrong })).toMatchObject({
      status: 400,
      body: {
        code: 3000,
        errorName: 'AddressMalformed',
        data: [expect.stringMatching(`^billingProfile.defaultAddress.${member}: .*'${wrong}'`), expect.any(String)],
      },
    });
  }
  expect((await make({ state: ' ', postalCode: null })).body.data.slice(0, 2)).toEqual([
    expect.stringMatching('^billingProfile.defaultAddress.state: '),
    expect.stringMatching('^billingProfile.defaultAddress.postalCode: '),
  ]);
  const made = await make({ state: 'massachusetts', phoneNumber: '(617) 555-0100' });
  expect(made.status).toBe(201);
  const path = `/v1/customers/${made.body.id}/profiles/billing`;
  const changed = await call('PUT', path, {
    token: american,
    body: { ...profileWith({ state: 'ZZ' }), attributes: made.body.billingProfile.attributes },
  });
  expect(changed).toMatchObject({ status: 400, body: { errorName: 'AddressMalformed' } });
});

test('Registration and phone number are asked of customers where the country needs them', async () => {
  const brazilian = await tokenOf(await partnerWith({ country: 'BR' }));
  const { domain, billingProfile } = newCompany('Livraria do Porto', 'BR');
  const send = (registration: string | null, phoneNumber: string | null) =>
    call('POST', '/v1/customers', {
      token: brazilian,
      body: {
        CompanyProfile: { Domain: domain, OrganizationRegistrationNumber: registration },
        BillingProfile: {
          ...billingProfile,
          culture: 'pt-BR',
          language: 'pt',
          defaultAddress: { ...billingProfile.defaultAddress, phoneNumber },
        },
      },
    });
  expect((await send(null, '+55 11 3251 1234')).body).toMatchObject({ code: 600049 });
  expect((await send('12345', null)).body).toMatchObject({ code: 600051 });
  expect((await send('12345', '+55 11 3251 1234')).body).toMatchObject({
    companyProfile: { organizationRegistrationNumber: '12345' },
  });
});

test('Tokens: none, expired, of another issuer, for another resource, of a role or part that may not', async () => {
  const ask = async (other: string) => call('GET', '/v1/customers', { token: other });
  const foreign = 'https://login.example/tenant/v2.0';
  for (const wishes of [{ lifetime: -60 }, { issuer: foreign }, { audience: 'https://management.azure.com' }]) {
    const answer = await ask(await tokenOf(partner, wishes));
    expect(answer, JSON.stringify(wishes)).toMatchObject({ status: 401, body: { code: 400, data: [] } });
    expect(answer.headers.get('www-authenticate')).toBe(
      `OAuth realm=urn:cpsvc:cpid:${answer.headers.get('ms-correlationid')}`,
    );
  }
  expect((await ask('nonsense')).status).toBe(401);
  const graph = await tokenOf(partner, { audience: 'https://graph.windows.net' });
  expect((await ask(graph)).status).toBe(200);
  const billing = await tokenOf(partner, { roles: ['billing_admin'] });
  expect(await ask(billing)).toMatchObject({ status: 403, body: { code: 900308 } });
  // A reseller reads its customers as others do, has none of this partner's, and creates none (rule D9).
  const reseller = await tokenOf(await partnerWith({ kind: 'reseller' }));
  expect(await ask(reseller)).toMatchObject({ status: 200, body: { items: [] } });
  const creating = await call('POST', '/v1/customers', { token: reseller, body: javaCustomer() });
  expect(creating).toMatchObject({ status: 403, body: { code: 900308 } });
  const helpdesk = await tokenOf(partner, { roles: ['helpdesk_agent'] });
  expect((await ask(helpdesk)).status).toBe(200);
  expect((await call('POST', '/v1/customers', { token: helpdesk, body: javaCustomer() })).status).toBe(403);
});

test('An application may create and read customers, but not what is a person’s to do', async () => {
  const application = await tokenOf(partner, { kind: 'app' });
  const { id } = await create('Appli', application);
  expect((await call('GET', `/v1/customers/${id}/profiles/billing`, { token: application })).status).toBe(200);
  const refused = [`/customers/${id}/profiles/company`, `/customers/${id}/agreements`, '/agreements', '/profiles/mpn'];
  for (const path of refused) {
    expect(await call('GET', `/v1${path}`, { token: application }), path).toMatchObject({
      status: 403,
      body: { code: 900329 },
    });
  }
  const body = { ...javaCustomer(), associatedPartnerId: randomUUID() };
  expect((await call('POST', '/v1/customers', { token: application, body })).body.code).toBe(900329);
});

test('A billing profile is changed with the etag that was read; a stale one changes nothing', async () => {
  const { id } = await create();
  const url = `/v1/customers/${id}/profiles/billing`;
  const { body: read } = await call('GET', url);
  const changed = { ...read, companyName: 'Librairie du Vieux Port' };
  const put = (body: unknown, headers?: Record<string, string>) =>
    call('PUT', url, { body, ...(headers ? { headers } : {}) });
  expect(await put({ ...changed, attributes: null })).toMatchObject({ status: 400, body: { code: 2055 } });
  const done = await put(changed);
  expect(done).toMatchObject({ status: 200, body: { companyName: 'Librairie du Vieux Port' } });
  expect(done.body.attributes.etag).not.toBe(read.attributes.etag);
  expect(await put(changed)).toMatchObject({ status: 400, body: { code: 2055 } });
  expect(await put(changed, { 'If-Match': `"${read.attributes.etag}"` })).toMatchObject({
    status: 412,
    body: { code: 2055 },
  });
  const withHeader = await put(
    { ...changed, firstName: 'Ada', attributes: null },
    { 'If-Match': `"another", "${done.body.attributes.etag}"` },
  );
  expect(withHeader).toMatchObject({ status: 200, body: { firstName: 'Ada' } });
  const moved = { ...withHeader.body, defaultAddress: { ...read.defaultAddress, country: 'DE' } };
  expect(await put(moved)).toMatchObject({ status: 400, body: { code: 3000 } });
  expect((await call('GET', url)).body).toEqual(withHeader.body);
});
