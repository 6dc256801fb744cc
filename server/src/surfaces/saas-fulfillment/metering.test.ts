import {
  acceptedUsage,
  usageConflict,
  usageProblem,
  usageReport,
  usageResults,
} from '@comptoir/contracts/saas-metering';
import { beforeAll, expect, test } from 'vitest';
import { activate, moveClock, order, saasVersion } from '../../../scenarios/stage.ts';
import { testNow } from '../../../test/clock.ts';
import type { Call } from '../../../test/http.ts';
import { useStage } from '../../../test/stage.ts';
import { newId } from '../../kernel/index.ts';

const stage = useStage();
let item: string;
let now: Temporal.Instant;

beforeAll(async () => {
  item = await stage.item(stage.azur, 'Relevé', '0001', 'FR');
  now = Temporal.Instant.from(await moveClock(stage, { advance: 'PT1S' }));
});

async function metered(activated = true): Promise<string> {
  const { subscriptionId } = await order(stage, stage.azur, { ...stage.wish, item, quantity: 1 });
  if (activated) await activate(stage, stage.atelier, subscriptionId);
  return subscriptionId;
}

const call = (
  method: string,
  path: string,
  body?: unknown,
  token: string | undefined = stage.atelier,
  more: Call = {},
) => stage.call(token, method, `/api${path}${path.includes('?') ? '&' : '?'}${saasVersion}`, { body, ...more });
const event = (resourceId: string, more: Record<string, unknown> = {}) => ({
  resourceId,
  quantity: 5.0,
  dimension: 'readings',
  effectiveStartTime: now.toString(),
  planId: 'capteurs',
  ...more,
});
const hoursAgo = (hours: number) => now.subtract({ hours }).toString();

async function kept(subscription: string) {
  const text = `select dimension, quantity::text, events, charged_quantity::text as charged from usage_day where subscription_id = $1`;
  return (await stage.server.context.pools.owner.query(text, [subscription])).rows;
}

test('SaaS metering: an event is answered as accepted, with an id and what was sent, and is kept exactly', async () => {
  const subscription = await metered();
  // Written as no double can hold it.
  const body = JSON.stringify(event(subscription)).replace(':5,', ':0.1000000000000000055,');
  const { status, body: answer, headers } = await call('POST', '/usageEvent', body);
  expect(status).toBe(200);
  expect(acceptedUsage.parse(answer)).toEqual(answer);
  expect(answer).toMatchObject({
    status: 'Accepted',
    resourceId: subscription,
    planId: 'capteurs',
    effectiveStartTime: now.toString(),
  });
  expect(headers.get('x-ms-requestid')).toBeTruthy();
  expect(await kept(subscription)).toEqual([
    { dimension: 'readings', quantity: '0.1000000000000000055', events: 1, charged: '0' },
  ]);
});

test('A second event of an hour is 409 with the first one whole; nothing is added', async () => {
  const subscription = await metered();
  const first = await call('POST', '/usageEvent', event(subscription));
  const again = await call('POST', '/usageEvent', event(subscription, { quantity: 7 }));
  expect(again.status).toBe(409);
  expect(usageConflict.parse(again.body)).toEqual(again.body);
  expect(again.body).toMatchObject({
    code: 'Conflict',
    message: 'This usage event already exist.',
    additionalInfo: { acceptedMessage: { usageEventId: first.body.usageEventId, status: 'Duplicate', quantity: 5 } },
  });
  expect((await kept(subscription))[0]!.quantity).toBe('5');
});

const unreadable = [
  '0000-01-01T00:00Z',
  '-004713-01-01T00:00:00Z',
  '-271821-04-20T00:00:00Z',
  '+275760-09-13T00:00:00Z',
];

test('A year that no calendar of ours has is refused by itself; the batch it stands in is taken', async () => {
  const subscription = await metered();
  for (const effectiveStartTime of unreadable) {
    const { status, body } = await call('POST', '/usageEvent', event(subscription, { effectiveStartTime }));
    expect([status, body.details?.[0]?.target], effectiveStartTime).toEqual([400, 'EffectiveStartTime']);
    expect((await call('GET', `/usageEvents?usageStartDate=${encodeURIComponent(effectiveStartTime)}`)).status).toBe(
      400,
    );
  }
  const times = [...unreadable, '0001-01-02T00:00:00', '9999-12-31T23:59:59.9999999Z', now.toString()];
  const request = times.map((effectiveStartTime) => event(subscription, { effectiveStartTime }));
  const { status, body } = await call('POST', '/batchUsageEvent', { request });
  expect(status).toBe(200);
  expect(body.result.map((each: { status: string }) => each.status)).toEqual([
    ...unreadable.map(() => 'BadArgument'),
    'ResourceNotActive',
    'BadArgument',
    'Accepted',
  ]);
  expect(await kept(subscription)).toMatchObject([{ quantity: '5', events: 1 }]);
  const until9999 = await call('GET', '/usageEvents?usageStartDate=0001-01-01&UsageEndDate=9999-12-31');
  expect(until9999.status).toBe(200);
});

test('Ten of one hour at once: one is accepted, nine are duplicates', async () => {
  const subscription = await metered();
  const answers = await Promise.all(Array.from({ length: 10 }, () => call('POST', '/usageEvent', event(subscription))));
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
    200,
    ...Array.from({ length: 9 }, () => 409),
  ]);
  expect(await kept(subscription)).toMatchObject([{ quantity: '5', events: 1 }]);
});

test('A batch says of each event what became of it, in its order, and keeps what it can', async () => {
  const [one, waits] = [await metered(), await metered(false)];
  const { atelier, harbour } = stage;
  const foreign = await order(stage, stage.azur, {
    ...stage.wish,
    item: await stage.item(stage.azur, 'Harbour Dashboards', '0002', 'FR'),
    quantity: 1,
  });
  await activate(stage, harbour, foreign.subscriptionId);
  const request = [
    event(one),
    event(one, { quantity: 9 }),
    event(one, { effectiveStartTime: hoursAgo(25) }),
    event(newId()),
    event(foreign.subscriptionId),
    event(waits),
    event(one, { dimension: 'nothing' }),
    event(one, { quantity: 0 }),
    event(one, { planId: 'other' }),
    event(one, { resourceUri: '/subscriptions/x' }),
    event(one, { quantity: 'five' }),
    {},
  ];
  const { status, body } = await call('POST', '/batchUsageEvent', { request }, atelier);
  expect(status).toBe(200);
  expect(usageResults.parse(body)).toEqual(body);
  expect(body.count).toBe(request.length);
  expect(body.result.map((each: { status: string }) => each.status)).toEqual([
    'Accepted',
    'Duplicate',
    'ResourceNotActive',
    'ResourceNotFound',
    'ResourceNotAuthorized',
    'ResourceNotActive',
    'InvalidDimension',
    'InvalidQuantity',
    'BadArgument',
    'BadArgument',
    'InvalidQuantity',
    'BadArgument',
  ]);
  expect(body.result[1]).toMatchObject({
    messageTime: '0001-01-01T00:00:00',
    error: { code: 'Conflict', additionalInfo: { acceptedMessage: { usageEventId: body.result[0].usageEventId } } },
  });
  const { rows } = await stage.server.context.pools.owner.query(
    `select status, count from usage_rejection where resource = $1 order by status, dimension`,
    [one],
  );
  expect(rows).toEqual([
    { status: 'BadArgument', count: 2 },
    { status: 'Duplicate', count: 1 },
    { status: 'InvalidDimension', count: 1 },
    { status: 'InvalidQuantity', count: 2 },
    { status: 'ResourceNotActive', count: 1 },
  ]);
});

test('25 events a batch and no more; a body of another shape is 400; no token and a wrong version are refused', async () => {
  const subscription = await metered();
  const many = (count: number) => ({ request: Array.from({ length: count }, () => event(subscription)) });
  expect((await call('POST', '/batchUsageEvent', many(25))).body.count).toBe(25);
  for (const body of [many(26), many(0), { request: 'x' }, [], 7, undefined, { request: [7] }])
    expect((await call('POST', '/batchUsageEvent', body)).status).toBe(400);
  for (const body of [[], 7, undefined, 'null']) expect((await call('POST', '/usageEvent', body)).status).toBe(400);
  expect(
    (await stage.call(undefined, 'POST', `/api/usageEvent?${saasVersion}`, { body: event(subscription) })).status,
  ).toBe(403);
  expect(
    (await stage.call(stage.azur.app, 'POST', `/api/usageEvent?${saasVersion}`, { body: event(subscription) })).status,
  ).toBe(403);
  const version = await stage.call(stage.atelier, 'POST', '/api/usageEvent', { body: event(subscription) });
  expect([version.status, version.body.Error.Code]).toEqual([400, 'ApiVersionUnspecified']);
});

test('What is wrong with one event is 400 with its place; another publisher’s resource is 403', async () => {
  const missing = await call('POST', '/usageEvent', event('', {}));
  expect(missing.status).toBe(400);
  expect(usageProblem.parse(missing.body)).toEqual(missing.body);
  expect(missing.body).toEqual({
    message: 'One or more errors have occurred.',
    target: 'usageEventRequest',
    code: 'BadArgument',
    details: [{ message: 'The resourceId is required.', target: 'ResourceId', code: 'BadArgument' }],
  });
  const foreign = await call('POST', '/usageEvent', event(await metered()), stage.harbour);
  expect([foreign.status, foreign.body]).toEqual([
    403,
    { code: 'Forbidden', message: 'Client is not authorized for this usage resource.' },
  ]);
});

test('The daily report tells days with their sums, narrowed as asked; only to their publisher', async () => {
  const subscription = await metered();
  now = Temporal.Instant.from(await moveClock(stage, { advance: 'PT3H' }));
  for (const hours of [0, 1, 2])
    await call('POST', '/usageEvent', event(subscription, { effectiveStartTime: hoursAgo(hours) }));
  const day = now.toString().slice(0, 10);
  const report = async (query: string, token?: string) => {
    const { status, body } = await call(
      'GET',
      `/usageEvents?usageStartDate=${testNow.toString()}${query}`,
      undefined,
      token,
    );
    expect(status).toBe(200);
    expect(usageReport.parse(body)).toEqual(body);
    return (body as { usageResourceId: string }[]).filter((row) => row.usageResourceId === subscription);
  };
  const [row] = await report('');
  expect(row).toMatchObject({
    usageDate: `${day}T00:00:00Z`,
    dimension: 'readings',
    planId: 'capteurs',
    offerId: 'releve-mesures',
    reconStatus: 'Submitted',
    submittedQuantity: 15,
    processedQuantity: 0,
    submittedCount: 3,
    planName: '',
  });
  expect(
    await report(
      `&UsageEndDate=${day}&offerId=releve-mesures&planId=capteurs&dimension=readings&reconStatus=Submitted`,
    ),
  ).toHaveLength(1);
  for (const query of [
    '&offerId=x',
    '&planId=x',
    '&dimension=x',
    `&azureSubscriptionId=${newId()}`,
    '&reconStatus=Accepted',
  ])
    expect(await report(query)).toEqual([]);
  expect(await report('', stage.harbour)).toEqual([]);
  for (const query of ['', '?usageStartDate=x', `?usageStartDate=${day}&reconStatus=x`])
    expect((await call('GET', `/usageEvents${query}`)).status).toBe(400);
});
