import { beforeAll, beforeEach, expect, test } from 'vitest';
import {
  aBuyerOf,
  aChannel,
  aCustomer,
  anOperator,
  buy,
  changeAgreed,
  runDue,
  setTime,
} from '../../../test/billing.ts';
import { aReader } from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import type { Work } from '../../platform/work.ts';
import {
  activateSubscription,
  answerOperation,
  changeSubscription,
  deadlineWork,
  reinstatePaid,
  subscriptionOf,
  suspendUnpaid,
  type SubscriptionPatch,
} from './index.ts';

const works = useDatabase();
beforeAll(async () => {
  await anOperator(works);
});
beforeEach(() => setTime(works, '2027-01-10T09:00:00Z'));

type Channel = Awaited<ReturnType<typeof aChannel>>;
type Bought = Awaited<ReturnType<typeof aBuyerOf>>;

const ask = (channel: Channel, bought: Bought, patch: SubscriptionPatch) =>
  works.runner.run({ actor: channel.partner, system: true }, (work) =>
    changeSubscription(work, bought.customer, bought.subscription, () => patch),
  );
const suspend = (channel: Channel, bought: Bought) => ask(channel, bought, { status: 'suspended' });
const reinstate = (channel: Channel, bought: Bought) => changeAgreed(works, channel, bought, { status: 'active' });
const answer = (channel: Channel, bought: Bought, id: string, says: 'Success' | 'Failure') =>
  works.runner.run({ actor: channel.publisher, system: true }, (work) =>
    answerOperation(work, bought.subscription, id, says),
  );
const read = ({ partner }: Channel, { customer, subscription }: Bought) =>
  works.as(partner, (work) => subscriptionOf(work, customer, subscription));
/** Deadlines as the clockwork has them looked after, until nothing is due. */
const deadlines = async ({ partner }: Channel) => {
  const run = (work: Work) => deadlineWork.run(work, partner.tenantId) as Promise<number>;
  while ((await works.asSystem(run)) > 0);
};
const query = async <Row>(text: string, ...values: unknown[]) =>
  (await works.pools.owner.query(text, values)).rows as Row[];
const charges = ({ subscription }: Bought) =>
  query<{ key: string; cents: number }>(
    `select charge_key as key, (100 * sum(total))::int as cents from charge where subscription_id = $1
     group by 1 order by 1`,
    subscription,
  ).then((rows) => rows.map(({ key }) => key));
const deliveries = ({ subscription }: Bought) =>
  query<{ event: string; body: string }>(
    'select event, body from webhook_delivery where subject_id = $1 order by id',
    subscription,
  ).then((rows) =>
    rows.map(({ event, body }) => {
      const { status, subscription: view } = JSON.parse(body) as {
        status: string;
        subscription: { saasSubscriptionStatus: string };
      };
      return [event, status, view.saasSubscriptionStatus];
    }),
  );
const mails = async (to: string) =>
  (await query<{ subject: string }>('select subject from mail where recipient = $1 order by id', to)).map(
    ({ subject }) => subject,
  );

test('F20 Suspended: the publisher is told, nothing but the name is changed, what was scheduled is dropped', async () => {
  const channel = await aChannel(works);
  const bought = await aBuyerOf(works, channel, 10, 'P1M');
  await ask(channel, bought, { nextTerm: { quantity: 3 } });
  const { subscription: one } = await suspend(channel, bought);
  expect([one.status, one.suspendedBy, one.nextTerm]).toEqual(['suspended', 'partner', null]);
  expect(one.lapse).toMatchObject({ reason: 'notReinstated' });
  expect(await deliveries(bought)).toEqual([['Suspend', 'Succeeded', 'Suspended']]);
  for (const patch of [{ quantity: 11 }, { autoRenew: false }, { nextTerm: { quantity: 3 } }] as const)
    await expect(ask(channel, bought, patch)).rejects.toMatchObject({ code: 'SubscriptionSuspended' });
  await ask(channel, bought, { friendlyName: 'Neu' });
  await expect(
    works.as(channel.publisher, (work) => activateSubscription(work, bought.subscription)),
  ).rejects.toMatchObject({ code: 'SubscriptionSuspended' });
});

test('F20 F23 While a change waits for its publisher the renewal can be turned off, and a cancellation in its window overtakes it', async () => {
  const channel = await aChannel(works);
  const bought = await aBuyerOf(works, channel, 10, 'P1M');
  const { held } = await ask(channel, bought, { quantity: 12 });
  const { subscription } = await ask(channel, bought, { autoRenew: false, friendlyName: 'Neu' });
  expect([subscription.autoRenew, subscription.friendlyName, subscription.quantity]).toEqual([false, 'Neu', 10]);
  await expect(ask(channel, bought, { quantity: 13 })).rejects.toMatchObject({ code: 'OperationPending' });
  expect((await ask(channel, bought, { status: 'deleted' })).subscription.status).toBe('deleted');
  await expect(answer(channel, bought, held!.id, 'Success')).rejects.toMatchObject({ code: 'OperationOver' });
  expect([(await read(channel, bought)).status, (await read(channel, bought)).quantity]).toEqual(['deleted', 10]);
});

test('F20 A reinstatement waits for the publisher, who may refuse it: then it stays suspended and can be asked again', async () => {
  const channel = await aChannel(works);
  const bought = await aBuyerOf(works, channel, 10, 'P1M');
  await suspend(channel, bought);
  const { subscription: asked, held } = await ask(channel, bought, { status: 'active' });
  expect([asked.status, held?.action]).toEqual(['suspended', 'Reinstate']);
  await expect(ask(channel, bought, { status: 'active' })).rejects.toMatchObject({ code: 'OperationPending' });
  await answer(channel, bought, held!.id, 'Failure');
  expect((await read(channel, bought)).status).toBe('suspended');
  expect((await reinstate(channel, bought)).status).toBe('active');
  expect((await read(channel, bought)).suspendedAt).toBeNull();
  expect((await deliveries(bought)).map(([event, status]) => [event, status])).toEqual([
    ['Suspend', 'Succeeded'],
    ['Reinstate', 'InProgress'],
    ['Reinstate', 'InProgress'],
  ]);
});

test('F20 Cycles that begin while it is suspended wait, and are charged once it is reinstated; none twice', async () => {
  const channel = await aChannel(works);
  const bought = await aBuyerOf(works, channel, 10, 'P1Y');
  await setTime(works, '2027-02-05T00:00:00Z');
  await suspend(channel, bought);
  await setTime(works, '2027-02-12T00:00:00Z');
  await runDue(works, 1, [channel.partner.tenantId]);
  expect(await charges(bought)).toEqual(['t1c0']);
  await reinstate(channel, bought);
  await runDue(works, 1, [channel.partner.tenantId]);
  expect(await charges(bought)).toEqual(['t1c0', 't1c1']);
  await setTime(works, '2027-03-10T00:00:00Z');
  await runDue(works, 1, [channel.partner.tenantId]);
  expect(await charges(bought)).toEqual(['t1c0', 't1c1', 't1c2']);
});

test('F20 F24 A term that ended while it was suspended renews once it is reinstated, and not before', async () => {
  const channel = await aChannel(works);
  const bought = await aBuyerOf(works, channel, 10, 'P1M');
  await setTime(works, '2027-02-05T00:00:00Z');
  await suspend(channel, bought);
  await setTime(works, '2027-02-20T00:00:00Z');
  await runDue(works, 1, [channel.partner.tenantId]);
  expect((await read(channel, bought)).termEnd?.toString()).toBe('2027-02-09');
  await reinstate(channel, bought);
  await runDue(works, 1, [channel.partner.tenantId]);
  expect(await charges(bought)).toEqual(['t1c0', 't2c0']);
  expect((await deliveries(bought)).at(-1)).toEqual(['Renew', 'Succeeded', 'Subscribed']);
});

test('F20 What nobody reinstates within 30 days ends, with its cycles uncharged, its publisher told and its account mailed once', async () => {
  const channel = await aChannel(works);
  const reader = await aReader(works, channel.partner.tenantId, 'fr', 'billing_admin');
  const bought = await aBuyerOf(works, channel, 10, 'P1Y');
  await setTime(works, '2027-02-05T00:00:00Z');
  await suspend(channel, bought);
  const { held } = await ask(channel, bought, { status: 'active' });
  await setTime(works, '2027-03-06T23:59:00Z');
  await deadlines(channel);
  expect((await read(channel, bought)).status).toBe('suspended');
  await setTime(works, '2027-03-09T12:00:00Z');
  await deadlines(channel);
  await deadlines(channel);
  const ended = await read(channel, bought);
  expect([ended.status, ended.endedAt?.toString().slice(0, 10)]).toEqual(['deleted', '2027-03-07']);
  await runDue(works, 1, [channel.partner.tenantId]);
  expect(await charges(bought)).toEqual(['t1c0']);
  expect((await deliveries(bought)).at(-1)).toEqual(['Unsubscribe', 'Succeeded', 'Unsubscribed']);
  // What still waited for the publisher was overtaken.
  await expect(answer(channel, bought, held!.id, 'Success')).rejects.toMatchObject({ code: 'OperationOver' });
  const subjects = await mails(reader);
  expect(subjects.filter((one) => one.includes('rétabli'))).toHaveLength(1);
  expect(subjects.some((one) => one.endsWith('est suspendu'))).toBe(true);
});

test('F20 F24 Without renewal a suspended subscription ends with its term', async () => {
  const channel = await aChannel(works);
  const bought = await aBuyerOf(works, channel, 10, 'P1M');
  await ask(channel, bought, { autoRenew: false });
  await setTime(works, '2027-02-05T00:00:00Z');
  await suspend(channel, bought);
  await setTime(works, '2027-02-11T00:00:00Z');
  await deadlines(channel);
  expect((await read(channel, bought)).endedAt?.toString()).toBe('2027-02-10T00:00:00Z');
});

test('F20 What the operator suspended because it is not paid its partner does not lift, and the other way round', async () => {
  const channel = await aChannel(works);
  const bought = await aBuyerOf(works, channel, 10, 'P1M');
  const { held } = await ask(channel, bought, { quantity: 12 });
  await works.asSystem((work) => suspendUnpaid(work, bought.customer, bought.subscription));
  // The change that waited is not made any more.
  await expect(answer(channel, bought, held!.id, 'Success')).rejects.toMatchObject({ code: 'OperationOver' });
  expect(await read(channel, bought)).toMatchObject({ status: 'suspended', suspendedBy: 'operator', quantity: 10 });
  await expect(ask(channel, bought, { status: 'active' })).rejects.toMatchObject({ code: 'StatusFixed' });
  await expect(
    works.asSystem((work) => suspendUnpaid(work, bought.customer, bought.subscription)),
  ).rejects.toMatchObject({ code: 'StatusUnreachable' });
  await works.asSystem((work) => reinstatePaid(work, bought.customer, bought.subscription));
  const [operation] = await query<{ id: string }>(
    `select id from subscription_operation where subscription_id = $1 and status = 'InProgress'`,
    bought.subscription,
  );
  await answer(channel, bought, operation!.id, 'Success');
  expect((await read(channel, bought)).status).toBe('active');
  await suspend(channel, bought);
  await expect(
    works.asSystem((work) => reinstatePaid(work, bought.customer, bought.subscription)),
  ).rejects.toMatchObject({ code: 'SuspendedByPartner' });
});

test('F20 Suspended within its window it is cancelled with all of it given back; later the refusal says why', async () => {
  const channel = await aChannel(works);
  const [early, late] = [await aBuyerOf(works, channel, 10, 'P1M'), await aBuyerOf(works, channel, 10, 'P1M')];
  await suspend(channel, early);
  await suspend(channel, late);
  await ask(channel, early, { status: 'deleted' });
  await setTime(works, '2027-01-12T09:00:00Z');
  await runDue(works, 1, [channel.partner.tenantId]);
  const [sum] = await query<{ cents: number }>(
    'select (100 * sum(total))::int as cents from charge where subscription_id = $1',
    early.subscription,
  );
  expect(sum!.cents).toBe(0);
  await expect(ask(channel, late, { status: 'deleted' })).rejects.toMatchObject({ code: 'CancellationHoursPassed' });
});

test('F14 F20 A purchase that nobody sets up is mailed of after a day and before its end, and void after 30 days: nothing is charged', async () => {
  const channel = await aChannel(works);
  const reader = await aReader(works, channel.partner.tenantId, 'en', 'global_admin');
  const customer = await aCustomer(works, channel.partner);
  const bought = { customer, subscription: await buy(works, channel, { customer, term: 'P1M' }) };
  for (const at of ['2027-01-11T10:00:00Z', '2027-01-11T11:00:00Z', '2027-02-04T10:00:00Z', '2027-02-09T09:30:00Z']) {
    await setTime(works, at);
    await deadlines(channel);
  }
  const ended = await read(channel, bought);
  expect([ended.status, ended.endedAt?.toString().slice(0, 13)]).toEqual(['deleted', '2027-02-09T09']);
  expect((await mails(reader)).map((subject) => subject.replace(/^.*? (?=waits|was)/, ''))).toEqual([
    'waits to be set up',
    'waits to be set up',
    'was cancelled because it was not set up',
  ]);
  expect(await charges(bought)).toEqual([]);
  expect(await deliveries(bought)).toEqual([['Unsubscribe', 'Succeeded', 'Unsubscribed']]);
  const [order] = await query<{ status: string }>('select status from purchase_order where id = $1', ended.orderId);
  expect(order!.status).toBe('cancelled');
  await expect(
    works.as(channel.publisher, (work) => activateSubscription(work, bought.subscription)),
  ).rejects.toMatchObject({ code: 'SubscriptionEnded' });
});

test('F20 F24 Mails say what was activated, what renews in thirty days and what ends, each once however often it runs', async () => {
  const channel = await aChannel(works);
  const reader = await aReader(works, channel.partner.tenantId, 'en', 'billing_admin');
  const [renews, ends] = [await aBuyerOf(works, channel, 1, 'P1Y'), await aBuyerOf(works, channel, 1, 'P1Y')];
  await ask(channel, renews, { friendlyName: 'Alpha' });
  await ask(channel, ends, { friendlyName: 'Omega', autoRenew: false });
  for (const at of ['2027-01-10T11:00:00Z', '2027-12-10T00:00:00Z', '2027-12-11T00:00:00Z', '2027-12-20T00:00:00Z']) {
    await setTime(works, at);
    await deadlines(channel);
  }
  expect(await mails(reader)).toEqual([
    '2 subscriptions are active',
    'Alpha (Contoso) will renew',
    'Omega (Contoso) will end',
  ]);
});
