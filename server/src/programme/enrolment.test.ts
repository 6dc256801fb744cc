import { expect, test } from 'vitest';
import {
  directRequirementsOn,
  heldInstead,
  mayEnrol,
  maySignAgreement,
  partnerIdVerdict,
  programmeStatus,
  type EnrolmentFacts,
  type ProgrammeFacts,
} from './enrolment.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const on = day('2026-11-30');
const nobody: EnrolmentFacts = {
  enrolled: [],
  account: undefined,
  accountState: undefined,
  resellerSince: undefined,
  nominated: false,
};

test('ENR-02 ENR-06 AZP-61 B1 A newcomer of any size enrols as indirect reseller, and not as direct partner', () => {
  expect(mayEnrol('reseller', nobody, on)).toEqual({ allowed: true });
  expect(mayEnrol('direct', nobody, on)).toMatchObject({ allowed: false, rule: { id: 'B1' } });
  expect(mayEnrol('direct', nobody, day('2020-09-30'))).toEqual({ allowed: true });
});

test('AZP-60 B23 A direct partner has been an indirect reseller for twelve months', () => {
  const reseller = {
    ...nobody,
    enrolled: ['reseller'] as const,
    account: 'reseller' as const,
    accountState: 'active' as const,
  };
  const since = (text: string) => ({ ...reseller, resellerSince: day(text) });
  expect(mayEnrol('direct', since('2025-11-30'), on)).toEqual({ allowed: true });
  expect(mayEnrol('direct', since('2025-12-01'), on)).toMatchObject({
    allowed: false,
    rule: { id: 'B23' },
    reason: expect.stringContaining('2026-12-01'),
  });
});

test('AZP-60 B17 B24 A reseller without its agreement, or whose account is not active, is told so', () => {
  const reseller = { ...nobody, enrolled: ['reseller'] as const, account: 'reseller' as const };
  const long = { ...reseller, resellerSince: day('2020-01-01') };
  expect(mayEnrol('direct', { ...reseller, accountState: 'active' }, on)).toMatchObject({ rule: { id: 'B17' } });
  for (const accountState of ['restricted', 'suspended'] as const) {
    expect(mayEnrol('direct', { ...long, accountState }, on)).toMatchObject({ allowed: false, rule: { id: 'B24' } });
  }
});

test.each([
  ['2020-10-26', 0, undefined],
  ['2020-10-27', 12, '300000'],
  ['2025-09-30', 12, '300000'],
  ['2025-10-01', 12, '1000000'],
])('B23 What a direct partner has to show on %s', (text, months, revenueUsd) => {
  expect(directRequirementsOn(day(text))).toMatchObject({ months, revenueUsd });
});

test('AZP-62 ENR-03 B26 A provider comes by nomination only', () => {
  expect(mayEnrol('provider', nobody, on)).toMatchObject({ allowed: false, rule: { id: 'B26' } });
  expect(mayEnrol('provider', { ...nobody, nominated: true }, on)).toEqual({ allowed: true });
});

test('B26 Whoever was not nominated is told that, whatever it is already', () => {
  for (const account of ['direct', 'reseller'] as const)
    expect(mayEnrol('provider', { ...nobody, account }, on)).toMatchObject({ allowed: false, rule: { id: 'B26' } });
  expect(heldInstead('reseller', { ...nobody, account: 'provider' })).toBe('provider');
  expect(heldInstead('direct', { ...nobody, account: 'reseller' })).toBeUndefined();
});

test('B21 One tenant is not reseller, direct partner and provider at once; it may publish too', () => {
  const direct = { ...nobody, account: 'direct' as const };
  expect(mayEnrol('reseller', direct, on)).toMatchObject({ allowed: false, rule: { id: 'B21' } });
  expect(mayEnrol('provider', { ...nobody, nominated: true, enrolled: ['reseller'] }, on)).toMatchObject({
    allowed: false,
    rule: { id: 'B21' },
  });
  expect(mayEnrol('publisher', direct, on)).toEqual({ allowed: true });
});

test('ENR-21 ENR-25 B7 B8 A PartnerID is of type Location and in the country of the account', () => {
  expect(partnerIdVerdict({ type: 'location', country: 'FR' }, 'FR')).toEqual({ allowed: true });
  expect(partnerIdVerdict({ type: 'location', country: 'GB' }, 'FR')).toMatchObject({ rule: { id: 'B7' } });
  expect(partnerIdVerdict({ type: 'global', country: 'FR' }, 'FR')).toMatchObject({ rule: { id: 'B8' } });
});

const vetted: ProgrammeFacts = {
  kind: 'reseller',
  vetting: 'authorized',
  verifiedBefore: false,
  hasPartnerId: true,
  agreementSigned: true,
  account: 'active',
};

test.each<[string, Partial<ProgrammeFacts>]>([
  ['notSubmitted', { vetting: 'none' }],
  ['pendingQualification', { vetting: 'pending', agreementSigned: false }],
  ['rejected', { vetting: 'rejected' }],
  ['active', { vetting: 'pending', verifiedBefore: true }],
  ['active', { vetting: 'rejected', verifiedBefore: true }],
  ['qualified', { agreementSigned: false }],
  ['qualified', { hasPartnerId: false, account: undefined }],
  ['restricted', { account: 'restricted' }],
  ['restricted', { account: 'suspended' }],
  ['active', {}],
  ['active', { kind: 'publisher', hasPartnerId: false, account: undefined }],
  ['qualified', { kind: 'publisher', agreementSigned: false, account: undefined }],
])('ENR-49 B18 The programme status is %s', (status, facts) => {
  expect(programmeStatus({ ...vetted, ...facts })).toBe(status);
});

test('ENR-28 ENR-44 B9 B17 The agreement waits for the vetting and for the PartnerID', () => {
  expect(maySignAgreement({ ...vetted, agreementSigned: false })).toEqual({ allowed: true });
  expect(maySignAgreement({ ...vetted, vetting: 'pending' })).toMatchObject({ rule: { id: 'B17' } });
  expect(maySignAgreement({ ...vetted, hasPartnerId: false })).toMatchObject({ rule: { id: 'B9' } });
  expect(maySignAgreement({ ...vetted, kind: 'publisher', hasPartnerId: false })).toEqual({ allowed: true });
});
