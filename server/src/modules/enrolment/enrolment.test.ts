import { expect, test } from 'vitest';
import {
  aCompany,
  address,
  approve,
  as,
  associate,
  codeOf,
  companies,
  detail,
  eventsOf,
  filled,
  mailsTo,
  operator,
  origin,
  passAll,
  seen,
  startFilled,
  timeIs,
  tokenOf,
  verified,
  enrolmentDatabase,
  works,
} from '../../../test/enrolments.ts';
import type { Actor } from '../../kernel/index.ts';
import type { Work } from '../../platform/work.ts';
import { findTenant, findUserByName } from '../identity/index.ts';
import { findPartnerAccount } from '../partners/index.ts';
import {
  addOwnLocation,
  associatePartnerId,
  confirmEmail,
  confirmSignUp,
  decideCheck,
  emptyProfile,
  makeAssociationCode,
  nominateProvider,
  ownAgreements,
  readAgreements,
  readSignUp,
  saveEnrolment,
  signAgreement,
  signUp,
  startEnrolment,
  submitEnrolment,
} from './index.ts';
import { insertSignature } from './store/agreements.ts';
import type { EnrolmentTables } from './tables.ts';

enrolmentDatabase();

const agreements = readAgreements(new URL('../../programme/data/agreements', import.meta.url).pathname);

const acceptance = { agreement: 'partner', language: 'fr', sourceAddress: '203.0.113.7', origin } as const;

async function sign(actor: Actor, more: { readonly region?: string; readonly version?: string } = {}) {
  const [mine] = await as(actor, (work) => ownAgreements(work, agreements));
  const wish = { ...acceptance, region: mine!.region, version: mine!.version, ...more };
  return as(actor, (work) => signAgreement(work, agreements, wish));
}

test('ENR-07 ENR-11 ENR-20 ENR-26 ENR-39 ENR-41 ENR-42 ENR-43 ENR-44 ENR-49 From the draft to Active, with a mail at each change', async () => {
  const ada = await aCompany();
  await startFilled(ada);
  const mpnId = await associate(ada);
  expect((await detail(ada)).standing.status).toBe('notSubmitted');
  const submitted = await as(ada, (work) => submitEnrolment(work, 'reseller', origin));
  expect(submitted).toMatchObject({ status: 'pending', subStatus: 'email_ownership', emailConfirmedAt: null });
  const move = { name: 'email_domain', state: 'passed', note: '' } as const;
  expect(await codeOf(as(operator(), async (work) => decideCheck(work, await seen(ada), move)))).toBe(
    'EnrolmentMoveRefused',
  );
  await confirmEmail(works().runner, tokenOf((await mailsTo(ada.name)).at(-1)), origin);
  const review = await detail(ada);
  expect(review.enrolment.subStatus).toBe('employment_verification');
  expect(review.checks.slice(0, 2).map(({ state }) => state)).toEqual(['passed', 'passed']);
  expect(Temporal.PlainDate.compare(review.expected!.from, review.expected!.by)).toBe(-1);
  expect(review.overdue).toBe(false);
  await passAll(ada);
  await approve(ada);
  expect((await detail(ada)).standing.status).toBe('qualified');
  const opened = await as(operator(), (work) => findPartnerAccount(work, ada.tenantId));
  expect(opened).toMatchObject({ kind: 'reseller', mpnId, agreementSignedAt: undefined });
  expect((await as(operator(), (work) => findTenant(work, ada.tenantId)))!.parts).toEqual(['reseller']);
  await sign(ada);
  expect((await detail(ada)).standing.status).toBe('active');
  const [signature] = await as(ada, (work) => ownAgreements(work, agreements));
  expect(signature!.signature).toMatchObject({
    signerName: 'Ada Ёлкина',
    signerPrincipalName: ada.name,
    sourceAddress: '203.0.113.7',
    language: 'fr',
    textSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect((await mailsTo(ada.name)).map(({ subject }) => subject.replaceAll('\u00a0', ' '))).toEqual([
    'Confirmez votre adresse e-mail pour Éclair İß 株 🚀',
    'Éclair İß 株 🚀 : la vérification a commencé',
    'Éclair İß 株 🚀 : vérification terminée',
    'Éclair İß 株 🚀 participe au programme',
  ]);
});

test('ENR-27 ENR-28 B9 Postponed, the company waits: no agreement, no account, until the PartnerID is there', async () => {
  const ada = await aCompany();
  await startFilled(ada);
  await as(ada, (work) => associatePartnerId(work, { kind: 'reseller', mpnId: null, origin }));
  await verified(ada);
  expect((await detail(ada)).standing).toMatchObject({ status: 'qualified', partner: undefined });
  expect(await codeOf(sign(ada))).toBe('AgreementNotOpen');
  await associate(ada);
  expect((await detail(ada)).standing.partner).toMatchObject({ kind: 'reseller' });
  await sign(ada);
  expect((await detail(ada)).standing.status).toBe('active');
});

test('ENR-45 ENR-46 B17 The agreement is accepted once for each region, in the region and version of the account', async () => {
  const ada = await aCompany();
  await startFilled(ada);
  await associate(ada);
  expect(await codeOf(sign(ada))).toBe('AgreementNotOpen');
  await verified(ada);
  expect(await codeOf(sign(ada, { region: 'UNITED_STATES' }))).toBe('AgreementOtherRegion');
  expect(await codeOf(sign(ada, { version: '2020-01-01' }))).toBe('AgreementChanged');
  const both = await Promise.allSettled([sign(ada), sign(ada)]);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await codeOf(sign(ada))).toBe('AgreementAlreadySigned');
});

test('ENR-21 ENR-22 B7 B10 A PartnerID that is unknown, of another country or taken is refused, the unknown one as another’s', async () => {
  const [ada, bob] = [await aCompany(), await aCompany()];
  await startFilled(ada);
  await startFilled(bob);
  const take = (mpnId: string, code?: string) =>
    as(bob, (work) => associatePartnerId(work, { kind: 'reseller', mpnId, code, origin }));
  expect(await codeOf(take('4999999'))).toBe('AssociationCodeRefused');
  const nowhere = { name: 'Nulle part', country: 'FR', address: { ...address, postalCode: 'x' } };
  expect(await codeOf(as(bob, (work) => addOwnLocation(work, nowhere)))).toBe('InvalidInput');
  const german = { addressLine1: 'Hafenstraße 7', addressLine2: '', city: 'Bremen', state: '', postalCode: '28195' };
  const bremen = await as(bob, (work) => addOwnLocation(work, { name: 'Bremen', country: 'DE', address: german }));
  expect(await codeOf(take(bremen.mpnId))).toBe('PartnerIdRefused');
  const mpnId = await associate(ada);
  expect(await codeOf(take(mpnId))).toBe('AssociationCodeRefused');
  const { code } = await as(ada, (work) => makeAssociationCode(work, mpnId));
  expect(await codeOf(take(mpnId, code))).toBe('PartnerIdInUse');
  expect((await detail(bob)).enrolment.mpnId).toBeNull();
});

test('ENR-05 ENR-23 B2 B8 With the code of an account in the programme one person links both; only the support contact is needed', async () => {
  const [ada, bob] = [await aCompany(), await aCompany()];
  await startFilled(ada);
  await associate(ada);
  await verified(ada);
  const second = await as(ada, (work) => addOwnLocation(work, { name: 'Rennes', country: 'FR', address }));
  const { code } = await as(ada, (work) => makeAssociationCode(work, second.mpnId));
  const { revision } = await as(bob, (work) => startEnrolment(work, 'reseller'));
  await as(bob, (work) => associatePartnerId(work, { kind: 'reseller', mpnId: second.mpnId, code, origin }));
  expect((await detail(bob)).shortPath).toBe(true);
  expect(await codeOf(as(bob, (work) => submitEnrolment(work, 'reseller', origin)))).toBe('EnrolmentIncomplete');
  const { supportContact } = filled(bob);
  const profile = { ...emptyProfile('en'), supportContact };
  await as(bob, (work) => saveEnrolment(work, { kind: 'reseller', revision, profile }));
  expect(await as(bob, (work) => submitEnrolment(work, 'reseller', origin))).toMatchObject({ status: 'authorized' });
  await sign(bob);
  expect((await detail(bob)).standing.status).toBe('active');
  const again = as(await aCompany(), (work) =>
    associatePartnerId(work, { kind: 'reseller', mpnId: second.mpnId, code, origin }),
  );
  expect(await codeOf(again)).toBe('EnrolmentUnknown');
});

test('ENR-56 A draft names its revision: of two who fill it in at once, one is told', async () => {
  const ada = await aCompany();
  const { revision } = await as(ada, (work) => startEnrolment(work, 'reseller'));
  const save = () => as(ada, (work) => saveEnrolment(work, { kind: 'reseller', revision, profile: filled(ada) }));
  const both = await Promise.allSettled([save(), save()]);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await codeOf(save())).toBe('EnrolmentChanged');
  expect(await codeOf(as(ada, (work) => startEnrolment(work, 'reseller')))).toBe('EnrolmentRefused');
});

test('ENR-06 AZP-62 B1 B26 Newcomers enrol as resellers; providers once the operator nominated them', async () => {
  const ada = await aCompany();
  expect(await codeOf(as(ada, (work) => startEnrolment(work, 'direct')))).toBe('EnrolmentRefused');
  expect(await codeOf(as(ada, (work) => startEnrolment(work, 'provider')))).toBe('EnrolmentRefused');
  const wish = { domain: `ECLAIR${companies()}.example`, note: 'A proven record', origin };
  await as(operator(), (work) => nominateProvider(work, wish));
  expect(await codeOf(as(operator(), (work) => nominateProvider(work, wish)))).toBe('NominationOpen');
  expect((await mailsTo(ada.name)).at(-1)!.subject).toContain('nominated');
  expect(await as(ada, (work) => startEnrolment(work, 'provider'))).toMatchObject({ kind: 'provider', status: 'none' });
});

test('ENR-09 B3 A work account is made by the mail’s link, and nothing tells whether an address has one', async () => {
  const asked = {
    companyName: 'Boulangerie 株',
    country: 'FR',
    firstName: 'Zoë',
    lastName: 'İnan',
    email: 'zoe@boulangerie.example',
    language: 'fr',
  } as const;
  const ask = (email: string) => as(operator(), (work) => signUp(work, { ...asked, email }, origin));
  expect(await ask(asked.email)).toBeUndefined();
  const token = tokenOf((await mailsTo(asked.email))[0]);
  const password = 'Une longue phrase 27';
  expect(await codeOf(confirmSignUp(works().runner, token, 'short'))).toBe('PasswordRefused');
  expect(await confirmSignUp(works().runner, token, password)).toEqual({ userPrincipalName: asked.email });
  expect(await codeOf(confirmSignUp(works().runner, token, password))).toBe('LinkUsed');
  expect(await ask(asked.email)).toBeUndefined();
  expect((await mailsTo(asked.email)).at(-1)!.subject).toBe('Vous avez déjà un compte professionnel');
  await ask(asked.email);
  await ask(asked.email);
  expect(await mailsTo(asked.email)).toHaveLength(3);
});

test('ENR-09 B3 The link of a work account opens for 24 hours; what came too late makes nothing', async () => {
  const wish = { companyName: 'Tard ش', country: 'FR', firstName: 'Yu', lastName: 'Ё', language: 'fr' } as const;
  const [early, late] = ['early@tard.example', 'late@tard.example'];
  for (const email of [early, late]) await as(operator(), (work) => signUp(work, { ...wish, email }, origin));
  const confirm = async (email: string) =>
    confirmSignUp(works().runner, tokenOf((await mailsTo(email))[0]), 'Une longue phrase 27');
  await timeIs({ hours: 23, minutes: 59 });
  expect(await confirm(early)).toEqual({ userPrincipalName: early });
  await timeIs({ hours: 24, minutes: 1 });
  const token = tokenOf((await mailsTo(late))[0]);
  expect(await codeOf(as(operator(), (work) => readSignUp(work, token)))).toBe('LinkExpired');
  expect(await codeOf(confirm(late))).toBe('LinkExpired');
  expect(await as(operator(), (work) => findUserByName(work, late))).toBeUndefined();
  expect((await eventsOf('LinkRefused')).at(-1)).toEqual({ purpose: 'sign_up', reason: 'LinkExpired' });
  await timeIs({ hours: 0 });
});

test('ENR-45 B17 Only a signature of its own region counts when the account of a company opens', async () => {
  const signedIn = async (region: string) => {
    const ada = await aCompany();
    await startFilled(ada);
    await associate(ada);
    const signature = {
      agreement: 'partner',
      region,
      version: '2026-01-01',
      language: 'fr',
      textSha256: '0'.repeat(64),
    };
    const signer = { signedBy: ada.userId!, signerName: 'Ada', signerPrincipalName: ada.name };
    const row = { ...signature, ...signer, agreement: 'partner', sourceAddress: '203.0.113.7' } as const;
    await as<unknown>(ada, (work) => insertSignature(work as Work<EnrolmentTables>, ada.tenantId, row));
    await verified(ada);
    return ada;
  };
  const signedAt = async (ada: Actor) => (await detail(ada)).standing.partner!.agreementSignedAt;
  expect(await signedAt(await signedIn('EUROPE'))).toBeDefined();
  const elsewhere = await signedIn('UNITED_STATES');
  expect(await signedAt(elsewhere)).toBeUndefined();
  // Each region has a signature of its own.
  await sign(elsewhere);
  expect((await detail(elsewhere)).standing.status).toBe('active');
});
