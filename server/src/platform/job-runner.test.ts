import { afterEach, expect, test } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { startJobs, type Jobs } from './jobs.ts';
import { createLog } from './log.ts';
import type { PlatformTables } from './tables.ts';

const works = useDatabase();
let jobs: Jobs | undefined;
afterEach(async () => {
  await jobs?.stop();
  jobs = undefined;
});

const ask = (task: string) =>
  works.asSystem<void, PlatformTables>(async (work) => {
    work.enqueue(task, {});
    await Promise.resolve();
  });
const owner = (text: string) => works.pools.owner.query(text);

/** The first time that a job's end, or that one is locked, is written, the database refuses. */
async function refuseOnce(moment: 'delete' | 'update') {
  await owner(`create sequence refused_${moment}`);
  await owner(`create function refuse_${moment}() returns trigger language plpgsql as $$ begin
    if nextval('refused_${moment}') = 1 then raise exception 'not now' using errcode = '57P01'; end if;
    return coalesce(new, old); end $$`);
  await owner(`create trigger refuse_${moment} before ${moment} on graphile_worker._private_jobs
    for each row execute function refuse_${moment}()`);
}

test('A job whose end could not be noted is carried out again, and the jobs behind it too: the runner does not stay away', async () => {
  const done: string[] = [];
  const outer = {
    first: () => Promise.resolve(void done.push('first')),
    second: () => Promise.resolve(void done.push('second')),
  };
  await refuseOnce('delete');
  jobs = await startJobs(works.pools, works.runner, {}, outer, createLog('silent'));
  await ask('first');
  await jobs.drained();
  await ask('second');
  await jobs.drained();
  expect(done).toEqual(['first', 'first', 'second']);
  expect(await jobs.list()).toEqual([]);
});

test('A runner goes on when its question for a job fails', async () => {
  const done: string[] = [];
  await refuseOnce('update');
  const outer = { third: () => Promise.resolve(void done.push('third')) };
  jobs = await startJobs(works.pools, works.runner, {}, outer, createLog('silent'));
  await ask('third');
  await jobs.drained();
  expect(done).toEqual(['third']);
});

test('A task that takes its time, such as mail to a slow server, keeps no other task waiting', async () => {
  const slow = Promise.withResolvers<void>();
  const done: string[] = [];
  const outer = {
    slow: () => slow.promise,
    billing: () => Promise.resolve(void done.push('billing')),
  };
  jobs = await startJobs(works.pools, works.runner, {}, outer, createLog('silent'));
  for (let count = 0; count < 5; count += 1) await ask('slow');
  await ask('billing');
  try {
    const waiting = async () => (await jobs!.list()).map(({ task }) => task);
    await expect.poll(waiting, { timeout: 10_000 }).toEqual(['slow', 'slow', 'slow', 'slow', 'slow']);
    expect(done).toEqual(['billing']);
  } finally {
    slow.resolve();
  }
  await jobs.drained();
});

test('Who runs jobs holds a place, takes it again when its connection breaks, and leaves it at the end', async () => {
  const places = async () =>
    (
      await owner(`select pid from pg_locks where locktype = 'advisory' and mode = 'ShareLock' and granted
      and database = (select oid from pg_database where datname = current_database())`)
    ).rows as { pid: number }[];
  jobs = await startJobs(works.pools, works.runner, {}, {}, createLog('silent'));
  const [place] = await places();
  await works.pools.owner.query('select pg_terminate_backend($1)', [place!.pid]);
  await expect
    .poll(async () => (await places()).map(({ pid }) => pid !== place!.pid), { timeout: 5000 })
    .toEqual([true]);
  await jobs.stop();
  jobs = undefined;
  await expect.poll(async () => (await places()).length, { timeout: 5000 }).toBe(0);
});
