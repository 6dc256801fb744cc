import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { guardedFetch, UnsafeAddress } from './guarded-fetch.ts';

let server: Server;
let port: number;
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/large') return response.end(Buffer.alloc(2_000_000));
    if (request.url === '/moved') return response.writeHead(302, { location: 'http://10.0.0.1/' }).end();
    let body = '';
    request
      .on('data', (part: Buffer) => (body += part.toString()))
      .on('end', () => {
        response.writeHead(201, { 'content-type': 'application/json', 'set-cookie': ['a=1', 'b=2'] });
        response.end(JSON.stringify({ method: request.method, body }));
      });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => server.close());

const get = { method: 'GET', headers: {} };

test('What the sandbox asks of this machine is answered as fetch answers', async () => {
  const fetched = guardedFetch({ localToo: true });
  for (const host of ['127.0.0.1', 'localhost']) {
    const answer = await fetched(`http://${host}:${port}/x`, { method: 'POST', headers: {}, body: 'É' });
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([201, ['a=1', 'b=2']]);
    expect(await answer.json()).toEqual({ method: 'POST', body: 'É' });
  }
});

test('In production nothing of this machine is reached, by address or by name', async () => {
  const fetched = guardedFetch({ localToo: false });
  for (const url of [
    `http://127.0.0.1:${port}/`,
    `https://localhost:${port}/`,
    'https://10.0.0.1/',
    'http://isv.example/',
  ]) {
    await expect(fetched(url, get)).rejects.toBeInstanceOf(UnsafeAddress);
  }
});

test('A redirect is told and not followed, and an answer without end is cut off', async () => {
  const fetched = guardedFetch({ localToo: true });
  expect((await fetched(`http://127.0.0.1:${port}/moved`, get)).status).toBe(302);
  await expect(fetched(`http://127.0.0.1:${port}/large`, get)).rejects.toThrow('larger');
});
