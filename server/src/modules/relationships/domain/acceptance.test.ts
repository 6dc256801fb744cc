import { expect, test } from 'vitest';
import { requestDays, whyNotOpen } from './acceptance.ts';

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
