/** The real server for a test file: everything `npm start` starts, on a free port and a cloned database. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, type Config } from '../src/config.ts';
import { startComptoir } from '../src/main.ts';
import type { Context } from '../src/platform/context.ts';
import { createLog, type Logger } from '../src/platform/log.ts';
import { cloneDatabase } from './database.ts';
import { cloneDemoWorld, serveFrom } from './demo-template.ts';

export interface TestServer {
  /** e.g. `http://127.0.0.1:41234`. */
  readonly origin: string;
  readonly context: Context;
  /** Stops the server and drops its database and folder. */
  stop(): Promise<void>;
}

export interface TestServerOptions {
  readonly tls?: boolean;
  /** Over the defaults: sandbox mode, loopback, any free port, silent. */
  readonly config?: Partial<Config>;
  /** Silent otherwise. */
  readonly log?: Logger;
  /** Where its clock begins; `testNow` unless the test plays in months of its own. */
  readonly at?: string;
}

export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { at } = options;
  const ready = at === undefined && (options.config?.mode ?? 'sandbox') === 'sandbox';
  const database = ready
    ? await cloneDemoWorld()
    : await cloneDatabase(at === undefined ? undefined : Temporal.Instant.from(at));
  const dataFolder = await mkdtemp(join(tmpdir(), 'comptoir-server-'));
  const clean = async () => {
    await database.drop();
    await rm(dataFolder, { recursive: true, force: true });
  };
  const config: Config = {
    ...readConfig({ PORT: '0', COMPTOIR_LOG: 'silent', COMPTOIR_DATA: dataFolder }),
    tls: options.tls ?? false,
    checkAnswers: true,
    ...options.config,
  };
  try {
    const comptoir = await startComptoir(config, options.log ?? createLog('silent'), database.address);
    if (ready) await serveFrom(comptoir.context.pools.owner, comptoir.origin);
    return {
      origin: comptoir.origin,
      context: comptoir.context,
      async stop() {
        await comptoir.stop();
        await clean();
      },
    };
  } catch (error) {
    await clean();
    throw error;
  }
}
