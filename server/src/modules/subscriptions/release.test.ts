import { beforeEach, expect, test } from 'vitest';
import { aChannel, aCustomer, buy, setTime } from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { retryTransaction } from '../../platform/retry-transaction.ts';
import { releaseCustomer } from './index.ts';

const works = useDatabase();
beforeEach(() => setTime(works, '2027-01-10T09:00:00Z'));

async function subscriptionsOf(customer: string): Promise<number> {
  const text = 'select count(*)::int as n from subscription where customer_tenant_id = $1';
  return (await works.pools.owner.query<{ n: number }>(text, [customer])).rows[0]!.n;
}

test('D15 An order that was decided before its relationship ended is decided anew, and refused', async () => {
  const channel = await aChannel(works);
  const customer = await aCustomer(works, channel.partner);
  const sides = { partnerTenantId: channel.partner.tenantId, customerTenantId: customer };
  const ended = Promise.withResolvers<void>();
  const commit = Promise.withResolvers<void>();
  const ending = works.runner.run({ actor: channel.partner, system: true }, async (work) => {
    await releaseCustomer(work, sides);
    ended.resolve();
    await commit.promise;
  });
  await ended.promise;
  // It still sees the relationship, and waits for it.
  const ordering = retryTransaction(() => buy(works, channel, { customer })).then(
    () => 'ordered',
    (error: unknown) => (error as { code: string }).code,
  );
  await waitsForLock();
  commit.resolve();
  await ending;
  expect(await ordering).toBe('CustomerNotFound');
  expect(await subscriptionsOf(customer)).toBe(0);
});

test('D15 A relationship does not end while an order of it is being written', async () => {
  const channel = await aChannel(works);
  const customer = await aCustomer(works, channel.partner);
  const sides = { partnerTenantId: channel.partner.tenantId, customerTenantId: customer };
  const owner = await works.pools.owner.connect();
  await owner.query('begin');
  await owner.query(
    'select from customer_relationship where partner_tenant_id = $1 and customer_tenant_id = $2 for key share',
    [sides.partnerTenantId, sides.customerTenantId],
  );
  const ending = works.runner
    .run({ actor: channel.partner, system: true }, (work) => releaseCustomer(work, sides))
    .then(
      () => 'ended',
      (error: unknown) => (error as { code: string }).code,
    );
  await waitsForLock();
  await buy(works, channel, { customer });
  await owner.query('commit');
  owner.release();
  expect(await ending).toBe('RelationshipHasSubscriptions');
});

/** Once somebody waits for a lock of this database. */
async function waitsForLock(): Promise<void> {
  const text = `select count(*)::int as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  await expect.poll(async () => (await works.pools.owner.query<{ n: number }>(text)).rows[0]!.n).toBeGreaterThan(0);
}
