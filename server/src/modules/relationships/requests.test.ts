/** Requests to customers, what customers accept, and how relationships end, on a real database. */
import { beforeAll, expect, test } from 'vitest';
import { aCustomer, aChannel, activate, buy, type Channel } from '../../../test/billing.ts';
import { testActor, useDatabase } from '../../../test/database.ts';
import { aPartner } from '../../../test/offers.ts';
import { connect } from '../../../test/partners.ts';
import { newId, type Actor } from '../../kernel/index.ts';
import { createTenant } from '../identity/index.ts';
import { endPartnership } from '../partnerships/index.ts';
import { releaseCustomer } from '../subscriptions/index.ts';
import {
  acceptRequest,
  declineRequest,
  endDelegatedAccess,
  openRequest,
  ownPartners,
  relationshipLink,
  requestRelationship,
  requestsOf,
  searchCustomers,
  withdrawRequest,
  type AskedBy,
} from './index.ts';

const works = useDatabase();
const portal = 'https://partners.example';
const page = { sort: 'name', descending: false, search: '', filters: {}, size: 50 } as const;
let direct: Actor;
let provider: Actor;
let reseller: Actor;
let channel: Channel;

beforeAll(async () => {
  direct = await aPartner(works, { name: 'Azur É' });
  provider = await aPartner(works, { kind: 'provider', country: 'NL', name: 'Delta İ' });
  reseller = await aPartner(works, { kind: 'reseller', name: 'Boréal ß 株 ش Ё 🧊' });
  channel = await aChannel(works, { partner: provider });
  await connect(works, provider, reseller);
});

/** A tenant of its own, made by another partner, and its global admin. */
const aCompany = async () => testActor(await aCustomer(works, await aPartner(works), 'Contoso É İ 🧁'), ['customer']);
const asBound = <Result>(actor: Actor, body: Parameters<typeof works.runner.run<Result, never>>[1]) =>
  works.runner.run<Result, never>({ actor, system: true }, body);
type Mailed = Extract<AskedBy, { requestId: string }>;
const ask = async (
  actor: Actor,
  wish: { providerTenantId?: string; delegatedAccess?: boolean; email?: string } = {},
) => {
  const email = wish.email ?? (wish.providerTenantId ? 'anna@contoso.example' : undefined);
  const made = await works.as(actor, (work) =>
    requestRelationship(work, { language: 'fr', portal, delegatedAccess: false, ...wish, email }),
  );
  const [requestId, secret] = new URL(made.link).hash.slice(1).split('.');
  return { requestId: requestId!, secret: secret! } satisfies Mailed;
};
const accept = (customer: Actor, by: AskedBy) => asBound(customer, (work) => acceptRequest(work, by, { portal }));
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (fault: { code: string }) => fault.code,
  );
const customersOf = async (partner: Actor, filters: Record<string, string> = {}) =>
  (await works.as(partner, (work) => searchCustomers(work, partner.tenantId, { ...page, filters }))).items.map(
    ({ tenantId }) => tenantId,
  );
const partnersOf = async (customer: Actor) => (await works.as(customer, (work) => ownPartners(work, page))).items;

test('AZP-49 ACC-15 A customer that has its tenant takes a partner on by the link of its mail, with or without delegated administration', async () => {
  const customer = await aCompany();
  const link = await ask(direct, { email: 'anna@contoso.example', delegatedAccess: true });
  const { rows } = await works.pools.owner.query<{ text: string }>(
    `select text from mail where recipient = 'anna@contoso.example' and text like '%partner-request%'`,
  );
  expect(rows[0]!.text).toContain(`${portal}/partner-request#${link.requestId}.${link.secret}`);
  expect(await works.asSystem((work) => openRequest(work, link))).toMatchObject({
    delegatedAccess: true,
    refusal: undefined,
  });
  expect(await customersOf(direct)).not.toContain(customer.tenantId);
  await accept(customer, link);
  expect(await customersOf(direct)).toContain(customer.tenantId);
  const found = (await partnersOf(customer)).find(({ tenantId }) => tenantId === direct.tenantId);
  expect(found).toMatchObject({ name: 'Azur É', kind: 'direct', delegatedAccess: true, orders: true });
});

test('IND-25 IND-26 One acceptance of a reseller’s request creates two relationships, and each lists what it shares', async () => {
  const customer = await aCompany();
  const both = { providerTenantId: provider.tenantId };
  const noMail = works.as(reseller, (work) =>
    requestRelationship(work, { language: 'en', portal, delegatedAccess: false, ...both }),
  );
  expect(await codeOf(noMail)).toBe('InvalidInput');
  await accept(customer, await ask(reseller, both));
  expect(
    (await partnersOf(customer)).map(({ kind, orders, delegatedAccess }) => [kind, orders, delegatedAccess]),
  ).toEqual(
    expect.arrayContaining([
      ['reseller', false, false],
      ['provider', true, false],
    ]),
  );
  expect(await customersOf(reseller, { provider: provider.tenantId })).toEqual([customer.tenantId]);
  expect(await customersOf(provider, { reseller: reseller.tenantId })).toEqual([customer.tenantId]);
  expect(await customersOf(reseller, { provider: direct.tenantId })).toEqual([]);
});

test('IND-24 A partnership brings no customers, and its end takes none away', async () => {
  const other = await aPartner(works, { kind: 'provider' });
  await connect(works, other, reseller);
  expect(await customersOf(other)).toEqual([]);
  const customer = await aCompany();
  await accept(customer, await ask(reseller, { providerTenantId: other.tenantId }));
  await asBound(other, (work) => endPartnership(work, { other: reseller.tenantId, as: 'provider' }));
  expect(await customersOf(other)).toEqual([customer.tenantId]);
  expect(await customersOf(reseller)).toContain(customer.tenantId);
  expect(await codeOf(ask(reseller, { providerTenantId: other.tenantId }))).toBe('ProviderNotConnected');
});

test('ENR-54 A link that was used, withdrawn, declined or changed, of another region or of a partner that may not is refused', async () => {
  const [customer, american] = [await aCompany(), await aCompany()];
  await works.pools.owner.query(`update customer set country = 'US' where tenant_id = $1`, [american.tenantId]);
  const used = await ask(direct);
  await accept(customer, used);
  expect(await codeOf(accept(await aCompany(), used))).toBe('RequestUsed');
  expect(await codeOf(accept(customer, await ask(direct)))).toBe('RelationshipExists');
  const open = await ask(direct);
  expect(await codeOf(accept(american, open))).toBe('CustomerOutsideRegion');
  expect(await codeOf(accept(customer, { ...open, secret: `${open.secret}x` }))).toBe('RequestUnknown');
  expect(await codeOf(accept(customer, { ...open, requestId: used.requestId }))).toBe('RequestUnknown');
  expect(await codeOf(accept(direct, open))).toBe('CustomerNotFound');
  await works.as(direct, (work) => withdrawRequest(work, open.requestId));
  expect(await codeOf(accept(customer, open))).toBe('RequestWithdrawn');
  const declined = await ask(direct);
  await asBound(customer, (work) => declineRequest(work, declined, portal));
  expect(await codeOf(accept(await aCompany(), declined))).toBe('RequestUsed');
  expect(await codeOf(works.as(reseller, (work) => withdrawRequest(work, used.requestId)))).toBe('RequestUnknown');
  expect(await codeOf(ask(await aPartner(works, { state: 'restricted' })))).toBe('PartnerNotActive');
  expect(await codeOf(ask(await aPartner(works, { signed: false })))).toBe('PartnerNotActive');
  const list = await works.as(direct, (work) =>
    requestsOf(work, { ...page, sort: 'made', filters: { state: 'declined' } }),
  );
  expect(list.items.map(({ id }) => id)).toEqual([declined.requestId]);
});

test('AZP-49 The public link is spelt as Partner Center spells it, names both partners of a reseller, and is accepted as it says', async () => {
  const wanted = { delegatedAccess: false, portal };
  const url = await works.as(direct, (work) => relationshipLink(work, wanted));
  expect(url).toBe(
    `${portal}/Adminportal/Home?invType=ResellerRelationship&partnerId=${direct.tenantId}&msppId=0&DAP=false#/BillingAccounts/partner-invitation`,
  );
  const both = await works.as(reseller, (work) =>
    relationshipLink(work, { ...wanted, providerTenantId: provider.tenantId }),
  );
  const query = new URL(both).searchParams;
  const by = {
    partnerTenantId: query.get('partnerId')!,
    msppId: query.get('msppId')!,
    delegatedAccess: query.get('DAP') === 'true',
    providerTenantId: query.get('indirectCSPId')!,
  };
  expect(await codeOf(accept(await aCompany(), { ...by, msppId: '4380999' }))).toBe('RequestUnknown');
  expect(await codeOf(accept(await aCompany(), { ...by, providerTenantId: direct.tenantId }))).toBe(
    'ProviderNotConnected',
  );
  const customer = await aCompany();
  await accept(customer, by);
  expect((await partnersOf(customer)).map(({ tenantId }) => tenantId)).toEqual(
    expect.arrayContaining([reseller.tenantId, provider.tenantId]),
  );
});

test('AZP-39 AZP-50 Several partners work side by side unseen by each other; the customer sees all and takes rights away', async () => {
  const customer = await aCompany();
  for (const partner of [direct, provider]) await accept(customer, await ask(partner, { delegatedAccess: true }));
  const all = await partnersOf(customer);
  expect(all.length).toBe(3);
  const seen = await works.as(direct, (work) =>
    work.prepared('test-others', 'select from customer_relationship where partner_tenant_id <> $1', [direct.tenantId]),
  );
  expect(seen).toEqual([]);
  const sides = { partnerTenantId: direct.tenantId, customerTenantId: customer.tenantId };
  await asBound(customer, (work) => endDelegatedAccess(work, sides));
  const changed = (await partnersOf(customer)).map(({ tenantId, delegatedAccess }) => [tenantId, delegatedAccess]);
  expect(changed).toEqual(
    expect.arrayContaining([
      [direct.tenantId, false],
      [provider.tenantId, true],
    ]),
  );
  expect(await customersOf(direct)).toContain(customer.tenantId);
  const stranger = await aCompany();
  const theirs = { partnerTenantId: direct.tenantId, customerTenantId: stranger.tenantId };
  expect(await codeOf(asBound(stranger, (work) => endDelegatedAccess(work, theirs)))).toBe('OwnPartnerNotFound');
});

test('IND-27 A relationship ends by either side once nothing runs; then nothing is ordered any more', async () => {
  const customer = testActor(await aCustomer(works, provider), ['customer']);
  const sides = { partnerTenantId: provider.tenantId, customerTenantId: customer.tenantId };
  const end = (actor: Actor) => asBound(actor, (work) => releaseCustomer(work, sides));
  const bought = await buy(works, channel, { customer: customer.tenantId });
  expect(await codeOf(end(provider))).toBe('RelationshipHasSubscriptions');
  await activate(works, channel, bought);
  expect(await codeOf(end(customer))).toBe('RelationshipHasSubscriptions');
  await works.pools.owner.query(`update subscription set status = 'suspended' where id = $1`, [bought]);
  await end(customer);
  expect(await codeOf(end(provider))).toBe('CustomerNotFound');
  expect(await customersOf(provider)).not.toContain(customer.tenantId);
  expect(await codeOf(buy(works, channel, { customer: customer.tenantId }))).toBe('CustomerNotFound');
  const { rows } = await works.pools.owner.query(
    `select actor_tenant_id from event where name = 'CustomerRelationshipEnded' and aggregate_id = $1`,
    [customer.tenantId],
  );
  expect(rows).toEqual([{ actor_tenant_id: customer.tenantId }]);
  await accept(customer, await ask(provider));
  expect(await customersOf(provider)).toContain(customer.tenantId);
});

test('IND-27 AZP-39 A partner whose relationship ended is shared by none of the customer’s other partners any more', async () => {
  const both = { providerTenantId: provider.tenantId };
  for (const gone of [reseller, provider]) {
    const customer = await aCompany();
    await accept(customer, await ask(reseller, both));
    const listed = async () => [
      (await customersOf(provider, { reseller: reseller.tenantId })).includes(customer.tenantId),
      (await customersOf(reseller, { provider: provider.tenantId })).includes(customer.tenantId),
      (await partnersOf(customer)).length,
    ];
    expect(await listed()).toEqual([true, true, 3]);
    const sides = { partnerTenantId: gone.tenantId, customerTenantId: customer.tenantId };
    await asBound(customer, (work) => releaseCustomer(work, sides));
    expect(await listed()).toEqual([false, false, 2]);
    const { rows } = await works.pools.owner.query(
      `select provider_tenant_ids || reseller_tenant_ids as shared from customer_relationship
       where customer_tenant_id = $1 and partner_tenant_id = any($2)`,
      [customer.tenantId, [reseller.tenantId, provider.tenantId]],
    );
    expect(rows).toEqual([{ shared: [] }, { shared: [] }]);
  }
});

test('ACC-15 A relationship that gains delegated administration is as old as it was', async () => {
  const customer = await aCompany();
  const since = async () => {
    const { rows } = await works.pools.owner.query<{ since: Temporal.Instant; delegated_access: boolean }>(
      `select since, delegated_access from customer_relationship where partner_tenant_id = $1 and customer_tenant_id = $2`,
      [direct.tenantId, customer.tenantId],
    );
    return [rows[0]!.since.toString(), rows[0]!.delegated_access];
  };
  await accept(customer, await ask(direct));
  const [begun] = await since();
  await accept(customer, await ask(direct, { delegatedAccess: true }));
  expect(await since()).toEqual([begun, true]);
});

test('AZP-49 A company that signed up by itself becomes a customer as it accepts its first partner, and nothing before', async () => {
  const applicant = async (country = 'FR') => {
    const [name, domain] = ['Atelier É ß 株 🧵', `a${newId().slice(-12)}.onmicrosoft.com`];
    const tenant = await works.asSystem((work) => createTenant(work, { name, domain, country, parts: ['applicant'] }));
    return testActor(tenant.id, ['applicant'], ['global_admin']);
  };
  const company = {
    firstName: 'Ёлка',
    lastName: 'İnce',
    email: 'anna@atelier.example',
    address: { addressLine1: '1 quai du Port', city: 'Brest', postalCode: '29200' },
  };
  const take = (actor: Actor, by: AskedBy, given?: typeof company) =>
    asBound(actor, (work) => acceptRequest(work, by, { portal, company: given }));
  const [french, american] = [await applicant(), await applicant('US')];
  const link = await ask(direct);
  expect(await codeOf(take(french, link))).toBe('CustomerNotFound');
  const wrong = { ...company, address: { ...company.address, postalCode: 'ABC' } };
  expect(await codeOf(take(french, link, wrong))).toBe('AddressMalformed');
  const there = { ...company, address: { addressLine1: '1 Elm St', city: 'Reno', state: 'NV', postalCode: '89501' } };
  expect(await codeOf(take(american, link, there))).toBe('CustomerOutsideRegion');
  await take(french, link, company);
  expect(await customersOf(direct)).toContain(french.tenantId);
  const { rows } = await works.pools.owner.query(
    `select t.part, c.company_name, c.partner_tenant_ids, c.made_by_tenant_id from tenant_part t
       join customer c on c.tenant_id = t.tenant_id where t.tenant_id = any($1)`,
    [[french.tenantId, american.tenantId]],
  );
  expect(rows).toEqual([
    {
      part: 'customer',
      company_name: 'Atelier É ß 株 🧵',
      partner_tenant_ids: [direct.tenantId],
      made_by_tenant_id: null,
    },
  ]);
  expect(await partnersOf(french)).toMatchObject([{ tenantId: direct.tenantId }]);
});
