import { expect, test } from 'vitest';
import { mayHaveAnother } from './one-per-customer.ts';

const once = { onePerCustomer: true };

test('F4 A plan sold once per customer is refused to who has it, and one that is suspended is to be reactivated', () => {
  expect(mayHaveAnother(once, []).allowed).toBe(true);
  expect(mayHaveAnother(once, ['deleted']).allowed).toBe(true);
  for (const status of ['pending', 'active', 'suspended'] as const) {
    const verdict = mayHaveAnother(once, ['deleted', status]);
    expect(verdict).toMatchObject({ allowed: false, rule: { id: 'F4' } });
    expect(/reactivated/.test('reason' in verdict ? verdict.reason : '')).toBe(status === 'suspended');
    expect(mayHaveAnother({ onePerCustomer: false }, [status]).allowed).toBe(true);
  }
});
