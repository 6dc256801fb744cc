import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressFormat } from '../../../programme/address-formats.ts';
import { companyNameVerdict } from '../../../programme/company-names.ts';
import {
  addressVerdict,
  billingProfileVerdict,
  canonicalCulture,
  canonicalLanguage,
  customerEmailVerdict,
  isDomainLabel,
  isInitialDomain,
  registrationVerdict,
  type BillingProfile,
  type CountryFacts,
} from './profile.ts';

const american = { cultures: ['en-US', 'es-US'], languages: ['en', 'es'] };
const rulesOf = (country: 'BR' | 'FR' | 'US'): CountryFacts => ({
  country,
  registrationNumberRequired: country === 'BR',
  phoneNumberRequired: country === 'BR',
  address: addressFormat(country),
  known: country === 'US' ? american : undefined,
});
const profile: BillingProfile = {
  email: 'ada@customer.example',
  culture: 'en-US',
  language: 'en',
  companyName: 'Contoso',
  defaultAddress: {
    country: 'US',
    city: 'Redmond',
    addressLine1: 'One Way',
    state: 'WA',
    postalCode: '98052',
  },
};

test('B27 A refusal has the values of its sentence, for readers of other languages', () => {
  const address = { state: '', postalCode: '2108', phoneNumber: '' };
  expect(addressVerdict(rulesOf('FR'), address)).toMatchObject({
    problem: 'AddressMalformed',
    members: ['postalCode'],
    values: { country: 'FR', value: '2108', example: expect.stringMatching(/^\d{5}$/) },
  });
});

test('A company name needs a letter, more than one character, more than a legal form, and 256 characters at most', () => {
  for (const name of [
    '',
    '   ',
    'X',
    '字',
    '***',
    '- - -',
    'GmbH',
    'L.L.C.',
    ' s.a.r.l. ',
    'INC',
    '123',
    '12 34-5',
    '٣٤',
    'é'.repeat(257),
  ]) {
    expect(companyNameVerdict(name), name).toMatchObject({ allowed: false, rule: { id: 'B27' } });
  }
  for (const name of [
    'Contoso',
    '3M',
    'Ö!K',
    'Contoso GmbH',
    '日本',
    'Incognito',
    '😀'.repeat(255) + 'a',
    'é'.repeat(256),
  ]) {
    expect(companyNameVerdict(name), name).toEqual({ allowed: true });
  }
});

test('No name made of signs alone is ever taken', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\p{P}\p{S}\s]*$/u), (name) => {
      expect(companyNameVerdict(name).allowed).toBe(false);
    }),
  );
});

test('The mail of a customer is neither at Microsoft nor in the domain of its partner', () => {
  expect(customerEmailVerdict('x@Microsoft.com', 'partner.example').allowed).toBe(false);
  expect(customerEmailVerdict('x@PARTNER.example', 'partner.example').allowed).toBe(false);
  expect(customerEmailVerdict('x@notmicrosoft.com', 'partner.example').allowed).toBe(true);
});

test('A country that needs a registration number takes one and no other does', () => {
  expect(registrationVerdict(rulesOf('BR'), '12.345').allowed).toBe(true);
  expect(registrationVerdict(rulesOf('BR'), ' ')).toMatchObject({ problem: 'RegistrationNumberMissing' });
  expect(registrationVerdict(rulesOf('FR'), undefined).allowed).toBe(true);
  expect(registrationVerdict(rulesOf('FR'), '').allowed).toBe(true);
  expect(registrationVerdict(rulesOf('FR'), '123')).toMatchObject({ problem: 'RegistrationNumberNotTaken' });
});

test('Those countries need a phone number too', () => {
  const brazilian = { ...profile, defaultAddress: { ...profile.defaultAddress, country: 'BR' } };
  expect(billingProfileVerdict(rulesOf('BR'), brazilian)).toMatchObject({ problem: 'PhoneNumberMissing' });
  const reachable = {
    ...brazilian,
    defaultAddress: { ...brazilian.defaultAddress, postalCode: '01310-100', phoneNumber: '+55 11 3251 1234' },
  };
  expect(billingProfileVerdict(rulesOf('BR'), reachable).allowed).toBe(true);
});

test('An address in the United States needs state and postal code, and a culture spoken there', () => {
  expect(billingProfileVerdict(rulesOf('US'), profile).allowed).toBe(true);
  const { state: _, ...stateless } = profile.defaultAddress;
  expect(billingProfileVerdict(rulesOf('US'), { ...profile, defaultAddress: stateless })).toMatchObject({
    problem: 'AddressIncomplete',
  });
  expect(billingProfileVerdict(rulesOf('US'), { ...profile, culture: 'fr-FR' })).toMatchObject({
    problem: 'CultureNotSupported',
  });
});

test('Cultures and languages come out in their usual spelling, and nonsense does not come out', () => {
  expect(canonicalCulture('EN-us')).toBe('en-US');
  expect(canonicalCulture('zh-hant-tw')).toBe('zh-Hant-TW');
  for (const text of ['en', 'english', 'qq-US', '', '-', 'fr_FR']) expect(canonicalCulture(text), text).toBeUndefined();
  expect(canonicalLanguage('FR')).toBe('fr');
  for (const text of ['qq', 'fra', '', '12']) expect(canonicalLanguage(text), text).toBeUndefined();
});

test('A first domain is one label under a suffix of the directory', () => {
  for (const domain of ['contoso.onmicrosoft.com', 'A-1.CCSCTP.net']) expect(isInitialDomain(domain)).toBe(true);
  for (const domain of [
    'contoso.com',
    'a.b.onmicrosoft.com',
    '-a.onmicrosoft.com',
    '.onmicrosoft.com',
    'a_b.ccsctp.net',
    'onmicrosoft.com',
    `${'a'.repeat(64)}.onmicrosoft.com`,
  ]) {
    expect(isInitialDomain(domain), domain).toBe(false);
  }
});

test('B27 No legal form is a name by itself, in whatever case, spelling and width', () => {
  const forms =
    'ab ag aps as asa bv bvba co company corp corporation cv doo eood gbr gmbh inc incorporated kft kg kk lda limited llc llp lp ltd ltda nv oo ood oy oyj plc pte pty sa sarl sas sasu sci se sl sia snc spa spzoo srl sro uab ug zrt';
  for (const form of forms.split(' ')) {
    expect(companyNameVerdict(form).allowed, form).toBe(false);
    expect(companyNameVerdict(`Acme ${form}`).allowed, form).toBe(true);
  }
  expect(companyNameVerdict('Ｌｔｄ').allowed).toBe(false);
  expect(companyNameVerdict('Sp. z o.o.').allowed).toBe(false);
});

test('B27 Each refusal of a name says what is wrong with it', () => {
  const why = (name: string) => {
    const verdict = companyNameVerdict(name);
    return verdict.allowed ? '' : verdict.reason;
  };
  expect(why('é'.repeat(257))).toMatch(/longer than 256 characters/);
  expect(why('12 34')).toMatch(/digits alone/);
  expect(why('7')).toMatch(/digits alone/);
  expect(why('***')).toMatch(/no letter/);
  expect(why(' X ')).toMatch(/one character/);
  expect(why(' s.a.r.l. ')).toMatch(/^'s\.a\.r\.l\.' is a legal form/);
});

test('B27 An address with several signs is read by its last one', () => {
  expect(customerEmailVerdict('"a@b"@microsoft.com', 'partner.example').allowed).toBe(false);
  expect(customerEmailVerdict('"x@microsoft.com"@customer.example', 'partner.example').allowed).toBe(true);
  expect(customerEmailVerdict('x@customer.example', 'PARTNER.example').allowed).toBe(true);
  expect(customerEmailVerdict('x@partner.example', 'PARTNER.example').allowed).toBe(false);
});

test('B22 An empty number is none, and spaces are no phone number', () => {
  expect(registrationVerdict(rulesOf('FR'), '   ').allowed).toBe(true);
  expect(registrationVerdict(rulesOf('BR'), undefined)).toMatchObject({ problem: 'RegistrationNumberMissing' });
  const brazilian = { ...profile, defaultAddress: { ...profile.defaultAddress, country: 'BR', phoneNumber: '  ' } };
  expect(billingProfileVerdict(rulesOf('BR'), brazilian)).toMatchObject({ problem: 'PhoneNumberMissing' });
  expect(billingProfileVerdict(rulesOf('FR'), profile).allowed).toBe(true);
});

test('B27 Where a country’s rules are known, language, state and postal code are each asked for; elsewhere none is', () => {
  expect(billingProfileVerdict(rulesOf('US'), { ...profile, language: 'fr' })).toMatchObject({
    problem: 'CultureNotSupported',
    rule: { id: 'B27/culture' },
  });
  const verdict = (state: string | undefined, postalCode: string | undefined, of: 'FR' | 'US' = 'US') =>
    addressVerdict(rulesOf(of), { state, postalCode });
  expect(verdict('WA', '98052')).toEqual({ allowed: true });
  expect(verdict(' ', '98052')).toMatchObject({
    rule: { id: 'B27/address' },
    reason: expect.stringMatching(/need state\./),
  });
  expect(verdict('WA', ' ')).toMatchObject({ reason: expect.stringMatching(/need postalCode\./) });
  expect(verdict(undefined, undefined)).toMatchObject({ reason: expect.stringMatching(/need state and postalCode\./) });
  expect(verdict(undefined, '75001', 'FR')).toEqual({ allowed: true });
  expect(verdict(undefined, undefined, 'FR')).toMatchObject({ members: ['postalCode'] });
  const lenient = {
    ...rulesOf('US'),
    address: { ...addressFormat('US'), stateRequired: false, postalCodeRequired: false },
  };
  expect(addressVerdict(lenient, {})).toEqual({ allowed: true });
});

test('A label is letters and digits with hyphens inside, 63 at most', () => {
  for (const label of ['a', '7', 'a-b', 'A1', 'a'.repeat(63), `a${'-'.repeat(61)}b`])
    expect(isDomainLabel(label), label).toBe(true);
  for (const label of ['', '-a', 'a-', 'a b', 'é', 'a.b', 'a'.repeat(64)])
    expect(isDomainLabel(label), label).toBe(false);
});
