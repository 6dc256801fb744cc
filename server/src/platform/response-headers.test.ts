import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../test/server.ts';
import { createServer } from './http.ts';
import { createLog } from './log.ts';
import { safeByDefault } from './response-headers.ts';
import { formPageHeaders, pageHeaders } from '../surfaces/token/pages/layout.ts';

let server: TestServer;
/** A proxy in front of it speaks TLS. */
let behindProxy: FastifyInstance;
beforeAll(async () => {
  server = await startTestServer();
  behindProxy = createServer(createLog('silent'));
  safeByDefault(behindProxy, () => 'https://partners.example');
  behindProxy.get('/', { config: { access: { permission: 'public' } } }, () => 'here');
  await behindProxy.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.stop();
  await behindProxy.close();
});

const headersOf = async (origin: string, path: string, accept = '*/*') => {
  const { status, headers } = await fetch(`${origin}${path}`, { headers: { accept } });
  const [cache, sniff, tls] = ['cache-control', 'x-content-type-options', 'strict-transport-security'].map((name) =>
    headers.get(name),
  );
  return { status, cache, sniff, tls };
};

test.for([
  ['/healthz', 200],
  ['/v1/customers', 401],
  ['/comptoir/v1/me', 401],
  ['/comptoir/v1/rules', 401],
  ['/rp/product-ingestion/resource-tree/x', 401],
  ['/sandbox/v1/world', 200],
  ['/common/v2.0/.well-known/openid-configuration', 200],
  ['/nobody/v2.0/.well-known/openid-configuration', 400],
  ['/comptoir/v1/nothing', 404],
] as const)('An answer of %s is neither kept nor guessed at', async ([path, status]) => {
  const found = await headersOf(server.origin, path);
  expect([found.status, found.cache, found.sniff]).toEqual([status, 'no-store', 'nosniff']);
});

test('A missing asset is not kept', async () => {
  for (const path of ['/assets/index-of-the-last-build.js', '/assets/', '/assets/..%2f..%2fpackage.json']) {
    const { status, cache } = await headersOf(server.origin, path);
    expect([path, status >= 400, cache]).toEqual([path, true, 'no-store']);
  }
  expect((await headersOf(server.origin, '/assets/index-of-the-last-build.js', 'text/html')).status).toBe(404);
});

test('Under TLS browsers are told to stay with it; without, and on localhost, they are not', async () => {
  const { port } = behindProxy.server.address() as AddressInfo;
  expect((await headersOf(`http://127.0.0.1:${port}`, '/')).tls).toBe('max-age=31536000');
  expect((await headersOf(`http://localhost:${port}`, '/')).tls).toBeNull();
  expect((await headersOf(server.origin, '/healthz')).tls).toBeNull();
});

test('A form of the sign-in pages goes here and to the application that asked', () => {
  const policyOf = (headers: Record<string, string>) => headers['content-security-policy'];
  expect(policyOf(pageHeaders)).toContain("form-action 'self';");
  expect(policyOf(formPageHeaders('https://app.example/signed-in?a=b'))).toContain(
    "form-action 'self' https://app.example;",
  );
  expect(policyOf(formPageHeaders('msal123://auth'))).toContain("form-action 'self' msal123:;");
});
