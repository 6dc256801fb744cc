import { expect, test } from 'vitest';
import { readUsage, whyNotTaken, type MeteredPurchase, type ReadUsage, type SentUsage } from './usage-event.ts';

const id = '37f9dea2-4345-438f-b0bd-03d40d28c7e0';
const sent: SentUsage = {
  resourceId: id,
  quantity: '5.0',
  dimension: 'dim1',
  planId: 'plan1',
  effectiveStartTime: '2027-01-15T08:30:14',
};
const at = (text: string) => Temporal.Instant.from(text);

test('F3/dimensions An event is read with its hour in UTC, whatever offset it was written with', () => {
  expect(readUsage(sent)).toMatchObject({
    subscriptionId: id,
    at: at('2027-01-15T08:30:14Z'),
    hour: at('2027-01-15T08:00Z'),
  });
  const other = { ...sent, effectiveStartTime: '2027-01-15T08:30:14.1234567+05:30' };
  expect(readUsage(other)).toMatchObject({ hour: at('2027-01-15T03:00Z') });
});

test.for<[string, Partial<SentUsage>, string, string]>([
  ['no resource', { resourceId: undefined }, 'BadArgument', 'ResourceId'],
  ['two resources', { resourceUri: '/subscriptions/1' }, 'BadArgument', 'ResourceId'],
  [
    'a managed application',
    { resourceId: undefined, resourceUri: '/subscriptions/1' },
    'ResourceNotFound',
    'ResourceUri',
  ],
  ['an id that is none', { resourceId: 'x' }, 'ResourceNotFound', 'ResourceId'],
  ['nothing', { quantity: '0.000' }, 'InvalidQuantity', 'Quantity'],
  ['less than nothing', { quantity: '-1' }, 'InvalidQuantity', 'Quantity'],
  ['no quantity', { quantity: undefined }, 'InvalidQuantity', 'Quantity'],
  ['a word', { quantity: 'many' }, 'InvalidQuantity', 'Quantity'],
  [
    'a little more than an event may have',
    { quantity: '1000000000.00000000000000000001' },
    'InvalidQuantity',
    'Quantity',
  ],
  ['more than any number', { quantity: '1'.repeat(16) }, 'InvalidQuantity', 'Quantity'],
  ['no dimension', { dimension: '' }, 'BadArgument', 'Dimension'],
  ['no plan', { planId: undefined }, 'BadArgument', 'PlanId'],
  ['no time', { effectiveStartTime: undefined }, 'BadArgument', 'EffectiveStartTime'],
  ['29 February of no leap year', { effectiveStartTime: '2027-02-29T00:00:00Z' }, 'BadArgument', 'EffectiveStartTime'],
])('An event with %s is refused with its place', ([, change, status, target]) => {
  expect(readUsage({ ...sent, ...change })).toMatchObject({ status, target });
});

test('A thousand million is the most that an event reports', () => {
  expect(readUsage({ ...sent, quantity: '1000000000.0' })).toMatchObject({ quantity: '1000000000.0' });
});

const active: MeteredPurchase = {
  status: 'active',
  planId: 'plan1',
  activatedAt: at('2027-01-10T09:30:00Z'),
  endedAt: null,
  dimensions: ['dim1'],
};
const why = (
  effectiveStartTime: string,
  now: string,
  purchase: Partial<MeteredPurchase> = {},
  event: SentUsage = sent,
) => whyNotTaken(readUsage({ ...event, effectiveStartTime }) as ReadUsage, { ...active, ...purchase }, at(now))?.status;

test('The window goes back 24 hours to the second; later than now is refused', () => {
  expect(why('2027-01-15T08:00:00Z', '2027-01-16T08:00:00Z')).toBeUndefined();
  expect(why('2027-01-15T08:00:00Z', '2027-01-16T08:00:00.001Z')).toBe('Expired');
  expect(why('2027-01-15T08:04:00Z', '2027-01-15T08:00:00Z')).toBeUndefined();
  expect(why('2027-01-15T08:06:00Z', '2027-01-15T08:00:00Z')).toBe('BadArgument');
});

test('Only hours in which it was subscribed count; those before a cancellation may still be sent', () => {
  expect(why('2027-01-10T09:00:00Z', '2027-01-10T10:00:00Z')).toBeUndefined();
  expect(why('2027-01-10T08:59:59Z', '2027-01-10T10:00:00Z')).toBe('ResourceNotActive');
  const ended = { status: 'deleted', endedAt: at('2027-01-15T08:10:00Z') } as const;
  expect(why('2027-01-15T08:59:00Z', '2027-01-15T09:00:00Z', ended)).toBeUndefined();
  expect(why('2027-01-15T09:00:00Z', '2027-01-15T09:00:00Z', ended)).toBe('ResourceNotActive');
  for (const status of ['pending', 'suspended'] as const)
    expect(why('2027-01-15T08:00:00Z', '2027-01-15T09:00:00Z', { status })).toBe('ResourceNotActive');
  const waits = { status: 'pending', activatedAt: null } as const;
  expect(why('2027-01-15T08:00:00Z', '2027-01-15T09:00:00Z', waits)).toBe('ResourceNotActive');
});

test('The plan and a dimension of it must be those that were bought', () => {
  const now = '2027-01-15T09:00:00Z';
  expect(why('2027-01-15T08:00:00Z', now, {}, { ...sent, planId: 'other' })).toBe('BadArgument');
  expect(why('2027-01-15T08:00:00Z', now, {}, { ...sent, dimension: 'Dim1' })).toBe('InvalidDimension');
});
