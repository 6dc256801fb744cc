import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../test/server.ts';
import { isKnownHost } from './known-hosts.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** `fetch` sends no Host but the address's own. */
function ask(
  host: string,
  path: string,
  more: Readonly<Record<string, string>> = {},
): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(server.origin);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, headers: { host, accept: 'text/html', ...more } }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.on('end', () => resolve({ status: answer.statusCode!, text }));
    });
    sent.on('error', reject).end();
  });
}

const paths = ['/sandbox/v1/world', '/healthz', '/', '/v1/customers', '/common/v2.0/.well-known/openid-configuration'];

test.for([
  'rebound.example',
  'rebound.example:4380',
  'localhost.rebound.example',
  '127.0.0.1.rebound.example',
  '192.0.2.1',
  'a b',
])('The sandbox answers 421 in words at the host %s, on every surface', async (host) => {
  for (const path of paths) {
    const { status, text } = await ask(host, path);
    expect([path, status]).toEqual([path, 421]);
    expect(text).toContain('Use localhost, 127.0.0.1 or [::1]');
  }
});

test.for(['localhost', 'LOCALHOST:4380', '127.0.0.1:80', '127.0.0.2', '[::1]:4380'])(
  'The sandbox serves the host %s',
  async (host) => expect((await ask(host, '/sandbox/v1/world')).status).toBe(200),
);

test('What a request says it was forwarded from changes no address that is answered, and opens nothing', async () => {
  const said = {
    'x-forwarded-host': 'rebound.example',
    'x-forwarded-proto': 'https',
    forwarded: 'host=rebound.example',
  };
  const { host } = new URL(server.origin);
  for (const path of ['/common/v2.0/.well-known/openid-configuration']) {
    const { status, text } = await ask(host, path, said);
    expect([path, status]).toEqual([path, 200]);
    expect(text).toContain(server.origin);
    expect(text).not.toContain('rebound.example');
  }
  const known = { 'x-forwarded-host': host };
  expect((await ask('rebound.example', '/sandbox/v1/world', known)).status).toBe(421);
});

test('A sandbox opened to a network serves its origin and addresses, and no other name', () => {
  const config = { host: '0.0.0.0', origin: 'https://try.example' };
  const known = ['try.example', 'try.example:443', '192.0.2.1:4380', '[2001:db8::1]:4380', 'localhost'];
  expect(known.filter((host) => !isKnownHost(config, host))).toEqual([]);
  expect(isKnownHost(config, 'rebound.example')).toBe(false);
});
