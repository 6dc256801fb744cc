import { expect, test } from 'vitest';
import { readTime, windowOf } from './window.ts';

test.for([
  ['2026-10-22', '2026-10-22'],
  ['2026-10-22T06:05:46Z', '2026-10-22T06:05:46Z'],
  ['10/22/2026 06:05:46', '2026-10-22T06:05:46Z'],
  ['10/22/2026', '2026-10-22'],
  ['6/1/2017 12:00:00 AM', '2017-06-01T00:00:00Z'],
  ['6/1/2017 12:30:00 PM', '2017-06-01T12:30:00Z'],
  ['6/1/2017 1:00:00 PM', '2017-06-01T13:00:00Z'],
  // The Java SDK's day of the year, with the month still there.
  ['2026-10-295', '2026-10-22'],
  ['2026-02-32', '2026-02-01'],
  ['2026-02-59', '2026-02-28'],
  ['2028-02-60', '2028-02-29'],
  ['2026-12-365', '2026-12-31'],
  ['2026-01-05', '2026-01-05'],
])('A day of records is read as clients write it: %s', ([sent, read]) => {
  expect(readTime(sent!)?.toString()).toBe(read);
});

test.for([
  '',
  'yesterday',
  '2026-13-01',
  '2026-10-000',
  '2026-02-60',
  '2026-10-400',
  '22/10/2026',
  '02/30/2026',
  '1e3',
])('What is no day is none: %s', (sent) => {
  expect(readTime(sent)).toBeUndefined();
});

const now = Temporal.Instant.from('2028-05-29T15:00:00Z');
const span = (startDate?: string, endDate?: string) => {
  const found = windowOf(now, { startDate, endDate });
  return typeof found === 'string' ? found : `${found.from.toString()} ${found.before.toString()}`;
};

test('Records are of the last 30 days unless a request says more, of 90 at most; a day that ends them is included whole', () => {
  expect(span()).toBe('2028-04-29T00:00:00Z 2028-05-30T00:00:00Z');
  // The oldest day is 29 February.
  expect(span('2028-02-29')).toBe('2028-02-29T00:00:00Z 2028-05-30T00:00:00Z');
  expect(span('2028-02-28')).toBe('tooOld');
  expect(span('2028-05-01', '2028-05-02')).toBe('2028-05-01T00:00:00Z 2028-05-03T00:00:00Z');
  expect(span('2028-05-01', '05/02/2028 06:00:00')).toBe('2028-05-01T00:00:00Z 2028-05-02T06:00:00Z');
  expect(span('2028-05-02', '2028-05-01T00:00:00Z')).toBe('reversed');
  expect(span('2028-05-02', '2028-05-01')).toBe('reversed');
  expect(span('2028-05-02T06:00:00Z', '2028-05-02')).toBe('2028-05-02T06:00:00Z 2028-05-03T00:00:00Z');
  expect(span('x')).toBe('startDate');
  expect(span(undefined, 'x')).toBe('endDate');
});
