/** Qualifications of customers from the request to the operator's decision, and accounts that may buy or not. */
import { customerAccountList, deskQualificationList } from '@comptoir/contracts/comptoir/qualifications';
import {
  customerQualifications,
  validationCodes,
  validationStatus,
} from '@comptoir/contracts/partner-center/qualifications';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callServer, type Call } from '../../../test/http.ts';
import { makePartner, newCompany } from '../../../test/partners.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { accessToken, type TokenWishes } from '../../../test/tokens.ts';
import { newId, systemActor } from '../../kernel/index.ts';
import type { PartnerAccount } from '../../modules/partners/index.ts';
import { connectCustomer } from '../../modules/relationships/index.ts';
import type { Work } from '../../platform/work.ts';
import type { AllTables } from '../../tables.ts';

let server: TestServer;
let partner: PartnerAccount;
let token: string;
let desk: string;

const asSystem = <Result>(body: (work: Work<AllTables>) => Promise<Result>) =>
  server.context.runner.run<Result, AllTables>({ actor: systemActor, system: true }, body);
const tokenOf = (of: PartnerAccount, wishes: Partial<TokenWishes> = {}) =>
  accessToken(server.context, { tenantId: of.tenantId, parts: [of.kind], ...wishes });

beforeAll(async () => {
  server = await startTestServer();
  partner = await asSystem((work) => makePartner(work));
  token = await tokenOf(partner);
  desk = await accessToken(server.context, { tenantId: newId(), parts: ['operator'] });
});
afterAll(async () => server.stop());

const call = (method: string, path: string, options: Call = {}) =>
  callServer(server.origin, method, `/v1/customers/${path}`, { token, ...options });
const operate = (method: string, path: string, body?: unknown) =>
  callServer(server.origin, method, `/comptoir/v1/operator/${path}`, {
    token: desk,
    ...(body === undefined ? {} : { body }),
  });

/** A new customer of the partner: its id. */
async function newCustomer(name = 'École Ørsted ß'): Promise<string> {
  const { domain, billingProfile } = newCompany(name);
  const body = { companyProfile: { domain }, billingProfile };
  return (await callServer(server.origin, 'POST', '/v1/customers', { token, body })).body.id;
}
const ask = (customer: string, body: unknown, query = '') =>
  call('POST', `${customer}/qualifications${query}`, { body });
const education = { qualification: 'Education', educationSegment: 'HigherEducation', website: 'https://ecole.example' };

async function waiting(customer: string) {
  const page = deskQualificationList.answer.parse(
    (await operate('GET', 'qualifications?status=InReview&size=500')).body,
  );
  return page.items.find(({ customerTenantId }) => customerTenantId === customer)!;
}
async function decide(customer: string, verb: 'approve' | 'deny', body?: unknown) {
  const { qualificationId } = await waiting(customer);
  return operate('POST', `qualifications/${customer}/${qualificationId}/${verb}`, body ?? {});
}

test('A qualification is asked for, vetted by the operator and approved; the array and the older call tell it', async () => {
  const customer = await newCustomer();
  expect((await call('GET', `${customer}/qualifications`)).body).toEqual([]);
  const asked = await ask(customer, education);
  expect([asked.status, asked.body]).toMatchObject([201, { qualification: 'Education', vettingStatus: 'InReview' }]);
  expect(await waiting(customer)).toMatchObject({
    partnerName: partner.name,
    customerName: 'École Ørsted ß',
    educationSegment: 'HigherEducation',
    website: 'https://ecole.example',
  });
  expect((await call('GET', `${customer}/qualification`)).text).toBe('"none"');
  expect((await decide(customer, 'approve')).body).toMatchObject({ vettingStatus: 'Approved' });
  const [held] = customerQualifications.parse((await call('GET', `${customer}/qualifications`)).body);
  expect(held).toMatchObject({ qualification: 'Education', vettingStatus: 'Approved' });
  const older = await call('GET', `${customer}/qualification`);
  expect([older.text, older.headers.get('content-type')]).toEqual(['"education"', 'application/json; charset=utf-8']);
});

test('The older contracts ask too: a code in the query, PascalCase, and the Java SDK’s bare string', async () => {
  const [dotnet, java] = [await newCustomer(), await newCustomer()];
  expect((await ask(dotnet, { Qualification: 'Education', Attributes: null })).status).toBe(201);
  const put = await call('PUT', `${java}/qualification`, { body: '"state_owned_entity"' });
  expect([put.status, put.text]).toEqual([200, '"state_owned_entity"']);
  expect((await call('GET', `${java}/qualifications`)).body).toMatchObject([{ qualification: 'StateOwnedEntity' }]);
});

test('Education is denied for one of the documented reasons and no other, once, and may be asked for again', async () => {
  const customer = await newCustomer();
  await ask(customer, education);
  const { qualificationId } = await waiting(customer);
  expect((await decide(customer, 'deny')).body).toMatchObject({ code: 'QualificationReasonMissing' });
  expect((await decide(customer, 'deny', { reason: 'We do not like it' })).status).toBe(400);
  const denied = await decide(customer, 'deny', { reason: 'Not an Academic Domain' });
  expect(denied.body).toMatchObject({ vettingStatus: 'Denied', vettingReason: 'Not an Academic Domain' });
  const again = await operate('POST', `qualifications/${customer}/${qualificationId}/approve`, {});
  expect([again.status, again.body.code]).toEqual([409, 'QualificationDecided']);
  expect((await call('GET', `${customer}/qualifications`)).body).toMatchObject([
    { vettingStatus: 'Denied', vettingReason: 'Not an Academic Domain' },
  ]);
  expect((await ask(customer, education)).status).toBe(201);
  expect((await call('GET', `${customer}/qualifications`)).body).toHaveLength(2);
});

test('The government community cloud needs a code with something left, and a customer without qualification', async () => {
  const [city, school] = [await newCustomer('Town of İzmir'), await newCustomer()];
  const gcc = { qualification: 'GovernmentCommunityCloud' };
  expect((await ask(city, gcc)).body).toMatchObject({ code: 3000, errorName: 'ValidationCodeRefused' });
  const wish = { partnerTenantId: partner.tenantId, organizationName: 'Town of İzmir', maxCreates: 1 };
  const { validationId } = (await operate('POST', 'validation-codes', wish)).body;
  const codes = async () => validationCodes.parse((await call('GET', 'all/validations')).body);
  expect(await codes()).toMatchObject([
    { validationId, partnerId: partner.tenantId, maxCreates: 1, remainingCreates: 1 },
  ]);
  await ask(school, education);
  expect((await ask(school, { ...gcc, validationCode: validationId })).status).toBe(409);
  expect((await codes())[0]!.remainingCreates).toBe(1);
  expect((await ask(city, { Qualification: 'GovernmentCommunityCloud' }, `?code=${validationId}`)).status).toBe(201);
  expect((await codes())[0]!.remainingCreates).toBe(0);
  const other = await newCustomer();
  expect((await ask(other, { ...gcc, validationCode: validationId })).status).toBe(400);
  // Denied, it gives back what it took; a documented reason is about education.
  expect((await decide(city, 'deny', { reason: 'Not an Academic Domain' })).status).toBe(400);
  expect((await decide(city, 'deny')).status).toBe(200);
  expect((await codes())[0]!.remainingCreates).toBe(1);
});

test('Two who use the last creation of a code, or ask for the same qualification, at once: one of them does', async () => {
  const [one, two, same] = [await newCustomer(), await newCustomer(), await newCustomer()];
  const wish = { partnerTenantId: partner.tenantId, organizationName: 'One', maxCreates: 1 };
  const { validationId: validationCode } = (await operate('POST', 'validation-codes', wish)).body;
  const gcc = { qualification: 'GovernmentCommunityCloud', validationCode };
  const used = await Promise.all([ask(one, gcc), ask(two, gcc)]);
  expect(used.map(({ status }) => String(status)).toSorted()).toEqual(['201', '400']);
  const asked = await Promise.all([ask(same, education), ask(same, education)]);
  expect(asked.map(({ status }) => String(status)).toSorted()).toEqual(['201', '409']);
});

test('A qualification that nobody may ask for, and details that are none, are refused at the member', async () => {
  const customer = await newCustomer();
  const wrong: readonly [body: unknown, told: string][] = [
    [{ qualification: 'Nonprofit' }, 'qualification'],
    [{ qualification: 'None' }, 'qualification'],
    [{ qualification: 'Royal' }, 'qualification'],
    [{}, 'qualification'],
    [{ ...education, educationSegment: 'Nursery' }, 'educationSegment'],
    [{ qualification: 'Education', website: 'https://x.example' }, 'educationSegment'],
    [{ ...education, website: 'a\u202Eb' }, 'website'],
  ];
  for (const [body, told] of wrong) {
    const { status, text } = await ask(customer, body);
    expect([status, text.includes(told)], JSON.stringify(body)).toEqual([400, true]);
  }
  expect((await call('GET', `${customer}/qualifications`)).body).toEqual([]);
});

test('The customer’s other partner sees what it is, and not who asked; a stranger sees nothing', async () => {
  const customer = await newCustomer();
  await ask(customer, education);
  const other = await asSystem((work) => makePartner(work, { name: 'Other' }));
  const theirs = await tokenOf(other);
  const path = `${customer}/qualifications`;
  expect((await call('GET', path, { token: theirs })).body).toMatchObject({ code: 20002 });
  expect((await call('POST', path, { token: theirs, body: education })).status).toBe(404);
  await asSystem((work) => connectCustomer(work, { partnerTenantId: other.tenantId, customerTenantId: customer }));
  const seen = await call('GET', path, { token: theirs });
  expect(seen.body).toMatchObject([{ qualification: 'Education' }]);
  expect(seen.text).not.toContain(partner.name);
  expect((await call('POST', path, { token: theirs, body: education })).status).toBe(409);
  const columns = server.context.runner.run<unknown, AllTables>(
    { actor: { ...systemActor, tenantId: other.tenantId, parts: new Set(['direct'] as const) } },
    (work) => work.db.selectFrom('customer_qualification').select('partner_name').execute(),
  );
  await expect(columns).rejects.toThrow(/permission denied/);
});

test('An account that was never looked at has no status; what the operator finds of it is told and stands in the audit', async () => {
  const customer = await newCustomer();
  const status = () => call('GET', `${customer}/validationStatus?type=account`);
  expect((await status()).body).toMatchObject({ code: 600074, errorName: 'AccountStatusNotFound' });
  expect((await status()).status).toBe(404);
  expect((await call('GET', `${customer}/validationStatus`)).status).toBe(400);
  expect((await call('GET', `${customer}/validationStatus?type=person`)).status).toBe(400);
  const note = 'Asked the registry; waiting for its answer.';
  const set = await operate('POST', `customer-accounts/${customer}/status`, { status: 'UnderReview', note });
  expect(set.body).toMatchObject({ status: 'UnderReview', companyName: 'École Ørsted ß' });
  expect(validationStatus.parse((await status()).body).status).toBe('UnderReview');
  expect((await status()).text).not.toContain(note);
  const page = customerAccountList.answer.parse(
    (await operate('GET', 'customer-accounts?status=UnderReview&search=ecole')).body,
  );
  expect(page.items.map(({ customerTenantId }) => customerTenantId)).toContain(customer);
  const wrong = await operate('POST', `customer-accounts/${customer}/status`, { status: 'Unknown' });
  expect(wrong.status).toBe(400);
  expect((await operate('POST', `customer-accounts/${newId()}/status`, { status: 'Allowed' })).status).toBe(404);
  const events = await asSystem((work) =>
    work.db
      .selectFrom('event')
      .select(['actor_name', 'new_value'])
      .where('name', '=', 'CustomerAccountChecked')
      .where('customer_tenant_id', '=', customer)
      .execute(),
  );
  expect(events).toMatchObject([{ new_value: { status: 'UnderReview', note } }]);
});

test('Who may not is refused: applications, helpdesk agents, resellers; and only the operator decides', async () => {
  const customer = await newCustomer();
  const app = await tokenOf(partner, { kind: 'app' });
  const helpdesk = await tokenOf(partner, { roles: ['helpdesk_agent'] });
  expect((await call('GET', `${customer}/qualifications`, { token: app })).status).toBe(200);
  expect((await call('GET', 'all/validations', { token: app })).status).toBe(200);
  for (const other of [app, helpdesk])
    expect((await call('POST', `${customer}/qualifications`, { token: other, body: education })).status).toBe(403);
  await ask(customer, education);
  const { qualificationId } = await waiting(customer);
  const path = `/comptoir/v1/operator/qualifications/${customer}/${qualificationId}/approve`;
  expect((await callServer(server.origin, 'POST', path, { token, body: {} })).status).toBe(403);
  expect((await waiting(customer)).vettingStatus).toBe('InReview');
});
