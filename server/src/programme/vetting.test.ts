import { expect, test } from 'vitest';
import {
  subStatusOf,
  untouched,
  vettingChecks,
  vettingMoves,
  vettingVerdict,
  type CheckStates,
  type VettingMove,
} from './vetting.ts';

const passed = Object.fromEntries(vettingChecks.map((check) => [check, 'passed'])) as unknown as CheckStates;

test('ENR-14 B16 The sub-status is the first check that has not passed', () => {
  expect(subStatusOf(untouched)).toBe('email_ownership');
  expect(subStatusOf({ ...untouched, email_ownership: 'passed' })).toBe('email_domain');
  expect(subStatusOf({ ...passed, employment_verification: 'failed' })).toBe('employment_verification');
  expect(subStatusOf({ ...passed, due_diligence: 'pending' })).toBe('other');
  expect(subStatusOf(passed)).toBe('decision');
});

test.each([
  ['none', ['edit', 'submit']],
  ['pending', ['confirm', 'check', 'approve', 'reject', 'fix']],
  ['rejected', ['edit', 'submit', 'fix']],
  ['authorized', ['change']],
] as const)('B16 From %s the moves are %s', (status, moves) => {
  const can = vettingMoves.filter((move) => vettingVerdict(move, { status, checks: passed }).allowed);
  expect(can).toEqual(moves);
});

test.each<VettingMove>(['check', 'approve'])(
  'ENR-41 B14 Without the confirmed address nothing is decided: %s',
  (move) => {
    expect(vettingVerdict(move, { status: 'pending', checks: untouched })).toMatchObject({ rule: { id: 'B14' } });
  },
);

test('B16 Approved is what passed every check; rejected may be at any time', () => {
  const checks = { ...passed, business_verification: 'failed' } as const;
  expect(vettingVerdict('approve', { status: 'pending', checks })).toMatchObject({
    rule: { id: 'B16' },
    reason: expect.stringContaining('business_verification'),
  });
  expect(vettingVerdict('reject', { status: 'pending', checks: untouched }).allowed).toBe(true);
});
