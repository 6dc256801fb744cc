import { expect, test } from 'vitest';
import { vettingChecks } from '../../../programme/vetting.ts';
import { sawTheSame } from './looked-at.ts';
import { emptyProfile, type EnrolmentProfile } from './profile.ts';

const before: EnrolmentProfile = {
  ...emptyProfile('fr'),
  business: { ...emptyProfile('fr').business, website: 'https://a.example' },
};
const changed = (profile: EnrolmentProfile, verifiedBefore = false) =>
  vettingChecks.filter((check) => !sawTheSame(check, { lookedAt: before, profile, verifiedBefore }));
const { company, business, primaryContact, supportContact, direct } = before;

test.for<[string, EnrolmentProfile, string[]]>([
  ['nothing', before, []],
  ['its spaces', { ...before, company: { ...company, name: '  ' } }, []],
  [
    'the name',
    { ...before, company: { ...company, name: 'Éclair' } },
    ['employment_verification', 'business_verification', 'due_diligence'],
  ],
  [
    'the registration number',
    { ...before, company: { ...company, registrationNumber: '1' } },
    ['business_verification', 'due_diligence'],
  ],
  [
    'the address',
    { ...before, company: { ...company, address: { ...company.address, city: 'Nantes' } } },
    ['business_verification', 'due_diligence'],
  ],
  [
    'the website',
    { ...before, business: { ...business, website: 'https://b.example' } },
    ['email_domain', 'business_verification', 'due_diligence'],
  ],
  [
    'the contact’s address',
    { ...before, primaryContact: { ...primaryContact, email: 'x@a.example' } },
    ['email_ownership', 'email_domain', 'employment_verification', 'due_diligence'],
  ],
  [
    'the contact’s name',
    { ...before, primaryContact: { ...primaryContact, lastName: '株' } },
    ['employment_verification', 'due_diligence'],
  ],
  ['the support contact', { ...before, supportContact: { ...supportContact, phoneNumber: '+33' } }, ['due_diligence']],
  ['what a direct partner declares', { ...before, direct: { ...direct, revenueUsd: '1' } }, ['due_diligence']],
  ['the language of mails', { ...before, primaryContact: { ...primaryContact, language: 'en' } }, []],
])('B16 What changes opens the checks that looked at it: %s', ([, profile, open]) => {
  expect(changed(profile)).toEqual(open);
});

test('B16 A company that was verified before employs the same people under another name', () => {
  const renamed = { ...before, company: { ...company, name: 'Éclair' } };
  expect(changed(renamed, true)).toEqual(['business_verification', 'due_diligence']);
  const other = { ...renamed, primaryContact: { ...primaryContact, lastName: '株' } };
  expect(changed(other, true)).toContain('employment_verification');
});

test('A check that kept nothing saw something else', () => {
  expect(sawTheSame('due_diligence', { lookedAt: null, profile: before, verifiedBefore: false })).toBe(false);
});

test('The same address in other letters is the same address', () => {
  const at = (email: string) => ({ ...before, primaryContact: { ...primaryContact, email } });
  const facts = { lookedAt: at('Zoe@A.example'), profile: at('zoe@a.EXAMPLE'), verifiedBefore: false };
  expect(vettingChecks.filter((check) => !sawTheSame(check, facts))).toEqual([]);
});
