import { expect, test } from 'vitest';
import {
  aCompany,
  approve,
  as,
  codeOf,
  detail,
  eventsOf,
  mailsTo,
  named,
  operator,
  origin,
  passAll,
  seen,
  startFilled,
  tokenOf,
  enrolmentDatabase,
  works,
} from '../../../test/enrolments.ts';
import type { Actor } from '../../kernel/index.ts';
import {
  addDocument,
  approveEnrolment,
  confirmEmail,
  decideCheck,
  deskCounts,
  deskDetail,
  rejectEnrolment,
  resendConfirmation,
  saveEnrolment,
  submitEnrolment,
  type EnrolmentProfile,
} from './index.ts';

enrolmentDatabase();

test('ENR-39 A link works once, unchanged and in time; a refused one changes nothing and is in the audit', async () => {
  const ada = await aCompany();
  await startFilled(ada);
  await as(ada, (work) => submitEnrolment(work, 'reseller', origin));
  const token = tokenOf((await mailsTo(ada.name)).at(-1));
  const confirm = (one: string) => confirmEmail(works().runner, one, origin);
  const changed = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
  expect(await codeOf(confirm(changed))).toBe('LinkUnknown');
  expect(await codeOf(confirm('nonsense'))).toBe('LinkUnknown');
  expect((await detail(ada)).enrolment.emailConfirmedAt).toBeNull();
  expect(await codeOf(as(ada, (work) => resendConfirmation(work, 'reseller', origin)))).toBe('TooManyRequests');
  const both = await Promise.allSettled([confirm(token), confirm(token)]);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await codeOf(confirm(token))).toBe('LinkUsed');
  expect(await codeOf(as(ada, (work) => resendConfirmation(work, 'reseller', origin)))).toBe('EnrolmentMoveRefused');
  const reasons = (await eventsOf('LinkRefused')).map(({ reason }) => reason);
  expect(reasons).toEqual(['LinkUnknown', 'LinkUnknown', 'LinkUsed', 'LinkUsed']);
});

test('ENR-16 B16 Rejected with a reason, fixed by a document of a kind that is taken, and decided again', async () => {
  const ada = await aCompany();
  await startFilled(ada);
  await as(ada, (work) => submitEnrolment(work, 'reseller', origin));
  await confirmEmail(works().runner, tokenOf((await mailsTo(ada.name)).at(-1)), origin);
  const failed = { name: 'business_verification', state: 'failed', note: 'no such company' } as const;
  await as(operator(), async (work) => decideCheck(work, await seen(ada), failed));
  expect(await codeOf(approve(ada))).toBe('EnrolmentMoveRefused');
  await as(operator(), (work) => rejectEnrolment(work, named(ada), 'Extrait trop ancien', origin));
  expect((await detail(ada)).standing.status).toBe('rejected');
  expect((await mailsTo(ada.name)).at(-1)!.text).toContain('Extrait trop ancien');
  const document = { kind: 'reseller', documentType: 'registration', comment: 'Kbis' } as const;
  const add = (fileName: string, content: Buffer) =>
    as(ada, (work) => addDocument(work, { ...document, fileName, content }, origin));
  expect(await codeOf(add('kbis.pdf', Buffer.from('MZ no pdf')))).toBe('DocumentRefused');
  expect(await codeOf(add('kbis.exe', Buffer.from('%PDF-1.7\n')))).toBe('DocumentRefused');
  expect((await detail(ada)).standing.status).toBe('rejected');
  await add('Kbis İß.pdf', Buffer.from('%PDF-1.7\n'));
  const reopened = await as(operator(), (work) => deskDetail(work, ada.tenantId, 'reseller'));
  expect(reopened.enrolment).toMatchObject({ status: 'pending', reason: null });
  expect(reopened.checks.find(({ name }) => name === 'business_verification')!.state).toBe('pending');
  expect(reopened.documents).toMatchObject([
    { fileName: 'Kbis İß.pdf', mediaType: 'application/pdf', comment: 'Kbis' },
  ]);
  await passAll(ada);
  await approve(ada);
  expect((await as(operator(), deskCounts)).authorized).toBeGreaterThan(0);
});

async function rejected(): Promise<Actor> {
  const ada = await aCompany();
  await startFilled(ada);
  await as(ada, (work) => submitEnrolment(work, 'reseller', origin));
  await confirmEmail(works().runner, tokenOf((await mailsTo(ada.name)).at(-1)), origin);
  await passAll(ada);
  await as(operator(), (work) => rejectEnrolment(work, named(ada), 'Renvoyez le document', origin));
  return ada;
}

async function corrected(ada: Actor, change: (profile: EnrolmentProfile) => EnrolmentProfile): Promise<void> {
  const { enrolment } = await detail(ada);
  const { revision, profile } = enrolment;
  await as(ada, (work) => saveEnrolment(work, { kind: 'reseller', revision, profile: change(profile) }));
}

const open = async (ada: Actor) =>
  (await detail(ada)).checks.filter(({ state }) => state === 'pending').map(({ name }) => name);
const kbis = {
  kind: 'reseller',
  documentType: 'registration',
  comment: '',
  fileName: 'kbis.pdf',
  content: Buffer.from('%PDF-1.7\n'),
} as const;

test('ENR-16 B16 What a company corrects after a rejection opens the checks that looked at it', async () => {
  const ada = await rejected();
  await corrected(ada, (profile) => ({
    ...profile,
    company: { ...profile.company, name: 'Autre 株 SARL', registrationNumber: '999' },
  }));
  await as(ada, (work) => submitEnrolment(work, 'reseller', origin));
  expect(await open(ada)).toEqual(['employment_verification', 'business_verification', 'due_diligence']);
  expect(await codeOf(approve(ada))).toBe('EnrolmentMoveRefused');
  await passAll(ada);
  await approve(ada);
  const same = await rejected();
  await corrected(same, (profile) => profile);
  await as(same, (work) => submitEnrolment(work, 'reseller', origin));
  expect(await open(same)).toEqual([]);
});

test('ENR-16 B14 B16 A document takes along what was corrected: its checks, and the contact who is asked anew', async () => {
  const ada = await rejected();
  await corrected(ada, (profile) => ({ ...profile, company: { ...profile.company, name: '' } }));
  expect(await codeOf(as(ada, (work) => addDocument(work, kbis, origin)))).toBe('EnrolmentIncomplete');
  await corrected(ada, (profile) => ({
    ...profile,
    company: { ...profile.company, name: 'Éclair İß 株 🚀' },
    primaryContact: { ...profile.primaryContact, email: 'zoe@eclair.example' },
  }));
  await as(ada, (work) => addDocument(work, kbis, origin));
  expect((await detail(ada)).enrolment).toMatchObject({ subStatus: 'email_ownership', emailConfirmedAt: null });
  expect(await codeOf(approve(ada))).toBe('EnrolmentMoveRefused');
  await confirmEmail(works().runner, tokenOf((await mailsTo('zoe@eclair.example')).at(-1)), origin);
  expect(await open(ada)).toEqual(['email_domain', 'employment_verification', 'due_diligence']);
});

test('B16 The desk decides about what it has read: an older revision is refused', async () => {
  const ada = await rejected();
  const old = await seen(ada);
  await corrected(ada, (profile) => ({
    ...profile,
    business: { ...profile.business, website: 'https://autre.example' },
  }));
  await as(ada, (work) => submitEnrolment(work, 'reseller', origin));
  const check = { name: 'business_verification', state: 'passed', note: '' } as const;
  expect(await codeOf(as(operator(), (work) => decideCheck(work, old, check)))).toBe('EnrolmentChanged');
  await passAll(ada);
  expect(await codeOf(as(operator(), (work) => approveEnrolment(work, old, origin)))).toBe('EnrolmentChanged');
  expect((await detail(ada)).enrolment.status).toBe('pending');
  await approve(ada);
});
