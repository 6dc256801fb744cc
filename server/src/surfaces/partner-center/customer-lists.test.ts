import { customers as customersShape } from '@comptoir/contracts/partner-center/customers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callServer, type Call } from '../../../test/http.ts';
import { makePartner, newCompany } from '../../../test/partners.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { accessToken } from '../../../test/tokens.ts';
import { systemActor } from '../../kernel/index.ts';

let server: TestServer;

const call = (method: string, path: string, options: Call) => callServer(server.origin, method, path, options);

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => server.stop());

/** The token of a partner that has no customer yet. */
async function newSeller(): Promise<string> {
  const { tenantId } = await server.context.runner.run({ actor: systemActor, system: true }, (work) =>
    makePartner(work),
  );
  return accessToken(server.context, { tenantId, parts: ['direct'] });
}

async function create(name: string, token: string): Promise<{ id: string }> {
  const { domain, billingProfile } = newCompany(name);
  return (await call('POST', '/v1/customers', { token, body: { companyProfile: { domain }, billingProfile } })).body;
}

test('AZP-43 Pages of customers follow each other by links.next and its headers, as the SDKs go', async () => {
  const own = await newSeller();
  for (const name of ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon']) await create(name, own);
  const names: string[] = [];
  let path = '/customers?size=2';
  let headers: Record<string, string> = {};
  for (let page = 0; path !== '' && page < 9; page += 1) {
    // The Java SDK puts the link behind `{root}/v1/`.
    const { body } = await call('GET', `/v1/${path}`, { token: own, headers });
    const list = customersShape.parse(body);
    names.push(...list.items.map((item) => item.companyProfile.companyName));
    expect(list.totalCount).toBe(list.items.length);
    path = list.links?.next?.uri ?? '';
    headers = Object.fromEntries((list.links?.next?.headers ?? []).map(({ key, value }) => [key, value]));
    expect(headers['MS-ContinuationToken']).toBe(list.continuationToken);
  }
  expect(names).toEqual(['Alpha', 'Beta', 'Delta', 'Epsilon', 'Gamma']);
  const all = await call('GET', '/v1/customers?size=0', { token: own });
  expect(all.body).toMatchObject({ totalCount: 5 });
  expect(all.body.links).not.toHaveProperty('next');
  expect(all.body.items[0]).not.toHaveProperty('billingProfile');
});

test('A seek query of the SDKs sends the token alone: it goes on in the same list, with its filter and size', async () => {
  const own = await newSeller();
  for (const name of ['Mistral A', 'Mistral B', 'Mistral C', 'Norois']) await create(name, own);
  const filter = (prefix: string) =>
    encodeURIComponent(JSON.stringify({ Field: 'CompanyName', Value: prefix, Operator: 'starts_with' }));
  const first = (await call('GET', `/v1/customers?size=1&filter=${filter('MIS')}`, { token: own })).body;
  const seek = async (query: string, token: string) =>
    call('GET', `/v1/customers?seekOperation=Next${query}`, { token: own, headers: { 'MS-ContinuationToken': token } });
  const second = (await seek('', first.continuationToken as string)).body;
  expect(second.items).toMatchObject([{ companyProfile: { companyName: 'Mistral B' } }]);
  const rest = (await seek('&size=9', second.continuationToken as string)).body;
  expect(rest.items).toMatchObject([{ companyProfile: { companyName: 'Mistral C' } }]);
  expect(rest).not.toHaveProperty('continuationToken');
  expect((await seek(`&filter=${filter('nor')}`, first.continuationToken as string)).status).toBe(400);
});

test('Filters of both SDKs find customers by the begin of name or domain, and no other filter is taken', async () => {
  const own = await newSeller();
  const { id } = await create('Fabrikam', own);
  await create('Contoso', own);
  const find = (filter: unknown) =>
    call(
      'GET',
      `/v1/customers?size=0&filter=${encodeURIComponent(typeof filter === 'string' ? filter : JSON.stringify(filter))}`,
      { token: own },
    );
  const { body: full } = await call('GET', `/v1/customers/${id}`, { token: own });
  const domain = full.companyProfile.domain.slice(0, -8).toUpperCase();
  for (const filter of [
    { Field: 'CompanyName', Value: 'fab', Operator: 'starts_with' },
    { value: 'FABRI', field: 'companyname', fieldType: 'String', operator: 'StartsWith' },
    { Field: 'Domain', Value: domain, Operator: 'starts_with' },
  ]) {
    expect((await find(filter)).body.items, JSON.stringify(filter)).toMatchObject([{ id }]);
  }
  expect((await find({ Field: 'CompanyName', Value: '%', Operator: 'starts_with' })).body.items).toEqual([]);
  for (const filter of [
    '{',
    '[]',
    { Field: 'CompanyName', Value: 'x', Operator: 'equals' },
    { Field: 'Country', Value: 'FR', Operator: 'starts_with' },
    { Field: 'CompanyName', Value: 7, Operator: 'starts_with' },
  ]) {
    expect((await find(filter)).body, JSON.stringify(filter)).toMatchObject({ code: 800002, data: [] });
  }
  for (const query of [
    'size=-1',
    'size=x',
    'size=1&size=2',
    'seekOperation=Next',
    'seekOperation=Last',
    'seekOperation=up',
  ]) {
    expect((await call('GET', `/v1/customers?${query}`, { token: own })).status, query).toBe(400);
  }
  const forged = { 'MS-ContinuationToken': 'bm9uc2Vuc2U' };
  expect((await call('GET', '/v1/customers?seekOperation=next', { token: own, headers: forged })).status).toBe(400);
});

test('An empty associatedPartnerId is none, as clients send it that have no reseller', async () => {
  const token = await newSeller();
  const { domain, billingProfile } = newCompany('Librairie Vide');
  const body = { companyProfile: { domain }, billingProfile, associatedPartnerId: '' };
  expect(await call('POST', '/v1/customers', { token, body })).toMatchObject({ status: 201 });
});

test('A customer keeps a company name of its own and every member of its address', async () => {
  const token = await newSeller();
  const made = newCompany('Facturation Groupe Lune');
  const more = { district: 'Montmartre', addressLine3: 'Bâtiment C', emailAddress: 'compta@lune.example' };
  const defaultAddress = { ...made.billingProfile.defaultAddress, ...more };
  const body = {
    companyProfile: { domain: made.domain, companyName: ' Librairie Lune ' },
    billingProfile: { ...made.billingProfile, defaultAddress },
    associatedPartnerId: '00000000-0000-0000-0000-000000000000',
  };
  const { status, body: kept } = await call('POST', '/v1/customers', { token, body });
  const profiles = {
    companyProfile: { companyName: 'Librairie Lune', address: more },
    billingProfile: { companyName: 'Facturation Groupe Lune', defaultAddress: more },
  };
  expect([status, kept]).toEqual([201, expect.objectContaining({})]);
  expect(kept).toMatchObject(profiles);
  expect((await call('GET', `/v1/customers/${kept.id}`, { token })).body).toMatchObject(profiles);
  const { domain, billingProfile } = newCompany('Librairie Lune');
  const wrong = { companyProfile: { domain, companyName: '12 34' }, billingProfile };
  expect(await call('POST', '/v1/customers', { token, body: wrong })).toMatchObject({
    status: 400,
    body: { code: 3000 },
  });
});
