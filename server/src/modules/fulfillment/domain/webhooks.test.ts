import { expect, test } from 'vitest';
import { judgeAnswer, saasLadder } from './webhooks.ts';

test('F20: 500 attempts within eight hours, evenly', () => {
  expect(saasLadder.gapsMs[0] * (saasLadder.mostAttempts - 1)).toBeGreaterThanOrEqual(saasLadder.withinMs);
  expect(saasLadder.gapsMs[0] * (saasLadder.mostAttempts - 2)).toBeLessThan(saasLadder.withinMs);
});

test.for<[string, number | undefined, string]>([
  ['ChangeQuantity', 200, 'delivered'],
  ['ChangeQuantity', 202, 'delivered'],
  ['ChangeQuantity', 400, 'refused'],
  ['ChangePlan', 409, 'refused'],
  ['Reinstate', 400, 'refused'],
  ['Suspend', 400, 'again'],
  ['ChangeQuantity', 429, 'again'],
  ['ChangeQuantity', 302, 'again'],
  ['ChangeQuantity', 503, 'again'],
  ['ChangeQuantity', undefined, 'again'],
  ['Unsubscribe', 404, 'again'],
  ['Renew', 204, 'delivered'],
])('F20: %s answered with %s is %s', ([event, status, verdict]) => {
  expect(judgeAnswer(event, status)).toBe(verdict);
});
