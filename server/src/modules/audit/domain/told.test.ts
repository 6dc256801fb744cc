import { expect, test } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventIdOf, recordIdOfEvent, toRecord } from './record.ts';
import { recordOf, toldNames, toldOf } from './told.ts';
import { operationTypes, resourceTypes } from './types.ts';

const root = join(import.meta.dirname, '../../..');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('demo'))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** Names that stand where something is published, or that a route's refusals leave in the trail. */
function publishedNames(): string[] {
  const found = new Set<string>();
  for (const { text } of sources) {
    const publishes = /\bpublish\w*\(|\bsay\(/.test(text);
    const patterns = [
      /refusedEvent(?:: | = )'([A-Z]\w+)'/g,
      ...(publishes
        ? [/\bname: '([A-Z][a-z]+(?:[A-Z][a-z]+)+)'/g, /\b(?:publish|say)\(\s*\w+,\s*(?:\w+,\s*)?'([A-Z]\w+)'/g]
        : []),
    ];
    for (const pattern of patterns) for (const [, name] of text.matchAll(pattern)) found.add(name!);
  }
  return [...found];
}

test('Every event that is published somewhere is told in the records, or its line says why it is not', () => {
  const names = publishedNames();
  expect(names.length).toBeGreaterThan(90);
  expect(names.filter((name) => !(name in recordOf))).toEqual([]);
});

test('What is told speaks the contract’s words only', () => {
  const { own, ofCustomers } = toldNames();
  expect(own.length).toBeGreaterThan(40);
  expect(own).toEqual(ofCustomers);
  for (const name of own)
    for (const ofCustomer of [true, false]) {
      const { resource, operation } = toldOf(name, ofCustomer)!;
      expect(resourceTypes).toContain(resource);
      expect(operationTypes).toContain(operation);
    }
  expect(toldNames('customer_user').ofCustomers).toContain('UserCreated');
  expect(toldNames('customer_user').own).not.toContain('UserCreated');
  expect(toldNames('partner_user').own).toContain('UserCreated');
});

const event = {
  id: '0197d1a5-0000-7000-8000-000000000001',
  name: 'OrderPlaced',
  at: Temporal.Instant.from('2028-02-29T00:00:00Z'),
  aggregateId: 'order-1',
  partnerTenantId: '11111111-1111-4111-8111-111111111111',
  customerTenantId: '22222222-2222-4222-8222-222222222222',
  publisherTenantId: null,
  actorTenantId: '11111111-1111-4111-8111-111111111111',
  actorName: 'ada@azur.example',
  actorUserId: null,
  actorApplicationId: null,
  onBehalfTenantId: null,
  correlationId: '33333333-3333-4333-8333-333333333333',
  oldValue: null,
  newValue: {
    alternateId: 'a1b2c3',
    lines: [
      { catalogItemId: 'P:1:A', subscriptionId: 's1', friendlyName: 'É 株', quantity: 3 },
      { catalogItemId: 'P:2:A', subscriptionId: 's2', friendlyName: 'B', quantity: 1, resellerMpnId: '4567890' },
    ],
  },
} as const;

test('The record of an order names what was bought, and its id leads back to the event', () => {
  const record = toRecord(event)!;
  expect(record).toMatchObject({ resource: 'order', operation: 'create_order', status: 'succeeded' });
  expect(record.recordId).toBe(`${event.partnerTenantId}_${event.customerTenantId}_order_create_order_${event.id}`);
  expect(recordIdOfEvent(event)).toBe(record.recordId);
  expect(eventIdOf(record.recordId)).toBe(event.id);
  expect(eventIdOf('x')).toBeUndefined();
  expect(Object.fromEntries(record.customizedData.map(({ key, value }) => [key, value]))).toEqual({
    OrderId: 'order-1',
    AlternateId: 'a1b2c3',
    'OfferId-0': 'P:1:A',
    'SubscriptionId-0': 's1',
    'SubscriptionName-0': 'É 株',
    'Quantity-0': '3',
    'OfferId-1': 'P:2:A',
    'SubscriptionId-1': 's2',
    'SubscriptionName-1': 'B',
    'Quantity-1': '1',
    'PartnerOnRecord-1': '4567890',
  });
  expect(toRecord({ ...event, name: 'PriceSet' })).toBeUndefined();
});

test('The record of a refused attempt says what was tried and why not, and none of the ids that it named', () => {
  const newValue = {
    method: 'PATCH',
    route: '/v1/customers/:customerId',
    named: { customerId: 'somebody’s' },
    code: 'CustomerNotFound',
    message: 'There is no customer somebody’s.',
  };
  const record = toRecord({ ...event, name: 'RelationshipRefused', newValue })!;
  expect(record).toMatchObject({ status: 'failed', operation: 'remove_partner_customer_relationship' });
  expect(JSON.stringify(record.newValue)).not.toContain('somebody');
  expect(record.newValue).toMatchObject({ method: 'PATCH', code: 'CustomerNotFound' });
});
