import { expect, test } from 'vitest';
import {
  activeSubmissions,
  liveKey,
  submissionFrom,
  submissionId,
  submissionKeyOf,
  type SubmissionFacts,
} from './submissions.ts';

const offerId = '8a1c8b3a-0f3f-4a3e-9f51-3f4c1a3b1c11';
const at = (day: string) => Temporal.Instant.from(`2027-01-${day}T10:00:00Z`);
const fresh: SubmissionFacts = { offerId, stopped: false, live: null, submissions: [] };
const preview = { number: 3, state: 'preview', submittedAt: at('05'), version: null } as const;
const gone = { number: 2, state: 'live', submittedAt: at('02'), version: 1 } as const;
const replaced = { number: 1, state: 'replaced', submittedAt: at('01'), version: null } as const;
const live = { number: 1, publishedAt: at('03') };
const idsOf = (facts: SubmissionFacts) =>
  activeSubmissions(facts).map(({ id, target }) => `${target.targetType} ${id}`);

test('The draft is submission 0, a preview has its number, and a version published without one is told by its version', () => {
  expect(submissionId(offerId, 'draft')).toBe(`submission/${offerId}/0`);
  expect(submissionId(offerId, { number: 12 })).toBe(`submission/${offerId}/12`);
  expect(submissionId(offerId, { version: 4 })).toBe(`submission/${offerId}/version-4`);
});

test('The last part of a submission’s id is read back, and nothing else is one', () => {
  expect(submissionKeyOf('0')).toBe('draft');
  expect(submissionKeyOf('12')).toEqual({ number: 12 });
  expect(submissionKeyOf('999999999')).toEqual({ number: 999_999_999 });
  expect(submissionKeyOf('version-4')).toEqual({ version: 4 });
  for (const text of [
    '',
    '00',
    '01',
    '-1',
    '1.5',
    '1 ',
    'x1',
    '1x',
    '1234567890',
    'version-0',
    'version-',
    'a version-4',
    'version-4b',
  ])
    expect([text, submissionKeyOf(text)]).toEqual([text, undefined]);
});

test('What is live is the preview it was, or its version when it was published without one', () => {
  expect(liveKey(fresh)).toBeUndefined();
  expect(liveKey({ ...fresh, live, submissions: [preview, gone, replaced] })).toEqual({ number: 2 });
  expect(liveKey({ ...fresh, live: { ...live, number: 2 }, submissions: [gone] })).toEqual({ version: 2 });
  expect(liveKey({ ...fresh, live, submissions: [{ ...gone, state: 'withdrawn' }] })).toEqual({ version: 1 });
});

test('An offer that was never published has its draft and nothing else', () => {
  expect(idsOf(fresh)).toEqual([`draft submission/${offerId}/0`]);
  expect(submissionFrom(fresh, 'live')).toBeUndefined();
  expect(submissionFrom(fresh, 'preview')).toBeUndefined();
  expect(submissionFrom(fresh, 'draft')).toEqual({
    type: 'submission',
    product: `product/${offerId}`,
    target: { targetType: 'draft' },
    id: `submission/${offerId}/0`,
  });
});

test('A preview beside what is live is told apart from it; without one, what is live is the preview', () => {
  const facts = { ...fresh, live, submissions: [preview, gone] };
  expect(idsOf(facts)).toEqual([
    `draft submission/${offerId}/0`,
    `live submission/${offerId}/2`,
    `preview submission/${offerId}/3`,
  ]);
  expect(submissionFrom(facts, 'preview')).toMatchObject({ created: '2027-01-05T10:00:00Z' });
  expect(submissionFrom(facts, 'live')).toMatchObject({
    created: '2027-01-03T10:00:00Z',
    status: 'completed',
    result: 'succeeded',
    lifecycleState: 'generallyAvailable',
  });
  expect(idsOf({ ...facts, submissions: [gone] })).toEqual([
    `draft submission/${offerId}/0`,
    `live submission/${offerId}/2`,
    `preview submission/${offerId}/2`,
  ]);
  expect(submissionFrom({ ...facts, submissions: [gone] }, 'preview')).toMatchObject({
    id: `submission/${offerId}/2`,
    created: '2027-01-03T10:00:00Z',
  });
});

test('Of a stopped offer what is live is deprecated, and its preview is not', () => {
  const facts = { ...fresh, stopped: true, live, submissions: [preview, gone] };
  expect(submissionFrom(facts, 'live')).toMatchObject({ lifecycleState: 'deprecated' });
  expect(submissionFrom(facts, 'preview')).toMatchObject({ lifecycleState: 'generallyAvailable' });
  expect(submissionFrom(facts, 'draft')).not.toHaveProperty('lifecycleState');
});
