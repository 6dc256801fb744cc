import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { checkAnswers, fileOf, noBody } from './declared-answers.ts';
import { createServer } from './http.ts';
import { createLog } from './log.ts';

const open = { access: { permission: 'public' } } as const;
const answer = z.object({ name: z.string(), seats: z.number().optional() });

let app: FastifyInstance;
beforeAll(async () => {
  app = createServer(createLog('silent'));
  checkAnswers(app);
  const route = (url: string, response: unknown, body: unknown, status = 200, type?: string) =>
    app.get(url, { config: open, schema: { response } }, (_request, reply) => {
      if (type) void reply.type(type);
      return reply.code(status).send(body);
    });
  route('/fits', { 200: answer }, { name: 'Alice' });
  route('/more', { 200: answer }, { name: 'Alice', password: 'told by mistake' });
  route('/other', { 200: answer }, { name: 3 });
  route('/status', { 200: answer }, { name: 'Alice' }, 201);
  route('/refused', { 200: answer, '4xx': answer }, { name: 'Alice' }, 404);
  route('/empty', { 204: noBody }, null, 204);
  route('/file', { 200: fileOf('text/csv') }, 'a;b', 200, 'text/csv; charset=utf-8');
  route('/wrong-file', { 200: fileOf('text/csv') }, 'a', 200, 'text/plain');
  await app.ready();
});
afterAll(() => app.close());

const statusOf = async (url: string) => (await app.inject(url)).statusCode;

test('An answer that its route declares goes out as it is', async () => {
  expect(await statusOf('/fits')).toBe(200);
  expect(await statusOf('/refused')).toBe(404);
  expect(await statusOf('/empty')).toBe(204);
  expect(await statusOf('/file')).toBe(200);
});

test.each(['/more', '/other', '/status', '/wrong-file'])('An answer that is not declared does not: %s', async (url) => {
  const { statusCode, body } = await app.inject(url);
  expect(statusCode).toBe(500);
  expect(body).not.toContain('told by mistake"');
});
