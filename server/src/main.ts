/** The composition root: puts database, modules, jobs and surfaces together. Nothing else knows all of them. */
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import { openPools, type Address, type Pools } from './platform/database.ts';
import type { Context } from './platform/context.ts';
import { startEmbedded, type EmbeddedServer } from './platform/embedded.ts';
import { createServer, registerSurface, type Surface } from './platform/http.ts';
import { startJobs, type Jobs, type OuterTask, type Task } from './platform/jobs.ts';
import { createLog, type Logger } from './platform/log.ts';
import { migrate } from './platform/migrate.ts';
import { clockwork, type Sweep } from './platform/sweeps.ts';
import { workRunner } from './platform/work.ts';
import { comptoirSurface } from './surfaces/comptoir/surface.ts';
import { partnerCenterSurface } from './surfaces/partner-center/surface.ts';

export interface Comptoir {
  readonly origin: string;
  readonly dataFolder: string | undefined;
  readonly context: Context;
  stop(): Promise<void>;
}

/**
 * Starts everything and resolves when requests are served. The database is at `given` (tests), else at the configured
 * address, else an embedded server of our own.
 */
export async function startComptoir(
  config: Config,
  log: Logger = createLog(config.logLevel),
  given: Address | undefined = config.databaseUrl ? { connectionString: config.databaseUrl } : undefined,
): Promise<Comptoir> {
  const embedded = given ? undefined : await startEmbedded({ folder: config.dataFolder, database: 'comptoir' });
  const address = given ?? embedded!.address;
  const pools = openPools(address, config.poolSize, log);
  try {
    await migrate(pools.owner);
    return await serve(config, log, pools, embedded);
  } catch (error) {
    await pools.close();
    await embedded?.stop();
    throw error;
  }
}

async function serve(
  config: Config,
  log: Logger,
  pools: Pools,
  embedded: EmbeddedServer | undefined,
): Promise<Comptoir> {
  let origin = config.origin ?? '';
  const runner = workRunner(pools, subscriptions());
  const time = clockwork(runner, sweeps(config), log);
  const context: Context = { config, log, runner, clockwork: time, pools, origin: () => origin };
  const server = createServer(log);
  for (const surface of surfaces(context)) await registerSurface(server, surface, runner);
  const jobs = await startJobs(
    pools,
    runner,
    tasks(context),
    { 'run-sweeps': async () => time.runDue() } satisfies Record<string, OuterTask>,
    log,
  );
  const timer = setInterval(
    () => void time.runDue().catch((error: unknown) => log.error({ err: error }, 'sweeps failed')),
    sweepEveryMs,
  );
  const port = await listen(server, config);
  origin ||= `${config.tls ? 'https' : 'http'}://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  return {
    origin,
    dataFolder: embedded?.dataFolder ?? (config.databaseUrl ? undefined : join(config.dataFolder, 'postgres')),
    context,
    stop: () => shutDown(server, jobs, timer, pools, embedded),
  };
}

const sweepEveryMs = 15_000;

/** Surfaces in the order they are registered. */
function surfaces(context: Context): Surface[] {
  return [partnerCenterSurface(context), comptoirSurface(context)];
}

/** Sweeps in the order they run at one moment: renewals before charges before month end. */
function sweeps(_config: Config): Sweep[] {
  return [];
}

/** Tasks by name, and below which events queue them. */
function tasks(_context: Context): Record<string, Task> {
  return {};
}

function subscriptions(): Map<string, readonly string[]> {
  return new Map();
}

async function listen(server: FastifyInstance, config: Config): Promise<number> {
  await server.listen({ host: config.host, port: config.port });
  return (server.server.address() as AddressInfo).port;
}

async function shutDown(
  server: FastifyInstance,
  jobs: Jobs,
  timer: NodeJS.Timeout,
  pools: Pools,
  embedded: EmbeddedServer | undefined,
): Promise<void> {
  clearInterval(timer);
  await server.close();
  await jobs.stop();
  await pools.close();
  await embedded?.stop();
}
