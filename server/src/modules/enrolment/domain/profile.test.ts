import { expect, test } from 'vitest';
import {
  emptyProfile,
  isAt,
  profileProblems,
  sameCompany,
  type EnrolmentProfile,
  type ProfileFacts,
} from './profile.ts';

const facts: ProfileFacts = {
  kind: 'reseller',
  country: 'FR',
  refusedMailDomains: [{ domain: 'gmail.com', family: false }],
  shortPath: false,
  on: Temporal.PlainDate.from('2026-11-30'),
};
const empty = emptyProfile('fr');
const filled: EnrolmentProfile = {
  ...empty,
  company: {
    ...empty.company,
    name: 'Éclair İß 株式会社 🚀',
    address: { addressLine1: '12 rue des Lilas', addressLine2: '', city: 'Nantes', state: '', postalCode: '44000' },
  },
  primaryContact: {
    firstName: 'Élodie',
    lastName: 'Ёлкина',
    email: 'elodie@eclair.example',
    phoneNumber: '+33 2 40 00 00 00',
    language: 'fr',
  },
  supportContact: { email: 'support@eclair.example', phoneNumber: '02 40 00 00 01', website: '' },
};
const pathsOf = (profile: EnrolmentProfile, more: Partial<ProfileFacts> = {}) =>
  profileProblems(profile, { ...facts, ...more }).map(({ path, code }) => `${path} ${code}`);

test('ENR-13 ENR-30 B5 Legal name, address, primary contact and support details are required', () => {
  expect(pathsOf(empty)).toEqual([
    'company.name FieldRequired',
    'company.address.addressLine1 FieldRequired',
    'company.address.city FieldRequired',
    'company.address.postalCode FieldRequired',
    'primaryContact.firstName FieldRequired',
    'primaryContact.lastName FieldRequired',
    'primaryContact.email FieldRequired',
    'primaryContact.phoneNumber FieldRequired',
    'supportContact.email FieldRequired',
    'supportContact.phoneNumber FieldRequired',
  ]);
  expect(pathsOf(filled)).toEqual([]);
});

test('ENR-05 B2 A company already in the programme gives its support contact only', () => {
  expect(pathsOf(empty, { shortPath: true })).toEqual([
    'supportContact.email FieldRequired',
    'supportContact.phoneNumber FieldRequired',
  ]);
});

test.each(['x', '!!!', 'SARL', 'GmbH', '1234'])('B27 The name %s is refused', (name) => {
  expect(pathsOf({ ...filled, company: { ...filled.company, name } })).toEqual(['company.name CompanyNameRefused']);
});

test('ENR-38 B13 A free mailbox is refused as primary contact, with the rule', () => {
  const primaryContact = { ...filled.primaryContact, email: 'elodie@gmail.com' };
  const [problem, ...more] = profileProblems({ ...filled, primaryContact }, facts);
  expect(problem).toMatchObject({ path: 'primaryContact.email', code: 'MailDomainRefused', rule: { id: 'B13' } });
  expect(more).toEqual([]);
});

test('B22 Where the market demands it, the registration number is required', () => {
  expect(pathsOf(filled, { country: 'BR' })).toContain('company.registrationNumber RegistrationNumberMissing');
  expect(pathsOf(filled)).not.toContain('company.registrationNumber RegistrationNumberMissing');
});

test('AZP-60 B23 A direct partner declares revenue and support plan', () => {
  const declared = (revenueUsd: string) => ({ ...filled, direct: { revenueUsd, supportPlan: 'asfp' as const } });
  expect(pathsOf(filled, { kind: 'direct' })).toEqual([
    'direct.revenueUsd FieldRequired',
    'direct.supportPlan FieldRequired',
  ]);
  expect(pathsOf(declared('999999'), { kind: 'direct' })).toEqual(['direct.revenueUsd RevenueTooLow']);
  expect(pathsOf(declared('1000000'), { kind: 'direct' })).toEqual([]);
});

const moved = (change: Partial<EnrolmentProfile['company']>) => ({ company: { ...filled.company, ...change } });

test('ENR-56 A company is the same one however it is spaced or encoded, and another one by name, number or any line of its address', () => {
  const { address } = filled.company;
  expect(sameCompany(filled, moved({}))).toBe(true);
  expect(sameCompany(filled, moved({ name: `  ${filled.company.name.normalize('NFD').replace(' ', '\t ')} ` }))).toBe(
    true,
  );
  expect(sameCompany(filled, moved({ name: 'Éclair' }))).toBe(false);
  expect(sameCompany(filled, moved({ registrationNumber: '1' }))).toBe(false);
  for (const member of Object.keys(address) as (keyof typeof address)[])
    expect([member, sameCompany(filled, moved({ address: { ...address, [member]: 'X' } }))]).toEqual([member, false]);
});

test('ENR-24 B2 A location is at an address in whatever letters; without a street it is nowhere', () => {
  const { address } = filled.company;
  expect(isAt(address, address)).toBe(true);
  expect(isAt(address, { addressLine1: ' 12  RUE des lilas', city: 'NANTES', postalCode: '44000' })).toBe(true);
  expect(isAt(address, { ...address, city: 'Rezé' })).toBe(false);
  const accented = { ...address, city: 'Orléans' };
  expect(isAt(accented, { ...accented, city: 'Orléans'.normalize('NFD') })).toBe(true);
  const nowhere = { addressLine1: ' ', addressLine2: '', city: '', state: '', postalCode: '' };
  for (const location of [{}, nowhere]) expect(isAt(nowhere, location)).toBe(false);
});

test('A draft begins empty, typed by hand, in the language of who begins it', () => {
  const { company, business, primaryContact, supportContact, direct } = emptyProfile('fr');
  expect([company.entry, company.addressChoice, primaryContact.language]).toEqual(['manual', 'typed', 'fr']);
  const { entry: _entry, addressChoice: _choice, address, ...names } = company;
  const { language: _language, ...contact } = primaryContact;
  const texts = [names, address, business, contact, supportContact, direct].flatMap((part) => Object.values(part));
  expect(new Set(texts)).toEqual(new Set(['']));
});

test('B27 Addresses, phones and links of the wrong form are told at their field; spaces around them do no harm', () => {
  const contact = (change: object) => ({ ...filled, primaryContact: { ...filled.primaryContact, ...change } });
  expect(pathsOf(contact({ email: 'elodie' }))).toEqual(['primaryContact.email MailMalformed']);
  expect(pathsOf(contact({ email: ' elodie@eclair.example ', phoneNumber: ' +33 2 40 00 00 00 ' }))).toEqual([]);
  expect(pathsOf(contact({ email: ' ', phoneNumber: ' ' }))).toEqual([
    'primaryContact.email FieldRequired',
    'primaryContact.phoneNumber FieldRequired',
  ]);
  expect(pathsOf(contact({ phoneNumber: 'call me' }))).toEqual(['primaryContact.phoneNumber PhoneMalformed']);
  const website = (at: string) => ({ ...filled, business: { ...filled.business, website: at } });
  expect(pathsOf(website('javascript:alert(1)'))).toEqual(['business.website LinkMalformed']);
  expect(pathsOf(website(' '))).toEqual([]);
  const { address } = filled.company;
  const coded = { ...filled, company: { ...filled.company, address: { ...address, postalCode: '4400' } } };
  expect(pathsOf(coded)).toEqual(['company.address.postalCode AddressForm']);
  for (const revenueUsd of ['1e9', '1000000x', 'x1000000', '-1']) {
    const direct = { ...filled, direct: { revenueUsd, supportPlan: 'asfp' as const } };
    expect(pathsOf(direct, { kind: 'direct' })).toEqual(['direct.revenueUsd FieldRequired']);
  }
});
