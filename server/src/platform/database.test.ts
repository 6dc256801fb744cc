import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callServer } from '../../test/http.ts';
import { startTestServer, type TestServer } from '../../test/server.ts';
import { accessToken } from '../../test/tokens.ts';
import { newId } from '../kernel/index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test('When the database drops every connection, as a restart does, requests and jobs go on at once on new ones', async () => {
  const token = await accessToken(server.context, { tenantId: newId(), parts: ['direct'] });
  const list = () => callServer(server.origin, 'GET', '/v1/customers', { token });
  expect((await list()).status).toBe(200);
  const other = new pg.Client(server.context.pools.address);
  await other.connect();
  const { rows } = await other.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
  await other.end();
  expect(rows.length).toBeGreaterThan(2);
  await pause(100);
  const answers = await Promise.all(Array.from({ length: 20 }, list));
  expect(new Set(answers.map((one) => one.status))).toEqual(new Set([200]));
  const moved = await callServer(server.origin, 'POST', '/sandbox/v1/clock', { body: { advance: 'P1D' } });
  expect(moved.status).toBe(200);
});
