import { expect, test } from 'vitest';
import { differenceOf, isLess, isZero, marginOf, sumOf, timesOf } from './amounts.ts';

test('amounts are added exactly, whatever their decimals and signs', () => {
  expect(sumOf(['0.1', '0.2'])).toBe('0.3');
  expect(sumOf(['154', '9007199254740993.05'])).toBe('9007199254741147.05');
  expect(sumOf(['-0.25', '0.2'])).toBe('-0.05');
  expect(sumOf([])).toBe('0');
});

test('an amount many times is exact', () => {
  expect([timesOf('0.1', 3), timesOf('12.50', 0), timesOf('9007199254740993.5', 2)]).toEqual([
    '0.3',
    '0.00',
    '18014398509481987.0',
  ]);
});

test('amounts are compared exactly', () => {
  expect([isLess('12.32', '12.325'), isLess('12.325', '12.325'), isLess('9', '10')]).toEqual([true, false, true]);
  expect(['0', '0.00', '-0', '0.001', '10'].map(isZero)).toEqual([true, true, true, false, false]);
});

test('a difference keeps every digit, and its sign', () => {
  expect(differenceOf('12.5', '0')).toBe('12.5');
  expect(differenceOf('0.1', '0.30')).toBe('-0.20');
});

test('AZP-03 a margin is what is left of the price, in percent of it', () => {
  expect(marginOf('10', '8')).toBe('20.0');
  expect(marginOf('12.50', '10.625')).toBe('15.0');
  expect(marginOf('8', '10')).toBe('-25.0');
  expect(marginOf('0', '10')).toBeUndefined();
});
