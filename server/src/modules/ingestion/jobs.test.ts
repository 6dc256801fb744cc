import { beforeAll, expect, test } from 'vitest';
import { testActor, useDatabase } from '../../../test/database.ts';
import { aPublisher } from '../../../test/offers.ts';
import type { Actor } from '../../kernel/index.ts';
import { createOffer, publisherOffers, saveDraft } from '../offers/index.ts';
import {
  askForJob,
  cancelJob,
  completedJob,
  ingestionSweep,
  readJob,
  runIngestionJobs,
  type IngestionTables,
  type JobRow,
  type Resource,
} from './index.ts';
import { beginOldest } from './store.ts';

const works = useDatabase();
const rules = { localAddresses: true };
let publisher: Actor;

beforeAll(async () => {
  publisher = await aPublisher(works);
});

const product = (externalId: string, alias = externalId): Resource => ({
  type: 'product',
  identity: { externalId },
  productType: 'softwareAsAService',
  alias,
});

const ask = (...resources: Resource[]) => works.as(publisher, (work) => askForJob(work, resources));
const read = (id: string) => works.as(publisher, (work) => readJob(work, id));
const run = () => runIngestionJobs(works.runner, publisher.tenantId, rules);
const names = () =>
  works.as(publisher, async (work) =>
    (await publisherOffers(work, { sort: 'name', descending: false, search: '', size: 100 })).items.map(
      ({ externalId }) => externalId,
    ),
  );
const begin = () => works.as<JobRow | undefined, IngestionTables>(publisher, beginOldest);

test('Jobs of a publisher are carried out one after another, the oldest first', async () => {
  const first = await ask(product('twice'));
  const second = await ask(product('twice', 'another alias'));
  await Promise.all([run(), run(), run()]);
  expect(await read(first.id)).toMatchObject({ status: 'completed', result: 'succeeded', outcome: [{ warnings: [] }] });
  expect((await read(second.id)).outcome[0]!.warnings[0]).toContain("'twice'");
  expect((await names()).filter((name) => name === 'twice')).toHaveLength(1);
});

test('A process that dies over a job leaves it to be carried out once by the next', async () => {
  const job = await ask(product('after-death'));
  expect(await begin()).toMatchObject({ id: job.id, status: 'running', attempts: 1 });
  expect(await read(job.id)).toMatchObject({ status: 'running', result: 'pending' });
  await Promise.all([run(), run()]);
  expect(await read(job.id)).toMatchObject({ status: 'completed', result: 'succeeded' });
  await run();
  expect((await names()).filter((name) => name === 'after-death')).toHaveLength(1);
});

test('A job that was begun too often without an end fails, and the next one is carried out', async () => {
  const job = await ask(product('deadly'));
  for (let attempt = 1; attempt <= 10; attempt += 1) expect((await begin())!.attempts).toBe(attempt);
  const next = await ask(product('harmless'));
  await run();
  expect(await read(job.id)).toMatchObject({ result: 'failed', errors: [{ code: 'Unexpected' }] });
  expect(await read(next.id)).toMatchObject({ result: 'succeeded' });
});

test('What a process that died left waiting is found by the sweep', async () => {
  const job = await ask(product('left-behind'));
  const queued = async () => {
    const { rows } = await works.pools.owner.query<{ count: number }>(
      `select count(*) as count from graphile_worker.jobs where key = $1`,
      [`run-ingestion-jobs ${publisher.tenantId}`],
    );
    return rows[0]!.count;
  };
  await works.pools.owner.query(`select graphile_worker.remove_job($1)`, [`run-ingestion-jobs ${publisher.tenantId}`]);
  expect(await queued()).toBe(0);
  const { createdAt } = await read(job.id);
  const at = createdAt.add({ minutes: 2 });
  const swept = { actor: testActor(publisher.tenantId, []), system: true, at };
  expect(await works.runner.run(swept, (work) => ingestionSweep.run(work))).toBe(0);
  expect(await queued()).toBe(1);
  await run();
  await works.runner.run(swept, (work) => ingestionSweep.run(work));
  expect(await read(job.id)).toMatchObject({ result: 'succeeded' });
});

test('A job that was not begun is cancelled and changes nothing; one that was is not cancelled', async () => {
  const job = await ask(product('cancelled'));
  await expect(works.as(publisher, (work) => completedJob(work, job.id))).rejects.toMatchObject({
    code: 'IngestionJobNotCompleted',
  });
  const cancelled = await works.as(publisher, (work) => cancelJob(work, job.id));
  expect(cancelled).toMatchObject({ status: 'completed', result: 'cancelled', errors: [] });
  const begun = await ask(product('begun'));
  await begin();
  await expect(works.as(publisher, (work) => cancelJob(work, begun.id))).rejects.toMatchObject({
    code: 'IngestionJobRunning',
  });
  await run();
  expect(await names()).toEqual(expect.arrayContaining(['begun']));
  expect(await names()).not.toContain('cancelled');
  await expect(works.as(publisher, (work) => cancelJob(work, job.id))).rejects.toMatchObject({
    code: 'IngestionJobCompleted',
  });
});

test('Somebody who saves the draft at the same moment does not make a job fail', async () => {
  const offer = await works.as(publisher, (work) =>
    createOffer(work, { kind: 'saas', externalId: 'busy', name: 'Busy' }),
  );
  const setups = Array.from({ length: 8 }, (_, index) =>
    ask({
      type: 'software-as-a-service-technical-configuration',
      product: { externalId: 'busy' },
      landingPageUrl: `https://isv.example/${index}`,
      connectionWebhook: 'https://isv.example/hook',
      azureAdTenantId: '',
      azureAdAppId: '',
    }),
  );
  const jobs = await Promise.all(setups);
  let { revision, document } = offer;
  const people = async () => {
    for (let save = 0; save < 10; save += 1) {
      await works
        .as(publisher, (work) => saveDraft(work, { offerId: offer.offerId, revision, document }))
        .then((saved) => ({ revision, document } = saved))
        .catch((error: { details: { values: { revision: number } } }) => (revision = error.details.values.revision));
    }
  };
  await Promise.all([run(), people()]);
  for (const { id } of jobs) expect(await read(id)).toMatchObject({ result: 'succeeded' });
});

test("Another publisher neither sees, cancels nor carries out a publisher's job", async () => {
  const job = await ask(product('mine'));
  const stranger = await aPublisher(works, 'Stranger');
  for (const act of [readJob, cancelJob, completedJob]) {
    await expect(works.as(stranger, (work) => act(work, job.id))).rejects.toMatchObject({
      code: 'IngestionJobUnknown',
    });
  }
  const rows = await works.as<unknown[], IngestionTables>(stranger, (work) =>
    work.db.selectFrom('ingestion_job').selectAll().execute(),
  );
  expect(rows).toEqual([]);
  await runIngestionJobs(works.runner, stranger.tenantId, rules);
  expect(await read(job.id)).toMatchObject({ status: 'notStarted' });
  await run();
});

test('At most a hundred jobs of a publisher wait', async () => {
  const full = await aPublisher(works, 'Busy');
  const asFull = () => works.as(full, (work) => askForJob(work, [product('one')]));
  for (let job = 0; job < 100; job += 1) await asFull();
  await expect(asFull()).rejects.toMatchObject({ code: 'IngestionJobsWaiting' });
});

test('Jobs are forgotten thirty days after their end, and not before', async () => {
  const job = await ask(product('forgotten'));
  await run();
  const { endedAt } = await read(job.id);
  const sweepAt = (days: number) =>
    works.runner.run(
      { actor: testActor(publisher.tenantId, []), system: true, at: endedAt!.add({ hours: days * 24, minutes: 1 }) },
      (work) => ingestionSweep.run(work),
    );
  await sweepAt(29);
  expect(await read(job.id)).toMatchObject({ status: 'completed' });
  expect(await sweepAt(30)).toBeGreaterThan(0);
  await expect(read(job.id)).rejects.toMatchObject({ code: 'IngestionJobUnknown' });
});
