import { expect, test } from 'vitest';
import { invitationDays, whyNotOpen } from './acceptance.ts';

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
