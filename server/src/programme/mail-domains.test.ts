import { expect, test } from 'vitest';
import { contactMailVerdict, mailDomainOf, type RefusedMailDomain } from './mail-domains.ts';

const list: readonly RefusedMailDomain[] = [
  { domain: 'gmail.com', family: false },
  { domain: 'icloud.com', family: false },
  { domain: 'yahoo', family: true },
  { domain: 'aol', family: true },
  { domain: 'outlook', family: true },
  { domain: 'live', family: true },
];

test.each([
  'ada@gmail.com',
  'ada@GMAIL.com.',
  'ada@mail.gmail.com',
  'ada@icloud.com',
  'ada@yahoo.fr',
  'ada@yahoo.co.uk',
  'ada@mail.yahoo.com.br',
  'ada@aol.de',
  'ada@outlook.com',
  'ada@live.com',
  'ada',
  'ada@',
])('ENR-38 B13 %s is refused as primary contact', (address) => {
  expect(contactMailVerdict(address, list)).toMatchObject({ allowed: false, rule: { id: 'B13' } });
});

test.each([
  'ada@contoso.example',
  'ada@notgmail.com',
  'ada@gmail.com.contoso.example',
  'ada@live.contoso.com',
  'ada@live.com.example',
  'ada@outlook.co.contoso',
  'ada@yahoo-partners.example',
  'élodie@société.example',
])('ENR-38 B13 %s is taken', (address) => {
  expect(contactMailVerdict(address, list)).toEqual({ allowed: true });
});

test('ENR-38 A domain is compared in ASCII, whatever its script', () => {
  expect(mailDomainOf('a@SOCIÉTÉ.example')).toBe('xn--socit-esab.example');
  expect(mailDomainOf('a@b/c')).toBe('');
});
