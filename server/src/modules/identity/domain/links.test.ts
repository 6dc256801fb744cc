import { expect, test } from 'vitest';
import { newLinkToken, readLinkToken } from '../../../kernel/index.ts';
import { whyNotOpen, type LinkedRow } from './links.ts';

const now = Temporal.Instant.from('2027-01-15T10:00:00Z');
const { token, hash: secretHash } = newLinkToken();
const row: LinkedRow = { secretHash, state: 'open', expiresAt: now.add({ seconds: 1 }) };

test('A link opens until it is used, withdrawn or too old, and only with its own secret', () => {
  const why = (change: Partial<LinkedRow> = {}, given = token) =>
    whyNotOpen({ ...row, ...change }, readLinkToken(given), now);
  expect(why()).toBeUndefined();
  expect(why({ state: 'used' })).toBe('LinkUsed');
  expect(why({ state: 'withdrawn' })).toBe('LinkWithdrawn');
  expect(why({ expiresAt: now })).toBe('LinkExpired');
  expect(why({ state: 'outdated' })).toBe('LinkExpired');
  expect(whyNotOpen(undefined, readLinkToken(token), now)).toBe('LinkUnknown');
  expect(why({}, 'no token')).toBe('LinkUnknown');
});

test('Who lacks the secret is not told that a link was used', () => {
  const other = readLinkToken(newLinkToken().token);
  for (const state of ['open', 'used', 'withdrawn', 'outdated'] as const)
    expect(whyNotOpen({ ...row, state, expiresAt: now }, other, now)).toBe('LinkUnknown');
});
