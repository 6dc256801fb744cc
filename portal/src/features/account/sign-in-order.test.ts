import { expect, test } from 'vitest';
import { inOrder } from './sign-in-order.ts';

test('This browser stands first among the sign-ins, then those that were used last', () => {
  const signIn = (id: string, usedAt: string, current = false) => ({ id, usedAt, current });
  const items = [
    signIn('phone', '2026-11-30T10:00:00Z'),
    signIn('here', '2026-11-29T09:00:00Z', true),
    signIn('old', '2026-11-01T09:00:00Z'),
    signIn('desk', '2026-11-30T11:00:00.5Z'),
  ];
  expect(inOrder(items).map(({ id }) => id)).toEqual(['here', 'desk', 'phone', 'old']);
});
