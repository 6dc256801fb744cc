import { randomUUID } from 'node:crypto';
import {
  agreement as agreementShape,
  agreementDocument,
  agreementMetadataList,
  agreements as agreementsShape,
} from '@comptoir/contracts/partner-center/customers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callServer, type Call } from '../../../test/http.ts';
import { makePartner, newCompany } from '../../../test/partners.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { accessToken } from '../../../test/tokens.ts';
import { newId, systemActor } from '../../kernel/index.ts';
import type { PartnerAccount } from '../../modules/partners/index.ts';
import type { Work } from '../../platform/work.ts';
import type { AllTables } from '../../tables.ts';

const templateId = '117a77b0-9360-443b-8795-c6dedc750cf9';
const userId = newId();
let server: TestServer;
let partner: PartnerAccount;
let token: string;

const asSystem = <Result>(body: (work: Work<AllTables>) => Promise<Result>) =>
  server.context.runner.run<Result, AllTables>({ actor: systemActor, system: true }, body);
const call = (method: string, path: string, options: Call = {}) =>
  callServer(server.origin, method, path, { token, ...options });

beforeAll(async () => {
  server = await startTestServer();
  partner = await asSystem((work) => makePartner(work));
  token = await accessToken(server.context, { tenantId: partner.tenantId, parts: ['direct'], userId });
});
afterAll(async () => server.stop());

async function newCustomer(): Promise<string> {
  const { domain, billingProfile } = newCompany();
  const { body } = await call('POST', '/v1/customers', { body: { companyProfile: { domain }, billingProfile } });
  return body.id as string;
}

const request = {
  primaryContact: {
    firstName: 'Ada',
    lastName: 'Lovelace',
    email: 'ada@customer.example',
    phoneNumber: '02 98 00 00 00',
  },
  templateId,
  dateAgreed: '2026-01-15T00:00:00.0000000Z',
  type: 'MicrosoftCustomerAgreement',
};

test('F6 A partner confirms the customer agreement, and reads it back with the person who confirmed', async () => {
  const url = `/v1/customers/${await newCustomer()}/agreements`;
  const made = await call('POST', url, { body: request });
  expect(made.status).toBe(201);
  expect(agreementShape.parse(made.body)).toEqual({ ...request, dateAgreed: '2026-01-15T00:00:00.000Z', userId });
  const listed = agreementsShape.parse((await call('GET', `${url}?agreementType=*`)).body);
  expect(listed.items).toEqual([{ ...made.body, agreementLink: `${server.origin}/v1/agreementtexts/${templateId}` }]);
  const typed = await call('GET', `${url}?AgreementType=microsoftcustomeragreement`);
  expect(typed.body.totalCount).toBe(1);
  // Left out, the type is the cloud agreement.
  expect((await call('GET', url)).body.totalCount).toBe(0);
});

test('F6 The documented sample of the customer agreement is confirmed for a customer of any country', async () => {
  const url = `/v1/customers/${await newCustomer()}/agreements`;
  const sample = {
    primaryContact: { firstName: 'Tania', lastName: 'Carr', email: 'someone@example.com', phoneNumber: '1234567890' },
    templateId: '117a77b0-9360-443b-8795-c6dedc750cf9',
    dateAgreed: '2018-06-14T00:00:00.000Z',
    type: 'MicrosoftCustomerAgreement',
  };
  expect(await call('POST', url, { body: sample })).toMatchObject({ status: 201, body: sample });
});

test('A body of the .NET SDK confirms as well, with nulls and names of its own', async () => {
  const url = `/v1/customers/${await newCustomer()}/agreements/`;
  const body = {
    UserId: null,
    PrimaryContact: {
      FirstName: 'Ada',
      MiddleName: null,
      LastName: 'Lovelace',
      Email: 'ada@customer.example',
      PhoneNumber: null,
    },
    TemplateId: templateId,
    DateAgreed: '2026-01-15T10:11:12.1234567+01:00',
    Type: 'MicrosoftCustomerAgreement',
    AgreementLink: null,
    Attributes: { ObjectType: 'Agreement' },
  };
  const made = await call('POST', url, { body });
  expect(made).toMatchObject({ status: 201, body: { dateAgreed: '2026-01-15T00:00:00.000Z' } });
  expect(made.body.primaryContact).not.toHaveProperty('phoneNumber');
});

test.for([
  ['2026-01-15T00:30:00.123456789012+0100', '2026-01-15'],
  ['2026-01-15T23:30:00,5-0330', '2026-01-15'],
  ['2026-W03-4', '2026-01-15'],
  ['2026-015', '2026-01-15'],
  ['2026-01-14T24:00:00Z', '2026-01-15'],
  ['20260115T101112Z', '2026-01-15'],
  ['2026-01-15', '2026-01-15'],
])('The day of an agreement is read from any form of ISO 8601, as it was written: %s', async ([dateAgreed, day]) => {
  const url = `/v1/customers/${await newCustomer()}/agreements`;
  const made = await call('POST', url, { body: { ...request, dateAgreed } });
  expect(made).toMatchObject({ status: 201, body: { dateAgreed: `${day}T00:00:00.000Z` } });
});

test('The same contact a second time is 600061; a retry of the same request is not', async () => {
  const url = `/v1/customers/${await newCustomer()}/agreements`;
  const headers = { 'MS-RequestId': randomUUID() };
  const first = await call('POST', url, { body: request, headers });
  expect(await call('POST', url, { body: request, headers })).toMatchObject({ status: 201, body: first.body });
  expect(await call('POST', url, { body: request })).toMatchObject({ status: 400, body: { code: 600061 } });
  expect((await call('POST', url, { body: request })).body).toMatchObject({
    code: 600061,
    message: expect.stringContaining('contact'),
    description: expect.stringContaining('contact'),
    errorName: 'PartnerConfirmedAgreementAlreadyExists',
    isRetryable: false,
    parameters: {},
    errorMessageExtended: 'InternalErrorCode=600061',
  });
  const contact = { ...request.primaryContact, lastName: 'Byron' };
  expect((await call('POST', url, { body: { ...request, primaryContact: contact } })).status).toBe(201);
});

test('A day that has begun where the agreement was accepted is not in the future', async () => {
  const url = `/v1/customers/${await newCustomer()}/agreements`;
  const now = await asSystem(async (work) => work.now);
  const ahead = now.subtract({ minutes: 1 }).toZonedDateTimeISO('+14:00');
  const dateAgreed = ahead.toString({ timeZoneName: 'never' });
  expect(await call('POST', url, { body: { ...request, dateAgreed } })).toMatchObject({
    status: 201,
    body: { dateAgreed: `${ahead.toPlainDate().toString()}T00:00:00.000Z` },
  });
});

test('A future date, a wrong type, an unknown template and a missing name are refused and confirm nothing', async () => {
  const url = `/v1/customers/${await newCustomer()}/agreements`;
  const now = await asSystem(async (work) => work.now);
  const cases: [object, number, number][] = [
    [{ dateAgreed: now.add({ hours: 48 }).toString() }, 400, 3000],
    [{ dateAgreed: 'soon' }, 400, 800002],
    [{ dateAgreed: '2026-02-30' }, 400, 800002],
    [{ dateAgreed: '0001-01-01T00:00:00' }, 400, 800002],
    [{ type: 'MicrosoftCloudAgreement' }, 400, 800002],
    [{ templateId: randomUUID() }, 404, 1000],
    [{ templateId: templateId.toUpperCase() }, 404, 1000],
    [{ primaryContact: { ...request.primaryContact, firstName: '  ' } }, 400, 800002],
    [{ primaryContact: { ...request.primaryContact, email: null } }, 400, 800002],
    [{ primaryContact: 'Ada' }, 400, 800002],
  ];
  for (const [change, status, code] of cases) {
    const answer = await call('POST', url, { body: { ...request, ...change } });
    expect({ status: answer.status, code: answer.body.code }, JSON.stringify(change)).toEqual({ status, code });
  }
  expect((await call('GET', `${url}?agreementType=*`)).body.totalCount).toBe(0);
  expect((await call('GET', `${url}?agreementType=Other`)).status).toBe(400);
});

test('Nobody but a person with an agent role confirms', async () => {
  const url = `/v1/customers/${await newCustomer()}/agreements`;
  const as = (wishes: object) =>
    accessToken(server.context, { tenantId: partner.tenantId, parts: ['direct'], ...wishes });
  const send = async (wishes: object) =>
    (await call('POST', url, { body: request, token: await as(wishes) })).body.code;
  expect(await send({ kind: 'app' })).toBe(900329);
  expect(await send({ roles: ['helpdesk_agent'] })).toBe(900308);
  expect(await send({ roles: ['billing_admin'] })).toBe(900308);
  expect(await send({ roles: ['sales_agent'] })).toBeUndefined();
});

test('The templates are listed: the cloud agreement when no type is named, all with *', async () => {
  const list = async (query: string) =>
    agreementMetadataList.parse((await call('GET', `/v1/agreements${query}`)).body).items;
  expect(await list('')).toMatchObject([
    { agreementType: 'MicrosoftCloudAgreement', templateId: '998b88de-aa99-4388-a42c-1b3517d49490' },
  ]);
  expect(await list('?agreementType=*')).toHaveLength(2);
  expect(await list('?agreementType=')).toEqual(await list(''));
  const [customerAgreement] = await list('?agreementType=MicrosoftCustomerAgreement');
  const text = await fetch(customerAgreement!.agreementLink);
  expect(text.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await text.text()).toContain('<h1>Customer agreement</h1>');
});

test('A template’s document is readable and downloadable for five minutes, in its language', async () => {
  const url = `/v1/agreementTemplates/${templateId}/document`;
  const french = agreementDocument.parse((await call('GET', `${url}?language=fr-FR&country=FR`)).body);
  expect(french).toMatchObject({ language: 'fr-FR', country: 'FR' });
  const shown = await fetch(french.displayUri);
  expect(shown.status).toBe(200);
  expect(await shown.text()).toContain('<h1>Contrat client</h1>');
  const saved = await fetch(french.downloadUri);
  expect(saved.headers.get('content-disposition')).toContain('attachment');
  expect((await call('GET', url)).body).toMatchObject({ language: 'en-US', country: 'US' });
  const before = await server.context.clockwork.now();
  await server.context.clockwork.moveTo(before.add({ minutes: 6 }));
  const late = await callServer(server.origin, 'GET', french.downloadUri);
  expect(late).toMatchObject({ status: 404, body: { errorName: 'AgreementLinkExpired' } });
  for (const query of ['?language=de-DE', '?country=ZZ', '?country=France']) {
    expect((await call('GET', `${url}${query}`)).status, query).toBeGreaterThanOrEqual(400);
  }
  expect((await call('GET', `/v1/agreementtemplates/${templateId.toUpperCase()}/document`)).status).toBe(404);
  expect((await callServer(server.origin, 'GET', '/v1/agreementdocuments/nonsense')).status).toBe(404);
});

test('F6 Whether the customer accepted the agreement itself is told', async () => {
  const id = await newCustomer();
  const status = async () =>
    (await call('GET', `/v1/customers/${id}/directSignedMicrosoftCustomerAgreementStatus`)).body;
  expect(await status()).toEqual({ isSigned: false });
  await asSystem((work) =>
    work.db.updateTable('customer').set({ direct_agreement_signed_at: work.now }).where('tenant_id', '=', id).execute(),
  );
  expect(await status()).toEqual({ isSigned: true });
});

test('A contact is told of so many agreements in a minute; what is refused is not confirmed, other contacts go on', async () => {
  const urls = await Promise.all(
    Array.from({ length: 3 }, async () => `/v1/customers/${await newCustomer()}/agreements`),
  );
  const confirm = (round: number, email: string) =>
    call('POST', urls[round % 3]!, {
      // The same confirmation again is refused as that.
      body: { ...request, primaryContact: { ...request.primaryContact, lastName: `Lovelace ${round}`, email } },
    });
  const statuses: number[] = [];
  for (let round = 0; round < 22; round += 1) statuses.push((await confirm(round, 'Filled@customer.example')).status);
  expect(statuses).toEqual([...Array.from({ length: 20 }, () => 201), 429, 429]);
  const counts = await Promise.all(
    urls.map(async (url) => (await call('GET', `${url}?agreementType=*`)).body.totalCount),
  );
  expect(counts.reduce((sum: number, count: number) => sum + count, 0)).toBe(20);
  expect((await confirm(0, 'other@customer.example')).status).toBe(201);
});
