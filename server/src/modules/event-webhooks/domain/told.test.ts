import { expect, test } from 'vitest';
import { messageOf, typesFor, type HouseEvent } from './told.ts';

const event: HouseEvent = {
  name: 'SubscriptionActivated',
  aggregateId: 's',
  at: Temporal.Instant.from('2026-11-30T10:00:00.5Z'),
  partnerTenantId: 'p',
  customerTenantId: 'c',
  publisherTenantId: 'i',
};

test('Each part is told of what concerns it, and of nothing else', () => {
  expect(typesFor(['publisher'])).toContain('offer.published');
  expect(typesFor(['direct'])).not.toContain('offer.published');
  expect(typesFor(['customer'])).toEqual(typesFor(['reseller']));
  expect(typesFor(['operator', 'applicant'])).toEqual([]);
});

test('A message is thin: its type, its moment and ids; what was not asked for, or concerns another side, is none', () => {
  const wanted = ['subscription.activated', 'order.placed'];
  expect(JSON.parse(messageOf(event, ['customer'], wanted)!.body)).toEqual({
    type: 'subscription.activated',
    timestamp: '2026-11-30T10:00:00.500Z',
    data: { subscriptionId: 's', partnerTenantId: 'p', customerTenantId: 'c' },
  });
  expect(messageOf(event, ['customer'], ['order.placed'])).toBeUndefined();
  expect(messageOf({ ...event, name: 'OrderPlaced' }, ['publisher'], wanted)).toBeUndefined();
  expect(messageOf({ ...event, name: 'PriceSet' }, ['partner'], wanted)).toBeUndefined();
});
