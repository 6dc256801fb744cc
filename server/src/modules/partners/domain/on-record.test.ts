import { expect, test } from 'vitest';
import { whyNotDeclared, whyNotOnRecord, type RecordParty } from './on-record.ts';

const signed = Temporal.Instant.from('2026-01-01T00:00:00Z');
const provider: RecordParty = { kind: 'provider', state: 'active', agreementSignedAt: signed, region: 'EUROPE' };
const reseller: RecordParty = { ...provider, kind: 'reseller' };
const codeOf = (seller: RecordParty, named: RecordParty | undefined) =>
  whyNotOnRecord(seller, named, '4380999', true)?.code;

test('IND-20 An indirect provider names an active indirect reseller of its region that signed', () => {
  expect(codeOf(provider, reseller)).toBeUndefined();
  expect(codeOf(provider, undefined)).toBe('ResellerUnknown');
  expect(codeOf(provider, provider)).toBe('ResellerIsProvider');
  expect(codeOf(provider, { ...reseller, kind: 'direct' })).toBe('ResellerNotIndirect');
  expect(codeOf(provider, { ...reseller, region: 'US' })).toBe('ResellerNotIndirect');
  expect(codeOf(provider, { ...reseller, state: 'suspended' })).toBe('ResellerNotIndirect');
  expect(codeOf(provider, { ...reseller, state: 'restricted' })).toBe('ResellerNotIndirect');
  expect(codeOf(provider, { ...reseller, agreementSignedAt: undefined })).toBe('ResellerAgreementMissing');
});

test('IND-10 IND-19 A reseller that is no partner of the provider is not named, whatever else it is', () => {
  const refusal = whyNotOnRecord(provider, reseller, '4380999', false);
  expect([refusal?.code, refusal?.rule.id]).toEqual(['ResellerNotConnected', 'D3']);
  // What is wrong with the reseller itself is told first.
  expect(whyNotOnRecord(provider, { ...reseller, region: 'US' }, '4380999', false)?.code).toBe('ResellerNotIndirect');
});

test('A direct partner sells itself and names no reseller', () => {
  expect(codeOf({ ...provider, kind: 'direct' }, reseller)).toBe('ResellerNotIndirect');
  expect(codeOf({ ...provider, kind: 'direct' }, undefined)).toBe('ResellerUnknown');
});

test('D10 Each refusal names the PartnerID or says what to do, and the rule of the agreement is its own', () => {
  const why = (seller: RecordParty, named: RecordParty | undefined) => {
    const refusal = whyNotOnRecord(seller, named, '4380999', true);
    return refusal && [refusal.rule.id, refusal.reason];
  };
  expect(why(provider, undefined)).toEqual(['D10', "There is no partner with the PartnerID '4380999'."]);
  expect(why(provider, { ...reseller, agreementSignedAt: undefined })).toEqual([
    'B17',
    expect.stringContaining("'4380999' has not signed"),
  ]);
  expect(why({ ...provider, kind: 'direct' }, reseller)).toEqual([
    'D10',
    expect.stringContaining('Leave the PartnerID out'),
  ]);
  expect(why({ ...provider, kind: 'reseller' }, reseller)?.[0]).toBe('D10');
  // A reseller that is suspended and has not signed is told about its signature first.
  expect(codeOf(provider, { ...reseller, state: 'suspended', agreementSignedAt: undefined })).toBe(
    'ResellerAgreementMissing',
  );
});

test('C9 Behind the main reseller five others at most are declared, each once, in the European Union and EFTA', () => {
  const other = (mpnId: string, party: RecordParty | undefined = reseller) => ({ mpnId, party });
  const chain = (count: number) => Array.from({ length: count }, (_, index) => other(`43810${index}`));
  const line = { seller: provider, main: '4380999', others: chain(5), market: 'FR' };
  const why = (more: Partial<typeof line> | { readonly main: undefined }) => whyNotDeclared({ ...line, ...more })?.code;
  for (const market of ['FR', 'ie', 'CH', 'NO']) expect(why({ market }), market).toBeUndefined();
  for (const market of ['GB', 'US', 'RS', 'TR']) expect(why({ market }), market).toBe('ParticipantNotSupported');
  expect(why({ others: chain(6) })).toBe('ParticipantNotSupported');
  expect(why({ main: undefined })).toBe('ParticipantNotSupported');
  expect(why({ others: [other('4380999')] })).toBe('ParticipantNotSupported');
  expect(why({ others: [other('1'), other('1')] })).toBe('ParticipantNotSupported');
  expect(why({ main: undefined, others: [], market: 'US' })).toBeUndefined();
});

test('C9 Each of them is an active indirect reseller that signed; it need not be the provider’s partner', () => {
  const line = { seller: provider, main: '4380999', market: 'FR' };
  const why = (party: RecordParty | undefined) => whyNotDeclared({ ...line, others: [{ mpnId: '1', party }] })?.code;
  expect(why(reseller)).toBeUndefined();
  expect(why(undefined)).toBe('ResellerUnknown');
  expect(why({ ...reseller, agreementSignedAt: undefined })).toBe('ResellerAgreementMissing');
  expect(why({ ...reseller, state: 'suspended' })).toBe('ResellerNotIndirect');
  expect(why(provider)).toBe('ResellerIsProvider');
});
