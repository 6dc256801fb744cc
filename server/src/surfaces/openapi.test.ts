import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../test/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const ask = (path: string) => fetch(`${server.origin}${path}`);

test('What an API takes and answers is served as OpenAPI 3.1, without a token', async () => {
  const response = await ask('/openapi/comptoir.json');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('application/json');
  expect(await response.json()).toMatchObject({
    openapi: '3.1.0',
    paths: { '/comptoir/v1/offers/{offerId}': { get: { security: [{ token: [] }] } } },
  });
});

test('A document that does not exist is not found, and no other file is served', async () => {
  for (const path of ['/openapi/nothing.json', '/openapi/..%2Frules.md', '/openapi/permissions.md']) {
    expect([path, (await ask(path)).status >= 400]).toEqual([path, true]);
  }
  expect((await ask('/openapi/nothing.json')).status).toBe(404);
});
