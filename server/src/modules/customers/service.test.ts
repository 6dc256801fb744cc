import { expect, test } from 'vitest';
import { makePartner, newCompany } from '../../../test/partners.ts';
import { testActor, useDatabase } from '../../../test/database.ts';
import type { Fault } from '../../kernel/index.ts';
import type { Work } from '../../platform/work.ts';
import type { AllTables } from '../../tables.ts';
import type { PartnerAccount } from '../partners/index.ts';
import { onboardCustomer, requireCustomer } from '../relationships/index.ts';
import {
  agreementsOf,
  changeBillingProfile,
  confirmAgreement,
  customerNames,
  hasAgreement,
  isDomainFree,
  openDocumentLink,
  signDocumentLink,
  type Customer,
} from './index.ts';

const works = useDatabase();
const templateId = '117a77b0-9360-443b-8795-c6dedc750cf9';
const primaryContact = { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@customer.example' };

interface Pair {
  readonly partner: PartnerAccount;
  readonly customer: Customer;
  readonly by: <Result>(body: (work: Work<AllTables>) => Promise<Result>) => Promise<Result>;
}

async function pair(): Promise<Pair> {
  const partner = await works.asSystem<PartnerAccount, AllTables>((work) => makePartner(work));
  const actor = testActor(partner.tenantId, ['direct']);
  const by: Pair['by'] = (body) => works.as(actor, body);
  const { customer } = await works.asIdentity(actor, (work) => onboardCustomer(work, newCompany()));
  return { partner, customer, by };
}

const confirm = ({ partner, customer, by }: Pair, change: object = {}) =>
  by((work) =>
    confirmAgreement(work, {
      partnerTenantId: partner.tenantId,
      partnerName: partner.name,
      customer,
      templateId,
      dateAgreed: Temporal.PlainDate.from('2026-01-01'),
      primaryContact,
      ...change,
    }),
  );
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'no fault',
    (error: Fault) => error.code,
  );

test('F6 A confirmed agreement opens sales, is mailed to the contact, and is on the record', async () => {
  const made = await pair();
  const { partner, customer, by } = made;
  const may = () => by((work) => hasAgreement(work, partner.tenantId, customer.tenantId));
  expect(await may()).toBe(false);
  const agreement = await confirm(made);
  expect(await may()).toBe(true);
  expect(await by((work) => agreementsOf(work, partner.tenantId, customer.tenantId))).toEqual([agreement]);
  const kept = await works.asSystem<unknown, AllTables>(async (work) => ({
    mails: await work.db
      .selectFrom('mail')
      .select(['recipient', 'subject'])
      .where('reason', '=', `customer-agreement/${agreement.id}`)
      .execute(),
    events: await work.db
      .selectFrom('event')
      .select(['name', 'actor_user_id'])
      .where('aggregate_id', '=', agreement.id)
      .execute(),
  }));
  expect(kept).toEqual({
    mails: [
      { recipient: 'ada@customer.example', subject: `${partner.name} a attesté votre acceptation du contrat client` },
    ],
    events: [{ name: 'CustomerAgreementConfirmed', actor_user_id: agreement.confirmedBy }],
  });
});

test('The cloud agreement alone opens no sales of marketplace offers', async () => {
  const made = await pair();
  await confirm(made, { templateId: '998b88de-aa99-4388-a42c-1b3517d49490' });
  expect(await made.by((work) => hasAgreement(work, made.partner.tenantId, made.customer.tenantId))).toBe(false);
});

test('The same contact is not confirmed twice; any of its four values makes another contact', async () => {
  const made = await pair();
  await confirm(made);
  expect(await codeOf(confirm(made))).toBe('PartnerConfirmedAgreementAlreadyExists');
  expect(await codeOf(confirm(made, { primaryContact: { ...primaryContact, email: 'ADA@customer.example' } }))).toBe(
    'PartnerConfirmedAgreementAlreadyExists',
  );
  for (const change of [
    { firstName: 'Eva' },
    { lastName: 'Byron' },
    { email: 'eva@customer.example' },
    { phoneNumber: '02 98 00 00 01' },
  ]) {
    expect(await codeOf(confirm(made, { primaryContact: { ...primaryContact, ...change } }))).toBe('no fault');
  }
});

test('The phone number of a contact is digits, however they are spaced and of any country', async () => {
  const made = await pair();
  const withPhone = (phoneNumber: string) =>
    codeOf(confirm(made, { primaryContact: { ...primaryContact, phoneNumber } }));
  for (const wrong of ['1', 'call me', '+33', '0298 or 0299', '1'.repeat(21)]) {
    expect(await withPhone(wrong), wrong).toBe('PhoneNumberMalformed');
  }
  for (const right of ['', '1234567890', '4123456789', '02 98 00 00 00', '+32 (2) 555-12-12'])
    expect(await withPhone(right), right).toBe('no fault');
});

test('Agreements are listed all, and confirmed five hundred times at most', async () => {
  const made = await pair();
  const first = await confirm(made);
  await works.pools.owner.query(
    `insert into customer_agreement (id, partner_tenant_id, customer_tenant_id, template_id, agreement_type, first_name, last_name, email, date_agreed, confirmed_by, confirmed_at)
     select gen_random_uuid(), partner_tenant_id, customer_tenant_id, template_id, agreement_type, 'Eva ' || n, last_name, email, date_agreed, confirmed_by, confirmed_at
     from customer_agreement, generate_series(1, 501) n where id = $1`,
    [first.id],
  );
  const listed = await made.by((work) => agreementsOf(work, made.partner.tenantId, made.customer.tenantId));
  expect(listed).toHaveLength(502);
  const once = confirm(made, { primaryContact: { ...primaryContact, firstName: 'Eve' } });
  expect(await codeOf(once)).toBe('AgreementsFull');
});

test('An agreement of tomorrow, one of 1900 and one of an unknown template are refused', async () => {
  const made = await pair();
  const tomorrow = await made.by(async (work) => work.now.toZonedDateTimeISO('UTC').toPlainDate().add({ days: 1 }));
  expect(await codeOf(confirm(made, { dateAgreed: tomorrow }))).toBe('AgreementDateInFuture');
  const early = Temporal.PlainDate.from('1900-01-01');
  expect(await codeOf(confirm(made, { dateAgreed: early }))).toBe('AgreementDateTooEarly');
  expect(await codeOf(confirm(made, { templateId: 'other' }))).toBe('AgreementTemplateUnknown');
});

test('A billing profile changes once for each version read, and the event keeps the old value', async () => {
  const { customer, by } = await pair();
  const { id: _, version, ...profile } = customer.billingProfile;
  const change = (companyName: string) =>
    by((work) =>
      changeBillingProfile(work, {
        customer,
        profile: { ...profile, companyName },
        version,
        partnerDomain: 'partner.example',
      }),
    );
  const both = await Promise.all([codeOf(change('Librairie Une')), codeOf(change('Librairie Deux'))]);
  expect(both.toSorted()).toEqual(['BillingProfileChanged', 'no fault']);
  const { customer: now } = await by((work) => requireCustomer(work, customer.tenantId));
  expect(now.billingProfile.version).toBe(2);
  expect(now.companyName).toBe(customer.companyName);
  const events = await works.asSystem<unknown, AllTables>((work) =>
    work.db
      .selectFrom('event')
      .select('old_value')
      .where('name', '=', 'CustomerBillingProfileChanged')
      .where('aggregate_id', '=', customer.tenantId)
      .execute(),
  );
  expect(events).toEqual([{ old_value: profile }]);
});

test('A customer keeps its country', async () => {
  const { customer, by } = await pair();
  const { id: _, version, ...profile } = customer.billingProfile;
  const moved = { ...profile, defaultAddress: { ...profile.defaultAddress, country: 'DE' } };
  expect(
    await codeOf(
      by((work) => changeBillingProfile(work, { customer, profile: moved, version, partnerDomain: 'p.example' })),
    ),
  ).toBe('CountryFixed');
});

test('A domain is free until a tenant holds it, whatever the case', async () => {
  const { customer, by } = await pair();
  expect(await by((work) => isDomainFree(work, customer.domain.toUpperCase()))).toBe(false);
  expect(await by((work) => isDomainFree(work, 'nobody-has-this.onmicrosoft.com'))).toBe(true);
});

test('Names are told of one’s own customers only', async () => {
  const [mine, other] = [await pair(), await pair()];
  const names = await mine.by((work) => customerNames(work, [mine.customer.tenantId, other.customer.tenantId]));
  expect([...names]).toEqual([
    [mine.customer.tenantId, { name: 'Librairie du Port', domain: mine.customer.domain, country: 'FR' }],
  ]);
});

test('A link to an agreement opens its document for five minutes, and a changed one opens nothing', async () => {
  const { by } = await pair();
  const document = { templateId, language: 'fr-FR' as const, country: 'FR' };
  const signed = await by((work) => signDocumentLink(work, document));
  const openAfter = (token: string, seconds: number) =>
    by((work) => openDocumentLink({ prepared: work.prepared.bind(work), now: work.now.add({ seconds }) }, token));
  expect(await openAfter(signed, 0)).toEqual(document);
  expect(await openAfter(signed, 290)).toEqual(document);
  expect(await codeOf(openAfter(signed, 301))).toBe('AgreementLinkExpired');
  const [content = '', signature = ''] = signed.split('.');
  const later = Buffer.from(Buffer.from(content, 'base64url').toString().replace(/\d+$/, '9999999999999')).toString(
    'base64url',
  );
  for (const forged of [`${later}.${signature}`, `${content}.`, content, '', `${content}.${'A'.repeat(43)}`]) {
    expect(await codeOf(openAfter(forged, 0)), forged).toBe('AgreementLinkExpired');
  }
});
