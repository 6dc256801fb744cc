import { expect, test } from 'vitest';
import { makePartner, newCompany } from '../../../test/partners.ts';
import { testActor, useDatabase } from '../../../test/database.ts';
import { newId, type Fault } from '../../kernel/index.ts';
import type { Work } from '../../platform/work.ts';
import type { AllTables } from '../../tables.ts';
import { confirmAgreement } from '../customers/index.ts';
import { findTenant, findUserByName } from '../identity/index.ts';
import type { NewPartnerAccount, PartnerAccount } from '../partners/index.ts';
import { placeOrder } from '../subscriptions/index.ts';
import {
  connectCustomer,
  listCustomers,
  onboardCustomer,
  requireCustomer,
  sellingFacts,
  type OnboardedCustomer,
  type OnboardingRequest,
} from './index.ts';

const works = useDatabase();
const customerAgreement = '117a77b0-9360-443b-8795-c6dedc750cf9';

const partnerWith = (wishes?: Partial<NewPartnerAccount>) =>
  works.asSystem<PartnerAccount, AllTables>((work) => makePartner(work, wishes));
const by = <Result>(partner: PartnerAccount, body: (work: Work<AllTables>) => Promise<Result>) =>
  works.as<Result, AllTables>(testActor(partner.tenantId, [partner.kind]), body);
const onboard = (partner: PartnerAccount, input: OnboardingRequest = newCompany()) =>
  works.asIdentity<OnboardedCustomer, AllTables>(testActor(partner.tenantId, [partner.kind]), (work) =>
    onboardCustomer(work, input),
  );
const faultOf = async (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'no fault',
    (error: Fault) => error.code,
  );

test('AZP-42 Creating a customer makes its tenant, its record, the relationship and an administrator, and says so', async () => {
  const partner = await partnerWith();
  const input = newCompany('Librairie du Port');
  const made = await onboard(partner, input);
  expect(made.customer).toMatchObject({ companyName: 'Librairie du Port', country: 'FR', region: partner.region });
  expect(made.credentials).toMatchObject({ userName: 'admin', password: expect.stringMatching(/^.{20,}$/) });
  const id = made.customer.tenantId;
  const seen = await works.asSystem<unknown, AllTables>(async (work) => ({
    tenant: await findTenant(work, id),
    admin: await findUserByName(work, `admin@${input.domain}`),
    events: await work.db
      .selectFrom('event')
      .select(['name', 'new_value'])
      .where('customer_tenant_id', '=', id)
      .orderBy('seq')
      .execute(),
  }));
  expect(seen).toMatchObject({
    tenant: { id, domain: input.domain, parts: ['customer'] },
    admin: { id: made.customer.administratorId, tenantId: id, roles: ['global_admin'] },
    events: [{ name: 'UserCreated' }, { name: 'CustomerCreated' }],
  });
  expect(JSON.stringify(seen)).not.toContain(made.credentials.password);
  expect((await by(partner, (work) => requireCustomer(work, id))).customer).toEqual(made.customer);
});

test('ENR-54 A partner creates customers in the countries of its own region only', async () => {
  const partner = await partnerWith({ country: 'FR' });
  const german = newCompany('Buchhaus Berlin', 'DE');
  expect((await onboard(partner, german)).customer.country).toBe('DE');
  expect(await faultOf(onboard(partner, newCompany('Harbor Books', 'US')))).toBe('CustomerOutsideRegion');
  expect(await faultOf(onboard(partner, newCompany('Minsk Books', 'BY')))).toBe('CustomerOutsideRegion');
});

test('ENR-29 A partner without signed agreement, a restricted one and a reseller create no customer', async () => {
  const unsigned = await partnerWith({ agreementSignedAt: undefined });
  const restricted = await partnerWith({ state: 'restricted' });
  const reseller = await partnerWith({ kind: 'reseller' });
  expect(await faultOf(onboard(unsigned))).toBe('PartnerAgreementMissing');
  expect(await faultOf(onboard(restricted))).toBe('PartnerMayNotSell');
  expect(await faultOf(onboard(reseller))).toBe('PartnerMayNotSell');
});

test('A refused customer leaves nothing: no tenant, no user, no event', async () => {
  const partner = await partnerWith();
  const [taken, other] = [newCompany(), newCompany()];
  await onboard(partner, taken);
  const count = () =>
    works.asSystem<unknown, AllTables>(async (work) => ({
      tenants: (await work.db.selectFrom('tenant').select('id').execute()).length,
      users: (await work.db.selectFrom('user_account').select('id').execute()).length,
      events: (await work.db.selectFrom('event').select('seq').execute()).length,
    }));
  const before = await count();
  const bad = (change: Partial<OnboardingRequest['billingProfile']>, more: Partial<OnboardingRequest> = {}) =>
    faultOf(onboard(partner, { ...other, ...more, billingProfile: { ...other.billingProfile, ...change } }));
  expect(await bad({}, { domain: taken.domain.toUpperCase() })).toBe('TenantDomainTaken');
  expect(await bad({}, { domain: 'contoso.com' })).toBe('DomainMalformed');
  expect(await bad({}, { registrationNumber: '123' })).toBe('RegistrationNumberNotTaken');
  expect(await bad({}, { associatedPartnerId: newId() })).toBe('ResellerNotConnected');
  expect(await bad({ companyName: 'SARL' })).toBe('CompanyNameRefused');
  expect(await bad({ email: 'x@microsoft.com' })).toBe('CustomerEmailRefused');
  expect(await bad({ culture: 'xx' })).toBe('CultureNotSupported');
  expect(await count()).toEqual(before);
});

test('AZP-50 A customer of two partners is seen by both, and each sees only its own agreement with it', async () => {
  const [first, second, stranger] = [await partnerWith(), await partnerWith(), await partnerWith()];
  const { customer } = await onboard(first);
  const id = customer.tenantId;
  expect(await faultOf(by(second, (work) => requireCustomer(work, id)))).toBe('CustomerNotFound');
  const connect = () =>
    works.asSystem<void, AllTables>((work) =>
      connectCustomer(work, { partnerTenantId: second.tenantId, customerTenantId: id }),
    );
  await connect();
  await connect();
  const connected = await works.asSystem<number, AllTables>(
    async (work) =>
      (await work.db.selectFrom('event').select('seq').where('name', '=', 'CustomerConnected').execute()).length,
  );
  expect(connected).toBe(1);
  await by(first, (work) =>
    confirmAgreement(work, {
      partnerTenantId: first.tenantId,
      partnerName: first.name,
      customer,
      templateId: customerAgreement,
      dateAgreed: Temporal.PlainDate.from('2026-01-01'),
      primaryContact: { firstName: 'Ada', lastName: 'L', email: 'ada@customer.example' },
    }),
  );
  const facts = (partner: PartnerAccount) => by(partner, (work) => sellingFacts(work, partner.tenantId, id));
  expect(await facts(first)).toMatchObject({ relationship: 'reseller', agreementAccepted: true });
  expect(await facts(second)).toMatchObject({ relationship: 'reseller', agreementAccepted: false });
  expect(await facts(stranger)).toBeUndefined();
});

test('C4 D12 A customer is taken on by partners of its own region only, and nothing is left of a refusal', async () => {
  const [first, foreign] = [await partnerWith(), await partnerWith({ country: 'US' })];
  const { customer } = await onboard(first);
  const connect = (partnerTenantId: string, customerTenantId = customer.tenantId) =>
    faultOf(works.asSystem<void, AllTables>((work) => connectCustomer(work, { partnerTenantId, customerTenantId })));
  expect(await connect(foreign.tenantId)).toBe('CustomerOutsideRegion');
  expect(await connect(newId())).toBe('PartnerNotFound');
  expect(await connect(first.tenantId, newId())).toBe('CustomerNotFound');
  expect(await faultOf(by(foreign, (work) => requireCustomer(work, customer.tenantId)))).toBe('CustomerNotFound');
});

test('F6 An agreement the customer accepted itself holds for every partner', async () => {
  const partner = await partnerWith();
  const { customer } = await onboard(partner);
  await works.asSystem<unknown, AllTables>((work) =>
    work.db
      .updateTable('customer')
      .set({ direct_agreement_signed_at: work.now })
      .where('tenant_id', '=', customer.tenantId)
      .execute(),
  );
  const facts = await by(partner, (work) => sellingFacts(work, partner.tenantId, customer.tenantId));
  expect(facts).toMatchObject({
    agreementAccepted: true,
    partner: { tenantId: partner.tenantId, kind: 'direct', state: 'active', region: 'EUROPE', currency: 'EUR' },
    customerTenantId: customer.tenantId,
    customerCountry: 'FR',
    customerContact: { objectId: customer.administratorId, email: customer.billingProfile.email },
  });
});

test('AZP-50 A relationship that ended opens the customer no more: not to read, not to list, not to sell; taken up again it does', async () => {
  const partner = await partnerWith();
  const { customer } = await onboard(partner);
  const id = customer.tenantId;
  const partnerTenantId = partner.tenantId;
  const listed = async () =>
    (await by(partner, (work) => listCustomers(work, { partnerTenantId, size: 50 }))).items.map((one) => one.tenantId);
  expect(await listed()).toEqual([id]);
  await works.pools.owner.query(
    `update customer_relationship set state = 'none' where partner_tenant_id = $1 and customer_tenant_id = $2`,
    [partnerTenantId, id],
  );
  expect(await faultOf(by(partner, (work) => requireCustomer(work, id)))).toBe('CustomerNotFound');
  expect(await listed()).toEqual([]);
  const lines = [{ catalogItemId: 'DZH318Z0BQ3Q:0001:DZH318Z0CXXX', quantity: 1 }];
  const order = by(partner, (work) => placeOrder(work, { customerTenantId: id, lines }));
  expect(await faultOf(order)).toBe('CustomerNotFound');
  await works.asSystem<void, AllTables>((work) => connectCustomer(work, { partnerTenantId, customerTenantId: id }));
  expect((await by(partner, (work) => requireCustomer(work, id))).customer.tenantId).toBe(id);
  expect(await listed()).toEqual([id]);
});

test('An id that is no GUID is an unknown customer', async () => {
  const partner = await partnerWith();
  expect(await faultOf(by(partner, (work) => requireCustomer(work, "x' or 1=1")))).toBe('CustomerNotFound');
  expect(await by(partner, (work) => sellingFacts(work, partner.tenantId, 'nonsense'))).toBeUndefined();
});

test('Row security hides customers, relationships and agreements of another partner even from a query without filter', async () => {
  const [mine, other] = [await partnerWith(), await partnerWith()];
  const { customer } = await onboard(mine);
  const visible = (partner: PartnerAccount) =>
    by(partner, async (work) => ({
      customers: (await work.db.selectFrom('customer').select('tenant_id').execute()).map((row) => row.tenant_id),
      relationships: (await work.db.selectFrom('customer_relationship').select('customer_tenant_id').execute()).length,
    }));
  expect(await visible(mine)).toEqual({ customers: [customer.tenantId], relationships: 1 });
  expect(await visible(other)).toEqual({ customers: [], relationships: 0 });
  const steal = by(other, (work) =>
    work.db
      .insertInto('customer_relationship')
      .values({
        partner_tenant_id: mine.tenantId,
        customer_tenant_id: customer.tenantId,
        customer_name: customer.companyName,
        customer_domain: customer.domain,
        state: 'reseller',
        since: work.now,
      })
      .execute(),
  );
  await expect(steal).rejects.toThrow(/permission denied/);
});

test('AZP-43 The list of customers is complete and in order, whatever the size of its pages', async () => {
  const partner = await partnerWith();
  const names = ['Zèbre', 'alpha', 'Alpha', 'beta 100%', 'beta_x', 'Éclair', 'alpha'];
  for (const name of names) await onboard(partner, newCompany(name));
  for (const size of [1, 2, 3, 7, 50]) {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await by(partner, (work) =>
        listCustomers(work, { partnerTenantId: partner.tenantId, size, ...(after ? { after } : {}) }),
      );
      expect(page.items.length).toBeLessThanOrEqual(size);
      seen.push(...page.items.map((item) => item.tenantId));
      after = page.next;
    } while (after);
    expect(seen).toHaveLength(names.length);
    expect(new Set(seen).size).toBe(names.length);
  }
  const found = async (namePrefix: string) =>
    (await by(partner, (work) => listCustomers(work, { partnerTenantId: partner.tenantId, size: 50, namePrefix })))
      .items.length;
  expect(await found('ALPHA')).toBe(3);
  expect(await found('beta_')).toBe(1);
  expect(await found('%')).toBe(0);
});

test('A continuation token of another filter or another partner is refused', async () => {
  const [partner, other] = [await partnerWith(), await partnerWith()];
  for (const name of ['Anna', 'Anton', 'Artus']) await onboard(partner, newCompany(name));
  const list = (who: PartnerAccount, request: { after?: string; namePrefix?: string }) =>
    by(who, (work) => listCustomers(work, { partnerTenantId: who.tenantId, size: 1, ...request }));
  const { next } = await list(partner, {});
  expect(await faultOf(list(partner, { after: next!, namePrefix: 'A' }))).toBe('InvalidInput');
  expect(await faultOf(list(other, { after: next! }))).toBe('InvalidInput');
  expect(await faultOf(list(partner, { after: 'bm9uc2Vuc2U' }))).toBe('InvalidInput');
});
