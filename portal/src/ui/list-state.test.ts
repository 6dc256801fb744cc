import { expect, test } from 'vitest';
import { membersOf } from './list-state.ts';

test('Two lists of a page have words and order of their own in its address', () => {
  const address = { q: 'plan', status: 'active', 'usage.q': 'readings', 'usage.sort': undefined };
  expect(membersOf(address, 'usage.')).toEqual({ own: { q: 'readings' }, others: { q: 'plan', status: 'active' } });
  const main = membersOf(address, '');
  expect(main.own).toMatchObject({ q: 'plan', status: 'active' });
});
