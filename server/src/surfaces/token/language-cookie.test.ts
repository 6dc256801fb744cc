import { request } from 'node:https';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../test/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ tls: true });
});
afterAll(() => server.stop());

/** The certificate is the test server's own. */
function cookiesOf(path: string): Promise<string[]> {
  const options = { headers: { accept: 'text/html' }, rejectUnauthorized: false };
  return new Promise((resolve, reject) => {
    const sent = request(`${server.origin}${path}`, options, (answer) => {
      answer.resume().on('end', () => resolve(answer.headers['set-cookie'] ?? []));
    });
    sent.on('error', reject).end();
  });
}

test('Under TLS the cookie of the language travels by nothing else', async () => {
  const language = (await cookiesOf('/common/oauth2/deviceauth')).find((one) => one.startsWith('comptoir_language='));
  expect(language).toMatch(/; HttpOnly; Secure$/);
});
