import { expect, test } from 'vitest';
import { decimal } from '../kernel/index.ts';
import { rules } from './rules/index.ts';
import { taxOn } from './tax.ts';

test('G12 As long as the programme keeps no rates, tax is zero everywhere, by a policy that a price path names', () => {
  for (const [market, day] of [
    ['FR', '2027-01-15'],
    ['US', '2028-02-29'],
    ['ZZ', '2020-01-01'],
  ] as const) {
    const { tax, policy } = taxOn(decimal('99.99'), market, Temporal.PlainDate.from(day));
    expect([tax.toFixed(), policy]).toEqual(['0', rules['G12/no-tax']]);
    expect(policy.id).toBe('G12/no-tax');
  }
});
