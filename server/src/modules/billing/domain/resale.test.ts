import { expect, test } from 'vitest';
import { decimal } from '../../../kernel/index.ts';
import { amountOf, sameCurrency } from './price.ts';
import { priceInForce, resale, type PartnerPrice } from './resale.ts';

const at = (text: string) => Temporal.Instant.from(text);

function ownPrice(change: Partial<PartnerPrice>): PartnerPrice {
  return {
    id: 'p',
    buyerTenantId: null,
    currency: 'EUR',
    amount: '1',
    effectiveFrom: at('2026-01-01T00:00:00Z'),
    createdAt: at('2026-01-01T00:00:00Z'),
    ...change,
  };
}

test('Worked example: list price USD 10, own price EUR 14.50, three seats: EUR 43.50', () => {
  const price = resale({ amount: '10', currency: 'USD' }, ownPrice({ amount: '14.5' }));
  expect(price).toEqual({ amount: '14.5', currency: 'EUR', priceId: 'p' });
  const priced = amountOf({
    price,
    rate: sameCurrency(Temporal.PlainDate.from('2026-11-15')),
    currency: 'EUR',
    quantity: 3,
    taxOn: () => ({ tax: decimal('0'), policy: { id: 'none' } }),
  });
  expect(priced).toMatchObject({ unitPrice: '14.5', effectiveUnitPrice: '14.5', total: '43.5' });
});

test("AZP-03 A customer's own price goes before the general one, and the newest in force before older ones", () => {
  const prices = [
    ownPrice({ id: 'general' }),
    ownPrice({ id: 'newer general', effectiveFrom: at('2026-06-01T00:00:00Z') }),
    ownPrice({ id: 'own', buyerTenantId: 'c1', effectiveFrom: at('2026-03-01T00:00:00Z') }),
    ownPrice({ id: 'own later', buyerTenantId: 'c1', effectiveFrom: at('2026-09-01T00:00:00Z') }),
  ];
  const idAt = (customer: string, moment: string) => priceInForce(prices, customer, at(moment))?.id;
  expect(idAt('c1', '2026-08-31T23:59:59Z')).toBe('own');
  expect(idAt('c1', '2026-09-01T00:00:00Z')).toBe('own later');
  expect(idAt('c2', '2026-08-31T23:59:59Z')).toBe('newer general');
  expect(idAt('c1', '2026-02-01T00:00:00Z')).toBe('general');
  expect(idAt('c1', '2025-12-31T23:59:59Z')).toBeUndefined();
});

test('AZP-03 Of two prices that count from the same moment the one set later is asked', () => {
  const prices = [
    ownPrice({ id: 'later', createdAt: at('2026-01-02T00:00:00Z') }),
    ownPrice({ id: 'earlier', createdAt: at('2026-01-01T00:00:00Z') }),
  ];
  for (const order of [prices, prices.toReversed()])
    expect(priceInForce(order, 'c1', at('2026-02-01T00:00:00Z'))?.id).toBe('later');
});

test('Without a price of its own the partner sells at the list price', () => {
  const list = { amount: '12', currency: 'USD' };
  expect(resale(list, undefined)).toEqual(list);
});
