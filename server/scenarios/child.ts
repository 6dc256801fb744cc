/** The real command line as a child process, on a data folder of its own, to be killed and started again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { testNow } from '../test/clock.ts';

const cli = join(import.meta.dirname, '../src/cli.ts');
const startLimitMs = 30_000;
const start = { COMPTOIR_SANDBOX_START: testNow.toString() };

export interface House {
  readonly origin: string;
  readonly folder: string;
  /** Starts it without waiting; `ready` waits until it serves. */
  launch(): void;
  ready(): Promise<void>;
  /** SIGKILL; resolves when the process is gone. Its database lives on, an orphan. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** SIGTERM, and again when it has not ended after a while. */
  stopAtOnce(): Promise<number | null>;
  /** Another command on the same folder, until it ends. */
  run(...args: string[]): Promise<Ended>;
  /** The same, with this on its standard input. */
  runWith(input: string, ...args: string[]): Promise<Ended>;
  /** Whatever still runs is ended and the folder removed. */
  remove(): Promise<void>;
}

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** `settings`: over what the house is configured with. */
export async function aHouse(settings: Readonly<Record<string, string>> = {}): Promise<House> {
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-kill-'));
  // As root PostgreSQL runs as another user, which must be able to enter.
  await chmod(folder, 0o755);
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env.PATH,
    COMPTOIR_DATA: folder,
    COMPTOIR_LOG: 'silent',
    COMPTOIR_CHECK_ANSWERS: 'yes',
    ...start,
    ...settings,
  };
  let child: ChildProcess | undefined;
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    const ending = child;
    child = undefined;
    if (!ending || ending.exitCode !== null) return ending?.exitCode ?? null;
    const gone = new Promise<number | null>((resolve) => ending.once('exit', resolve));
    ending.kill(signal);
    return gone;
  };
  return {
    origin,
    folder,
    launch() {
      child = spawn(process.execPath, [cli, 'serve'], { env: { ...env, PORT: String(port) }, stdio: 'ignore' });
    },
    async ready() {
      for (const deadline = performance.now() + startLimitMs; performance.now() < deadline; await pause(20)) {
        if (typeof child?.exitCode === 'number') throw new Error(`the start ended with ${child.exitCode}`);
        if ((await fetch(`${origin}/healthz`).catch(() => undefined))?.ok) return;
      }
      throw new Error('nobody answers');
    },
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    async stopAtOnce() {
      const asked = child;
      const ended = end('SIGTERM');
      // Longer than two signals that count as one.
      await pause(1_300);
      asked?.kill('SIGTERM');
      return ended;
    },
    run: (...args) => runToEnd(args, env, ''),
    runWith: (input, ...args) => runToEnd(args, env, input),
    async remove() {
      await end('SIGKILL');
      await stopDatabase(folder);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function runToEnd(args: readonly string[], env: NodeJS.ProcessEnv, input: string): Promise<Ended> {
  const child = spawn(process.execPath, [cli, ...args], {
    env: { ...env, PORT: '0' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => undefined); // ended without reading it
  child.stdin.end(input);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The orphan of a killed house: its process id is the first line of its lock file. */
async function stopDatabase(folder: string): Promise<void> {
  const lock = join(folder, 'postgres', 'postmaster.pid');
  const pid = Number((await readFile(lock, 'utf8').catch(() => '')).split('\n')[0]);
  if (!pid) return;
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    return; // The file outlived its server.
  }
  for (let round = 0; round < 250 && (await readFile(lock).catch(() => undefined)); round += 1) await pause(20);
}
