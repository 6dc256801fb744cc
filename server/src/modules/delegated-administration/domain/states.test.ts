import { expect, test } from 'vitest';
import { readDuration, readExtension, writeDuration } from './durations.ts';
import {
  after,
  decideAction,
  decideChange,
  dueStep,
  leftOut,
  nextDue,
  requestDays,
  statusAfter,
  type Action,
  type Side,
  type Status,
  type Times,
} from './states.ts';

const statuses: readonly Status[] = ['created', 'approvalPending', 'active', 'expired', 'terminated', 'rejected'];
const noon = Temporal.Instant.from('2026-12-01T12:00:00Z');

test('D8 Each action is one side’s, and of the states that it leads out of', () => {
  const may = (['lockForApproval', 'approve', 'reject', 'terminate'] as Action[]).flatMap((action) =>
    (['partner', 'customer'] as Side[]).flatMap((side) =>
      statuses
        .filter((status) => decideAction(action, side, status).allowed)
        .map((status) => `${side} ${action} ${status}`),
    ),
  );
  expect(may).toEqual([
    'partner lockForApproval created',
    'customer approve approvalPending',
    'customer reject approvalPending',
    'partner terminate approvalPending',
    'partner terminate active',
    'customer terminate active',
  ]);
});

test('D8 What was sent for approval is fixed; of an active one only its extension changes', () => {
  expect(decideChange('created', ['displayName', 'duration'])).toMatchObject({ allowed: true });
  expect(decideChange('active', ['autoExtendDuration'])).toMatchObject({ allowed: true });
  expect(decideChange('active', ['autoExtendDuration', 'duration'])).toMatchObject({ allowed: false });
  for (const status of ['approvalPending', 'expired', 'terminated', 'rejected'] as const)
    expect(decideChange(status, ['autoExtendDuration'])).toMatchObject({ allowed: false });
});

test.each([
  ['P1D', 1],
  ['P730D', 730],
  ['P2Y', 730],
  ['P1Y6M', 545],
  ['P26W', 182],
  ['P0D', undefined],
  ['P731D', undefined],
  ['P2Y1D', undefined],
  ['PT24H', undefined],
  ['P', undefined],
  ['730', undefined],
  ['P-1D', undefined],
  ['P1M', 30],
  ['xP1D', undefined],
  ['P1Dx', undefined],
])('D8 The duration %s is %s days', (text, days) => {
  expect(readDuration(text)).toBe(days);
});

test('D8 It extends itself by six months or not at all', () => {
  expect(['P0D', 'PT0S', 'P180D', 'P90D', ''].map(readExtension)).toEqual([0, 0, 180, undefined, undefined]);
  expect([0, 180].map(writeDuration)).toEqual(['PT0S', 'P180D']);
});

test('D8 Notices are due 30, 7 and 1 day before the end and at the end', () => {
  const endsAt = after(noon, 100);
  const times = (noticedDays: number | undefined): Times => ({
    status: 'active',
    requestExpiresAt: undefined,
    endsAt,
    noticedDays,
  });
  const due = [undefined, 30, 7, 1].map((days) => nextDue(times(days))!);
  expect(due.map((at) => endsAt.since(at).total('hours') / 24)).toEqual([30, 7, 1, 0]);
  expect(due.map((at, index) => dueStep(times([undefined, 30, 7, 1][index]), at))).toEqual([
    { kind: 'notice', days: 30 },
    { kind: 'notice', days: 7 },
    { kind: 'notice', days: 1 },
    { kind: 'end' },
  ]);
  expect(dueStep(times(undefined), noon)).toBeUndefined();
  expect(dueStep(times(undefined), after(endsAt, -3))).toEqual({ kind: 'notice', days: 7 });
  expect(dueStep(times(undefined), after(endsAt, 3))).toEqual({ kind: 'end' });
});

test('D8 A short relationship leaves out the notices whose time is over when it begins', () => {
  expect([1, 5, 7, 8, 30, 31, 730].map(leftOut)).toEqual([1, 7, 7, 30, 30, undefined, undefined]);
});

test('D8 A request that nobody answers expires', () => {
  const requestExpiresAt = after(noon, 90);
  const times: Times = { status: 'approvalPending', requestExpiresAt, endsAt: undefined, noticedDays: undefined };
  expect(nextDue(times)).toEqual(requestExpiresAt);
  expect(dueStep(times, after(noon, 89))).toBeUndefined();
  expect(dueStep(times, requestExpiresAt)).toEqual({ kind: 'requestExpires' });
});

test('D8 A refusal says whose action it is, and which state it needs', () => {
  const reason = (...asked: Parameters<typeof decideAction>) => {
    const verdict = decideAction(...asked);
    return verdict.allowed ? undefined : verdict.reason;
  };
  expect(reason('approve', 'partner', 'approvalPending')).toContain('Only the customer');
  expect(reason('lockForApproval', 'customer', 'created')).toContain('Only the partner');
  expect(reason('terminate', 'partner', 'expired')).toContain('approvalPending or active');
  expect([statusAfter.lockForApproval, statusAfter.approve, statusAfter.reject, statusAfter.terminate]).toEqual([
    'approvalPending',
    'active',
    'rejected',
    'terminated',
  ]);
});

test('D8 A request counts for 90 days; what is over, or was never sent, has nothing to come', () => {
  expect(requestDays).toBe(90);
  const endsAt = after(noon, 40);
  for (const status of ['created', 'expired', 'terminated', 'rejected'] as const)
    expect(nextDue({ status, requestExpiresAt: noon, endsAt, noticedDays: undefined })).toBeUndefined();
});
