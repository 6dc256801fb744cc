import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimal, minorUnitDigits, type Decimal } from '../../../kernel/index.ts';
import { amountOf, sameCurrency } from './price.ts';

const day = Temporal.PlainDate.from('2026-11-15');
const base = { taxOn: () => ({ tax: decimal('0'), policy: { id: 'none' } }) };

test('A licence line is ROUNDDOWN(price × rate, 2) × quantity (rule G9)', () => {
  const price = { amount: '9.99', currency: 'USD' };
  const rate = { rate: '0.9177', date: day };
  const priced = amountOf({ ...base, price, rate, currency: 'EUR', quantity: 10 });
  // 9.99 × 0.9177 = 9.167823, rounded down 9.16, times ten.
  expect(priced).toMatchObject({
    subtotal: '91.6',
    taxTotal: '0',
    total: '91.6',
    exchangeRate: '0.9177',
    currency: 'EUR',
  });
});

test('Tax is added to the subtotal by the rule it is given', () => {
  const taxOn = (subtotal: Decimal) => ({ tax: subtotal.times(decimal('0.2')), policy: { id: 'fifth' } });
  const priced = amountOf({
    price: { amount: '10', currency: 'EUR' },
    rate: sameCurrency(day),
    currency: 'EUR',
    quantity: 3,
    taxOn,
  });
  expect(priced).toMatchObject({ subtotal: '30', taxTotal: '6', total: '36', taxRule: 'fifth' });
});

const digits = (places: number, max: number) =>
  fc.integer({ min: 0, max }).map((value) =>
    decimal(BigInt(value))
      .div(decimal(`1e${places}`))
      .toFixed(),
  );

test('Rounding never rounds up, loses less than one minor unit a seat, and is exact in the currency', () => {
  fc.assert(
    fc.property(
      digits(4, 99_999_999),
      digits(6, 99_999_999),
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.constantFrom('EUR', 'USD', 'JPY', 'KWD'),
      (unit, rateText, quantity, currency) => {
        const price = { amount: unit, currency: 'USD' };
        const rate = { rate: rateText, date: day };
        const total = decimal(amountOf({ ...base, price, rate, currency, quantity }).total);
        const exact = decimal(unit)
          .times(decimal(rateText))
          .times(decimal(BigInt(quantity)));
        const minor = decimal(`1e-${minorUnitDigits(currency)}`);
        expect(total.lte(exact)).toBe(true);
        expect(exact.minus(total).lt(minor.times(decimal(BigInt(quantity))))).toBe(true);
        expect(total.mod(minor).eq(decimal('0'))).toBe(true);
      },
    ),
  );
});

test('F28 AZP-03 A price keeps which margin and which own price it comes from, or that it comes from none', () => {
  const input = { ...base, rate: sameCurrency(day), currency: 'EUR', quantity: 1 };
  const list = { amount: '10', currency: 'EUR' };
  expect(amountOf({ ...input, price: list })).toMatchObject({ marginId: null, priceId: null });
  const reduced = { ...list, effectiveAmount: '8', marginId: 'm1' };
  expect(amountOf({ ...input, price: reduced })).toMatchObject({
    unitPrice: '10',
    total: '8',
    marginId: 'm1',
    priceId: null,
  });
  expect(amountOf({ ...input, price: { ...list, priceId: 'p1' } })).toMatchObject({ marginId: null, priceId: 'p1' });
});
