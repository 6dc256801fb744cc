import type { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { testActor, useDatabase } from '../../test/database.ts';
import { newId } from '../kernel/index.ts';

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

/** Notes every system call by which the connection sends something. */
function countWrites(client: unknown, sent: number[]): void {
  const { stream } = (client as { connection: { stream: Writable } }).connection;
  const write = stream._write.bind(stream);
  const writeAll = stream._writev!.bind(stream);
  stream._write = (...given) => {
    sent.push(1);
    write(...given);
  };
  stream._writev = (chunks, done) => {
    sent.push(chunks.length);
    writeAll(chunks, done);
  };
}
