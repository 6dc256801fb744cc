import { cancellationPolicies } from '@comptoir/contracts/comptoir/cancellation-policies';
import { beforeAll, expect, test } from 'vitest';
import { activate, moveClock, order } from '../../../scenarios/stage.ts';
import { applicationToken, resources, tenantOf, userToken } from '../../../../scripts/story/client.ts';
import { useStage } from '../../../test/stage.ts';

const stage = useStage({ at: '2027-01-10T09:00:00Z' });
let operator: string;
beforeAll(async () => {
  operator = await userToken(stage.origin, tenantOf(stage.world, 'operator'), 'global_admin');
});

const path = '/comptoir/v1/operator/cancellation-policies';
const call = (method: string, at = '', body?: object, token = operator) =>
  stage.call(token, method, `${path}${at}`, body ? { body } : {});
const policy = (effectiveFrom: string, monthlyHours = 72, otherHours = 72) => ({
  effectiveFrom,
  monthlyHours,
  otherHours,
  source: 'New commerce cancellation policy',
});
const days = (moment: string, count: number) =>
  Temporal.Instant.from(moment).toZonedDateTimeISO('UTC').toPlainDate().add({ days: count }).toString();

test('CAN-02 An application of the operator reads the windows, and decides none', async () => {
  const application = await applicationToken(stage.origin, tenantOf(stage.world, 'operator'), resources.partnerCenter);
  const far = policy('2028-01-01');
  expect((await call('POST', '', far, application)).status).toBe(403);
  expect((await call('DELETE', '/2028-01-01', undefined, application)).status).toBe(403);
  expect((await call('GET', '', undefined, application)).status).toBe(200);
});

test('CAN-02 F22 The operator chooses windows from a day on: terms that begin then have them, others keep theirs', async () => {
  const now = await moveClock(stage, { advance: 'PT1M' });
  const tomorrow = days(now, 1);
  const subscription = async () => {
    const { subscriptionId } = await order(stage, stage.azur, stage.wish);
    await activate(stage, stage.atelier, subscriptionId);
    const at = `/v1/customers/${stage.wish.customerId}/subscriptions/${subscriptionId}`;
    const { body } = await stage.call(stage.azur.app, 'GET', at);
    return { at, hours: hoursBetween(body.effectiveStartDate, body.refundOptions[0].expiresAt) };
  };
  expect((await call('POST', '', policy(tomorrow))).status).toBe(201);
  const before = await subscription();
  await moveClock(stage, { advance: 'P1D' });
  const after = await subscription();
  expect([before.hours, after.hours]).toEqual([24, 72]);
  const { body: list } = await call('GET');
  expect(cancellationPolicies.parse(list)).toEqual(list);
  const said = list.items.map(({ state, by, monthlyHours }: Record<string, string>) => [state, by, monthlyHours]);
  expect(said).toEqual([
    ['inForce', 'operator', 72],
    ['past', 'programme', 24],
  ]);
  // The catalogue tells what a purchase of today has.
  const [productId, skuId] = stage.wish.item.split(':');
  const sku = await stage.call(
    stage.azur.app,
    'GET',
    `/v1/products/${productId}/skus/${skuId}/availabilities?country=FR`,
  );
  expect(sku.text).toContain('"expiresAfter":"P3D"');
  await moveClock(stage, { advance: 'P1D' });
  const cancel = (at: string) => stage.call(stage.azur.app, 'PATCH', at, { body: { status: 'deleted' } });
  const late = await cancel(before.at);
  expect([late.status, late.body.code]).toEqual([400, 900213]);
  expect((await cancel(after.at)).body.status).toBe('deleted');
});

const hoursBetween = (from: string, until: string) =>
  Math.round(Temporal.Instant.from(until).since(Temporal.Instant.from(from)).total('hours'));

test('Windows are chosen for a day to come, once, by the operator alone, and withdrawn until then', async () => {
  const now = await moveClock(stage, { advance: 'PT1M' });
  const [today, later] = [days(now, 0), days(now, 30)];
  const answered = async (...asked: Parameters<typeof call>) => {
    const { status, body } = await call(...asked);
    return [status, body?.code];
  };
  expect(await answered('POST', '', policy(today))).toEqual([400, 'PolicyNotAhead']);
  expect(await answered('POST', '', policy(later, -1))).toEqual([400, 'InvalidInput']);
  expect(await answered('POST', '', { ...policy(later), source: '' })).toEqual([400, 'InvalidInput']);
  expect((await call('POST', '', policy(later))).status).toBe(201);
  expect(await answered('POST', '', policy(later, 24))).toEqual([409, 'PolicyDayTaken']);
  expect((await call('DELETE', `/${later}`)).status).toBe(204);
  expect(await answered('DELETE', `/${later}`)).toEqual([404, 'PolicyUnknown']);
  expect(await answered('DELETE', `/${today}`)).toEqual([409, 'PolicyInForce']);
  expect((await call('GET', '', undefined, stage.azur.user)).status).toBe(403);
});
