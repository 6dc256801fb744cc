/** The partner's own profiles over Partner Center v1 (wire contract, section 8.2). */
import {
  legalBusinessProfile,
  organizationProfile,
  partnerBillingProfile,
  supportProfile,
} from '@comptoir/contracts/partner-center/profiles';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callServer, type Call } from '../../../test/http.ts';
import { makePartner } from '../../../test/partners.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { accessToken, type TokenWishes } from '../../../test/tokens.ts';
import { newId, systemActor } from '../../kernel/index.ts';
import { emptyProfile } from '../../modules/enrolment/index.ts';
import { createTenant } from '../../modules/identity/index.ts';
import type { PartnerAccount } from '../../modules/partners/index.ts';
import type { Work } from '../../platform/work.ts';
import type { AllTables } from '../../tables.ts';

let server: TestServer;
let partner: PartnerAccount;
let token: string;

const asSystem = <Result>(body: (work: Work<AllTables>) => Promise<Result>) =>
  server.context.runner.run<Result, AllTables>({ actor: systemActor, system: true }, body);
const tokenOf = (of: PartnerAccount, wishes: Partial<TokenWishes> = {}) =>
  accessToken(server.context, { tenantId: of.tenantId, parts: [of.kind], ...wishes });

beforeAll(async () => {
  server = await startTestServer();
  partner = await asSystem((work) => makePartner(work, { name: 'Électricité Ørsted ß', address: '1 quai du Port' }));
  token = await tokenOf(partner);
});
afterAll(async () => server.stop());

const call = (method: string, path: string, options: Call = {}) =>
  callServer(server.origin, method, `/v1/profiles/${path}`, { token, ...options });

const address = { country: 'FR', city: 'Brest', addressLine1: '1 quai du Port', postalCode: '29200' };
const primaryContact = {
  firstName: 'İrem',
  lastName: 'Straße',
  email: 'irem@orsted.example',
  phoneNumber: '0298000000',
};

test('ENR-30 A partner that came before enrolment is authorized, with what is known of it, and names its contacts', async () => {
  const read = legalBusinessProfile.parse((await call('GET', 'legalbusiness?vettingVersion=LastFinalized')).body);
  expect(read).toMatchObject({
    companyName: 'Électricité Ørsted ß',
    address: { country: 'FR', addressLine1: '1 quai du Port' },
    vettingStatus: 'authorized',
    vettingSubStatus: 'none',
    attributes: { objectType: 'LegalBusinessProfile' },
    links: { self: { uri: '/profiles/legalbusiness', method: 'GET' } },
  });
  const wish = { ...read, primaryContact, companyApproverEmail: 'chef@orsted.example' };
  const written = await call('PUT', 'legalbusiness', { body: wish });
  expect(written.status).toBe(200);
  const again = legalBusinessProfile.parse((await call('GET', 'legalbusiness')).body);
  expect(again).toMatchObject({ primaryContact, companyApproverEmail: 'chef@orsted.example' });
  expect(again).toEqual(written.body);
});

test('B16 The verified name and address of a company are not changed by a write: it is refused and changes nothing', async () => {
  const read = (await call('GET', 'legalbusiness')).body;
  for (const changed of [
    { ...read, companyName: 'Another SA' },
    { ...read, address: { ...read.address, addressLine1: '2 quai du Port' } },
    { ...read, address: { ...read.address, country: 'DE' } },
  ]) {
    const { status, body } = await call('PUT', 'legalbusiness', { body: changed });
    expect([status, body.code, body.errorName]).toEqual([400, 3000, 'LegalProfileVerified']);
  }
  expect((await call('GET', 'legalbusiness')).body).toEqual(read);
});

test('The billing profile is written with the etag that was read, and a stale one changes nothing', async () => {
  const first = partnerBillingProfile.parse((await call('GET', 'billing')).body);
  expect(first).toMatchObject({ companyName: partner.name, billingCurrency: 'EUR', profileType: 'billing_profile' });
  const wish = {
    companyName: 'Ørsted Achats',
    address,
    primaryContact,
    purchaseOrderNumber: 'BC-7',
    taxId: 'FR40303265045',
  };
  expect((await call('PUT', 'billing', { body: wish })).body).toMatchObject({ code: 2055 });
  // As the .NET SDK writes it: PascalCase, and null where nothing is.
  const { attributes } = first;
  const dotnet = {
    CompanyName: wish.companyName,
    Address: address,
    PrimaryContact: primaryContact,
    TaxId: null,
    PurchaseOrderNumber: 'BC-7',
    Attributes: { Etag: attributes.etag, ObjectType: 'BillingProfile' },
  };
  const written = await call('PUT', 'billing', { body: dotnet });
  expect([written.status, written.body.purchaseOrderNumber, written.body.taxId]).toEqual([200, 'BC-7', undefined]);
  expect((await call('PUT', 'billing', { body: { ...wish, attributes } })).status).toBe(400);
  const stale = await call('PUT', 'billing', { body: wish, headers: { 'if-match': attributes.etag } });
  expect([stale.status, stale.body.code]).toEqual([412, 2055]);
  const current = await call('PUT', 'billing', { body: wish, headers: { 'if-match': written.body.attributes.etag } });
  expect(current.body).toMatchObject({ companyName: 'Ørsted Achats', taxId: 'FR40303265045' });
});

test('Two who read the same profile: one writes, the other is told', async () => {
  const { attributes } = (await call('GET', 'organization')).body;
  const wish = {
    companyName: 'Ørsted',
    defaultAddress: address,
    email: 'contact@orsted.example',
    language: 'FR',
    culture: 'FR-fr',
    attributes,
  };
  const both = await Promise.all([
    call('PUT', 'organization', { body: wish }),
    call('PUT', 'organization', { body: wish }),
  ]);
  expect(both.map(({ status }) => String(status)).toSorted()).toEqual(['200', '400']);
  const read = organizationProfile.parse((await call('GET', 'organization')).body);
  expect(read).toMatchObject({ tenantId: partner.tenantId, language: 'fr', culture: 'fr-FR', defaultAddress: address });
});

test('ENR-30 The support profile is written at both documented addresses, with an etag or without', async () => {
  expect(supportProfile.parse((await call('GET', 'support')).body)).toMatchObject({ email: '', telephone: '' });
  const body = { email: 'aide@orsted.example', telephone: '+33 298000000', website: 'https://aide.orsted.example' };
  const written = await call('PUT', 'supportprofile', { body });
  expect([written.status, written.body.attributes.objectType]).toEqual([200, 'PartnerSupportProfile']);
  expect((await call('GET', 'support')).body).toEqual(written.body);
  const stale = { ...body, attributes: { etag: 'x' } };
  expect((await call('PUT', 'support', { body: stale })).status).toBe(400);
});

test('ENR-30 What was read of a profile is written back as it is, with one member changed; what was given is not emptied', async () => {
  const bare = await asSystem((work) =>
    makePartner(work, { name: 'Rheinwerk', country: 'DE', address: 'Kai 3, Köln' }),
  );
  const own = await tokenOf(bare);
  const read = async (path: string) => (await call('GET', path, { token: own })).body;
  const write = (path: string, body: object) => call('PUT', path, { token: own, body });
  const billing = await write('billing', { ...(await read('billing')), PurchaseOrderNumber: 'H-1' });
  expect(billing).toMatchObject({ status: 200, body: { purchaseOrderNumber: 'H-1', address: { city: '' } } });
  const organization = await read('organization');
  expect(organization).toMatchObject({ email: '', defaultAddress: { country: 'DE', city: '' } });
  expect(await write('organization', organization)).toMatchObject({ status: 200, body: { email: '' } });
  expect((await write('support', await read('support'))).status).toBe(200);

  const whole = { country: 'DE', city: 'Köln', addressLine1: 'Kai 3', postalCode: '50668' };
  const filled = { ...(await read('organization')), defaultAddress: whole, email: 'a@rheinwerk.example' };
  expect((await write('organization', filled)).status).toBe(200);
  const emptied = await write('organization', {
    ...(await read('organization')),
    defaultAddress: { country: 'DE' },
    email: '',
  });
  const told = ['addressLine1', 'city', 'postalCode'].map((member) => `defaultAddress.${member}`);
  for (const member of [...told, 'email']) expect(emptied.text).toContain(member);
  expect(emptied.status).toBe(400);
  expect((await write('support', { telephone: '0221 123456' })).status).toBe(200);
  expect((await write('support', {})).status).toBe(400);
  // Another country is another address.
  const moved = await write('billing', { ...(await read('billing')), address: { country: 'FR' } });
  expect([moved.status, moved.text.includes('address.city')]).toEqual([400, true]);
});

test('What is no profile is refused at the member, and changes nothing', async () => {
  const before = (await call('GET', 'billing')).body;
  const wrong: readonly [path: string, body: object, told: string][] = [
    ['support', { website: 'javascript:alert(1)' }, 'website'],
    ['support', { email: 'nobody' }, 'email'],
    ['billing', { ...before, companyName: '\u3164' }, 'companyName'],
    ['billing', { ...before, companyName: 'a\nb' }, 'companyName'],
    ['billing', { ...before, address: { ...address, postalCode: 'x' } }, 'address.postalCode'],
    ['billing', { ...before, address: { ...address, country: 'ZZ' } }, 'address.country'],
    ['billing', { ...before, primaryContact: { ...primaryContact, email: 'x' } }, 'primaryContact.email'],
    [
      'organization',
      { companyName: 'x', defaultAddress: address, email: 'a@b.example', language: 'french', culture: 'fr' },
      'language',
    ],
    ['legalbusiness', { companyName: 'x' }, 'address'],
  ];
  for (const [path, body, told] of wrong) {
    const { status, text } = await call('PUT', path, { body });
    expect([status, text.includes(told)], `${path} ${JSON.stringify(body)}`).toEqual([400, true]);
  }
  expect((await call('GET', 'billing')).body).toEqual(before);
  expect((await call('GET', 'legalbusiness?vettingVersion=Next')).status).toBe(400);
});

test('Profiles are read by who works with them, changed by a global administrator, and only by a person', async () => {
  const sales = await tokenOf(partner, { roles: ['sales_agent'] });
  const billing = await tokenOf(partner, { roles: ['billing_admin'] });
  const app = await tokenOf(partner, { kind: 'app' });
  expect((await call('GET', 'billing', { token: sales })).status).toBe(403);
  expect((await call('GET', 'billing', { token: billing })).status).toBe(200);
  expect((await call('PUT', 'support', { token: billing, body: { email: 'a@b.example' } })).status).toBe(403);
  expect((await call('GET', 'legalbusiness', { token: app })).status).toBe(200);
  expect((await call('GET', 'billing', { token: app })).body).toMatchObject({ code: 900329 });
});

test('Every change of a profile is in the audit with who made it', async () => {
  const events = await asSystem((work) =>
    work.db
      .selectFrom('event')
      .select(['name', 'actor_name', 'aggregate_id'])
      .where('partner_tenant_id', '=', partner.tenantId)
      .where('name', '=', 'CompanyProfileChanged')
      .execute(),
  );
  expect(new Set(events.map(({ aggregate_id }) => aggregate_id.split('/')[1]))).toEqual(
    new Set(['legal_contacts', 'billing', 'organization', 'support']),
  );
  expect(events.every(({ actor_name }) => actor_name.startsWith('tester'))).toBe(true);
});

test('B16 A company that is being verified says where its verification stands; the last verified version stays apart', async () => {
  const name = 'Ёлки & İpek ß 株式会社';
  const tenant = await asSystem((work) =>
    createTenant(work, { name, domain: 'yolki.example', country: 'FR', parts: ['applicant'] }),
  );
  const applicant = await accessToken(server.context, { tenantId: tenant.id, parts: ['applicant'] });
  const read = (version = '') => call('GET', `legalbusiness${version}`, { token: applicant });
  expect((await read()).body).toMatchObject({ companyName: name, vettingStatus: 'none', vettingSubStatus: 'none' });
  await asSystem((work) =>
    work.db
      .insertInto('enrolment')
      .values({
        tenant_id: tenant.id,
        kind: 'reseller',
        vetting_status: 'pending',
        vetting_sub_status: 'business_verification',
        profile: JSON.stringify({
          ...emptyProfile('fr'),
          company: {
            ...emptyProfile('fr').company,
            name: 'Ёлки SAS',
            address: { ...address, addressLine2: '', state: '' },
          },
        }),
        mpn_id: null,
        mpn_tenant_id: null,
        country: 'FR',
        started_at: work.now,
        started_by: newId(),
        submitted_at: work.now,
        email_confirmed_at: work.now,
        expected_on: null,
        decided_at: null,
        decided_by: null,
        decided_by_name: null,
        reason: null,
      })
      .execute(),
  );
  expect(legalBusinessProfile.parse((await read()).body)).toMatchObject({
    companyName: 'Ёлки SAS',
    vettingStatus: 'pending',
    vettingSubStatus: 'business_verification',
  });
  expect((await read('?vettingVersion=LastFinalized')).body).toMatchObject({ companyName: name });
});
