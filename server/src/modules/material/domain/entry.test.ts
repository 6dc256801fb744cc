import { expect, test } from 'vitest';
import { recommendedKinds, whyNoRoom } from './entry.ts';
import { noticeState, whyNoSpan } from './notice.ts';

test('AUD-08 what is recommended is what is missing of documentation, training and sales material', () => {
  expect(recommendedKinds([])).toEqual(['userDocumentation', 'training', 'salesMaterial']);
  expect(recommendedKinds([{ kind: 'training' }, { kind: 'other' }])).toEqual(['userDocumentation', 'salesMaterial']);
  expect(recommendedKinds([{ kind: 'training' }, { kind: 'salesMaterial' }, { kind: 'userDocumentation' }])).toEqual(
    [],
  );
});

test('An offer holds 25 entries and 100 MB', () => {
  const mega = 1024 * 1024;
  expect(whyNoRoom({ entries: 24, bytes: 0 }, 0)).toBeUndefined();
  expect(whyNoRoom({ entries: 25, bytes: 0 }, 0)).toMatch(/25 documents and links/);
  expect(whyNoRoom({ entries: 10, bytes: 90 * mega }, 10 * mega)).toBeUndefined();
  expect(whyNoRoom({ entries: 10, bytes: 90 * mega }, 10 * mega + 1)).toMatch(/100 MB/);
});

const at = (text: string) => Temporal.Instant.from(`2026-11-${text}:00:00Z`);

test('SUP-08 a notice is scheduled, ongoing, ended; called off before it began it is ended', () => {
  const span = { startsAt: at('21T08'), endsAt: at('21T10') };
  expect(noticeState(span, at('21T07'))).toBe('scheduled');
  expect(noticeState(span, at('21T08'))).toBe('ongoing');
  expect(noticeState(span, at('21T10'))).toBe('ended');
  expect(noticeState({ ...span, endsAt: null }, at('25T10'))).toBe('ongoing');
  expect(noticeState({ ...span, endsAt: at('20T10') }, at('21T07'))).toBe('ended');
});

test('The end of a notice is after its beginning', () => {
  expect(whyNoSpan({ startsAt: at('21T08'), endsAt: null })).toBeUndefined();
  expect(whyNoSpan({ startsAt: at('21T08'), endsAt: at('21T09') })).toBeUndefined();
  expect(whyNoSpan({ startsAt: at('21T08'), endsAt: at('21T08') })).toMatch(/end must be after the start/);
});
