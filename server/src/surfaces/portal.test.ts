/** What the portal's files weigh on the wire. The build itself is left out: its last step runs on a folder made here. */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compressFolder } from '../../../portal/compress.ts';
import { useDatabase } from '../../test/database.ts';
import { readConfig } from '../config.ts';
import { createServer, registerSurface } from '../platform/http.ts';
import { createLog } from '../platform/log.ts';
import { createMetrics } from '../platform/metrics.ts';
import { portalSurface } from './portal.ts';

const works = useDatabase();
const script = Array.from({ length: 2000 }, (_, at) => `export const part${at} = () => 'Teil ${at} – élément';\n`).join(
  '',
);
const page = `<!doctype html><html lang="en"><title>Comptoir</title>${'<p>Comptoir</p>'.repeat(100)}</html>`;

let folder: string;
let server: FastifyInstance;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comptoir-portal-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), page);
  await writeFile(join(folder, 'assets/index-1.js'), script);
  await writeFile(join(folder, 'assets/small-1.js'), 'export {};');
  await writeFile(join(folder, 'assets/photo-1.png'), randomBytes(2000));
  await compressFolder(folder);
  server = createServer(createLog('silent'));
  const metrics = createMetrics(works.pools, () => Promise.reject(new Error('nothing is due')));
  await registerSurface(server, portalSurface(folder), { runner: works.runner, metrics, config: readConfig({}) });
  await server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** The bytes as they come: `fetch` would decode them. */
function get(path: string, coding: string) {
  const { port } = server.server.address() as AddressInfo;
  const headers = { accept: 'text/html', 'accept-encoding': coding };
  return new Promise<{
    status: number;
    coding: string | undefined;
    vary: string | undefined;
    type: string | undefined;
    body: Buffer;
  }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode!,
          coding: answer.headers['content-encoding'],
          vary: answer.headers.vary,
          type: answer.headers['content-type'],
          body: Buffer.concat(parts),
        }),
      );
    });
    sent.on('error', reject).end();
  });
}

test.for([
  ['br, gzip', 'br', brotliDecompressSync],
  ['gzip, deflate', 'gzip', gunzipSync],
  ['gzip;q=1, br;q=0', 'gzip', gunzipSync],
] as const)(
  'A browser that takes %s gets scripts and pages as %s, a fifth of their size',
  async ([takes, coding, decode]) => {
    const asset = await get('/assets/index-1.js', takes);
    expect([asset.status, asset.coding, asset.vary, asset.type]).toEqual([
      200,
      coding,
      'accept-encoding',
      'application/javascript; charset=utf-8',
    ]);
    expect(asset.body.length).toBeLessThan(Buffer.byteLength(script) / 5);
    expect(decode(asset.body).toString()).toBe(script);
    for (const path of ['/', '/partner/customers']) {
      const shown = await get(path, takes);
      expect([path, shown.coding, shown.type]).toEqual([path, coding, 'text/html; charset=utf-8']);
      expect(decode(shown.body).toString()).toBe(page);
    }
  },
);

test('Who takes no coding gets the file as it is; so do small files and pictures', async () => {
  const plain = await get('/assets/index-1.js', 'identity');
  expect([plain.coding, plain.body.toString()]).toEqual([undefined, script]);
  for (const path of ['/assets/small-1.js', '/assets/photo-1.png']) {
    const { status, coding } = await get(path, 'br, gzip');
    expect([path, status, coding]).toEqual([path, 200, undefined]);
  }
});

test('A missing asset is missing in every coding', async () => {
  expect((await get('/assets/index-0.js', 'br, gzip')).status).toBe(404);
});
