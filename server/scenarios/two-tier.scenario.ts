/** The two-tier chain as `npm run story` plays it, with its second part: public APIs only. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { playTwoTier } from '../../scripts/story/two-tier.ts';
import { startTestServer, type TestServer } from '../test/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test('IND-01 IND-02 IND-19 IND-20 IND-25 IND-27 Provider, reseller and customer: one acceptance, an order that names the reseller, and the provider bills the reseller at its own price', async () => {
  const told: string[] = [];
  const story = await playTwoTier(server.origin, (step, ...seen) => told.push(step, ...seen));
  expect([Number(story.toProvider), Number(story.toReseller)]).toEqual([125, 131]);
  expect(told.join('\n')).toMatch(
    /its partners now: Azur.*Boréal Conseil \(reseller\), Delta Distribution \(provider\)/,
  );
  expect(told.join('\n')).toContain('a refusal: the provider bills it');
});
