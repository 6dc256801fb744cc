import { afterEach, expect, test } from 'vitest';
import {
  aCompany,
  approve,
  as,
  codeOf,
  detail,
  eventsOf,
  mailsTo,
  operator,
  origin,
  passAll,
  seen,
  startFilled,
  timeIs,
  tokenOf,
  enrolmentDatabase,
  works,
} from '../../../test/enrolments.ts';
import { setClock } from '../../../test/clock.ts';
import type { Actor } from '../../kernel/index.ts';
import {
  addDocument,
  approveEnrolment,
  confirmEmail,
  decideCheck,
  deskCounts,
  deskDetail,
  deskEnrolments,
  rejectEnrolment,
  readConfirmation,
  resendConfirmation,
  saveEnrolment,
  submitEnrolment,
  type EnrolmentProfile,
} from './index.ts';

enrolmentDatabase();
afterEach(() => timeIs({ hours: 0 }));

test('ENR-39 A link works once and unchanged; a refused one changes nothing and is in the audit', async () => {
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

async function asked(): Promise<Actor> {
  const ada = await aCompany();
  await startFilled(ada);
  await as(ada, (work) => submitEnrolment(work, 'reseller', origin));
  return ada;
}

const linkOf = async ({ name }: Actor) => tokenOf((await mailsTo(name)).at(-1));
const confirm = (token: string) => confirmEmail(works().runner, token, origin);
const resend = (ada: Actor) => as(ada, (work) => resendConfirmation(work, 'reseller', origin));

test('ENR-39 B14 A link opens for seven days, and what came too late is in the audit', async () => {
  const [ada, bob] = [await asked(), await asked()];
  const token = await linkOf(ada);
  const read = () => as(operator(), (work) => readConfirmation(work, token));
  await timeIs({ hours: 7 * 24 - 1 });
  expect((await read()).email).toBe(ada.name);
  await confirm(await linkOf(bob));
  await timeIs({ hours: 7 * 24 + 1 });
  expect(await codeOf(read())).toBe('LinkExpired');
  expect(await codeOf(confirm(token))).toBe('LinkExpired');
  expect((await eventsOf('LinkRefused')).at(-1)).toEqual({ purpose: 'enrolment', reason: 'LinkExpired' });
  expect((await detail(ada)).enrolment.emailConfirmedAt).toBeNull();
  await resend(ada);
  await confirm(await linkOf(ada));
});

test('ENR-39 B14 Another mail ends the link of the one before; five are sent in a day, a minute apart', async () => {
  const ada = await asked();
  const first = await linkOf(ada);
  for (let mails = 2; mails <= 5; mails += 1) {
    await timeIs({ minutes: 2 * mails });
    await resend(ada);
  }
  expect(await codeOf(confirm(first))).toBe('LinkExpired');
  await timeIs({ hours: 23 });
  expect(await codeOf(resend(ada))).toBe('TooManyRequests');
  await timeIs({ hours: 25 });
  await resend(ada);
  expect(new Set((await mailsTo(ada.name)).map(({ links }) => links[0])).size).toBe(6);
  await confirm(await linkOf(ada));
});

test('ENR-47 B15 A review is overdue from the day after the last business day that was promised, wherever that is told', async () => {
  const ada = await asked();
  await confirm(await linkOf(ada));
  const last = (await detail(ada)).expected!.by;
  const overdue = async (on: Temporal.PlainDate) => {
    await setClock(works().pools.owner, on.toZonedDateTime('UTC').add({ hours: 12 }).toInstant().toString());
    const wanted = { sort: 'submitted', descending: true, search: '', size: 50 } as const;
    const listed = await as(operator(), (work) => deskEnrolments(work, { ...wanted, filters: {} }));
    const filtered = await as(operator(), (work) => deskEnrolments(work, { ...wanted, filters: { overdue: 'true' } }));
    return [
      (await detail(ada)).overdue,
      listed.items.find(({ tenantId }) => tenantId === ada.tenantId)!.overdue,
      filtered.items.some(({ tenantId }) => tenantId === ada.tenantId),
      (await as(operator(), deskCounts)).overdue - (filtered.items.length - 1),
    ];
  };
  expect(await overdue(last)).toEqual([false, false, false, 1]);
  expect(await overdue(last.add({ days: 1 }))).toEqual([true, true, true, 1]);
});

test('ENR-16 B16 Rejected with a reason, fixed by a document of a kind that is taken, and decided again', async () => {
  const ada = await aCompany();
  await startFilled(ada);
  await as(ada, (work) => submitEnrolment(work, 'reseller', origin));
  await confirmEmail(works().runner, tokenOf((await mailsTo(ada.name)).at(-1)), origin);
  const failed = { name: 'business_verification', state: 'failed', note: 'no such company' } as const;
  await as(operator(), async (work) => decideCheck(work, await seen(ada), failed));
  expect(await codeOf(approve(ada))).toBe('EnrolmentMoveRefused');
  await as(operator(), async (work) => rejectEnrolment(work, await seen(ada), 'Extrait trop ancien', origin));
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

test('ENR-16 B16 An enrolment takes twenty documents, and says so at the next', async () => {
  const ada = await asked();
  await confirm(await linkOf(ada));
  const add = () => as(ada, (work) => addDocument(work, kbis, origin));
  for (let documents = 1; documents <= 20; documents += 1) await add();
  expect(await codeOf(add())).toBe('DocumentsFull');
  expect((await as(operator(), (work) => deskDetail(work, ada.tenantId, 'reseller'))).documents).toHaveLength(20);
});

async function rejected(): Promise<Actor> {
  const ada = await aCompany();
  await startFilled(ada);
  await as(ada, (work) => submitEnrolment(work, 'reseller', origin));
  await confirmEmail(works().runner, tokenOf((await mailsTo(ada.name)).at(-1)), origin);
  await passAll(ada);
  await as(operator(), async (work) => rejectEnrolment(work, await seen(ada), 'Renvoyez le document', origin));
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
  expect(await codeOf(as(operator(), (work) => rejectEnrolment(work, old, 'Ancien', origin)))).toBe('EnrolmentChanged');
  await passAll(ada);
  expect(await codeOf(as(operator(), (work) => approveEnrolment(work, old, origin)))).toBe('EnrolmentChanged');
  expect((await detail(ada)).enrolment.status).toBe('pending');
  await approve(ada);
});
