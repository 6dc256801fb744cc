/** SIGKILL at any point of a pipeline's request: what was answered as a job is carried out wholly, and once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '../src/kernel/index.ts';
import { aPipeline, ended, offerResources, reseller, schema, submission } from '../test/pipeline.ts';
import { aHouse, type House } from './child.ts';

let house: House;

beforeAll(async () => {
  house = await aHouse();
  house.launch();
  await house.ready();
});
afterAll(() => house.remove());

const kills = 8;
const spanMs = 80;

test('A request for an offer and its preview, killed at any moment after its answer, leaves one offer in one preview', async () => {
  let unfinished = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const pipeline = await aPipeline(house.origin, 'FR');
    const externalId = `killed-${kill}`;
    const body = {
      ...schema('configure', '2022-07-01'),
      resources: [
        ...offerResources({ externalId, tenantId: newId(), applicationId: newId() }),
        reseller({ resourceName: 'theProduct' }, 'all'),
        submission({ resourceName: 'theProduct' }, 'preview'),
      ],
    };
    const { jobId } = (await pipeline.call('POST', '/configure', body)).body;
    await pause((kill * spanMs) / kills);
    const before = pipeline.call('GET', `/configure/${jobId}/status`).catch(() => undefined);
    await house.kill();
    if ((await before)?.body?.jobStatus !== 'completed') unfinished += 1;
    house.launch();
    await house.ready();
    const again = await aPipeline(house.origin, 'FR');
    expect(await ended(again, jobId)).toMatchObject({ jobResult: 'succeeded', errors: [] });
    const { value } = (await again.call('GET', `/product?externalId=${externalId}`)).body;
    expect(value).toHaveLength(1);
    const submissions = (await again.call('GET', `/submission/${value[0].id}`)).body.value;
    expect(submissions.map(({ id }: { id: string }) => id.split('/')[2])).toEqual(['0', '1']);
  }
  expect(unfinished).toBeGreaterThan(0);
});
