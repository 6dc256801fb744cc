import { audienceFileBytes, importedAudience, syncedAudience } from '@comptoir/contracts/comptoir/audience';
import { offer } from '@comptoir/contracts/comptoir/offers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { completeDocument } from '../../../test/offers.ts';
import { makePartner } from '../../../test/partners.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { accessToken } from '../../../test/tokens.ts';
import { newId, systemActor, type Role, type TenantPart } from '../../kernel/index.ts';
import { createTenant } from '../../modules/identity/index.ts';
import type { Work } from '../../platform/work.ts';

let server: TestServer;
let publisher: string;

const asSystem = <Result>(body: (work: Work) => Promise<Result>) =>
  server.context.runner.run<Result, unknown>({ actor: systemActor, system: true }, body);

async function tokenFor(part: TenantPart, roles: readonly Role[]): Promise<string> {
  const tenant = await asSystem((work) =>
    createTenant(work, { name: 'Atelier', domain: `${newId()}.example`, country: 'FR', parts: [part] }),
  );
  return accessToken(server.context, { tenantId: tenant.id, parts: [part], roles });
}

const aPartner = async (name = 'Azur') => (await asSystem((work) => makePartner(work, { name }))).tenantId;

beforeAll(async () => {
  server = await startTestServer();
  publisher = await tokenFor('publisher', ['manager']);
});
afterAll(async () => server.stop());

const json = { 'content-type': 'application/json' };
const csv = { 'content-type': 'text/csv' };

async function send(
  method: string,
  path: string,
  body?: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = json,
  token = publisher,
) {
  return fetch(`${server.origin}/comptoir/v1/offers${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : headers) },
    ...(body === undefined ? {} : { body }),
  });
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await send('POST', path, JSON.stringify(body), { ...json, ...headers });
  return { status: response.status, body: await response.json() };
}

async function take(offerId: string, file: string | Uint8Array<ArrayBuffer>, query = '', headers = csv) {
  const response = await send('POST', `/${offerId}/audience/import${query}`, file, headers);
  return { status: response.status, body: await response.json() };
}

async function aDraft(partnerTenantIds: readonly string[] = []) {
  const created = offer.parse((await post('', { externalId: `o${newId()}`, kind: 'saas', name: 'Notes' })).body);
  const document = completeDocument({ audience: { option: 'selected', partnerTenantIds } });
  const path = `/${created.offerId}/draft`;
  const saved = await send('PUT', path, JSON.stringify({ revision: 1, document }));
  return offer.parse(await saved.json());
}

async function aLiveOffer(partner: string) {
  const { offerId, revision } = await aDraft([partner]);
  expect(await post(`/${offerId}/publish`, { revision })).toMatchObject({ status: 201 });
  return offerId;
}

const read = async (offerId: string) => offer.parse(await (await send('GET', `/${offerId}`)).json());

test('AUD-33 AUD-34 POST audience/sync adds without a version; sent again with its request id it answers the same', async () => {
  const [first, second] = [await aPartner(), await aPartner()];
  const offerId = await aLiveOffer(first);
  const headers = { 'MS-RequestId': newId() };
  const body = { partnerTenantIds: [second.toUpperCase()] };
  const answer = await post(`/${offerId}/audience/sync`, body, headers);
  expect(answer.status).toBe(200);
  expect(syncedAudience.parse(answer.body)).toEqual({ revision: 3, added: [second], stayed: [first] });
  expect(await post(`/${offerId}/audience/sync`, body, headers)).toEqual(answer);
  expect((await post(`/${offerId}/audience/sync`, body)).body).toEqual({
    revision: 3,
    added: [],
    stayed: [first, second],
  });
  expect(await read(offerId)).toMatchObject({
    liveVersion: 1,
    document: { audience: { partnerTenantIds: [first, second] } },
    liveAudience: { option: 'selected', partnerTenantIds: [first, second] },
  });
});

test('AUD-33 A sync of a draft is refused with the rule, and what is no list of partners with its place', async () => {
  const partner = await aPartner();
  const { offerId } = await aDraft([partner]);
  expect(await post(`/${offerId}/audience/sync`, { partnerTenantIds: [partner] })).toMatchObject({
    status: 409,
    body: { code: 'AudienceSyncRefused', rule: { id: 'A10' } },
  });
  for (const partnerTenantIds of [[], ['Azur'], undefined]) {
    const { status, body } = await post(`/${offerId}/audience/sync`, { partnerTenantIds });
    expect({ status, body }).toMatchObject({ status: 400, body: { code: 'InvalidInput' } });
  }
});

test('AUD-35 AUD-36 AUD-37 The list is exported as an attachment that another offer imports', async () => {
  const partners = [await aPartner('=1+1'), await aPartner('Société Générale')];
  const { offerId, externalId } = await aDraft(partners);
  const file = await send('GET', `/${offerId}/audience/export`);
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(file.headers.get('content-disposition')).toBe(`attachment; filename=CSP-audience_${externalId}.csv`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  expect(new TextDecoder().decode(bytes)).toBe(
    `Tenant ID,Company,Location,Region\r\n${partners[0]},'=1+1,France,Europe\r\n${partners[1]},Société Générale,France,Europe\r\n`,
  );

  const other = await aDraft();
  const looked = importedAudience.parse((await take(other.offerId, bytes)).body);
  expect(looked).toMatchObject({ rows: 2, imported: 0, problems: [], revision: 2, partners: [{ name: '=1+1' }, {}] });
  const imported = importedAudience.parse((await take(other.offerId, bytes, '?commit=true')).body);
  expect(imported).toMatchObject({ imported: 2, revision: 3 });
  expect((await read(other.offerId)).document.audience.partnerTenantIds).toEqual(partners);
  expect((await send('GET', `/${(await aDraft()).offerId}/audience/export`)).status).toBe(409);
});

test('AUD-35 AUD-36 For Excel the list begins with a byte order mark, in French with semicolons, and is imported as it is', async () => {
  const partner = await aPartner('Société Générale');
  const { offerId } = await aDraft([partner]);
  const exported = async (query: string, locale: string) => {
    const headers = { authorization: `Bearer ${publisher}`, 'x-locale': locale };
    const path = `/comptoir/v1/offers/${offerId}/audience/export${query}`;
    const file = await fetch(`${server.origin}${path}`, { headers });
    return [file.status, new Uint8Array(await file.arrayBuffer())] as const;
  };
  const text = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const [, french] = await exported('?format=excel', 'fr-FR');
  expect(text(french)).toBe(`\uFEFFTenant ID;Company;Location;Region\r\n${partner};Société Générale;France;Europe\r\n`);
  const [, english] = await exported('?format=excel', 'en-US');
  expect(text(english)).toMatch(/^\uFEFFTenant ID,Company,/);
  const [, plain] = await exported('?format=plain', 'fr-FR');
  expect(text(plain)).toMatch(/^Tenant ID,Company,/);
  expect((await exported('?format=bogus', 'fr-FR'))[0]).toBe(400);
  expect(importedAudience.parse((await take((await aDraft()).offerId, french)).body)).toMatchObject({
    rows: 1,
    problems: [],
    partners: [{ tenantId: partner }],
  });
});

test('AUD-37 A file in Latin-1 with semicolons is read; its bad rows are told and left out only when that is said', async () => {
  const partner = await aPartner();
  const { offerId } = await aDraft();
  const text = `Société;ID de locataire\r\nÉté;${partner}\r\nHiver;nobody\r\n`;
  const file = new Uint8Array(Buffer.from(text, 'latin1'));
  const problems = [{ row: 3, value: 'nobody', code: 'TenantIdInvalid' }];
  expect(await take(offerId, file, '?commit=true')).toMatchObject({ status: 200, body: { imported: 0, problems } });
  expect((await read(offerId)).document.audience.partnerTenantIds).toEqual([]);
  const answer = await take(offerId, file, '?commit=true&skipBadRows=true');
  expect(answer).toMatchObject({ status: 200, body: { imported: 1, problems } });
  expect((await read(offerId)).document.audience.partnerTenantIds).toEqual([partner]);
});

test.each([
  ['UTF-16 with tabs, a spreadsheet’s "Unicode text"', 'utf16le', '\uFEFF'],
  ['UTF-8 with a byte order mark', 'utf8', '\uFEFF'],
  ['Latin-1', 'latin1', ''],
] as const)('AUD-37 A file in %s is read', async (_case, encoding, mark) => {
  const partner = await aPartner();
  const { offerId } = await aDraft();
  const text = `${mark}Société\tID de locataire\r\nÉté;=1\t${partner}\r\n`;
  const bytes = new Uint8Array(Buffer.from(text, encoding));
  expect(await take(offerId, bytes, '?commit=true')).toMatchObject({ status: 200, body: { rows: 1, imported: 1 } });
  if (encoding !== 'utf16le') return;
  const other = await aDraft();
  const swapped = new Uint8Array(Buffer.from(text, encoding).swap16());
  expect(await take(other.offerId, swapped)).toMatchObject({ status: 200, body: { rows: 1, problems: [] } });
});

test('AUD-37 A file of a hundred thousand rows is told so, and nothing of it is kept', async () => {
  const partner = await aPartner();
  const { offerId } = await aDraft();
  const row = `${partner},"Société des très grands voyages en nuage, associés",12 avenue de la République Lyon France,Europe\r\n`;
  const text = `Tenant ID,Company,Location,Region\r\n${row.repeat(100_000)}`;
  expect(await take(offerId, text, '?commit=true&skipBadRows=true')).toMatchObject({
    status: 400,
    body: { code: 'AudienceFileRefused', message: expect.stringMatching(/more than 20000 rows/) },
  });
  expect(await read(offerId)).toMatchObject({ revision: 2, document: { audience: { partnerTenantIds: [] } } });
});

test('AUD-37 What is no file of partners is refused with what to do', async () => {
  const { offerId } = await aDraft();
  expect(await take(offerId, '{}', '', json)).toMatchObject({ status: 400, body: { code: 'UnsupportedMediaType' } });
  expect(await take(offerId, '')).toMatchObject({
    status: 400,
    body: { problems: [{ message: 'the file is empty' }] },
  });
  expect(await take(offerId, 'Company\nAzur')).toMatchObject({ status: 400, body: { code: 'AudienceFileRefused' } });
  expect(await take(offerId, newId(), '?commit=perhaps')).toMatchObject({
    status: 400,
    body: { code: 'InvalidInput' },
  });
  expect(await take(offerId, 'x'.repeat(audienceFileBytes + 1))).toMatchObject({
    status: 400,
    body: { code: 'BodyTooLarge', message: `The body is larger than ${audienceFileBytes} bytes.` },
  });
});

test('AUD-33 AUD-36 AUD-37 Only the publisher’s own people reach its lists', async () => {
  const offerId = await aLiveOffer(await aPartner());
  const other = await tokenFor('publisher', ['manager']);
  const [direct, clerk] = [await tokenFor('direct', ['global_admin']), await tokenFor('publisher', ['billing_admin'])];
  const ask = (token: string) => [
    send('POST', `/${offerId}/audience/sync`, JSON.stringify({ partnerTenantIds: [newId()] }), json, token),
    send('POST', `/${offerId}/audience/import?commit=true`, newId(), csv, token),
    send('GET', `/${offerId}/audience/export`, undefined, {}, token),
  ];
  for (const response of await Promise.all(ask(other))) expect(response.status).toBe(404);
  for (const token of [direct, clerk]) {
    for (const response of await Promise.all(ask(token))) expect(response.status).toBe(403);
  }
});
