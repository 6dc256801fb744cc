import { expect, test } from 'vitest';
import { testActor, useDatabase } from '../../../test/database.ts';
import { newId } from '../../kernel/index.ts';
import type { AllTables } from '../../tables.ts';
import { sealSweep, verifySeal } from './index.ts';

const works = useDatabase();
const actor = testActor(newId(), ['direct']);

const publish = (count: number, aggregateId: string = newId()) =>
  works.as<void, AllTables>(actor, async (work) => {
    for (let index = 0; index < count; index += 1) {
      const newValue = { index, text: 'é "quoted" \\ ', amount: '12.50', nested: { b: 1, a: [null] } };
      work.publish({ name: 'Done', aggregateType: 'test', aggregateId, newValue });
    }
  });
const run = () => works.asSystem<number, AllTables>((work) => sealSweep.run(work));
async function seal(): Promise<void> {
  while ((await run()) > 0);
}
const verify = () => works.asSystem<number | undefined, AllTables>((work) => verifySeal(work));
const asSuperuser = (statement: string, values: unknown[] = []) => works.pools.owner.query(statement, values);
const unsealed = async () =>
  (await asSuperuser('select count(*) as open from event where hash is null')).rows[0] as { open: number };
const seqOf = async (order: string) =>
  (
    (await asSuperuser(`select seq from event where hash is not null order by seq ${order} limit 1 offset 3`))
      .rows[0] as { seq: number }
  ).seq;

test('Every event is sealed, more than one batch too, and the trail is whole', async () => {
  expect(await verify()).toBeUndefined();
  await Promise.all([publish(700), publish(700), publish(700)]);
  expect(await run()).toBe(1000);
  await seal();
  expect(await unsealed()).toEqual({ open: 0 });
  expect(await verify()).toBeUndefined();
  expect(await run()).toBe(0);
});

test('A row that a superuser edits is found, whichever column, and the trail is whole again when it is put back', async () => {
  await publish(10);
  await seal();
  const seq = await seqOf('desc');
  const edits = [
    `new_value = new_value || '{"amount": "12.51"}'`,
    `old_value = '{}'`,
    `actor_name = 'somebody else'`,
    `actor_user_id = null`,
    `at = at - interval '1 microsecond'`,
    `recorded_at = recorded_at + interval '1 microsecond'`,
    `partner_tenant_id = gen_random_uuid()`,
    `name = 'Undone'`,
    `hash = null`,
    `hash = sha256('forged')`,
  ];
  for (const edit of edits) {
    const { rows } = await asSuperuser('select to_jsonb(event) as kept from event where seq = $1', [seq]);
    await asSuperuser(`update event set ${edit} where seq = $1`, [seq]);
    expect(await verify(), edit).toBe(seq);
    await restore(seq, (rows[0] as { kept: Record<string, unknown> }).kept);
    expect(await verify(), edit).toBeUndefined();
  }
});

async function restore(seq: number, kept: Record<string, unknown>): Promise<void> {
  const columns = Object.keys(kept).filter((column) => column !== 'seq');
  const assignments = columns.map((column) => `${column} = kept.${column}`).join(', ');
  await asSuperuser(
    `update event set ${assignments} from jsonb_populate_record(null::event, $2::jsonb) as kept where event.seq = $1`,
    [seq, JSON.stringify(kept)],
  );
}

test('A row taken out of the middle is found at the one behind it', async () => {
  await publish(10);
  await seal();
  const seq = await seqOf('desc');
  await asSuperuser('delete from event where seq = $1', [seq]);
  expect(await verify()).toBe(seq + 1);
});

test('An event whose transaction is still open is waited for, so that the chain stays in order of seq', async () => {
  const slow = await works.pools.owner.connect();
  try {
    await slow.query('begin');
    await slow.query(
      `insert into event (id, name, at, aggregate_type, aggregate_id, actor_tenant_id, actor_name, correlation_id)
       values (gen_random_uuid(), 'Slow', '2027-01-10', 'test', 'slow', gen_random_uuid(), 'slow', gen_random_uuid())`,
    );
    const before = await unsealed();
    await publish(3);
    expect(await run()).toBe(0);
    expect((await unsealed()).open).toBe(before.open + 3);
    await slow.query('commit');
    await seal();
    expect(await unsealed()).toEqual({ open: 0 });
  } finally {
    slow.release();
  }
});

test('Neither the application nor the system role can change what an event says', async () => {
  await publish(1);
  await expect(
    works.asSystem<unknown, AllTables>((work) => work.db.updateTable('event').set({ name: 'Changed' }).execute()),
  ).rejects.toThrow(/permission denied/);
  await expect(
    works.as<unknown, AllTables>(actor, (work) => work.db.updateTable('event').set({ hash: null }).execute()),
  ).rejects.toThrow(/permission denied/);
  await expect(works.asSystem<unknown, AllTables>((work) => work.db.deleteFrom('event').execute())).rejects.toThrow(
    /permission denied/,
  );
});
