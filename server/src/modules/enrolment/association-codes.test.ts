/** Codes by which another account uses a location (rule B8, decision 0086). */
import { expect, test } from 'vitest';
import {
  aCompany,
  address,
  as,
  associate,
  codeOf,
  detail,
  enrolmentDatabase,
  eventsOf,
  filled,
  mailsTo,
  origin,
  startFilled,
  timeIs,
  verified,
} from '../../../test/enrolments.ts';
import type { Actor } from '../../kernel/index.ts';
import {
  addOwnLocation,
  associationCodes,
  emptyProfile,
  identifiersOf,
  associatePartnerId,
  makeAssociationCode,
  saveEnrolment,
  startEnrolment,
  submitEnrolment,
  withdrawAssociationCode,
} from './index.ts';

enrolmentDatabase();

const texas = { addressLine1: '1 Main St', addressLine2: '', city: 'Dallas', state: 'TX', postalCode: '75201' };

async function aVerifiedCompany(): Promise<Actor> {
  const ada = await aCompany();
  await startFilled(ada);
  await associate(ada);
  await verified(ada);
  return ada;
}

const place = async (ada: Actor, change: Partial<typeof address> = {}, country = 'FR') =>
  (await as(ada, (work) => addOwnLocation(work, { name: 'Autre', country, address: { ...address, ...change } }))).mpnId;
const codeFor = (ada: Actor, mpnId: string) => as(ada, (work) => makeAssociationCode(work, mpnId));
const take = (bob: Actor, mpnId: string, code: string) =>
  as(bob, (work) => associatePartnerId(work, { kind: 'reseller', mpnId, code, origin }));
async function newcomer(country = 'FR'): Promise<Actor> {
  const bob = await aCompany(country, 'Inconnu https://evil.example 株');
  await as(bob, (work) => startEnrolment(work, 'reseller'));
  return bob;
}

test('ENR-23 B8 Codes are listed and taken back, and the one before ends when another is made', async () => {
  const [ada, bob] = [await aVerifiedCompany(), await newcomer()];
  const mpnId = await place(ada);
  const [first, second] = [await codeFor(ada, mpnId), await codeFor(ada, mpnId)];
  const states = async () => (await as(ada, associationCodes)).map(({ id, state }) => [id, state]);
  expect(new Map((await states()) as [string, string][])).toEqual(
    new Map([
      [first.id, 'withdrawn'],
      [second.id, 'open'],
    ]),
  );
  expect(await codeOf(take(bob, mpnId, first.code))).toBe('AssociationCodeRefused');
  await as(ada, (work) => withdrawAssociationCode(work, second.id));
  expect(await codeOf(take(bob, mpnId, second.code))).toBe('AssociationCodeRefused');
  expect(await codeOf(as(ada, (work) => withdrawAssociationCode(work, second.id)))).toBe('AssociationCodeUnknown');
  const third = await codeFor(ada, mpnId);
  expect(await codeOf(as(bob, (work) => withdrawAssociationCode(work, third.id)))).toBe('AssociationCodeUnknown');
  expect(await as(bob, associationCodes)).toEqual([]);
  expect(JSON.stringify(await as(ada, associationCodes))).not.toContain(third.code.split('.')[1]);
  expect((await eventsOf('AssociationCodeWithdrawn')).at(-1)).toEqual({ mpnId });
});

test('ENR-23 B8 When a code is used, its company is told by mail and by its identifiers', async () => {
  const [ada, bob] = [await aVerifiedCompany(), await newcomer()];
  const mpnId = await place(ada);
  const { code } = await codeFor(ada, mpnId);
  await take(bob, mpnId, code);
  const mail = (await mailsTo(ada.name)).at(-1)!;
  expect(mail.subject).toContain(mpnId);
  expect(mail.text).toContain('Inconnu 株');
  expect(mail.text).not.toContain('evil');
  const location = (await as(ada, identifiersOf)).find((row) => row.mpnId === mpnId);
  expect(location).toMatchObject({ associated: false, usedBy: expect.stringContaining('Inconnu') });
  expect((await as(ada, associationCodes))[0]).toMatchObject({ state: 'used', madeBy: ada.name });
  expect((await eventsOf('AssociationCodeUsed')).at(-1)).toMatchObject({ mpnId });
  expect(await codeOf(take(await newcomer(), mpnId, code))).toBe('AssociationCodeRefused');
});

test('ENR-05 B2 B8 Only the verified place of a company in the same country vouches for who uses it', async () => {
  const ada = await aVerifiedCompany();
  const shortPath = async (bob: Actor, mpnId: string) => {
    await take(bob, mpnId, (await codeFor(ada, mpnId)).code);
    return (await detail(bob)).shortPath;
  };
  expect(await shortPath(await newcomer(), await place(ada))).toBe(true);
  const elsewhere = await newcomer();
  expect(await shortPath(elsewhere, await place(ada, { addressLine1: '99 quai Neuf' }))).toBe(false);
  expect(await shortPath(await newcomer('US'), await place(ada, texas, 'US'))).toBe(false);
  const { revision } = (await detail(elsewhere)).enrolment;
  const { supportContact } = filled(elsewhere);
  const profile = { ...emptyProfile('fr'), supportContact };
  await as(elsewhere, (work) => saveEnrolment(work, { kind: 'reseller', revision, profile }));
  expect(await codeOf(as(elsewhere, (work) => submitEnrolment(work, 'reseller', origin)))).toBe('EnrolmentIncomplete');
});

test('ENR-23 B8 A code opens the location it was made for and no other, its own company’s neither', async () => {
  const [ada, carl, bob] = [await aVerifiedCompany(), await aVerifiedCompany(), await newcomer()];
  const [nantes, rennes, elsewhere] = [await place(ada), await place(ada), await place(carl)];
  const own = await codeFor(bob, await place(bob));
  const { code } = await codeFor(ada, nantes);
  for (const mpnId of [nantes, rennes, elsewhere]) {
    expect(await codeOf(take(bob, mpnId, own.code))).toBe('AssociationCodeRefused');
  }
  expect(await codeOf(take(bob, rennes, code))).toBe('AssociationCodeRefused');
  expect(await codeOf(take(bob, elsewhere, code))).toBe('AssociationCodeRefused');
  await take(bob, nantes, code);
});

test('ENR-23 B8 A code opens for 24 hours', async () => {
  const [ada, bob] = [await aVerifiedCompany(), await newcomer()];
  const [early, late] = [await place(ada), await place(ada)];
  const [first, second] = [await codeFor(ada, early), await codeFor(ada, late)];
  await timeIs({ hours: 23 });
  await take(bob, early, first.code);
  await timeIs({ hours: 24, minutes: 5 });
  expect(await codeOf(take(await newcomer(), late, second.code))).toBe('AssociationCodeRefused');
  const states = new Map((await as(ada, associationCodes)).map(({ mpnId, state }) => [mpnId, state]));
  expect([states.get(early), states.get(late)]).toEqual(['used', 'expired']);
  await timeIs({ hours: 0 });
});
