import { expect, test } from 'vitest';
import { useDatabase } from '../../../test/database.ts';
import { aPublisher } from '../../../test/offers.ts';
import { askForJob, readJob, runIngestionJobs, type Resource } from './index.ts';

const works = useDatabase();

test('A job that fails for a reason nobody foresaw is tried three times and does not hold up the next one', async () => {
  const publisher = await aPublisher(works);
  const ask = (resource: object) => works.as(publisher, (work) => askForJob(work, [resource as Resource]));
  const run = () => runIngestionJobs(works.runner, publisher.tenantId, { localAddresses: true });
  const read = ({ id }: { readonly id: string }) => works.as(publisher, (work) => readJob(work, id));

  const broken = await ask({ type: 'product' });
  const next = await ask({
    type: 'product',
    identity: { externalId: 'behind' },
    productType: 'softwareAsAService',
    alias: 'Behind',
  });
  for (const _time of [1, 2]) await expect(run()).rejects.toThrow(TypeError);
  expect(await read(broken)).toMatchObject({ status: 'running', attempts: 2 });
  await run();
  expect(await read(broken)).toMatchObject({ result: 'failed', errors: [{ code: 'Unexpected' }] });
  expect(await read(next)).toMatchObject({ result: 'succeeded' });
});
