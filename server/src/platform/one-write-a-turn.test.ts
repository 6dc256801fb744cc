import { expect, test } from 'vitest';
import { testActor, useDatabase } from '../../test/database.ts';
import { countWrites } from '../../test/writes.ts';
import { newId } from '../kernel/index.ts';
import type { Asking } from './work.ts';

const works = useDatabase();

test('Statements that are sent behind each other leave in one write, and so do the last ones with their commit', async () => {
  const actor = testActor(newId(), ['direct']);
  const sent: number[] = [];
  works.pools.app.once('acquire', (client) => countWrites(client, sent));
  const answers = await works.as<number[], unknown>(actor, async (work) => {
    const ask = (value: number) =>
      work.prepared<{ value: number }>('test-value', 'select $1::int as value', [value]).then((rows) => rows[0]!.value);
    const rows = await Promise.all([ask(1), ask(2), ask(3)]);
    work.defer('test-deferred', 'select $1::int as value', [4]);
    work.publish({ name: 'Done', aggregateType: 'test', aggregateId: '1' });
    return rows;
  });
  expect(answers).toEqual([1, 2, 3]);
  // The opening, the three questions, and all that goes with the commit.
  expect(sent).toHaveLength(3);
});

test('What a work foresees is asked with its opening, and its answer is given once', async () => {
  const actor = testActor(newId(), ['direct']);
  const sent: number[] = [];
  works.pools.app.once('acquire', (client) => countWrites(client, sent));
  const moment = (work: Asking) =>
    work
      .prepared<{ at: string; account: string }>(
        'test-moment',
        // wall clock: asked again, it answers otherwise
        `select clock_timestamp()::text as at, current_setting('comptoir.tenant') as account, $1::int`,
        [1],
      )
      .then((rows) => rows[0]!);
  const ahead: Promise<unknown>[] = [];
  const [first, writes, second] = await works.runner.run(
    { actor },
    async (work) => [await moment(work), sent.length, await moment(work)] as const,
    (asking) => {
      ahead.push(moment(asking));
      return ahead;
    },
  );
  expect(await ahead[0]).toEqual(first);
  expect(first.account).toBe(actor.tenantId);
  expect(writes).toBe(1);
  expect(second.at).not.toBe(first.at);
});

test('A foreseen question that fails fails whoever asks it, and rolls back; unasked it fails the work all the same', async () => {
  const actor = testActor(newId(), ['direct']);
  const wrong = (work: Asking) => work.prepared('test-wrong', 'select 1 / $1::int', [0]);
  // Built upon, as use cases do: what nobody waits for must not end the process.
  const foresee = (asking: Asking) => [wrong(asking).then((rows) => rows.length)];
  await expect(works.runner.run({ actor }, (work) => wrong(work), foresee)).rejects.toThrow(/division by zero/);
  const unasked = works.runner.run({ actor }, (work) => work.prepared('test-right', 'select 1', []), foresee);
  await expect(unasked).rejects.toThrow(/transaction is aborted/);
});
