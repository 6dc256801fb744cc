import { expect, test } from 'vitest';
import {
  aCompany,
  as,
  codeOf,
  detail,
  eventsOf,
  mailsTo,
  named,
  operator,
  origin,
  passAll,
  startFilled,
  tokenOf,
  enrolmentDatabase,
  works,
} from '../../../test/enrolments.ts';
import {
  addDocument,
  approveEnrolment,
  confirmEmail,
  decideCheck,
  deskCounts,
  deskDetail,
  rejectEnrolment,
  resendConfirmation,
  submitEnrolment,
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
  await as(operator(), (work) => decideCheck(work, named(ada), failed));
  expect(await codeOf(as(operator(), (work) => approveEnrolment(work, named(ada), origin)))).toBe(
    'EnrolmentMoveRefused',
  );
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
  await as(operator(), (work) => approveEnrolment(work, named(ada), origin));
  expect((await as(operator(), deskCounts)).authorized).toBeGreaterThan(0);
});
