import { expect, test } from 'vitest';
import {
  aCompany,
  address,
  approve,
  as,
  associate,
  codeOf,
  detail,
  enrolmentDatabase,
  eventsOf,
  filled,
  mailsTo,
  operator,
  origin,
  passAll,
  seen,
  startFilled,
  tokenOf,
  verified,
  works,
} from '../../../test/enrolments.ts';
import { makePartner } from '../../../test/partners.ts';
import { testActor } from '../../../test/database.ts';
import type { Actor } from '../../kernel/index.ts';
import { findTenant } from '../identity/index.ts';
import { findPartnerAccount, legalProfile } from '../partners/index.ts';
import { connectPartners, providersOf, resellersOf } from '../partnerships/index.ts';
import { openAccount } from './service/opening.ts';
import type { Enrolment } from './store/enrolments.ts';
import {
  approveEnrolment,
  changeCompany,
  confirmEmail,
  decideCheck,
  rejectEnrolment,
  saveEnrolment,
  startEnrolment,
  submitEnrolment,
  withdrawCompanyChange,
} from './index.ts';

enrolmentDatabase();

const renamed = { name: 'Éclair İß 株 SAS', registrationNumber: '', address };
const change = (actor: Actor, wish: Partial<typeof renamed> = {}) =>
  as(actor, (work) => changeCompany(work, { ...renamed, ...wish }, origin));

async function aVerifiedCompany(): Promise<Actor> {
  const ada = await aCompany();
  await startFilled(ada);
  await associate(ada);
  await verified(ada);
  return ada;
}

const knownAs = (actor: Actor) =>
  as(operator(), async (work) => [
    (await findTenant(work, actor.tenantId))!.name,
    (await findPartnerAccount(work, actor.tenantId))?.name,
  ]);
const legalName = async (actor: Actor) => (await as(actor, legalProfile)).profile.companyName;

test('ENR-14 B16 A verified company that changes its name is verified anew, and stays what it was until that is decided', async () => {
  const ada = await aVerifiedCompany();
  const before = 'Éclair İß 株 🚀';
  expect(await codeOf(change(ada, { name: before }))).toBe('CompanyUnchanged');
  expect(await codeOf(change(ada, { name: 'SARL' }))).toBe('EnrolmentIncomplete');
  expect(await codeOf(change(ada, { address: { ...address, postalCode: 'x' } }))).toBe('EnrolmentIncomplete');
  expect((await detail(ada)).enrolment.status).toBe('authorized');
  expect(await change(ada)).toMatchObject({ status: 'pending', subStatus: 'business_verification' });
  expect(await codeOf(change(ada))).toBe('EnrolmentMoveRefused');
  expect((await detail(ada)).standing.status).toBe('qualified');
  expect(await knownAs(ada)).toEqual([before, before]);
  expect(await legalName(ada)).toBe(before);
  await passAll(ada);
  await approve(ada);
  expect(await knownAs(ada)).toEqual([renamed.name, renamed.name]);
  expect(await legalName(ada)).toBe(renamed.name);
  expect((await mailsTo(ada.name)).at(-1)!.subject.replaceAll('\u00a0', ' ')).toBe(
    'Éclair İß 株 SAS : modification vérifiée',
  );
  expect((await eventsOf('CompanyChangeRequested')).at(-1)).toEqual({
    kind: 'reseller',
    name: renamed.name,
    formerName: before,
  });
});

test('B16 A change that was rejected or is taken back leaves the company as it was verified', async () => {
  const ada = await aVerifiedCompany();
  expect(await codeOf(as(ada, withdrawCompanyChange))).toBe('EnrolmentMoveRefused');
  await change(ada);
  await as(operator(), async (work) => rejectEnrolment(work, await seen(ada), 'Nom inconnu du registre', origin));
  expect((await detail(ada)).standing.status).toBe('qualified');
  expect(await as(ada, withdrawCompanyChange)).toMatchObject({ status: 'authorized', reason: null });
  expect((await detail(ada)).enrolment.companyName).toBe('Éclair İß 株 🚀');
  expect((await detail(ada)).checks.every(({ state }) => state === 'passed')).toBe(true);
  expect(await eventsOf('CompanyChangeWithdrawn')).toHaveLength(1);
  await change(ada);
  await passAll(ada);
  await as(operator(), async (work) => rejectEnrolment(work, await seen(ada), 'Encore', origin));
  await as(ada, withdrawCompanyChange);
  // What was passed for another name is not passed when it is asked for once more.
  expect(await change(ada)).toMatchObject({ subStatus: 'business_verification' });
});

test('B16 An approved change leaves another one alone that is still being verified', async () => {
  const ada = await aVerifiedCompany();
  await change(ada, { name: 'En attente 株 SAS' });
  const { revision } = await as(ada, (work) => startEnrolment(work, 'publisher'));
  await as(ada, (work) => saveEnrolment(work, { kind: 'publisher', revision, profile: filled(ada) }));
  expect(await as(ada, (work) => submitEnrolment(work, 'publisher', origin))).toMatchObject({ status: 'authorized' });
  const { kind, revision: read } = await change(ada, { name: 'Décidée ß SAS' });
  expect(kind).toBe('publisher');
  const seenNow = { tenantId: ada.tenantId, kind, revision: read };
  for (const name of ['email_domain', 'employment_verification', 'business_verification', 'due_diligence'] as const) {
    await as(operator(), (work) => decideCheck(work, seenNow, { name, state: 'passed', note: '' }));
  }
  await as(operator(), (work) => approveEnrolment(work, seenNow, origin));
  const { enrolment } = await detail(ada);
  expect(enrolment).toMatchObject({ status: 'pending', profile: { company: { name: 'En attente 株 SAS' } } });
  expect(enrolment.verifiedProfile!.company.name).toBe('Éclair İß 株 🚀');
});

test('B16 A partner from before there was vetting is verified when it changes; who was never verified has nothing to change', async () => {
  const partner = await as(operator(), (work) => makePartner(work));
  const actor = testActor(partner.tenantId, ['direct']);
  expect(await change(actor)).toMatchObject({ kind: partner.kind, status: 'pending', mpnId: partner.mpnId });
  expect((await as(operator(), (work) => findPartnerAccount(work, partner.tenantId)))!.name).toBe(partner.name);
  expect(await codeOf(change(await aCompany()))).toBe('EnrolmentUnknown');
});

test('ENR-37 ENR-40 B13 B14 Somebody else may be the primary contact; whether its address is the company’s own is recorded', async () => {
  const ada = await aCompany();
  const { revision } = await as(ada, (work) => startEnrolment(work, 'reseller'));
  const marie = 'marie@holding-eclair.example';
  const profile = { ...filled(ada, marie), business: { ...filled(ada).business, website: 'https://eclair.example' } };
  await as(ada, (work) => saveEnrolment(work, { kind: 'reseller', revision, profile }));
  await as(ada, (work) => submitEnrolment(work, 'reseller', origin));
  const domain = async () => (await detail(ada)).checks.find(({ name }) => name === 'email_domain');
  expect(await mailsTo(ada.name)).toEqual([]);
  await confirmEmail(works().runner, tokenOf((await mailsTo(marie)).at(-1)), origin);
  expect(await domain()).toMatchObject({ state: 'pending', note: 'holding-eclair.example', byName: marie });
  expect((await detail(ada)).enrolment.subStatus).toBe('email_domain');
  expect((await eventsOf('EnrolmentEmailConfirmed')).at(-1)).toMatchObject({ email: marie, domain: 'pending' });
  const passed = { name: 'email_domain', state: 'passed', note: 'mother company' } as const;
  await as(operator(), async (work) => decideCheck(work, await seen(ada), passed));
  expect(await domain()).toMatchObject({ state: 'passed', note: 'mother company' });
});

const list = { search: '', sort: 'name', descending: false, size: 10 } as const;

test('B16 D3 B23 Partners know a renamed company by its new name; one that becomes a direct partner has no provider any more', async () => {
  const [provider, reseller] = await as(operator(), async (work) => [
    await makePartner(work, { kind: 'provider' }),
    await makePartner(work, { kind: 'reseller' }),
  ]);
  const actors = [testActor(provider.tenantId, ['provider']), testActor(reseller.tenantId, ['reseller'])] as const;
  await as(actors[1], (work) => connectPartners(work, provider, reseller));
  const sides = async () =>
    Promise.all([
      as(actors[0], async (work) => (await resellersOf(work, list)).items.map((one) => one.name)),
      as(actors[1], async (work) => (await providersOf(work, list)).items.map((one) => one.name)),
    ]);
  expect(await sides()).toEqual([[reseller.name], [provider.name]]);
  const verified = { ...reseller, companyName: renamed.name, profile: filled(actors[1]) } as unknown as Enrolment;
  await as(operator(), (work) => openAccount(work, verified));
  expect(await sides()).toEqual([[renamed.name], [provider.name]]);
  await as(operator(), (work) => openAccount(work, { ...verified, kind: 'direct' }));
  expect(await sides()).toEqual([[], []]);
  expect((await eventsOf('PartnershipEnded')).at(-1)).toEqual({
    resellerTenantId: reseller.tenantId,
    endedByTenantId: reseller.tenantId,
  });
  expect(await eventsOf('PartnerKindChanged')).toEqual([{ kind: 'direct' }]);
});
