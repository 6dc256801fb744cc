import { customerList } from '@comptoir/contracts/comptoir/customers';
import Papa from 'papaparse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callServer } from '../../../test/http.ts';
import { namesOfTheWorld } from '../../../test/names.ts';
import { makePartner, newCompany } from '../../../test/partners.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { accessToken } from '../../../test/tokens.ts';
import { systemActor } from '../../kernel/index.ts';

let server: TestServer;
let token: string;
const names = namesOfTheWorld.slice(0, 6).map(({ name }) => name);

beforeAll(async () => {
  server = await startTestServer();
  const { tenantId } = await server.context.runner.run({ actor: systemActor, system: true }, (work) =>
    makePartner(work),
  );
  token = await accessToken(server.context, { tenantId, parts: ['direct'] });
  for (const name of names) {
    const { domain, billingProfile } = newCompany(name);
    const body = { companyProfile: { domain }, billingProfile };
    const { status, text } = await callServer(server.origin, 'POST', '/v1/customers', { token, body });
    if (status !== 201) throw new Error(text);
  }
});
afterAll(async () => server.stop());

const get = (query: string, headers: Record<string, string> = {}) =>
  callServer(server.origin, 'GET', `/comptoir/v1/customers${query}`, { token, headers });

test('AZP-43 Customers are found by any word, in any order, counted, and followed page by page', async () => {
  const seen: string[] = [];
  for (let after = ''; ;) {
    const page = customerList.answer.parse((await get(`?size=2&sort=-name${after && `&after=${after}`}`)).body);
    expect(page.total).toBe(names.length);
    seen.push(...page.items.map(({ companyName }) => companyName));
    if (!page.next) break;
    after = encodeURIComponent(page.next);
  }
  expect(seen.toSorted()).toEqual(names.toSorted());
  expect(seen[0]).toBe('Straße & Söhne');
  const found = customerList.answer.parse((await get(`?search=${encodeURIComponent('NORD orsted')}`)).body);
  expect(found).toMatchObject({ total: 1, items: [{ companyName: 'Ørsted Nord' }] });
});

test('AZP-43 The file holds every customer the search finds, plain or as Excel in French reads it', async () => {
  const plain = await get('/export?search=nord');
  expect(plain.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const rows = Papa.parse<Record<string, string>>(plain.text.trimEnd(), { header: true }).data;
  expect(rows.map((row) => row['CompanyName'])).toEqual(['E\u0301lectricite\u0301 du Nord', 'Ørsted Nord']);
  const excel = await get('/export?format=excel', { 'x-locale': 'fr-FR' });
  // The byte order mark before it is taken off by fetch; `kernel/csv.test.ts` sees it.
  expect(excel.text).toMatch(/^CompanyName;Domain;TenantId;Since\r\n/);
  expect(excel.text.trimEnd().split('\r\n')).toHaveLength(names.length + 1);
});

test('A wrong order, size or position is refused at its parameter', async () => {
  for (const [query, path] of [
    ['?sort=country', 'sort'],
    ['?size=0', 'size'],
    ['?after=x', 'after'],
    ['?colour=red', ''],
  ] as const)
    expect((await get(query)).body, query).toMatchObject({ code: 'InvalidInput', problems: [{ path }] });
});

test('A customer whose name or address holds a line break or a sign that turns the direction is refused at the field', async () => {
  const { domain, billingProfile } = newCompany('line\nbreak');
  const address = { ...billingProfile.defaultAddress, addressLine1: '1 rue \u202E du Port' };
  const body = { companyProfile: { domain }, billingProfile: { ...billingProfile, defaultAddress: address } };
  const refused = await callServer(server.origin, 'POST', '/v1/customers', { token, body });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('companyName');
  expect(refused.text).toContain('addressLine1');
});

test('A company whose name cannot be seen is refused at the field', async () => {
  const body = newCompany('\u3164');
  const refused = await callServer(server.origin, 'POST', '/v1/customers', { token, body });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('companyName');
});
