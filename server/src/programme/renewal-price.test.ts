import { expect, test } from 'vitest';
import { priceAtRenewal, priceChange, riseAt } from './renewal-price.ts';

const published = (...prices: readonly (readonly [string, string])[]) =>
  prices.map(([day, amount]) => ({ amount, meters: [], publishedAt: Temporal.Instant.from(`${day}T12:00:00Z`) }));
const at = (prices: ReturnType<typeof published>, moment: string) =>
  priceAtRenewal(prices, Temporal.Instant.from(`${moment}Z`))?.amount;

test('F24 A decrease counts for renewals from the first of the month after it was published', () => {
  const prices = published(['2027-01-10', '10'], ['2027-02-03', '8']);
  expect([at(prices, '2027-02-28T23:59:59'), at(prices, '2027-03-01T00:00:00')]).toEqual(['10', '8']);
});

test('F24 An increase counts from the first of a month, at least ninety days after it was published', () => {
  const prices = published(['2027-01-10', '10'], ['2027-02-03', '12']);
  // Ninety days later it is 4 May.
  expect([at(prices, '2027-05-31T00:00:00'), at(prices, '2027-06-01T00:00:00')]).toEqual(['10', '12']);
  const exact = published(['2027-01-10', '10'], ['2027-01-31', '12']);
  // Ninety days later it is 1 May.
  expect([at(exact, '2027-04-30T23:59:59'), at(exact, '2027-05-01T00:00:00')]).toEqual(['10', '12']);
  const dayLater = published(['2027-01-10', '10'], ['2027-02-01', '12']);
  // 1 May is one day too early: ninety days later it is 2 May.
  expect(['05-01', '05-31', '06-01'].map((day) => at(dayLater, `2027-${day}T00:00:00`))).toEqual(['10', '10', '12']);
});

test('F24 An increase that is taken back before it counts never does, and versions without a change change nothing', () => {
  const prices = published(['2027-01-10', '10'], ['2027-02-03', '12'], ['2027-03-03', '10'], ['2027-04-01', '10']);
  expect(['2027-03-10', '2027-06-01', '2028-01-01'].map((day) => at(prices, `${day}T00:00:00`))).toEqual([
    '10',
    '10',
    '10',
  ]);
  expect(at([], '2027-03-10T00:00:00')).toBeUndefined();
});

test('C11 What is published is a rise for who has a lower price: from the first of a month, at least ninety days later', () => {
  const prices = published(['2027-01-10', '10'], ['2027-02-03', '12'], ['2027-03-03', '12'], ['2027-04-01', '11']);
  const rises = prices.map(({ publishedAt }) => riseAt(prices, publishedAt));
  expect(rises.map((rise) => rise && [rise.before.amount, rise.after.amount, rise.from.toString()])).toEqual([
    undefined,
    ['10', '12', '2027-06-01T00:00:00Z'],
    undefined,
    undefined,
  ]);
  expect(riseAt(prices.slice(1), prices[0]!.publishedAt)).toBeUndefined();
});

test('C11 F24 A meter that rises beside the same fee counts as an increase of the fee does', () => {
  const meter = (pricePerUnit: string, includedQuantity = 100) => ({ id: 'pages', pricePerUnit, includedQuantity });
  const priced = (day: string, amount: string, ...meters: ReturnType<typeof meter>[]) => {
    return { amount, meters, publishedAt: Temporal.Instant.from(`${day}T12:00:00Z`) };
  };
  const meterAt = (prices: ReturnType<typeof priced>[], day: string) =>
    priceAtRenewal(prices, Temporal.Instant.from(`${day}T00:00:00Z`))?.meters[0]?.pricePerUnit;
  const dearer = [priced('2027-01-10', '99', meter('0.004')), priced('2027-02-03', '99', meter('0.005'))];
  expect([meterAt(dearer, '2027-05-31'), meterAt(dearer, '2027-06-01')]).toEqual(['0.004', '0.005']);
  expect(riseAt(dearer, dearer[1]!.publishedAt)?.from.toString()).toBe('2027-06-01T00:00:00Z');
  const cheaper = [priced('2027-01-10', '99', meter('0.004')), priced('2027-02-03', '99', meter('0.003'))];
  expect([meterAt(cheaper, '2027-02-28'), meterAt(cheaper, '2027-03-01')]).toEqual(['0.004', '0.003']);
  expect(riseAt(cheaper, cheaper[1]!.publishedAt)).toBeUndefined();
  const change = (amount: string, ...meters: ReturnType<typeof meter>[]) =>
    priceChange(dearer[0]!, priced('2027-02-03', amount, ...meters));
  // One thing dearer makes the whole an increase; fewer units included and a further meter are dearer too.
  expect([change('90', meter('0.005')), change('99', meter('0.004', 99))]).toEqual([1, 1]);
  expect(change('99', meter('0.004'), { id: 'scans', pricePerUnit: '1', includedQuantity: 0 })).toBe(1);
  expect([change('99', meter('0.004', 101)), change('90', meter('0.004')), change('99')]).toEqual([-1, -1, -1]);
  expect(change('99.00', meter('0.0040'))).toBe(0);
});
