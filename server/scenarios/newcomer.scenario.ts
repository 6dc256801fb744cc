/** A company from the welcome page to its first order through a provider, over the public APIs, as `npm run story` plays it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { playNewcomer } from '../../scripts/story/newcomer.ts';
import { startTestServer, type TestServer } from '../test/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test('ENR-09 ENR-26 ENR-39 ENR-43 ENR-44 ENR-49 IND-10 IND-11 IND-14 IND-19 IND-25 IND-27 AZP-49 A company signs up, is verified, signs, is invited, asks a customer for both, and its provider orders: each hop has its invoice at month end', async () => {
  const told: string[] = [];
  const story = await playNewcomer(server.origin, (step, ...seen) => told.push(step, ...seen));
  expect([Number(story.toProvider), Number(story.toReseller)]).toEqual([125, 131]);
  const said = told.join('\n');
  expect(said).toContain('status active');
  expect(said).toMatch(/its partners now: Delta Distribution \(provider\), Éclair İß 株 \w+ \(reseller\)/);
  expect(said).toContain('a refusal: the provider bills it');
});
