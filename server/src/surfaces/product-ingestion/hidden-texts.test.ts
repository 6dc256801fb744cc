import { afterAll, beforeAll, expect, test } from 'vitest';
import { aPipeline, schema, type Pipeline } from '../../../test/pipeline.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';

let server: TestServer;
let pipeline: Pipeline;

beforeAll(async () => {
  server = await startTestServer();
  pipeline = await aPipeline(server.origin, 'FR');
});
afterAll(() => server.stop());

test('A text that hides something is refused at its place: descriptions, names, addresses, labels', async () => {
  const made = { externalId: 'first-offer' };
  const listing = { ...schema('listing'), product: made, kind: 'azureSaaS', languageId: 'en-us' };
  const plan = { ...schema('plan-listing'), product: made, plan: made, kind: 'azureSaaS-plan', languageId: 'en-us' };
  const offer = { ...schema('private-offer', '2023-07-15'), state: 'draft' };
  for (const sign of ['\u202E', '\u200B', '\u001B', '\u009B', '\u{E0041}']) {
    const { status, body } = await pipeline.call('POST', '/configure', {
      ...schema('configure', '2022-07-01'),
      resources: [
        { ...listing, description: `a${sign}b`, privacyPolicyLink: `https://isv.example/a${sign}b` },
        { ...plan, name: 'Team', description: `a\n${sign}b` },
        { ...plan, name: '\u3164', description: 'a' },
        { ...offer, name: `a${sign}b` },
        { ...offer, name: 'a\nb' },
      ],
    });
    expect([status, body.error.details.map(({ message }: { message: string }) => message.split(':')[0])]).toEqual([
      400,
      [
        'resources[0].description',
        'resources[0].privacyPolicyLink',
        'resources[1].description',
        'resources[2].name',
        'resources[3].name',
        'resources[4].name',
      ],
    ]);
  }
});
