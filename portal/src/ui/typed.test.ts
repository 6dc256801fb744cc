import { expect, test } from 'vitest';
import { amountTyped, wholeTyped } from './typed.ts';

test('amounts typed in either language become decimal text', () => {
  expect(amountTyped('1 234,50')).toBe('1234.50');
  expect(amountTyped('12.5')).toBe('12.5');
});

test('a whole number is digits alone', () => {
  expect(['12', ' 7 ', '0'].map(wholeTyped)).toEqual([12, 7, 0]);
  for (const text of ['', 'abc', '-1', '2.5', '2,5', '1e3', '0x10', '1234567890'])
    expect(wholeTyped(text)).toBeUndefined();
});
