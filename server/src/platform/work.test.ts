import { expect, test } from 'vitest';
import { testActor, useDatabase } from '../../test/database.ts';
import { newId } from '../kernel/index.ts';
import type { PlatformTables } from './tables.ts';

const works = useDatabase();

test('A unit of work that throws leaves neither its event nor its rows', async () => {
  const actor = testActor(newId(), ['direct']);
  const attempt = works.as<void, PlatformTables>(actor, async (work) => {
    work.publish({ name: 'Tried', aggregateType: 'test', aggregateId: '1' });
    throw new Error('no');
  });
  await expect(attempt).rejects.toThrow('no');
  const events = await works.asSystem<number, PlatformTables>(
    async (work) => (await work.db.selectFrom('event').select('id').where('aggregate_id', '=', '1').execute()).length,
  );
  expect(events).toBe(0);
});

test('An event is visible to its own tenant and to no other', async () => {
  const [mine, other] = [testActor(newId(), ['direct']), testActor(newId(), ['direct'])];
  await works.as(mine, async (work) =>
    work.publish({ name: 'Done', aggregateType: 'test', aggregateId: '2', newValue: { quantity: 3 } }),
  );
  const seen = (actor: typeof mine) =>
    works.as<number, PlatformTables>(
      actor,
      async (work) => (await work.db.selectFrom('event').select('id').where('aggregate_id', '=', '2').execute()).length,
    );
  expect(await seen(mine)).toBe(1);
  expect(await seen(other)).toBe(0);
});

test('Work on another account sees that account’s rows, and the audit trail names who acted', async () => {
  const [provider, reseller] = [testActor(newId(), ['provider']), testActor(newId(), ['reseller'])];
  const context = { actor: provider, account: reseller.tenantId };
  const written = await works.runner.run<string, PlatformTables>(context, async (work) => {
    work.publish({ name: 'Done', aggregateType: 'test', aggregateId: '3', partnerTenantId: work.account });
    return work.account;
  });
  expect(written).toBe(reseller.tenantId);
  const events = await works.as<unknown[], PlatformTables>(reseller, (work) =>
    work.db
      .selectFrom('event')
      .select(['actor_tenant_id', 'partner_tenant_id'])
      .where('aggregate_id', '=', '3')
      .execute(),
  );
  expect(events).toEqual([{ actor_tenant_id: provider.tenantId, partner_tenant_id: reseller.tenantId }]);
});

test('Nobody writes an event that says another acted', async () => {
  const [mine, other] = [testActor(newId(), ['direct']), testActor(newId(), ['direct'])];
  const forged = works.as(mine, async (work) =>
    work.inNameOf(other).publish({ name: 'Done', aggregateType: 'test', aggregateId: '4' }),
  );
  await expect(forged).rejects.toThrow(/row-level security/);
});

test('The application role cannot change an event', async () => {
  const actor = testActor(newId(), ['direct']);
  await expect(
    works.as<unknown, PlatformTables>(actor, (work) => work.db.updateTable('event').set({ name: 'Changed' }).execute()),
  ).rejects.toThrow(/permission denied/);
});

test('A statement whose name PostgreSQL would cut off is refused, and so is all that its work did', async () => {
  const actor = testActor(newId(), ['direct']);
  const long = `${'a-name-'.repeat(9)}x`;
  const refused = works.as(actor, (work) => work.prepared(long, 'select 1', []));
  await expect(refused).rejects.toThrow(/longer than 63 bytes/);
  const deferred = works.as<void, PlatformTables>(actor, async (work) => {
    work.publish({ name: 'Done', aggregateType: 'test', aggregateId: '5' });
    work.defer(long, 'select 1', []);
  });
  await expect(deferred).rejects.toThrow(/longer than 63 bytes/);
  const events = await works.asSystem<unknown[], PlatformTables>((work) =>
    work.db.selectFrom('event').select('id').where('aggregate_id', '=', '5').execute(),
  );
  expect(events).toEqual([]);
});
