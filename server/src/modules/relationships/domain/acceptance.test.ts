import { expect, test } from 'vitest';
import { requestDays, whyNotAsking, whyNotOpen, whyNotTakenOn, type AskingPartners } from './acceptance.ts';

const expiresAt = Temporal.Instant.from('2028-02-29T10:00:00Z');
const at = (now: Temporal.Instant, state: Parameters<typeof whyNotOpen>[0]['state'] = 'open') =>
  whyNotOpen({ state, expiresAt, now })?.code;

test('ENR-54 D8 A request counts for 90 days, to the instant at which it ends', () => {
  expect(requestDays).toBe(90);
  expect(at(expiresAt.subtract({ nanoseconds: 1 }))).toBeUndefined();
  expect(at(expiresAt)).toBe('RequestExpired');
  expect(at(expiresAt.add({ hours: 1 }))).toBe('RequestExpired');
});

test.each([
  ['accepted', 'RequestUsed'],
  ['declined', 'RequestUsed'],
  ['withdrawn', 'RequestWithdrawn'],
] as const)('ENR-54 A request that was %s says so, before and after its end', (state, code) => {
  expect([at(expiresAt.subtract({ hours: 1 }), state), at(expiresAt, state)]).toEqual([code, code]);
});

const signed = Temporal.Instant.from('2027-01-01T00:00:00Z');
const on = Temporal.PlainDate.from('2027-01-15');
const partnerOf = (change: object) =>
  ({
    name: 'Azur',
    kind: 'direct',
    state: 'active',
    country: 'FR',
    agreementSignedAt: signed,
    ...change,
  }) as unknown as AskingPartners['partner'];
const alone = (change: object = {}): AskingPartners => ({ partner: partnerOf(change), connected: true });
const both = (provider: object = {}, more: Partial<AskingPartners> = {}): AskingPartners => ({
  partner: partnerOf({ name: 'Boréal', kind: 'reseller' }),
  provider: partnerOf({ name: 'Delta', kind: 'provider', ...provider }),
  connected: true,
  ...more,
});

test.for<[string, AskingPartners, string | undefined, string | undefined]>([
  ['an active partner', alone(), undefined, undefined],
  ['an active reseller', alone({ kind: 'reseller' }), undefined, undefined],
  ['a partner that has not signed', alone({ agreementSignedAt: undefined }), 'PartnerNotActive', 'B17'],
  ['a restricted partner', alone({ state: 'restricted' }), 'PartnerNotActive', 'B24'],
  ['a reseller with its provider', both(), undefined, undefined],
  ['a reseller whose provider has not signed', both({ agreementSignedAt: undefined }), 'PartnerNotActive', 'B17'],
  ['a reseller whose provider is restricted', both({ state: 'restricted' }), 'PartnerNotActive', 'B24'],
  ['a reseller with a provider of yesterday', both({}, { connected: false }), 'ProviderNotConnected', 'D4'],
  ['a direct partner with a provider', both({}, { partner: partnerOf({}) }), 'ProviderNotConnected', 'D4'],
])('IND-27 D4 Whether customers may be asked by %s', ([, asking, code, rule]) => {
  const refusal = whyNotAsking(asking);
  expect([refusal?.code, refusal?.rule?.id]).toEqual([code, rule]);
  expect(whyNotTakenOn(asking, 'DE', on)?.code).toBe(code);
});

test('ENR-54 C4 A customer takes on partners of its region only, each of the two', () => {
  expect(whyNotTakenOn(alone(), 'US', on)?.code).toBe('CustomerOutsideRegion');
  expect(whyNotTakenOn(both({ country: 'US' }), 'FR', on)?.code).toBe('CustomerOutsideRegion');
  expect(whyNotTakenOn(both(), 'FR', on)).toBeUndefined();
});
