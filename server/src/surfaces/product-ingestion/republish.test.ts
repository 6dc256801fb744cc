import { afterAll, beforeAll, expect, test } from 'vitest';
import { aPipeline, offerResources, reseller, submission, type Pipeline } from '../../../test/pipeline.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { newId } from '../../kernel/index.ts';

let server: TestServer;
let pipeline: Pipeline;

beforeAll(async () => {
  server = await startTestServer();
  pipeline = await aPipeline(server.origin, 'FR');
});
afterAll(() => server.stop());

test('The same resources and submissions again, together or alone, answer what is live: nobody’s catalogue ids change', async () => {
  const wish = { externalId: 'sent-again', tenantId: newId(), applicationId: newId() };
  const resources = [...offerResources(wish), reseller({ resourceName: 'theProduct' }, 'all')];
  const made = await pipeline.made(...resources);
  const product = made.find(({ id }) => id.startsWith('product/')).id as string;
  const offerId = product.split('/')[1]!;
  const list = async () =>
    ((await pipeline.call('GET', `/submission/${product}`)).body.value as { id: string; target: object }[]).map(
      ({ id, target }) => [id, target],
    );
  const publish = async (...more: readonly object[]) => {
    const sent = await pipeline.made(...more, submission(product, 'preview'));
    const [preview] = (await pipeline.call('GET', `/submission/${product}?targetType=preview`)).body.value;
    expect(sent.at(-1).id).toBe(preview.id);
    await pipeline.made(submission(product, 'live', { id: preview.id }));
  };
  const state = async () => {
    const { rows } = await server.context.pools.owner.query<{ versions: number; ids: string[] }>(
      `select count(distinct v.id)::int as versions, array_agg(a.id::text order by a.id) as ids
       from offer_version v left join offer_availability a on a.version_id = v.id where v.offer_id = $1`,
      [offerId],
    );
    return rows[0];
  };
  await publish();
  const first = { list: await list(), state: await state() };
  expect(first.list).toEqual([
    [`submission/${offerId}/0`, { targetType: 'draft' }],
    [`submission/${offerId}/1`, { targetType: 'live' }],
    [`submission/${offerId}/1`, { targetType: 'preview' }],
  ]);
  await publish();
  await publish(...resources);
  expect({ list: await list(), state: await state() }).toEqual(first);
});
