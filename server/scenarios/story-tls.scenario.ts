import { afterAll, beforeAll, expect, test } from 'vitest';
import { playStory } from '../../scripts/story/play.ts';
import { startTestServer, type TestServer } from '../test/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ tls: true });
});
afterAll(() => server.stop());

test('ACT-08 The main job plays over HTTPS too, the ISV’s own calls included', async () => {
  expect(server.origin).toMatch(/^https:/);
  const story = await playStory(server.origin, () => undefined);
  expect(story.agree).toBe(true);
});
