import { expect, test } from 'vitest';
import { amountTyped } from './typed.ts';

test('amounts typed in either language become decimal text', () => {
  expect(amountTyped('1 234,50')).toBe('1234.50');
  expect(amountTyped('12.5')).toBe('12.5');
});
