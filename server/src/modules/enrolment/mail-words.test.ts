/** Mails carry nothing but plain names of what strangers type, and only so many a day (decision 0086). */
import { expect, test } from 'vitest';
import {
  aCompany,
  address,
  as,
  associate,
  codeOf,
  enrolmentDatabase,
  filled,
  mailsTo,
  operator,
  origin,
  startFilled,
  verified,
} from '../../../test/enrolments.ts';
import {
  changeCompany,
  saveEnrolment,
  signUp,
  startEnrolment,
  submitEnrolment,
  withdrawCompanyChange,
} from './index.ts';

enrolmentDatabase();

test('B3 The mail of a sign-up says nothing in the words of who asked for it', async () => {
  const email = 'victim@elsewhere.example';
  const input = {
    companyName: 'https://evil.example',
    country: 'FR',
    firstName: 'Your invoice is overdue: https://evil.example/pay now',
    lastName: 'x',
    email,
    language: 'en',
  } as const;
  await as(operator(), (work) => signUp(work, input, origin));
  const [mail] = await mailsTo(email);
  expect(`${mail!.subject} ${mail!.text}`).not.toMatch(/evil|invoice/);
  expect(mail!.text.match(/https?:\/\/\S+/g)).toEqual([
    expect.stringMatching(/^https:\/\/partners\.example\/sign-up\/confirm#/),
  ]);
});

test('B14 The mail to a contact has names only, and one link', async () => {
  const ada = await aCompany();
  const { revision } = await as(ada, (work) => startEnrolment(work, 'reseller'));
  const usual = filled(ada);
  const typed = 'Éclair 株 pay at https://evil.example/pay\u2028now!';
  const primaryContact = { ...usual.primaryContact, firstName: typed, lastName: 'www.evil.example' };
  const profile = { ...usual, company: { ...usual.company, name: typed }, primaryContact };
  await as(ada, (work) => saveEnrolment(work, { kind: 'reseller', revision, profile }));
  await as(ada, (work) => submitEnrolment(work, 'reseller', origin));
  const mail = (await mailsTo(ada.name)).at(-1)!;
  expect(`${mail.subject} ${mail.text}`).not.toMatch(/evil|!|\u2028/);
  expect(mail.subject).toContain('Éclair 株 pay at now');
  expect(mail.text.match(/https?:\/\//g)).toHaveLength(1);
});

test('B16 A change that is asked for and taken back in a loop sends ten mails a day', async () => {
  const ada = await aCompany();
  await startFilled(ada);
  await associate(ada);
  await verified(ada);
  const wish = { name: 'Éclair İß 株 SAS', registrationNumber: '', address };
  const ask = () => as(ada, (work) => changeCompany(work, wish, origin));
  for (let mails = (await mailsTo(ada.name)).length; mails < 10; mails += 1) {
    await ask();
    await as(ada, withdrawCompanyChange);
  }
  expect(await codeOf(ask())).toBe('TooManyRequests');
  expect(await mailsTo(ada.name)).toHaveLength(10);
});
