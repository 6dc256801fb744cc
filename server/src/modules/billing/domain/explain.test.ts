import { expect, test } from 'vitest';
import { aLine } from '../../../../test/line.ts';
import { rules } from '../../../programme/rules/index.ts';
import { explain, marginMomentOf, type PriceReferences } from './explain.ts';
import type { Line } from './words.ts';

/** Ten seats at USD 12.345 a month, billed in euros at 0.92: rounded down to 11.35 each. */
const path = (change: Partial<Line> = {}, references: PriceReferences = {}) =>
  explain({ ...aLine, ...change }, references);
const stepOf = (steps: ReturnType<typeof path>, step: string) => steps.find((one) => one.step === step);

test('G9 The path of an amount goes from the list price to the total, each step with its value and source', () => {
  expect(path()).toEqual([
    { step: 'listPrice', value: '12.345', currency: 'USD', reason: 'listed', values: { availabilityId: 'DZA' } },
    { step: 'effectiveUnitPrice', value: '12.345', currency: 'USD', reason: 'noDiscount', values: { currency: 'USD' } },
    {
      step: 'exchangeRate',
      value: '0.92',
      reason: 'monthRate',
      values: { month: '2026-11', from: 'USD', to: 'EUR' },
      rule: rules.E27,
    },
    {
      step: 'unitAmount',
      value: '11.35',
      currency: 'EUR',
      reason: 'roundedDown',
      values: { currency: 'EUR' },
      rule: rules.G9,
    },
    { step: 'quantity', value: '10', reason: 'termQuantity', values: {} },
    { step: 'subtotal', value: '113.5', currency: 'EUR', reason: 'unitTimesQuantity', values: {}, rule: rules.G9 },
    { step: 'tax', value: '0', currency: 'EUR', reason: 'taxPolicy', values: {}, rule: { id: 'G12/no-tax' } },
    { step: 'total', value: '113.5', currency: 'EUR', reason: 'subtotalAndTax', values: {} },
  ]);
});

test('E27 The rate of an earlier month is said to be one', () => {
  const later = Temporal.Instant.from('2027-01-21T09:30:00Z');
  expect(stepOf(path({ occurredAt: later }), 'exchangeRate')).toMatchObject({
    reason: 'earlierRate',
    values: { month: '2026-11', charged: '2027-01', from: 'USD', to: 'EUR', fixed: '2026-10-29', age: '2' },
  });
});

test('E27 In one currency nothing is converted, and the path says so instead of naming a rate of a month', () => {
  expect(stepOf(path({ currency: 'USD', exchangeRate: '1' }), 'exchangeRate')).toEqual({
    step: 'exchangeRate',
    value: '1',
    reason: 'sameCurrency',
    values: { currency: 'USD' },
  });
});

test('F25 The list price of a trial is explained by its thirty days; the first paid term by the list', () => {
  expect(path({ chargeKey: 't0c0' })[0]).toEqual({
    step: 'listPrice',
    value: '12.345',
    currency: 'USD',
    reason: 'trial',
    values: { days: '30' },
    rule: rules.F25,
  });
  expect(path({ chargeKey: 't1c0' })[0]).toMatchObject({ reason: 'listed' });
});

test('AZP-03 A price of the seller’s own comes after the list price, with the moment from which it counts', () => {
  const effectiveFrom = Temporal.Instant.from('2026-11-01T00:00:00Z');
  const steps = path({ unitPrice: '14.5', priceId: 'p1' }, { price: { id: 'p1', effectiveFrom } });
  expect(steps[1]).toEqual({
    step: 'partnerPrice',
    value: '14.5',
    currency: 'USD',
    reason: 'ownPrice',
    values: { priceId: 'p1', since: '2026-11-01T00:00:00Z' },
    rule: rules.G1,
  });
});

test('F27 A margin is a step of its own, with its private offer and the moment that decided', () => {
  const margin = { privateOfferId: 'o1', percentage: '20' };
  const steps = path({ marginId: 'm1', effectiveUnitPrice: '9.876' }, { margin });
  expect(stepOf(steps, 'margin')).toEqual({
    step: 'margin',
    value: '9.876',
    currency: 'USD',
    reason: 'privateOffer',
    values: { percentage: '20', privateOfferId: 'o1', at: '2026-11-20T10:00:00Z' },
    rule: rules.F27,
  });
  expect(stepOf(steps, 'effectiveUnitPrice')).toMatchObject({ value: '9.876', reason: 'afterMargin' });
  expect(stepOf(steps, 'unitAmount')).toMatchObject({ value: '9.08' });
});

test('F27 The margin of a monthly term is that of the charge, of a longer one that of the purchase or the renewal', () => {
  const at = (chargeKey: string, term: Line['subject']['term']) =>
    marginMomentOf({ ...aLine, chargeKey, subject: { ...aLine.subject, term } }).toString();
  expect(at('t3c0', 'P1M')).toBe('2026-11-21T09:30:00Z');
  expect(at('t1c5', 'P1Y')).toBe('2026-11-20T10:00:00Z');
  expect(at('t2c5', 'P1Y')).toBe('2026-11-21T00:00:00Z');
});

/** The line of a seat change: 9.97 less 7.5 % is 9.22225 a cycle, and one of its 31 days is left. */
const cycle = {
  occurredAt: Temporal.Instant.from('2027-02-28T00:00:00Z'),
  periodStart: Temporal.PlainDate.from('2027-02-28'),
  periodEnd: Temporal.PlainDate.from('2027-03-30'),
  billingCycle: 'monthly',
  effectiveUnitPrice: '9.22225',
} as const;
const seats: Partial<Line> = {
  chargeKey: 't2c0a5r',
  chargeType: 'addQuantity',
  occurredAt: Temporal.Instant.from('2027-03-30T09:00:00Z'),
  periodStart: Temporal.PlainDate.from('2027-03-30'),
  periodEnd: Temporal.PlainDate.from('2027-03-30'),
  unitPrice: '9.97',
  effectiveUnitPrice: '0.329366',
  quantity: '-9',
  marginId: 'm1',
  subject: { ...aLine.subject, term: 'P1M', unitPrice: '9.97' },
};
const margin = { privateOfferId: 'o1', percentage: '7.5' };

test('F27 G10 A seat change has the margin of its cycle, and only then the price for its days', () => {
  const steps = path(seats, { margin, cycle });
  expect(steps.slice(0, 3).map(({ step, value }) => `${step} ${value}`)).toEqual([
    'listPrice 9.97',
    'margin 9.22225',
    'proratedPrice 0.329366',
  ]);
  expect(stepOf(steps, 'margin')!.values).toMatchObject({ at: '2027-02-28T00:00:00Z' });
  expect(stepOf(steps, 'proratedPrice')).toMatchObject({
    reason: 'prorated',
    values: { days: '1', of: '28', first: '2027-02-28', last: '2027-03-30' },
    rule: rules.G10,
  });
  expect(stepOf(steps, 'effectiveUnitPrice')).toBeUndefined();
});

test('G10 Days that count are those of the month its cycle began in, never more', () => {
  const periodStart = Temporal.PlainDate.from('2027-03-01');
  expect(stepOf(path({ ...seats, periodStart }, { margin, cycle }), 'proratedPrice')!.values).toMatchObject({
    days: '28',
    of: '28',
  });
});

test('G10 A cancelled seat change says that its price is for days too; a cancelled cycle does not', () => {
  const cancelled = { ...seats, chargeKey: 't2c0a5nx', chargeType: 'cancelImmediate' } as const;
  expect(stepOf(path(cancelled, { margin, cycle }), 'proratedPrice')).toMatchObject({ reason: 'prorated' });
  const whole = path({ ...cancelled, chargeKey: 't2c0x', effectiveUnitPrice: '9.22225' }, { margin, cycle });
  expect(stepOf(whole, 'proratedPrice')).toBeUndefined();
  expect(stepOf(whole, 'effectiveUnitPrice')).toMatchObject({ value: '9.22225', reason: 'afterMargin' });
});

test('E27 G10 A change and a cancellation keep the rate of their cycle, and say so instead of missing one of their own month', () => {
  for (const chargeKey of ['t1c0a5n', 't1c0x']) {
    const line = { ...seats, chargeKey, exchangeRateDate: Temporal.PlainDate.from('2027-01-29') };
    expect(stepOf(path(line, { cycle }), 'exchangeRate')).toMatchObject({
      reason: 'cycleRate',
      values: { month: '2027-02', from: 'USD', to: 'EUR', first: '2027-02-28', last: '2027-03-30' },
    });
  }
});

test('G10 The quantity of a line is the term’s, that before or after a change, or that of the line taken back', () => {
  const reasons = [
    ['t2c0', 'renew'],
    ['t2c0a5r', 'removeQuantity'],
    ['t2c0a5n', 'removeQuantity'],
    ['t2c0a5rx', 'cancelImmediate'],
    ['t2c0x', 'cancelImmediate'],
  ] as const;
  expect(
    reasons.map(
      ([chargeKey, chargeType]) => stepOf(path({ ...seats, chargeKey, chargeType }, { cycle }), 'quantity')?.reason,
    ),
  ).toEqual(['termQuantity', 'quantityBefore', 'quantityAfter', 'cancelledQuantity', 'cancelledQuantity']);
});

test('A tax policy that the registry does not know any more is not named', () => {
  expect(stepOf(path({ taxRule: 'G12/gone' }), 'tax')).toEqual({
    step: 'tax',
    value: '0',
    currency: 'EUR',
    reason: 'taxPolicy',
    values: {},
  });
});
