import {
  enrolment,
  enrolmentProfile,
  locations,
  ownEnrolments,
  type EnrolmentProfile,
} from '@comptoir/contracts/comptoir/enrolment';
import { ownAgreements } from '@comptoir/contracts/comptoir/partner-agreements';
import { deskDetail, deskEnrolmentList } from '@comptoir/contracts/comptoir/vetting';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callServer, type Call } from '../../../test/http.ts';
import { someHash } from '../../../test/passwords.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { accessToken } from '../../../test/tokens.ts';
import { newId, systemActor, type Role, type TenantPart } from '../../kernel/index.ts';
import { createTenant, createUser, findUserByName, findTenant } from '../../modules/identity/index.ts';
import type { Work } from '../../platform/work.ts';

let server: TestServer;
let operator: string;

const asSystem = <Result>(body: (work: Work) => Promise<Result>) =>
  server.context.runner.run<Result, unknown>({ actor: systemActor, system: true }, body);

/** In production: no demo world, no sandbox routes; the operator is made by `set-up`, everything else comes by these routes. */
beforeAll(async () => {
  server = await startTestServer({ config: { mode: 'production', companyDirectory: undefined } });
  const { id } = await asSystem((work) =>
    createTenant(work, { name: 'Operator', domain: 'operator.example', country: 'FR', parts: ['operator'] }),
  );
  operator = await accessToken(server.context, { tenantId: id, parts: ['operator'], roles: ['global_admin'] });
});
afterAll(() => server.stop());

const call = (method: string, path: string, options: Call = {}) =>
  callServer(server.origin, method, `/comptoir/v1${path}`, options);

interface Mail {
  readonly subject: string;
  readonly links: readonly string[];
}

async function lastMail(recipient: string): Promise<Mail | undefined> {
  const { rows } = await server.context.pools.owner.query<Mail>(
    'select subject, links from mail where recipient = $1 order by at desc, id desc limit 1',
    [recipient],
  );
  return rows[0];
}

const tokenOf = async (recipient: string) => (await lastMail(recipient))!.links[0]!.split('#')[1]!;

const signUpOf = (email: string) => ({
  companyName: 'Éclair İß 株 🚀',
  country: 'FR',
  firstName: 'Ada',
  lastName: 'Ёлкина',
  email,
  language: 'fr',
});

interface Person {
  readonly email: string;
  readonly tenantId: string;
  readonly token: string;
  /** The same with the roles and parts that the person has meanwhile. */
  as(roles?: readonly Role[]): Promise<string>;
}

/** Through the public routes: asks, follows the mail's link, chooses a password. */
async function aPerson(email: string): Promise<Person> {
  expect((await call('POST', '/sign-up', { body: signUpOf(email) })).status).toBe(202);
  const token = await tokenOf(email);
  const made = await call('POST', '/sign-up/confirm', { body: { token, password: 'Une longue phrase 27' } });
  expect(made).toMatchObject({ status: 200, body: { userPrincipalName: email } });
  const user = (await asSystem((work) => findUserByName(work, email)))!;
  expect(user.roles).toEqual(['admin_agent', 'global_admin']);
  const as = async (roles: readonly Role[] = ['global_admin', 'admin_agent']) => {
    const tenant = (await asSystem((work) => findTenant(work, user.tenantId)))!;
    const parts = [...tenant.parts] as TenantPart[];
    // With fewer roles it is a colleague: a person who writes has those of now.
    const userId = roles.length < user.roles.length ? newId() : user.id;
    const wishes = { tenantId: user.tenantId, userId, userPrincipalName: email, parts, roles };
    return accessToken(server.context, wishes);
  };
  return { email, tenantId: user.tenantId, token: await as(), as };
}

const address = { addressLine1: '12 rue des Lilas', addressLine2: '', city: 'Nantes', state: '', postalCode: '44000' };
const phoneNumber = '+33 2 40 00 00 00';

function filled(email: string): EnrolmentProfile {
  return enrolmentProfile.parse({
    company: { name: 'Éclair İß 株 🚀', address },
    business: {},
    primaryContact: { firstName: 'Ada', lastName: 'ش', email, phoneNumber, language: 'fr' },
    supportContact: { email: 'support@eclair.example', phoneNumber },
  });
}

async function submitted(person: Person): Promise<void> {
  const { token, email } = person;
  const started = enrolment.parse((await call('POST', '/enrolments', { token, body: { kind: 'reseller' } })).body);
  const body = { revision: started.revision, profile: filled(email) };
  expect((await call('PUT', '/enrolments/reseller/draft', { token, body })).status).toBe(200);
  expect((await call('POST', '/enrolments/reseller/submit', { token })).status).toBe(200);
}

const desk = ({ tenantId }: Person) => `/operator/enrolments/${tenantId}/reseller`;
const checks = ['email_domain', 'employment_verification', 'business_verification', 'due_diligence'];

async function approve(person: Person): Promise<void> {
  const { revision } = deskDetail.parse((await call('GET', desk(person), { token: operator })).body);
  for (const check of checks) {
    const path = `${desk(person)}/checks/${check}`;
    const decided = await call('POST', path, { token: operator, body: { revision, state: 'passed', note: 'seen' } });
    expect(decided.status).toBe(200);
  }
  const approved = await call('POST', `${desk(person)}/approve`, { token: operator, body: { revision } });
  expect(deskDetail.parse(approved.body).vettingStatus).toBe('authorized');
}

test('ENR-09 ENR-19 ENR-20 ENR-26 ENR-39 ENR-44 ENR-48 ENR-49 ENR-50 IND-02 In production a company goes from sign-up to Active by the API alone', async () => {
  const person = await aPerson('ada@eclair.example');
  const { token } = person;
  const before = ownEnrolments.parse((await call('GET', '/enrolments', { token })).body);
  expect(before.items).toEqual([]);
  expect(before.companyDirectory).toBe(false);
  expect(before.kinds.map(({ kind, allowed, rule }) => [kind, allowed, rule?.id ?? null])).toEqual([
    ['reseller', true, null],
    ['direct', false, 'B1'],
    ['provider', false, 'B26'],
    ['publisher', true, null],
  ]);
  expect((await call('GET', '/enrolments/company?duns=260000019', { token })).body.code).toBe('CompanyDirectoryNone');
  await submitted(person);
  const added = await call('POST', '/locations', { token, body: { name: 'Nantes', country: 'FR', address } });
  const { mpnId } = added.body as { mpnId: string };
  expect((await call('PUT', '/enrolments/reseller/partner-id', { token, body: { mpnId } })).status).toBe(200);
  const own = locations.parse((await call('GET', '/locations', { token })).body).items;
  expect(own.map((one) => [one.type, one.country, one.associated])).toEqual([
    ['global', 'FR', false],
    ['location', 'FR', true],
  ]);
  const listed = await call('GET', '/operator/enrolments?status=pending&search=eclair', { token: operator });
  expect(deskEnrolmentList.answer.parse(listed.body).items).toMatchObject([
    { companyName: 'Éclair İß 株 🚀', vettingSubStatus: 'email_ownership', overdue: false, expectedOn: null },
  ]);
  const link = await tokenOf(person.email);
  const scanned = await fetch((await lastMail(person.email))!.links[0]!, { headers: { accept: 'text/html' } });
  expect(scanned.status).toBe(200);
  expect((await call('POST', '/enrolment-confirmation/read', { body: { token: link } })).status).toBe(200);
  expect((await call('GET', '/enrolments/reseller', { token })).body.emailConfirmedAt).toBeNull();
  expect((await call('POST', '/enrolment-confirmation/confirm', { body: { token: link } })).status).toBe(200);
  const again = await call('POST', '/enrolment-confirmation/confirm', { body: { token: link } });
  expect(again).toMatchObject({ status: 409, body: { code: 'LinkUsed' } });
  await approve(person);
  const qualified = await call('GET', '/enrolments/reseller', { token: await person.as() });
  expect(qualified.body).toMatchObject({ programmeStatus: 'qualified', mpnId });
  const signer = await person.as();
  const [mine] = ownAgreements.parse((await call('GET', '/agreements', { token: signer })).body).items;
  expect(mine).toMatchObject({ agreement: 'partner', region: 'EUROPE', mayAccept: true, signature: null });
  const body = { region: mine!.region, version: mine!.version, language: 'fr' };
  const text = await call('GET', '/agreements/partner/text?language=fr', { token: signer });
  expect(text.body.title).toBe('Contrat partenaire');
  const pdf = await fetch(`${server.origin}/comptoir/v1/agreements/partner/document`, {
    headers: { authorization: `Bearer ${signer}` },
  });
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  const signed = await call('POST', '/agreements/partner/accept', { token: signer, body });
  expect(signed.body).toMatchObject({ mayAccept: false, signature: { signerPrincipalName: person.email } });
  expect((await call('GET', '/enrolments/reseller', { token: signer })).body.programmeStatus).toBe('active');
  const profile = await callServer(server.origin, 'GET', '/v1/profiles/legalbusiness', { token: signer });
  expect(profile.body).toMatchObject({ companyName: 'Éclair İß 株 🚀', vettingStatus: 'authorized' });
}, 60_000);

test('ENR-01 ENR-08 ENR-45 B3 B17 Enrolment and agreements are for global administrators only', async () => {
  const person = await aPerson('bea@eclair.example');
  const { tenantId } = person;
  const userPrincipalName = 'agent@eclair.example';
  const named = { tenantId, userPrincipalName, displayName: 'Agent', email: userPrincipalName };
  const { id: userId } = await asSystem((work) =>
    createUser(work, { ...named, passwordHash: someHash, roles: ['admin_agent'] }),
  );
  const wishes = { tenantId, userId, userPrincipalName, parts: ['applicant'], roles: ['admin_agent'] } as const;
  const agent = await accessToken(server.context, wishes);
  for (const path of ['/enrolments', '/agreements']) {
    expect(await call('GET', path, { token: agent })).toMatchObject({ status: 403, body: { code: 'Forbidden' } });
  }
  const body = { region: 'EUROPE', version: '2026-01-01' };
  const accepted = await call('POST', '/agreements/partner/accept', { token: agent, body });
  expect(accepted).toMatchObject({ status: 403, body: { code: 'Forbidden' } });
});

/** A part that is meant to be whole is saved only when it is; the rest may be missing. */
async function savesInParts(token: string, revision: number): Promise<void> {
  const { company, business, ...rest } = filled('cleo@eclair.example');
  const wrong = { ...company, address: { ...company.address, postalCode: 'ABC' } };
  const profile = {
    ...rest,
    company: wrong,
    business: { ...business, website: 'javascript:alert(1)' },
    supportContact: { ...rest.supportContact, email: '' },
  };
  const put = (more: object) =>
    call('PUT', '/enrolments/reseller/draft', { token, body: { revision, profile, ...more } });
  const refused = await put({ complete: 'company' });
  expect(refused).toMatchObject({ status: 400, body: { code: 'EnrolmentIncomplete' } });
  expect(refused.body.problems).toMatchObject([
    { path: 'company.address.postalCode', code: 'AddressForm' },
    { path: 'business.website', code: 'LinkMalformed' },
  ]);
  expect((await put({ complete: 'contacts' })).body.problems).toMatchObject([{ path: 'supportContact.email' }]);
  // Nothing was saved; a draft for later may have all that, and a part that is whole is enough.
  const right = { ...profile, company, business };
  expect((await put({ complete: 'company', profile: right })).status).toBe(200);
  const later = { revision: revision + 1, profile };
  expect((await call('PUT', '/enrolments/reseller/draft', { token, body: later })).status).toBe(200);
}

test('ENR-13 ENR-38 What is missing or refused is told at its field, with the rule in the reader’s language', async () => {
  const person = await aPerson('cleo@eclair.example');
  const { token } = person;
  const { revision } = (await call('POST', '/enrolments', { token, body: { kind: 'reseller' } })).body as {
    revision: number;
  };
  const profile = filled('cleo@mail.yahoo.co.uk');
  const named = { ...profile, company: { ...profile.company, name: 'SARL' } };
  expect((await call('PUT', '/enrolments/reseller/draft', { token, body: { revision, profile: named } })).status).toBe(
    200,
  );
  const sent = await call('POST', '/enrolments/reseller/submit', { token, headers: { 'x-locale': 'fr-FR' } });
  expect(sent).toMatchObject({ status: 400, body: { code: 'EnrolmentIncomplete' } });
  expect(sent.body.problems).toMatchObject([
    { path: 'company.name', code: 'CompanyNameRefused', rule: { id: 'B27' } },
    { path: 'primaryContact.email', code: 'MailDomainRefused', rule: { id: 'B13' } },
  ]);
  const hidden = { ...profile, company: { ...profile.company, name: 'Éclair\u202E' } };
  const wrong = await call('PUT', '/enrolments/reseller/draft', { token, body: { revision: 2, profile: hidden } });
  expect(wrong).toMatchObject({ status: 400, body: { code: 'InvalidInput', target: 'profile.company.name' } });
  await savesInParts(token, 2);
});

test('ENR-15 ENR-47 A rejected company uploads a document, and the desk downloads it', async () => {
  const person = await aPerson('dora@eclair.example');
  const { token } = person;
  await submitted(person);
  await call('POST', '/enrolment-confirmation/confirm', { body: { token: await tokenOf(person.email) } });
  const { revision } = deskDetail.parse((await call('GET', desk(person), { token: operator })).body);
  const why = { revision, reason: 'Extrait illisible' };
  const nothing = await call('POST', `${desk(person)}/reject`, { token: operator, body: { ...why, reason: ' ' } });
  expect(nothing.status).toBe(400);
  const unread = await call('POST', `${desk(person)}/reject`, {
    token: operator,
    body: { ...why, revision: revision + 1 },
  });
  expect(unread).toMatchObject({ status: 409, body: { code: 'EnrolmentChanged', target: 'revision' } });
  expect((await call('POST', `${desk(person)}/reject`, { token: operator, body: why })).status).toBe(200);
  const upload = (fileName: string, content: Uint8Array<ArrayBuffer>) =>
    fetch(
      `${server.origin}/comptoir/v1/enrolments/reseller/documents?documentType=registration&fileName=${encodeURIComponent(fileName)}`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/pdf' },
        body: content,
      },
    );
  expect((await upload('kbis.pdf', new Uint8Array([77, 90]))).status).toBe(400);
  expect((await upload('kbis.pdf', new Uint8Array(11 * 1024 * 1024))).status).toBe(400);
  const bytes = new TextEncoder().encode('%PDF-1.7\n');
  const uploaded = enrolment.parse(await (await upload('Kbis İß.pdf', bytes)).json());
  expect(uploaded).toMatchObject({ vettingStatus: 'pending', reason: null });
  const [document] = uploaded.documents;
  const file = await callServer(server.origin, 'GET', `/comptoir/v1${desk(person)}/documents/${document!.id}`, {
    token: operator,
  });
  expect(file.headers.get('content-disposition')).toContain('Kbis%20I%CC%87%C3%9F.pdf'.replace('I%CC%87', '%C4%B0'));
  expect((await call('GET', `${desk(person)}/documents/${newId()}`, { token: operator })).status).toBe(404);
});

test('ENR-38 B13 The operator edits the list of refused mail domains', async () => {
  const domain = (body: object) => call('POST', '/operator/mail-domains', { token: operator, body });
  expect((await domain({ domain: 'Mailinator.EXAMPLE' })).body).toMatchObject({ domain: 'mailinator.example' });
  expect((await domain({ domain: 'mailinator.example' })).body.code).toBe('MailDomainKnown');
  expect((await domain({ domain: 'no domain' })).body.code).toBe('MailDomainMalformed');
  expect((await domain({ domain: 'proton', family: true })).status).toBe(201);
  const gone = await call('DELETE', '/operator/mail-domains/mailinator.example', { token: operator });
  expect(gone.status).toBe(204);
  const person = await call('GET', '/operator/mail-domains', { token: operator });
  expect(JSON.stringify(person.body)).not.toContain('mailinator');
});

test('AZP-62 B26 Nominations are listed, withdrawn, and stay once the company enrolled by one', async () => {
  const person = await aPerson('eve@eclair.example');
  const domain = (await asSystem((work) => findTenant(work, person.tenantId)))!.domain;
  const nominate = (body: object) => call('POST', '/operator/nominations', { token: operator, body });
  expect((await nominate({ domain: 'nobody.example', note: 'x' })).body.code).toBe('NominationUnknown');
  expect((await nominate({ domain, note: 'A proven record' })).status).toBe(201);
  const withdraw = () => call('POST', `/operator/nominations/${person.tenantId}/withdraw`, { token: operator });
  expect((await withdraw()).status).toBe(200);
  const start = () => call('POST', '/enrolments', { token: person.token, body: { kind: 'provider' } });
  expect((await start()).body).toMatchObject({ code: 'EnrolmentRefused', rule: { id: 'B26' } });
  await nominate({ domain, note: 'Again' });
  expect((await start()).status).toBe(201);
  expect((await withdraw()).body.code).toBe('NominationUsed');
});

test('ENR-09 Sign-ups from one network are limited, and answer the same for known and unknown addresses', async () => {
  const unknown = Array.from({ length: 6 }, (_, at) => `x${at}@y.example`);
  const answers = [];
  for (const email of ['ada@eclair.example', 'nobody@nowhere.example', ...unknown]) {
    answers.push(await call('POST', '/sign-up', { body: signUpOf(email) }));
  }
  expect(new Set(answers.filter(({ status }) => status === 202).map(({ text }) => text)).size).toBeLessThan(2);
  expect(answers.at(-1)!.status).toBe(429);
  expect(Number(answers.at(-1)!.headers.get('retry-after'))).toBeGreaterThan(0);
});
