/** What a start says when it cannot go on, and that it leaves nothing behind. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { ConfigError, readConfig } from '../config.ts';
import { seedDemoWorld } from '../demo/index.ts';
import { openPools, type Address } from './database.ts';
import { createLog } from './log.ts';
import { workRunner } from './work.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await cloneDatabase();
  folder = await mkdtemp(join(tmpdir(), 'comptoir-start-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

function problemsOf(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

test('A configuration that cannot be used tells every problem at once, each with its variable', () => {
  const said = problemsOf({
    PORT: 'eighty',
    HOST: '0.0.0.0',
    DATABASE_URL: 'mysql://elsewhere',
    COMPTOIR_POOL: '1',
    COMPTOIR_INVOICE_DAY: '9',
    COMPTOIR_LOG: 'loud',
    COMPTOIR_ORIGIN: 'nowhere',
  });
  const named = said
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(':')[0]);
  expect(named).toEqual([
    'PORT',
    'COMPTOIR_ORIGIN',
    'DATABASE_URL',
    'COMPTOIR_POOL',
    'COMPTOIR_LOG',
    'COMPTOIR_INVOICE_DAY',
    'HOST',
  ]);
  expect(said).toContain('PORT: must be a whole number from 0 to 65535');
});

test.for(['0.0.0.0', '::', '192.168.1.20', 'comptoir.example'])(
  'The sandbox does not listen on %s unless told twice; production does',
  (HOST) => {
    expect(problemsOf({ HOST })).toMatch(/COMPTOIR_SANDBOX_EXPOSED=yes-i-know/);
    expect(problemsOf({ HOST, COMPTOIR_SANDBOX_EXPOSED: 'yes' })).not.toBe('');
    expect(readConfig({ HOST, COMPTOIR_SANDBOX_EXPOSED: 'yes-i-know' }).host).toBe(HOST);
    expect(readConfig({ HOST, COMPTOIR_MODE: 'production' }).mode).toBe('production');
  },
);

test.for([
  'https://partners.example',
  'http://192.168.1.20:4380',
  'https://[2001:db8::1]',
  'https://localhost.example',
])('The sandbox does not stand behind %s unless told twice; production does', (COMPTOIR_ORIGIN) => {
  expect(problemsOf({ COMPTOIR_ORIGIN })).toMatch(
    /mode is sandbox.*COMPTOIR_MODE=production.*SANDBOX_EXPOSED=yes-i-know/,
  );
  expect(readConfig({ COMPTOIR_ORIGIN, COMPTOIR_SANDBOX_EXPOSED: 'yes-i-know' }).origin).toBe(COMPTOIR_ORIGIN);
  expect(readConfig({ COMPTOIR_ORIGIN, COMPTOIR_MODE: 'production' }).origin).toBe(COMPTOIR_ORIGIN);
});

test.for(['http://localhost:4380', 'https://127.0.0.1', 'http://[::1]:4380/'])(
  'The sandbox stands behind %s',
  (COMPTOIR_ORIGIN) => {
    expect(readConfig({ COMPTOIR_ORIGIN }).origin).toBe(COMPTOIR_ORIGIN.replace(/\/$/, ''));
  },
);

test.for([
  'javascript:alert(1)',
  'ftp://partners.example',
  'partners.example:443',
  'https://partners.example/comptoir',
  'https://user:secret@partners.example',
  'https://partners.example/?a=b',
  'https://',
])('An origin written as %s is refused', (COMPTOIR_ORIGIN) => {
  const said = problemsOf({ COMPTOIR_ORIGIN, COMPTOIR_MODE: 'production' });
  expect(said).toMatch(/COMPTOIR_ORIGIN: must be scheme, host and port/);
});

test('The sandbox’s clock begins where it is told, or at the present moment; nonsense is refused', () => {
  const begins = (at?: string) => readConfig({ COMPTOIR_SANDBOX_START: at }).sandboxStart?.toString();
  expect(begins('2028-02-29T10:00:00Z')).toBe('2028-02-29T10:00:00Z');
  expect(begins()).toBeUndefined();
  expect(problemsOf({ COMPTOIR_SANDBOX_START: '2027-02-29T10:00:00Z' })).toMatch(/COMPTOIR_SANDBOX_START: must be/);
});

test('No proxy is trusted but those that are named, by address, network or name', () => {
  const trusted = (COMPTOIR_TRUSTED_PROXIES: string) => readConfig({ COMPTOIR_TRUSTED_PROXIES }).trustedProxies;
  expect(trusted('')).toEqual([]);
  expect(trusted('10.0.0.7, 192.0.2.0/24,2001:db8::/32,loopback')).toEqual([
    '10.0.0.7',
    '192.0.2.0/24',
    '2001:db8::/32',
    'loopback',
  ]);
  for (const wrong of ['proxy.example', '10.0.0.0/33', '10.0.0.0/0', '10.0.0.7,', 'true', '1', '10.0.0.0/8/8'])
    expect([wrong, problemsOf({ COMPTOIR_TRUSTED_PROXIES: wrong })]).toEqual([
      wrong,
      expect.stringMatching(/COMPTOIR_TRUSTED_PROXIES: must be/),
    ]);
});

test('An empty variable counts as none', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 4380, databaseUrl: undefined });
});

const mail = {
  COMPTOIR_SMTP_URL: 'smtps://comptoir:p%40ss@mail.example',
  COMPTOIR_MAIL_FROM: 'Comptoir <no@reply.example>',
};

test('Mail needs a server and a sender, in production; the sandbox takes neither', () => {
  expect(readConfig({ COMPTOIR_MODE: 'production', ...mail }).mail).toEqual({
    server: { host: 'mail.example', port: 465, secure: true, user: 'comptoir', password: 'p@ss' },
    from: { name: 'Comptoir', address: 'no@reply.example' },
  });
  expect(readConfig(mail).mail).toBeUndefined();
  expect(readConfig({ COMPTOIR_MODE: 'production' }).mail).toBeUndefined();
  expect(problemsOf({ COMPTOIR_SMTP_URL: mail.COMPTOIR_SMTP_URL })).toMatch(/COMPTOIR_MAIL_FROM: must be set too/);
  expect(problemsOf({ COMPTOIR_MAIL_FROM: mail.COMPTOIR_MAIL_FROM })).toMatch(/COMPTOIR_SMTP_URL: must be set too/);
});

test.for([
  'https://mail.example',
  'smtp://mail.example/?tls.rejectUnauthorized=false',
  'smtps://u:secret%@mail.example',
  'mail.example:25',
])('A mail server written as %s is refused, without its password being repeated', (url) => {
  const said = problemsOf({ ...mail, COMPTOIR_SMTP_URL: url });
  expect(said).toMatch(/COMPTOIR_SMTP_URL: (must look like|has a user or password)/);
  expect(said).not.toContain('secret%');
});

test.for(['nobody', 'A <a@b.example>, c@d.example', 'A\r\nBcc: <a@b.example>', 'a@b.example\nBcc: c@d.example'])(
  'A sender written as %j is refused',
  (from) => expect(problemsOf({ ...mail, COMPTOIR_MAIL_FROM: from })).toMatch(/COMPTOIR_MAIL_FROM: must be an email/),
);

function databaseUrl(address: Address): string {
  if ('connectionString' in address) return address.connectionString;
  return `postgres://${address.user}@${encodeURIComponent(address.host)}/${address.database}`;
}

/** Runs the real command line until it ends by itself. */
async function run(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../cli.ts'), 'serve'], {
    env: { PATH: process.env.PATH, COMPTOIR_DATA: folder, COMPTOIR_LOG: 'silent', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, said };
}

test('A taken port is said in one line, and the process ends by itself with 1', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const { code, said } = await run({ PORT: String(port), DATABASE_URL: databaseUrl(database.address) });
  other.close();
  expect(said).toBe(
    `Port ${port} of 127.0.0.1 is taken. Stop what listens there (another Comptoir?), or choose another port with PORT.\n`,
  );
  expect(code).toBe(1);
});

test('A database nobody answers at is said in one line', async () => {
  const { code, said } = await run({ PORT: '0', DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
  expect(said).toBe('PostgreSQL cannot be reached: connect ECONNREFUSED 127.0.0.1:1. Check DATABASE_URL.\n');
  expect(code).toBe(1);
});

test('A bad configuration is said without a stack', async () => {
  const { code, said } = await run({ PORT: 'eighty', HOST: '0.0.0.0' });
  expect(said).toMatch(/^The configuration cannot be used:\n {2}PORT: .*\n {2}HOST: .*\n$/);
  expect(code).toBe(1);
});

test('Production refuses a database that was a sandbox: its passwords are public and its people invented', async () => {
  const sandbox = await cloneDatabase();
  const pools = openPools(sandbox.address, 2, createLog('silent'));
  await seedDemoWorld({ runner: workRunner(pools, new Map()), origin: () => 'http://127.0.0.1:4380' });
  await pools.close();
  const where = { PORT: '0', DATABASE_URL: databaseUrl(sandbox.address) };
  const { code, said } = await run({ ...where, COMPTOIR_MODE: 'production' });
  await sandbox.drop();
  expect(said).toMatch(/^This database holds the sandbox’s demo world: .* Give production an empty database.*\n$/);
  expect(code).toBe(1);
});

/** `npm start`, as leader of a process group of its own like a command in a terminal, once it serves. */
async function npmStart(): Promise<{ child: ChildProcess; said: () => string }> {
  const child = spawn('npm', ['start', '--silent'], {
    cwd: join(import.meta.dirname, '../../..'),
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      COMPTOIR_DATA: folder,
      COMPTOIR_LOG: 'warn',
      PORT: '0',
      DATABASE_URL: databaseUrl(database.address),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  while (!said.includes('Ctrl-C stops everything')) {
    if (child.exitCode !== null) throw new Error(said);
    await pause(20);
  }
  return { child, said: () => said };
}

async function ended(child: ChildProcess): Promise<number | string | null> {
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return signal ?? code;
}

test.for([
  ['Ctrl-C reaches npm and, from it and from the terminal, the server', 'SIGINT', 'group'],
  ['A supervisor ends npm, which passes it on', 'SIGTERM', 'npm'],
] as const)('%s: it stops once and cleanly; neither start nor stop warns of anything', async ([, signal, whom]) => {
  const { child, said } = await npmStart();
  const end = ended(child);
  process.kill(whom === 'group' ? -child.pid! : child.pid!, signal);
  expect(await end).toBe(0);
  const [welcome, farewell] = said().split(`${signal}: stopping`);
  expect(welcome).toMatch(/^\nComptoir – sandbox, ready in/);
  expect(welcome).not.toMatch(/warn/i);
  expect(farewell).toBe(' … (again to stop at once)\nStopped.\n');
});

test('Ctrl-C while it still starts stops it too, cleanly', async () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../cli.ts'), 'serve'], {
    env: { PATH: process.env.PATH, COMPTOIR_DATA: folder, PORT: '0', DATABASE_URL: databaseUrl(database.address) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data'); // it listens and writes its first line
  const end = ended(child);
  child.kill('SIGINT');
  child.kill('SIGINT');
  expect(await end).toBe(0);
});
