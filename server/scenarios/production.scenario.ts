/** From an empty data folder to an operator who signs in and mail that arrives, by the real command line, in production. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '../src/kernel/index.ts';
import { openPools, type Pools } from '../src/platform/database.ts';
import { findEmbedded } from '../src/platform/embedded.ts';
import { createLog } from '../src/platform/log.ts';
import { sendMail } from '../src/platform/mail.ts';
import { workRunner, type Work } from '../src/platform/work.ts';
import { aMailServer, type MailServer } from '../test/mail-server.ts';
import { signedInAt } from '../test/signed-in-at.ts';
import { aHouse, type House } from './child.ts';

let post: MailServer;
let house: House;
beforeAll(async () => {
  post = await aMailServer();
  house = await aHouse({
    COMPTOIR_MODE: 'production',
    COMPTOIR_SMTP_URL: `smtp://127.0.0.1:${post.mail.server.port}`,
    COMPTOIR_MAIL_FROM: 'no-reply@operator.example',
  });
});
afterAll(async () => {
  await house.remove();
  await post.close();
});

const operator = ['--name', 'Comptoir SA', '--domain', 'operator.example', '--country', 'FR'];
const anna = [...operator, '--admin', 'anna@operator.example'];
const publisher = ['tenant', 'add', '--part', 'publisher', '--name', 'Atelier', '--domain', 'atelier.example'];
const paul = [...publisher, '--country', 'FR', '--admin', 'paul@atelier.example', '--password-stdin'];

/** The person's permissions, or undefined when the password is not taken. */
async function permissionsOf(username: string, password: string): Promise<string[] | undefined> {
  return (await signedInAt(house.origin, username, password))?.permissions;
}

test('The sandbox is not set up: it makes its own world', async () => {
  const sandbox = await aHouse();
  const { code, said } = await sandbox.run('set-up', ...anna);
  await sandbox.remove();
  expect(code).toBe(1);
  expect(said).toMatch(/^The sandbox makes a world of its own\. Set COMPTOIR_MODE=production/);
});

let generated: string;

test('What cannot be made is said with every problem, and makes nothing', async () => {
  expect(await house.run('set-up', '--name', 'Comptoir SA', '--domain', 'operator', '--country', 'ZZ')).toEqual({
    code: 1,
    said: expect.stringMatching(/^This cannot be made:\n {2}--domain .*\n {2}--country .*\n {2}--admin .*\n$/),
  });
  expect(await house.run('set-up', ...anna, '--password', 'on the command line')).toEqual({
    code: 2,
    said: expect.stringMatching(/^Unknown option '--password'/),
  });
  const short = await house.runWith('eleven char\n', 'set-up', ...anna, '--password-stdin');
  expect(short).toEqual({ code: 1, said: 'The password has 11 characters; it needs at least 12.\n' });
  expect(await house.runWith('a password of Paul\n', ...paul)).toEqual({
    code: 1,
    said: 'There is no operator yet. Run set-up first.\n',
  });
});

test('An empty database gets its operator and first person, whose password is shown once', async () => {
  const { code, said } = await house.run('set-up', ...anna);
  expect(code).toBe(0);
  expect(said).toMatch(/^Comptoir SA is there as operator, tenant [0-9a-f-]{36}\. anna@operator\.example may sign in/);
  generated = /shown this once: (\S{20})\n$/.exec(said)![1]!;
  house.launch();
  await house.ready();
  expect(await permissionsOf('anna@operator.example', 'not her password')).toBeUndefined();
  expect(await permissionsOf('anna@operator.example', generated)).toContain('programme.operate');
});

test('A second operator is refused, also beside the running server', async () => {
  const second = [
    '--name',
    'Usurper',
    '--domain',
    'usurper.example',
    '--country',
    'FR',
    '--admin',
    'eve@usurper.example',
  ];
  expect(await house.run('set-up', ...second)).toEqual({
    code: 1,
    said: 'There is an operator already: Comptoir SA (operator.example). Nothing was changed.\n',
  });
});

test('A tenant for a pilot is made beside the running server, with the password it was given', async () => {
  const added = await house.runWith('a password of Paul\n', ...paul);
  expect(added).toEqual({ code: 0, said: expect.not.stringContaining('password') });
  expect(await permissionsOf('paul@atelier.example', 'a password of Paul')).toContain('offers.manage');
  expect((await house.runWith('a password of Paul\n', ...paul)).said).toMatch(/belongs to another tenant/);
  const partner = [
    'tenant',
    'add',
    '--part',
    'direct',
    '--name',
    'Azur',
    '--domain',
    'azur.example',
    '--country',
    'FR',
  ];
  const alice = [...partner, '--admin', 'alice@azur.example'];
  expect((await house.run(...alice)).said).toMatch(/--partner-id .*\n {2}--agreement-signed /);
  const signed = ['--partner-id', '4380101', '--agreement-signed', '2026-01-05'];
  const password = /once: (\S+)/.exec((await house.run(...alice, ...signed)).said)![1]!;
  expect(await permissionsOf('alice@azur.example', password)).toContain('subscriptions.buy');
});

test('The audit trail says who was made, by the command line', async () => {
  const rows = await inDatabase(async ({ system }) => {
    const made = `select name, actor_name as actor, coalesce(new_value ->> 'domain', new_value ->> 'userPrincipalName', new_value ->> 'mpnId') as what
      from event where actor_name = 'command line' order by seq`;
    return (await system.query<{ name: string; what: string }>(made)).rows;
  });
  expect(rows.map(({ name, what }) => `${name} ${what}`)).toEqual([
    'TenantCreated operator.example',
    'UserCreated anna@operator.example',
    'TenantCreated atelier.example',
    'UserCreated paul@atelier.example',
    'TenantCreated azur.example',
    'PartnerAccountCreated 4380101',
    'UserCreated alice@azur.example',
  ]);
});

test('A server killed after the mail was taken and before that was noted sends it again, with the same Message-ID', async () => {
  post.onMail = () => (post.received.length === 1 ? house.kill() : undefined);
  await inDatabase(async (_pools, work) => {
    await work(async (open) => {
      await sendMail(open, { to: 'anna@operator.example', subject: 'News', text: 'Hello.', reason: 'test' });
      open.enqueue('run-sweeps', {});
    });
    await until(() => post.received.length === 1);
  });
  house.launch();
  await house.ready();
  await inDatabase(async ({ system }, work) => {
    // As if the minutes had passed for which a mail is claimed. Wall clock: delivery runs by it.
    const { rowCount } = await system.query('update mail set claimed_until = now() where claimed_until > now()');
    expect(rowCount).toBe(1);
    await work(async (open) => open.enqueue('run-sweeps', {}));
    await until(() => post.received.length === 2);
  });
  const ids = post.received.map(({ headers }) => headers.get('message-id'));
  expect(ids[0]).toMatch(/^<[0-9a-f-]{36}@operator\.example>$/);
  expect(ids[1]).toBe(ids[0]);
});

async function until(fact: () => boolean): Promise<void> {
  for (let round = 0; round < 1000 && !fact(); round += 1) await pause(20);
  expect(fact()).toBe(true);
}

/** Beside the server, on its database. */
async function inDatabase<Result>(
  body: (pools: Pools, work: (inWork: (open: Work) => Promise<void>) => Promise<void>) => Promise<Result>,
): Promise<Result> {
  const address = await findEmbedded({ folder: house.folder, database: 'comptoir' });
  const pools = openPools(address!, 2, createLog('silent'));
  const runner = workRunner(pools, new Map());
  try {
    return await body(pools, (inWork) => runner.run({ actor: systemActor, system: true }, inWork));
  } finally {
    await pools.close();
  }
}
