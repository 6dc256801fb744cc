import { expect, test } from 'vitest';
import { sumsByCycle, wireAmount } from './cycles.ts';

test('Amounts of different cycles or currencies have a sum each', () => {
  const of = (amount: string, cycle: string, currency = 'EUR') => ({ amount, cycle, currency });
  expect(
    sumsByCycle([
      of('200.5', 'monthly'),
      of('97.20', 'annual'),
      of('12.5', 'monthly'),
      of('1', 'annual', 'CHF'),
      of('0.00', 'annual'),
    ]),
  ).toEqual([of('213.0', 'monthly'), of('97.20', 'annual'), of('1', 'annual', 'CHF')]);
});

test('A number of the wire is its decimal text', () => {
  expect([wireAmount(100), wireAmount(0.1), wireAmount(0), wireAmount(97.2)]).toEqual(['100', '0.1', '0', '97.2']);
});
