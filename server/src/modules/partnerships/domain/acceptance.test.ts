import { expect, test } from 'vitest';
import { invitationDays, whyNotAccepted, whyNotOpen, type AcceptanceFacts } from './acceptance.ts';

const expiresAt = Temporal.Instant.from('2028-02-29T10:00:00Z');
const at = (now: Temporal.Instant, state: Parameters<typeof whyNotOpen>[0]['state'] = 'open') =>
  whyNotOpen({ state, expiresAt, now })?.code;

test('IND-16 D2 An invitation is open for 30 days, to the instant at which it ends', () => {
  expect(invitationDays).toBe(30);
  expect(at(expiresAt.subtract({ nanoseconds: 1 }))).toBeUndefined();
  expect(at(expiresAt)).toBe('InvitationExpired');
  expect(at(expiresAt.add({ hours: 1 }))).toBe('InvitationExpired');
});

test.each([
  ['accepted', 'InvitationUsed'],
  ['declined', 'InvitationUsed'],
  ['withdrawn', 'InvitationWithdrawn'],
] as const)('IND-16 An invitation that was %s says so, before and after its end', (state, code) => {
  expect([at(expiresAt.subtract({ hours: 1 }), state), at(expiresAt, state)]).toEqual([code, code]);
});

const signed = Temporal.Instant.from('2027-01-01T00:00:00Z');
const account = { region: 'EUROPE', state: 'active', agreementSignedAt: signed, country: 'FR' };
const provider = { ...account, name: 'Delta', kind: 'provider' } as unknown as AcceptanceFacts['provider'];
const reseller = { ...account, name: 'Boréal', kind: 'reseller' } as unknown as AcceptanceFacts['provider'];
const facts: AcceptanceFacts = {
  state: 'open',
  expiresAt,
  now: expiresAt.subtract({ hours: 1 }),
  provider,
  reseller,
  connected: false,
};

test('IND-14 D2 An active provider and an active reseller of one region become partners', () => {
  expect(whyNotAccepted(facts)).toBeUndefined();
});

test.for<[string, Partial<AcceptanceFacts>, string, string | undefined]>([
  ['the link was used', { state: 'accepted' }, 'InvitationUsed', undefined],
  ['the inviter is a direct partner', { provider: { ...provider, kind: 'direct' } }, 'InviterMayNotSell', 'D2'],
  ['the inviter is restricted', { provider: { ...provider, state: 'restricted' } }, 'InviterMayNotSell', 'D2'],
  [
    'the inviter has not signed',
    { provider: { ...provider, agreementSignedAt: undefined } },
    'InviterMayNotSell',
    'D2',
  ],
  ['the company is not enrolled', { reseller: undefined }, 'InvitationToReseller', 'B9'],
  ['the company is a provider', { reseller: { ...reseller, kind: 'provider' } }, 'InvitationToReseller', 'D2'],
  ['it is of another region', { reseller: { ...reseller, region: 'JAPAN' } }, 'InvitationOutsideRegion', 'C2'],
  ['it has not signed', { reseller: { ...reseller, agreementSignedAt: undefined } }, 'InvitationToReseller', 'B17'],
  ['it is restricted', { reseller: { ...reseller, state: 'restricted' } }, 'InvitationToReseller', 'B24'],
  ['they are partners already', { connected: true }, 'PartnershipExists', 'D2'],
])('IND-14 No partnership comes about when %s', ([, change, code, rule]) => {
  const refusal = whyNotAccepted({ ...facts, ...change });
  expect([refusal?.code, refusal?.rule?.id]).toEqual([code, rule]);
});
