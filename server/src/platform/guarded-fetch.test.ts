import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
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

test.for([
  ['changes the protocol', 'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n', 'protocol'],
  ['says nothing and hangs up', '', 'socket hang up'],
  ['breaks off', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf', 'aborted'],
])('A receiver that %s is a failure at once', async ([, answer, words]) => {
  const raw = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => (answer!.includes('101') ? socket.write(answer!) : socket.end(answer!)));
  }).listen(0, '127.0.0.1');
  await once(raw, 'listening');
  const url = `http://127.0.0.1:${(raw.address() as AddressInfo).port}/`;
  await expect(guardedFetch({ localToo: true })(url, { ...get, timeoutMs: 60_000 })).rejects.toThrow(words);
  raw.close();
});

/** A name server at a port of this machine. */
async function nameServer(answers: (question: Buffer) => Buffer | undefined) {
  const socket = createSocket('udp4');
  let asked = 0;
  socket.on('message', (question, { port: from, address }) => {
    asked += 1;
    const answer = answers(question);
    if (answer) socket.send(answer, from, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { socket, asked: () => asked, nameServers: [`127.0.0.1:${socket.address().port}`] };
}

/** The answer to a question for A; to others that there is none (RFC 1035, section 4.1). */
function addressed(question: Buffer, addresses: readonly number[][]): Buffer {
  const name = question.indexOf(0, 12) + 1;
  const given = question.readUInt16BE(name) === 1 ? addresses : [];
  const head = Buffer.from([question[0]!, question[1]!, 0x81, 0x80, 0, 1, 0, given.length, 0, 0, 0, 0]);
  const records = given.map((address) => Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...address]));
  return Buffer.concat([head, question.subarray(12, name + 4), ...records]);
}

test('Names whose server is silent end with their call and keep no other name from being resolved', async () => {
  const silent = await nameServer(() => undefined);
  const ended = new AbortController();
  const hanging = Array.from({ length: 50 }, (_, index) =>
    guardedFetch({ localToo: false, nameServers: silent.nameServers })(`https://n${index}.example/`, {
      ...get,
      timeoutMs: 60_000,
      signal: ended.signal,
    }),
  );
  const over = Promise.allSettled(hanging);
  await expect.poll(silent.asked).toBeGreaterThan(50);
  const other = await nameServer((question) => addressed(question, [[10, 0, 0, 1]]));
  const fetched = guardedFetch({ localToo: false, nameServers: other.nameServers });
  await expect(fetched('https://isv.example/', get)).rejects.toBeInstanceOf(UnsafeAddress);
  ended.abort();
  for (const { status } of await over) expect(status).toBe('rejected');
  for (const { socket } of [silent, other]) socket.close();
});

test('One address of a name that is not public is enough to refuse it; a silent server is one that gave no answer', async () => {
  const mixed = await nameServer((question) =>
    addressed(question, [
      [93, 184, 215, 14],
      [127, 0, 0, 1],
    ]),
  );
  const fetched = guardedFetch({ localToo: true, nameServers: mixed.nameServers });
  await expect(fetched('https://isv.example/', get)).rejects.toBeInstanceOf(UnsafeAddress);
  const silent = await nameServer(() => undefined);
  const waits = guardedFetch({ localToo: true, nameServers: silent.nameServers });
  await expect(waits('https://isv.example/', { ...get, timeoutMs: 200 })).rejects.toThrow('no answer within 200 ms');
  for (const { socket } of [mixed, silent]) socket.close();
});
