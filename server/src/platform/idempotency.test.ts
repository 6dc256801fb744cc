import { afterAll, beforeAll, expect, test } from 'vitest';
import { callServer, type Called } from '../../test/http.ts';
import { startTestServer, type TestServer } from '../../test/server.ts';
import { accessToken } from '../../test/tokens.ts';
import { newId } from '../kernel/index.ts';

let server: TestServer;
let token: string;
let tenantId: string;
beforeAll(async () => {
  server = await startTestServer();
  const world = await callServer(server.origin, 'GET', '/sandbox/v1/world');
  const tenants = world.body.tenants as { id: string; parts: string[] }[];
  tenantId = tenants.find((one) => one.parts.includes('direct'))!.id;
  token = await accessToken(server.context, { tenantId, parts: ['direct'] });
});
afterAll(() => server.stop());

function createApplication(name: string, requestId?: string): Promise<Called> {
  const headers: Record<string, string> = requestId ? { 'MS-RequestId': requestId } : {};
  return callServer(server.origin, 'POST', '/comptoir/v1/applications', { token, body: { name }, headers });
}

/** As if that much real time had passed since every kept answer. */
async function age(interval: string): Promise<void> {
  await server.context.pools.owner.query(`update request_answer set at = at - $1::interval`, [interval]);
}

function sweep(): Promise<void> {
  return server.context.clockwork.runDue();
}

async function applications(name: string): Promise<number> {
  const list = await callServer(server.origin, 'GET', '/comptoir/v1/applications', { token });
  return (list.body.items as { name: string }[]).filter((one) => one.name === name).length;
}

test('A repeated write gets the first answer and is done once; ten at once too', async () => {
  const id = newId();
  const all = await Promise.all(Array.from({ length: 10 }, () => createApplication('Ten at once', id)));
  expect(new Set(all.map((one) => one.status))).toEqual(new Set([201]));
  expect(new Set(all.map((one) => one.text)).size).toBe(1);
  expect(all[0]!.headers.get('MS-RequestId')).toBe(id);
  expect(await applications('Ten at once')).toBe(1);
});

test('The same request id with another body is refused and changes nothing', async () => {
  const id = newId();
  await createApplication('First', id);
  const other = await createApplication('Second', id);
  expect([other.status, other.body.code]).toEqual([409, 'RequestIdReused']);
  expect(await applications('Second')).toBe(0);
});

test('The empty GUID, which SDKs send for an id that was never set, is no request id', async () => {
  const empty = '00000000-0000-0000-0000-000000000000';
  const [one, other] = [await createApplication('Unset 1', empty), await createApplication('Unset 2', empty)];
  expect([one.status, other.status]).toEqual([201, 201]);
  expect(one.headers.get('MS-RequestId')).not.toBe(empty);
});

test('The same request id of another caller is another request', async () => {
  const id = newId();
  await createApplication('Mine', id);
  const before = token;
  token = await accessToken(server.context, { tenantId, parts: ['direct'] });
  const other = await createApplication('Mine too', id);
  token = before;
  expect(other.status).toBe(201);
});

test('Two people in the same application who send the same request under the same id make two objects', async () => {
  const [id, applicationId, before] = [newId(), newId(), token];
  const made: Called[] = [];
  for (const userId of [newId(), newId()]) {
    token = await accessToken(server.context, { tenantId, parts: ['direct'], applicationId, userId });
    made.push(await createApplication('One each', id));
  }
  token = before;
  expect(made.map(({ status }) => status)).toEqual([201, 201]);
  expect(new Set(made.map(({ text }) => text)).size).toBe(2);
  expect(await applications('One each')).toBe(2);
});

test('A secret in an answer is kept for ten minutes: a retry after that is told that it was carried out', async () => {
  const id = newId();
  const first = await createApplication('Secretive', id);
  await age('9 minutes');
  await sweep();
  expect((await createApplication('Secretive', id)).text).toBe(first.text);
  await age('2 minutes');
  await sweep();
  const late = await createApplication('Secretive', id);
  expect([late.status, late.body.code]).toEqual([409, 'AnswerNotKept']);
  expect(await applications('Secretive')).toBe(1);
  const { rows } = await server.context.pools.owner.query<{ body: unknown }>(
    'select body from request_answer where request_id = $1',
    [id],
  );
  expect(rows).toEqual([{ body: null }]);
});

test('Kept answers are forgotten after 24 hours of real time; moving the clock forgets none', async () => {
  const id = newId();
  await createApplication('For a day', id);
  const count = async () => {
    const { rows } = await server.context.pools.owner.query('select 1 from request_answer where request_id = $1', [id]);
    return rows.length;
  };
  await callServer(server.origin, 'POST', '/sandbox/v1/clock', { body: { advance: 'P3D' } });
  expect(await count()).toBe(1);
  await age('25 hours');
  await sweep();
  expect(await count()).toBe(0);
});
