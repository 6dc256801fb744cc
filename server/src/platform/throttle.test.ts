import { expect, test } from 'vitest';
import { createThrottle } from './throttle.ts';

test('An account that made its requests waits for the end of its minute; another one does not wait', () => {
  let now = 1_000_000;
  const throttle = createThrottle(3, () => now);
  expect([1, 2, 3].map(() => throttle.take('a'))).toEqual([undefined, undefined, undefined]);
  expect(throttle.take('a')).toBe(60);
  expect(throttle.take('b')).toBeUndefined();
  now += 59_001;
  expect(throttle.take('a')).toBe(1);
  now += 999;
  expect(throttle.take('a')).toBeUndefined();
});

test('Without a limit nobody waits, and a new limit begins anew', () => {
  const throttle = createThrottle(undefined, () => 0);
  for (let each = 0; each < 1000; each += 1) expect(throttle.take('a')).toBeUndefined();
  throttle.setLimit(1);
  expect([throttle.take('a'), throttle.take('a')]).toEqual([undefined, 60]);
  throttle.setLimit(1);
  expect(throttle.take('a')).toBeUndefined();
});
