import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { useDatabase } from '../../../test/database.ts';
import { newId, systemActor } from '../../kernel/index.ts';
import { clockwork, type Clockwork } from '../../platform/clockwork.ts';
import { createLog } from '../../platform/log.ts';
import type { Work } from '../../platform/work.ts';
import {
  deliver,
  deliveryOf,
  replayDelivery,
  webhookWork,
  type NewDelivery,
  type Settled,
  type WebhookKind,
  type WebhookWork,
} from './index.ts';

const works = useDatabase();
const log = createLog('silent');
const settled: Settled[] = [];
const kind: WebhookKind = {
  name: 'plain',
  ladder: { gapsMs: [60_000], mostAttempts: 500, withinMs: 8 * 3_600_000 },
  headers: async ({ recipient }) => ({ authorization: `For ${recipient['name'] ?? 'nobody'}` }),
  judge: (_delivery, status) =>
    status !== undefined && status >= 400 && status < 500 ? 'refused' : status === 200 ? 'delivered' : 'again',
  settled: async (_work, one) => void settled.push(one),
};

/** What the receiver does at a path. */
let answers: Record<string, (response: ServerResponse, body: string) => void> = {};
let received: { path: string; body: string; authorization: string | undefined }[] = [];
let server: Server;
let sender: WebhookWork;
let clock: Clockwork;
const url = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('error', () => undefined);
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      received.push({ path: request.url!, body, authorization: request.headers.authorization });
      (answers[request.url!] ?? ((reply) => reply.end('taken')))(response, body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  [answers, received, settled.length] = [{}, [], 0];
  sender = webhookWork({ runner: works.runner, log, kinds: [kind], localToo: true, recheck: () => undefined });
  clock = clockwork(works.runner, { kinds: [sender.due], sweeps: [] }, log);
});
afterEach(async () => {
  await sender.stop();
  // What one test leaves is not sent in the next.
  await works.pools.owner.query(
    `update webhook_delivery set outcome = 'failed', next_attempt_at = null, ended_at = created_at where outcome is null`,
  );
});

const given = (wanted: Partial<NewDelivery> & { url: string }, account = newId()) =>
  works.asSystem(async (work) => ({
    account,
    id: deliver(work, { kind: 'plain', account, event: 'Told', subjectId: 'x', body: '{}', ...wanted }),
  }));
const ofAccount = <Result>(account: string, body: (work: Work) => Promise<Result>) =>
  works.runner.run<Result, unknown>({ actor: systemActor, account, system: true }, body as never);
const read = ({ account, id }: { account: string; id: string }) => ofAccount(account, (work) => deliveryOf(work, id));
const businessTime = () => clock.now();
async function sendAll(): Promise<void> {
  await clock.runDue();
  await clock.quiet();
}
const advance = async (duration: string) =>
  clock.moveTo((await businessTime()).toZonedDateTimeISO('UTC').add(Temporal.Duration.from(duration)).toInstant());

test('A notification leaves after its commit, exactly as written and signed; one that rolls back never does', async () => {
  const body = '{"name":"İstanbul ß 株 🙂"}';
  const one = await given({ url: url('/a'), body, recipient: { name: 'Atelier' } });
  await works
    .asSystem(async (work) => {
      deliver(work, { kind: 'plain', account: newId(), event: 'Told', subjectId: 'x', body: '{}', url: url('/never') });
      throw new Error('rolled back');
    })
    .catch(() => undefined);
  await sendAll();
  expect(received).toEqual([{ path: '/a', body, authorization: 'For Atelier' }]);
  expect(await read(one)).toMatchObject({
    outcome: 'delivered',
    attempts: 1,
    lastStatus: 200,
    attemptList: [{ number: 1, status: 200, answer: 'taken' }],
  });
  expect(settled).toMatchObject([{ outcome: 'delivered', status: 200, answer: 'taken' }]);
});

test('A failing receiver is tried again in business time until it takes it; its refusal ends it', async () => {
  answers = { '/down': (reply) => reply.writeHead(500).end('down'), '/no': (reply) => reply.writeHead(400).end('no') };
  const [down, no] = [await given({ url: url('/down') }), await given({ url: url('/no') })];
  await sendAll();
  await sendAll();
  expect((await read(down)).attempts).toBe(1);
  expect(await read(no)).toMatchObject({ outcome: 'refused', lastStatus: 400 });
  answers = {};
  await advance('PT1M');
  expect(await read(down)).toMatchObject({ outcome: 'delivered', attempts: 2 });
});

test('A dead endpoint fails after eight hours, and the clock that moves past them tries it twice on its way', async () => {
  answers = { '/dead': (reply) => reply.destroy() };
  const dead = await given({ url: url('/dead') });
  await sendAll();
  expect(await advance('P2D')).toEqual([]);
  expect(await read(dead)).toMatchObject({ outcome: 'failed', attempts: 3 });
  expect(settled).toMatchObject([{ outcome: 'failed', status: undefined }]);
});

test('While the clock moves, a receiver that hangs is waited for twice; what is behind waits for where it is led', async () => {
  answers = { '/hangs': () => undefined };
  const account = newId();
  const begun = await businessTime();
  const all = [];
  for (let count = 0; count < 8; count += 1) all.push(await given({ url: url('/hangs') }, account));
  const from = performance.now();
  await clock.moveTo(begun.add({ seconds: 3600 }));
  expect(performance.now() - from).toBeLessThan(19_000);
  expect(received.length).toBeLessThan(8);
  for (const one of all) expect((await read(one)).outcome).toBeUndefined();
}, 40_000);

test('Sixty receivers that hang do not delay one that answers: it is reached while all the others still hang', async () => {
  answers = { '/hangs': () => undefined };
  await sender.stop();
  // A minute, so that none of them ends before its time, however busy the machine is.
  const options = { runner: works.runner, log, kinds: [kind], localToo: true, recheck: () => undefined };
  sender = webhookWork({ ...options, timeoutMs: 60_000 });
  clock = clockwork(works.runner, { kinds: [sender.due], sweeps: [] }, log);
  const hanging = [];
  for (let count = 0; count < 60; count += 1) hanging.push(await given({ url: url('/hangs') }));
  const fast = await given({ url: url('/fast') });
  await clock.runDue();
  await expect.poll(async () => (await read(fast)).outcome, { timeout: 30_000 }).toBe('delivered');
  const { rowCount } = await works.pools.owner.query(
    `select from webhook_attempt a join webhook_delivery d using (account_tenant_id)
     where d.id = any($1) and a.delivery_id = d.id`,
    [hanging.map(({ id }) => id)],
  );
  expect(received.filter(({ path }) => path === '/hangs').length).toBeGreaterThan(20);
  expect(rowCount).toBe(0);
}, 60_000);

test('Of one sequence the older is first; one that keeps failing gives way to the newer behind three attempts', async () => {
  answers = { '/down': (reply) => reply.writeHead(500).end() };
  const account = newId();
  const older = await given({ url: url('/down'), sequence: 's' }, account);
  const newer = await given({ url: url('/newer'), sequence: 's' }, account);
  const other = await given({ url: url('/other'), sequence: 'o' }, account);
  await sendAll();
  expect([(await read(newer)).attempts, (await read(other)).outcome]).toEqual([0, 'delivered']);
  for (let count = 0; count < 2; count += 1) await advance('PT1M');
  await sendAll();
  expect(await read(older)).toMatchObject({ outcome: 'superseded', attempts: 3 });
  expect((await read(newer)).outcome).toBe('delivered');
});

test('One hundred of one receiver leave a few at a time, each once', async () => {
  const account = newId();
  let [under, most] = [0, 0];
  answers = {
    '/many': (reply) => {
      under += 1;
      most = Math.max(most, under);
      setImmediate(() => {
        under -= 1;
        reply.end();
      });
    },
  };
  for (let count = 0; count < 100; count += 1) await given({ url: url('/many'), body: String(count) }, account);
  await sendAll();
  expect(new Set(received.map(({ body }) => body)).size).toBe(100);
  expect([received.length, most <= 4]).toEqual([100, true]);
});

test('What a process had under way when it ended is sent by the next one', async () => {
  answers = { '/hangs': () => undefined };
  const one = await given({ url: url('/hangs') });
  await clock.runDue();
  await expect.poll(() => received).toHaveLength(1);
  await sender.stop();
  answers = {};
  const next = webhookWork({ runner: works.runner, log, kinds: [kind], localToo: true, recheck: () => undefined });
  const later = clockwork(works.runner, { kinds: [next.due], sweeps: [] }, log);
  await later.runDue();
  await later.quiet();
  expect(await read(one)).toMatchObject({ outcome: 'delivered', attempts: 1 });
  await next.stop();
});

test('A delivery is sent once more on its receiver’s wish, with the same body, and nobody else’s', async () => {
  const one = await given({ url: url('/again'), body: '{"a":1}' });
  await sendAll();
  const wish = (account: string) => ofAccount(account, (work) => replayDelivery(work, one.id));
  await expect(wish(newId())).rejects.toMatchObject({ code: 'DeliveryNotFound' });
  await wish(one.account);
  await sendAll();
  expect(received.map(({ body }) => body)).toEqual(['{"a":1}', '{"a":1}']);
  expect(await read(one)).toMatchObject({ outcome: 'delivered', attempts: 2 });
});

test('A redirect to a private address is not followed; the answer is told and tried again', async () => {
  answers = { '/moved': (reply) => reply.writeHead(307, { location: url('/private') }).end() };
  const one = await given({ url: url('/moved') });
  await sendAll();
  expect(await read(one)).toMatchObject({ outcome: undefined, lastStatus: 307 });
  expect((await read(one)).lastProblem).toContain('redirects are not followed');
  expect(received.map(({ path }) => path)).toEqual(['/moved']);
});

test('An answer of a gigabyte, and one that streams for ever, are cut off at 64 KB and count as taken', async () => {
  let sent = 0;
  const pour = (reply: ServerResponse) => {
    const part = Buffer.alloc(65_536, 'x');
    const more = () => {
      while (!reply.destroyed && sent < 1_073_741_824 && reply.write(part)) sent += part.length;
      if (!reply.destroyed) reply.once('drain', more);
    };
    more();
  };
  answers = { '/gigabyte': pour };
  const one = await given({ url: url('/gigabyte') });
  await sendAll();
  const { outcome, attemptList } = await read(one);
  expect([outcome, attemptList[0]!.answer.length]).toEqual(['delivered', 2000]);
  expect(sent).toBeLessThan(50_000_000);
});

test('In production nothing private is reached: every refusal is told in its attempt', async () => {
  const strict = webhookWork({ runner: works.runner, log, kinds: [kind], localToo: false, recheck: () => undefined });
  const strictClock = clockwork(works.runner, { kinds: [strict.due], sweeps: [] }, log);
  const targets = [
    url('/x'),
    'https://10.0.0.1/x',
    'https://169.254.169.254/latest',
    'https://[::1]/x',
    'https://localhost/x',
    'http://isv.example/x',
  ];
  const all = [];
  for (const target of targets) all.push(await given({ url: target }));
  await strictClock.runDue();
  await strictClock.quiet();
  for (const one of all) expect((await read(one)).lastProblem).toMatch(/^refused: /);
  expect(received).toEqual([]);
  await strict.stop();
});

test('A delivery of a kind that this version does not know is parked with its reason, and what is behind it leaves', async () => {
  const account = newId();
  const unknown = await given({ kind: 'of-tomorrow', url: url('/x'), sequence: 's' }, account);
  const known = await given({ url: url('/known'), sequence: 's' }, account);
  await sendAll();
  await sendAll();
  expect(await read(unknown)).toMatchObject({ outcome: 'parked', attempts: 0, nextAttemptAt: undefined });
  expect((await read(unknown)).lastProblem).toContain("no kind of webhook called 'of-tomorrow'");
  expect((await read(known)).outcome).toBe('delivered');
  expect(received.map(({ path }) => path)).toEqual(['/known']);
});

test('What one receiver’s answer leads to may fail: it is tried as its ladder says, then parked; others are not held up', async () => {
  await sender.stop();
  const broken: WebhookKind = { ...kind, settled: () => Promise.reject(new Error('no such purchase')) };
  const kinds = [{ ...broken, name: 'broken' }, kind];
  sender = webhookWork({ runner: works.runner, log, kinds, localToo: true, recheck: () => undefined });
  clock = clockwork(works.runner, { kinds: [sender.due], sweeps: [] }, log);
  const account = newId();
  const bad = await given({ kind: 'broken', url: url('/bad') }, account);
  const [good, others] = [await given({ url: url('/good') }, account), await given({ url: url('/others') })];
  await sendAll();
  expect(await read(bad)).toMatchObject({ outcome: undefined, attempts: 1, lastStatus: 200 });
  expect((await read(bad)).lastProblem).toContain('no such purchase');
  expect([(await read(good)).outcome, (await read(others)).outcome]).toEqual(['delivered', 'delivered']);
  await advance('P1D');
  expect(await read(bad)).toMatchObject({ outcome: 'parked', attempts: 3 });
});
