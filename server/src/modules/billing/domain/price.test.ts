import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimal, minorUnitDigits, type Decimal } from '../../../kernel/index.ts';
import { amountOf, listPrice, priceInForce, sameCurrency, sellingPrice, type PartnerPrice } from './price.ts';

const day = Temporal.PlainDate.from('2026-11-15');
const at = (text: string) => Temporal.Instant.from(text);
const base = { taxOn: () => ({ tax: decimal('0'), policy: { id: 'none' } }) };

test('A licence line is ROUNDDOWN(price × rate, 2) × quantity (rule G9)', () => {
  const price = listPrice('9.99', 'USD', 'DZAVAIL');
  const rate = { rate: '0.9177', date: day, source: 'rate of 2026-11' };
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
    price: listPrice('10', 'EUR', 'A'),
    rate: sameCurrency(day),
    currency: 'EUR',
    quantity: 3,
    taxOn,
  });
  expect(priced).toMatchObject({ subtotal: '30', taxTotal: '6', total: '36' });
  expect(priced.path).toContainEqual({ step: 'tax', value: '6', source: 'fifth' });
});

test('The path keeps every step from the list price to the total, each with its source', () => {
  const priced = amountOf({
    ...base,
    price: sellingPrice(listPrice('10', 'USD', 'DZAVAIL'), ownPrice({ amount: '14.5', currency: 'EUR' })),
    rate: sameCurrency(day),
    currency: 'EUR',
    quantity: 3,
  });
  expect(priced.path.map(({ step, value }) => `${step} ${value}`)).toEqual([
    'listPrice 10',
    'partnerPrice 14.5',
    'effectiveUnitPrice 14.5',
    'exchangeRate 1',
    'unitAmount 14.5',
    'quantity 3',
    'subtotal 43.5',
    'tax 0',
    'total 43.5',
  ]);
  expect(priced.path.every((step) => step.source !== '')).toBe(true);
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
        const price = listPrice(unit, 'USD', 'DZAVAIL');
        const rate = { rate: rateText, date: day, source: 'x' };
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

function ownPrice(change: Partial<PartnerPrice>): PartnerPrice {
  return {
    id: 'p',
    customerTenantId: null,
    currency: 'EUR',
    amount: '1',
    effectiveFrom: at('2026-01-01T00:00:00Z'),
    createdAt: at('2026-01-01T00:00:00Z'),
    ...change,
  };
}

test("AZP-03 A customer's own price goes before the general one, and the newest in force before older ones", () => {
  const prices = [
    ownPrice({ id: 'general' }),
    ownPrice({ id: 'newer general', effectiveFrom: at('2026-06-01T00:00:00Z') }),
    ownPrice({ id: 'own', customerTenantId: 'c1', effectiveFrom: at('2026-03-01T00:00:00Z') }),
    ownPrice({ id: 'own later', customerTenantId: 'c1', effectiveFrom: at('2026-09-01T00:00:00Z') }),
  ];
  const idAt = (customer: string, moment: string) => priceInForce(prices, customer, at(moment))?.id;
  expect(idAt('c1', '2026-08-31T23:59:59Z')).toBe('own');
  expect(idAt('c1', '2026-09-01T00:00:00Z')).toBe('own later');
  expect(idAt('c2', '2026-08-31T23:59:59Z')).toBe('newer general');
  expect(idAt('c1', '2026-02-01T00:00:00Z')).toBe('general');
  expect(idAt('c1', '2025-12-31T23:59:59Z')).toBeUndefined();
});

test('Without a price of its own the partner sells at the list price', () => {
  const list = listPrice('12', 'USD', 'DZAVAIL');
  expect(sellingPrice(list, undefined)).toEqual(list);
});
