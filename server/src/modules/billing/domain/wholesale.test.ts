import { expect, test } from 'vitest';
import { decimal } from '../../../kernel/index.ts';
import { amountOf } from './price.ts';
import { wholesale } from './wholesale.ts';

const list = { amount: '10', currency: 'EUR' };

test('Worked example: EUR 10 less 15 %, at 0.964285714286, rounded down to CHF 8.19 a seat, seven seats CHF 57.33', () => {
  const price = wholesale(list, { id: 'margin', percentage: '15' });
  expect(price).toEqual({ amount: '10', currency: 'EUR', effectiveAmount: '8.5', marginId: 'margin' });
  const priced = amountOf({
    price,
    rate: { rate: '0.964285714286', date: Temporal.PlainDate.from('2026-12-29') },
    currency: 'CHF',
    quantity: 7,
    taxOn: () => ({ tax: decimal('0'), policy: { id: 'none' } }),
  });
  expect(priced).toMatchObject({ unitPrice: '10', effectiveUnitPrice: '8.5', subtotal: '57.33', total: '57.33' });
});

test('Without a margin the partner pays the list price', () => {
  expect(wholesale(list, undefined)).toEqual(list);
});
