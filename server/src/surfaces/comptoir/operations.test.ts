import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { worksOf } from '../../../test/database.ts';
import { aMailServer, type MailServer } from '../../../test/mail-server.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { accessToken } from '../../../test/tokens.ts';
import { demoWelcome } from '../../demo/index.ts';
import { newId, type Role, type TenantPart } from '../../kernel/index.ts';
import { sendMail } from '../../platform/mail.ts';

let post: MailServer;
let production: TestServer;
let sandbox: TestServer;
beforeAll(async () => {
  post = await aMailServer();
  production = await startTestServer({ config: { mode: 'production', mail: post.mail } });
  sandbox = await startTestServer();
});
afterAll(async () => {
  await production.stop();
  await sandbox.stop();
  await post.close();
});

interface Answer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

async function call(server: TestServer, method: string, path: string, part: TenantPart = 'operator'): Promise<Answer> {
  const roles: Role[] = ['global_admin'];
  const token = await accessToken(server.context, { tenantId: newId(), parts: [part], roles });
  const response = await fetch(`${server.origin}/comptoir/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : undefined };
}

const write = (server: TestServer, to: string) =>
  worksOf({ pools: server.context.pools, runner: server.context.runner }).asSystem((work) =>
    sendMail(work, { to, subject: `For ${to}`, text: 'What it says is not for the operator.', reason: `test/${to}` }),
  );

/** As the timer does every few seconds; then the job runner does what was asked of it. */
async function timePasses({ context }: TestServer): Promise<void> {
  await context.clockwork.runDue();
  await context.jobs().drained();
}

test('Production delivers mail by itself, and the operator sees what became of each, but not what it says', async () => {
  post.onRecipient = (address) =>
    address.startsWith('gone') ? '550 No such user' : address.startsWith('busy') ? '450 Later please' : undefined;
  for (const to of ['ada@azur.example', 'gone@azur.example', 'busy@azur.example']) await write(production, to);
  await timePasses(production);
  expect(post.received.map(({ to }) => to)).toEqual([['ada@azur.example']]);
  const { body } = await call(production, 'GET', '/mails');
  expect(body.delivery).toBe('on');
  const moment = expect.stringMatching(/^\d{4}-.*Z$/);
  expect(body.items).toMatchObject([
    { to: 'busy@azur.example', state: 'queued', tries: 1, nextTryAt: moment, problem: expect.stringContaining('450') },
    { to: 'gone@azur.example', state: 'refused', endedAt: moment, problem: expect.stringContaining('No such user') },
    { to: 'ada@azur.example', subject: 'For ada@azur.example', state: 'sent', endedAt: moment },
  ]);
  expect(JSON.stringify(body)).not.toContain('not for the operator');
});

test('A refused mail is tried again when the operator asks; a sent one is not', async () => {
  const { items } = (await call(production, 'GET', '/mails')).body;
  const [refused, sent] = ['refused', 'sent'].map(
    (state) => (items as { id: string; state: string }[]).find((mail) => mail.state === state)!.id,
  );
  post.onRecipient = () => undefined;
  expect((await call(production, 'POST', `/mails/${refused}/retry`)).status).toBe(204);
  expect((await call(production, 'POST', `/mails/${sent}/retry`)).body).toMatchObject({ code: 'MailNotFound' });
  await timePasses(production);
  expect(post.received.map(({ to }) => to.join())).toEqual(['ada@azur.example', 'gone@azur.example']);
});

test('Production without a mail server says at its start that nothing is sent', async () => {
  const { context } = production;
  const start = { seconds: '1.0', dataFolder: undefined };
  expect(await demoWelcome(context, start)).not.toMatch(/mail/);
  const without = { ...context, config: { ...context.config, mail: undefined } };
  expect(await demoWelcome(without, start)).toMatch(/Warning: no mail is sent.*COMPTOIR_SMTP_URL/);
});

test('The list of mails is the operator’s', async () => {
  for (const part of ['publisher', 'direct', 'customer'] as const)
    expect((await call(production, 'GET', '/mails', part)).status).toBe(403);
});

test('The sandbox sends nothing', async () => {
  await write(sandbox, 'sandbox@azur.example');
  await timePasses(sandbox);
  const { body } = await call(sandbox, 'GET', '/mails');
  expect(body.delivery).toBe('sandbox');
  expect(body.items.find((mail: { to: string }) => mail.to === 'sandbox@azur.example')).toMatchObject({
    state: 'queued',
    tries: 0,
  });
  expect(JSON.stringify(await call(sandbox, 'GET', '/jobs'))).not.toContain('mail');
});

test('Whatever is done by itself has words in both languages', async () => {
  const { body } = await call(production, 'GET', '/jobs');
  const sweeps = (body.sweeps as { name: string }[]).map(({ name }) => name);
  const names = [...sweeps, ...production.context.clockwork.kinds];
  expect(names.length).toBeGreaterThan(15);
  for (const language of ['en', 'fr']) {
    const file = new URL(`../../../../portal/src/i18n/${language}.json`, import.meta.url);
    const words = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    expect(names.filter((name) => words[`sweep.${name}`] === undefined)).toEqual([]);
  }
});
