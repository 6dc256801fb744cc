import { expect, test } from 'vitest';
import { decimal } from '../../../kernel/index.ts';
import { amountOf, sameCurrency } from './price.ts';
import { trialPrice } from './trial.ts';

test('Worked example: 25 seats of a trial cost nothing (rule F25)', () => {
  const priced = amountOf({
    price: trialPrice('EUR'),
    rate: sameCurrency(Temporal.PlainDate.from('2026-11-15')),
    currency: 'EUR',
    quantity: 25,
    taxOn: () => ({ tax: decimal('0'), policy: { id: 'none' } }),
  });
  expect(priced).toMatchObject({ unitPrice: '0', subtotal: '0', total: '0', currency: 'EUR' });
});
