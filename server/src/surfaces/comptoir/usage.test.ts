import {
  acceptedUsageList,
  ownUsageList,
  rejectedUsageList,
  subscriptionUsage,
  usageDayList,
} from '@comptoir/contracts/comptoir/usage';
import { beforeAll, expect, test } from 'vitest';
import { activate, moveClock, order, saasVersion } from '../../../scenarios/stage.ts';
import { useStage } from '../../../test/stage.ts';
import { accessToken } from '../../../test/tokens.ts';

const stage = useStage();
let subscription: string;
let publisher: string;

beforeAll(async () => {
  const item = await stage.item(stage.azur, 'Relevé', '0001', 'FR');
  const bought = await order(stage, stage.azur, { ...stage.wish, item, quantity: 1 });
  subscription = bought.subscriptionId;
  await activate(stage, stage.atelier, subscription);
  const now = Temporal.Instant.from(await moveClock(stage, { advance: 'PT2H' }));
  const event = (hours: number, more = {}) => ({
    resourceId: subscription,
    quantity: 1000.5,
    dimension: 'readings',
    planId: 'capteurs',
    effectiveStartTime: now.subtract({ hours }).toString(),
    ...more,
  });
  const request = [event(0), event(1), event(1), event(0, { dimension: 'ش🙂' })];
  await stage.call(stage.atelier, 'POST', `/api/batchUsageEvent?${saasVersion}`, { body: { request } });
  const tenant = stage.world.tenants.find((one) => one.parts.includes('publisher') && one.country === 'FR')!;
  publisher = await accessToken(stage.server.context, {
    tenantId: tenant.id,
    parts: ['publisher'],
    roles: ['manager'],
  });
});

const get = async (token: string, path: string) => {
  const { status, body, text } = await stage.call(token, 'GET', `/comptoir/v1${path}`);
  expect(status, text).toBe(200);
  return body;
};

test('A publisher reads what it reported, by day and by subscription, and what was refused and why', async () => {
  const days = usageDayList.answer.parse(await get(publisher, '/usage/days'));
  expect(days).toMatchObject({
    total: 1,
    items: [
      {
        meter: 'Mesures',
        unit: expect.stringMatching(/^1\s000 mesures$/u),
        events: 2,
        quantity: '2001',
        chargedQuantity: '0',
        subscriptions: 1,
      },
    ],
  });
  const accepted = acceptedUsageList.answer.parse(
    await get(publisher, `/usage/accepted?search=${subscription.slice(0, 8)}`),
  );
  expect(accepted.items).toMatchObject([{ subscriptionId: subscription, events: 2, quantity: '2001' }]);
  expect(await get(publisher, '/usage/accepted?search=nothing-like-it')).toMatchObject({ total: 0 });
  expect(await get(publisher, '/usage/days?to=2020-01-01')).toMatchObject({ total: 0 });
  const refused = rejectedUsageList.answer.parse(await get(publisher, '/usage/rejected?sort=status'));
  expect(refused.items.map(({ status, dimension, count }) => [status, dimension, count])).toEqual([
    ['Duplicate', 'readings', 1],
    ['InvalidDimension', 'ش🙂', 1],
  ]);
  expect(await get(publisher, '/usage/rejected?status=Expired')).toMatchObject({ total: 0 });
});

test('A partner sees the usage of the running month with its cost, the customer its quantities without prices', async () => {
  const { customerId } = stage.wish;
  const usage = subscriptionUsage.parse(
    await get(stage.azur.app, `/customers/${customerId}/subscriptions/${subscription}/usage`),
  );
  expect(usage).toMatchObject({
    currency: 'EUR',
    unbilled: '700.35',
    meters: [{ dimension: 'readings', quantity: '2001', includedQuantity: 1, listPrice: '0.35', cost: '700.35' }],
  });
  const customer = await accessToken(stage.server.context, {
    tenantId: customerId,
    parts: ['customer'],
    roles: ['global_admin'],
  });
  const own = await get(customer, '/own-usage');
  expect(ownUsageList.answer.parse(own).items).toMatchObject([
    { meter: 'Mesures', quantity: '2001', subscriptionId: subscription },
  ]);
  expect(JSON.stringify(own)).not.toMatch(/price|cost|0\.35/i);
});
