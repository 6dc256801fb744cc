import { expect, test } from 'vitest';
import { sumOf } from './sum.ts';

test('amounts are added exactly, whatever their decimals and signs', () => {
  expect(sumOf(['0.1', '0.2'])).toBe('0.3');
  expect(sumOf(['154', '9007199254740993.05'])).toBe('9007199254741147.05');
  expect(sumOf(['-0.25', '0.2'])).toBe('-0.05');
  expect(sumOf([])).toBe('0');
});
