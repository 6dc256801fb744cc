import { beforeEach, expect, test } from 'vitest';
import { aBuyerOf, aChannel, aCustomer, activate, buy, setTime, type Channel } from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { activateSubscription, renewDueTerms, subscriptionOf } from './index.ts';

const works = useDatabase();
beforeEach(() => setTime(works, '2027-01-10T09:00:00Z'));

const renew = ({ partner }: Channel, limit = 200) =>
  works.asSystem((work) => renewDueTerms(work, partner.tenantId, limit));

/** The terms of a subscription, oldest first. */
const terms = (id: string) =>
  works.asSystem((work) =>
    work.prepared<{ number: number; from: string; to: string; starts: string; next: string }>(
      'terms',
      `select number, start_date::text as "from", end_date::text as "to",
         to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as starts,
         to_char(next_charge_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as next
       from subscription_term where subscription_id = $1 order by number`,
      [id],
    ),
  );
const told = (id: string, name: string) =>
  works.asSystem(async (work) => {
    const text = 'select new_value as value from event where aggregate_id = $1 and name = $2 order by seq';
    const rows = await work.prepared<{ value: Record<string, unknown> }>('told', text, [id, name]);
    return rows.map(({ value }) => value);
  });

/** A subscription in a state that nothing in the house brings about yet. */
async function inState(channel: Channel, status: string) {
  const customer = await aCustomer(works, channel.partner);
  const id = await buy(works, channel, { customer, term: 'P1M' });
  await works.pools.owner.query('update subscription set status = $1 where id = $2', [status, id]);
  return { customer, id };
}

test('F24 A renewal begins at midnight UTC after the last day, however late the work runs, and so does its charge', async () => {
  const channel = await aChannel(works);
  const { customer, subscription } = await aBuyerOf(works, channel, 2, 'P1M');
  await setTime(works, '2027-02-09T23:59:00Z');
  expect(await renew(channel)).toBe(0);
  await setTime(works, '2027-02-14T17:45:00Z');
  expect(await renew(channel)).toBe(1);
  expect(await terms(subscription)).toEqual([
    { number: 1, from: '2027-01-10', to: '2027-02-09', starts: '2027-01-10 09:00', next: '2027-01-10 09:00' },
    { number: 2, from: '2027-02-10', to: '2027-03-09', starts: '2027-02-10 00:00', next: '2027-02-10 00:00' },
  ]);
  expect(await told(subscription, 'SubscriptionRenewed')).toEqual([
    { termNumber: 2, startsAt: '2027-02-10T00:00:00Z' },
  ]);
  const { activatedAt } = await works.as(channel.partner, (work) => subscriptionOf(work, customer, subscription));
  expect(activatedAt?.toString()).toMatch(/^2027-01-10T09:00:0/);
  expect(await renew(channel)).toBe(0);
});

test('F24 Two terms overdue are renewed one after the other, each from the end of the one before', async () => {
  const channel = await aChannel(works);
  const { subscription } = await aBuyerOf(works, channel, 2, 'P1M');
  await setTime(works, '2027-03-20T12:00:00Z');
  expect([await renew(channel), await renew(channel), await renew(channel)]).toEqual([1, 1, 0]);
  expect((await terms(subscription)).map(({ from, starts }) => [from, starts])).toEqual([
    ['2027-01-10', '2027-01-10 09:00'],
    ['2027-02-10', '2027-02-10 00:00'],
    ['2027-03-10', '2027-03-10 00:00'],
  ]);
});

test('F24 Without auto-renew a subscription ends at that midnight, however late the work runs', async () => {
  const channel = await aChannel(works);
  const { customer, subscription } = await aBuyerOf(works, channel, 2, 'P1M');
  await works.pools.owner.query('update subscription set auto_renew = false where id = $1', [subscription]);
  await setTime(works, '2027-02-14T17:45:00Z');
  expect(await renew(channel)).toBe(1);
  const ended = await works.as(channel.partner, (work) => subscriptionOf(work, customer, subscription));
  expect([ended.status, ended.endedAt?.toString()]).toEqual(['deleted', '2027-02-10T00:00:00Z']);
  expect(await told(subscription, 'SubscriptionEnded')).toEqual([
    { status: 'deleted', endedAt: '2027-02-10T00:00:00Z', reason: 'termOver' },
  ]);
  expect(await terms(subscription)).toHaveLength(1);
  await setTime(works, '2027-04-14T00:00:00Z');
  expect(await renew(channel)).toBe(0);
});

test('F24 Many terms of an account are renewed and ended together, each from its own last day and at its own price', async () => {
  const channel = await aChannel(works);
  const [one, two, over] = [
    await aBuyerOf(works, channel, 2, 'P1M'),
    await aBuyerOf(works, channel, 3, 'P1M'),
    await aBuyerOf(works, channel, 4, 'P1M'),
  ];
  const set = (text: string, id: string) =>
    works.pools.owner.query(`update subscription set ${text} where id = $1`, [id]);
  await set('auto_renew = false', over.subscription);
  await set(`term_end = '2027-02-07'`, two.subscription);
  await works.pools.owner.query('delete from due_work where account_tenant_id = $1', [channel.partner.tenantId]);
  await setTime(works, '2027-02-14T17:45:00Z');
  expect(await renew(channel)).toBe(3);
  expect((await terms(one.subscription)).at(-1)).toMatchObject({ number: 2, starts: '2027-02-10 00:00' });
  expect((await terms(two.subscription)).at(-1)).toMatchObject({ number: 2, starts: '2027-02-08 00:00' });
  expect(await terms(over.subscription)).toHaveLength(1);
  const written = await works.asSystem((work) =>
    work.prepared<{ quantity: number; price: string; listed: string | null }>(
      'written',
      `select quantity, unit_price::float::text as price, price_availability_id as listed from subscription_term
       where number = 2 and subscription_id = any($1::uuid[]) order by quantity`,
      [[one.subscription, two.subscription]],
    ),
  );
  expect(written).toMatchObject([
    { quantity: 2, price: '12.5' },
    { quantity: 3, price: '12.5' },
  ]);
  expect(written.every(({ listed }) => listed !== null)).toBe(true);
  expect(await told(over.subscription, 'SubscriptionEnded')).toHaveLength(1);
  const due = await works.pools.owner.query(
    `select kind, to_char(due_at at time zone 'UTC', 'YYYY-MM-DD') as at from due_work
     where account_tenant_id = $1 order by kind`,
    [channel.partner.tenantId],
  );
  expect(due.rows).toEqual([
    { kind: 'charges', at: '2027-02-08' },
    { kind: 'renewals', at: '2027-03-10' },
  ]);
});

test('F24 Only what is active is renewed: neither a suspended subscription nor one that ended', async () => {
  const channel = await aChannel(works);
  for (const status of ['suspended', 'deleted']) {
    const { subscription } = await aBuyerOf(works, channel, 1, 'P1M');
    await works.pools.owner.query('update subscription set status = $1 where id = $2', [status, subscription]);
  }
  await setTime(works, '2027-02-10T00:00:00Z');
  expect(await renew(channel)).toBe(0);
});

test('F24 No more are renewed at once than asked, those that ended first before the others', async () => {
  const channel = await aChannel(works);
  const late = await aBuyerOf(works, channel, 1, 'P1M');
  await works.pools.owner.query(`update subscription set term_end = '2027-02-08' where id = $1`, [late.subscription]);
  await aBuyerOf(works, channel, 1, 'P1M');
  await setTime(works, '2027-02-10T00:00:00Z');
  expect(await renew(channel, 1)).toBe(1);
  expect(await terms(late.subscription)).toHaveLength(2);
  expect([await renew(channel, 1), await renew(channel, 1)]).toEqual([1, 0]);
});

test('F14 A subscription that ended is not activated again, nor one that is suspended: no term, no charge, no word of it', async () => {
  const channel = await aChannel(works);
  for (const [status, code] of [
    ['deleted', 'SubscriptionEnded'],
    ['suspended', 'SubscriptionSuspended'],
  ] as const) {
    const { customer, id } = await inState(channel, status);
    await expect(activate(works, channel, id)).rejects.toMatchObject({ code });
    const kept = await works.as(channel.partner, (work) => subscriptionOf(work, customer, id));
    expect([kept.status, kept.activatedAt]).toEqual([status, null]);
    expect(await terms(id)).toEqual([]);
    expect(await told(id, 'SubscriptionActivated')).toEqual([]);
  }
});

test('F14 Activating what is active says the same again and begins nothing anew', async () => {
  const channel = await aChannel(works);
  const { subscription } = await aBuyerOf(works, channel, 2, 'P1M');
  await setTime(works, '2027-01-20T09:00:00Z');
  const again = await works.as(channel.publisher, (work) => activateSubscription(work, subscription));
  expect(again.activatedAt?.toString()).toMatch(/^2027-01-10T09:00:0/);
  expect(await terms(subscription)).toHaveLength(1);
  expect(await told(subscription, 'SubscriptionActivated')).toHaveLength(1);
});
