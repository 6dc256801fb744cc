/** The composition root: puts database, modules, jobs and surfaces together. Nothing else knows all of them. */
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import { connectionsOf, openPools, type Address, type Pools } from './platform/database.ts';
import type { Context } from './platform/context.ts';
import { startEmbedded, type EmbeddedServer } from './platform/embedded.ts';
import { closeServer, createServer, registerSurface, type RouteAccess, type Surface } from './platform/http.ts';
import { startJobs, type Jobs } from './platform/jobs.ts';
import { refuseOtherHosts } from './platform/known-hosts.ts';
import { createLog, type Logger } from './platform/log.ts';
import { migrate } from './platform/migrate.ts';
import { alarmOf, type Alarm } from './platform/alarm.ts';
import { clockwork } from './platform/clockwork.ts';
import { localCertificate, trustOwn } from './platform/tls.ts';
import { safeByDefault } from './platform/response-headers.ts';
import { StartError } from './platform/start-error.ts';
import { createMetrics } from './platform/metrics.ts';
import { nudgeOf, type Nudge } from './platform/nudge.ts';
import { sealedSecrets } from './platform/sealed-secrets.ts';
import { createThrottle } from './platform/throttle.ts';
import { mailsAMinute } from './platform/mail-limit.ts';
import { workRunner } from './platform/work.ts';
import { isSandbox, seedDemoWorld, startClock } from './demo/index.ts';
import { webhookKind, webhookWork, type WebhookWork } from './modules/webhooks/index.ts';
import { graphSurface } from './surfaces/graph/surface.ts';
import { partnerCenterSurface } from './surfaces/partner-center/surface.ts';
import { portalSurface } from './surfaces/portal.ts';
import { productIngestionSurface } from './surfaces/product-ingestion/surface.ts';
import { saasFulfillmentSurface } from './surfaces/saas-fulfillment/surface.ts';
import { sandboxSurface } from './surfaces/sandbox/surface.ts';
import { systemSurface } from './surfaces/system.ts';
import { ensurePortalApplication, tokenSurface } from './surfaces/token/surface.ts';
import { comptoirSurface } from './surfaces/comptoir/surface.ts';
import {
  eventsWithDueWork,
  eventsWithMailAwaited,
  eventsWithWebhooks,
  outerTasks,
  tasks,
  timetable,
  webhookKinds,
} from './timetable.ts';

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
  const embedded = given ? undefined : await startOwnDatabase(config, log);
  const pools = openPools(given ?? embedded!.address, config.poolSize, log);
  const release = async () => {
    await pools.close();
    await embedded?.stop();
  };
  try {
    await migrate(pools, connectionsOf(config.poolSize));
    const { origin, context, stop } = await serve(config, log, pools);
    return {
      origin,
      context,
      dataFolder: embedded?.dataFolder ?? (config.databaseUrl ? undefined : join(config.dataFolder, 'postgres')),
      async stop() {
        await stop();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/** For the connections of this process, and of commands beside it. */
const commandConnections = 20;
const leastConnections = 60;

function startOwnDatabase({ dataFolder: folder, poolSize }: Config, log: Logger): Promise<EmbeddedServer> {
  return startEmbedded({
    folder,
    database: 'comptoir',
    settings: {
      max_connections: String(Math.max(leastConnections, connectionsOf(poolSize) + commandConnections)),
    },
    onRestart: (died) => log.error({ died }, 'PostgreSQL died and is started again'),
    onLost(error) {
      // Whoever watches this process starts it anew, or sees that it cannot be; half a house helps nobody.
      log.fatal({ err: error }, 'PostgreSQL does not start again');
      process.exit(1);
    },
  });
}

async function serve(config: Config, log: Logger, pools: Pools): Promise<Omit<Comptoir, 'dataFolder'>> {
  const state: State = { origin: config.origin ?? '', ready: false };
  const { context, dueWork, alarm, webhooks } = contextOf(config, log, pools, state);
  const { runner } = context;
  if (config.mode === 'production' && (await isSandbox(context))) throw new StartError(wasSandbox);
  const server = createServer(log, {
    https: config.tls ? trustOwn(await localCertificate(join(config.dataFolder, 'tls'))) : undefined,
    trustedProxies: config.trustedProxies,
  });
  safeByDefault(server, () => context.origin());
  if (config.mode === 'sandbox') refuseOtherHosts(server, config);
  for (const surface of surfaces(context)) await registerSurface(server, surface, context);
  const jobs = await startJobs(pools, runner, tasks, outerTasks(context), log);
  const drained = async () => {
    await jobs.drained();
    await dueWork.settled();
    await context.clockwork.quiet();
  };
  state.jobs = { ...jobs, drained };
  const timer = setInterval(() => dueWork.soon(), sweepEveryMs);
  const stop = async () => {
    clearInterval(timer);
    await closeServer(server);
    await Promise.all([jobs.stop(), dueWork.stop(), alarm.stop(), webhooks.stop()]);
    await context.clockwork.quiet();
  };
  try {
    if (config.mode === 'sandbox' && config.sandboxStart) await startClock(context, config.sandboxStart);
    await ensurePortalApplication(context);
    const port = await listen(server, config);
    state.origin ||= originOf(config, port);
    if (config.mode === 'sandbox') await seedDemoWorld(context);
    state.ready = true;
    dueWork.soon(); // what fell due while nobody ran
    return { origin: state.origin, context, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const wasSandbox =
  'This database holds the sandbox’s demo world: its passwords are public, its people are invented, its clock may have ' +
  'moved. Give production an empty database, with DATABASE_URL or COMPTOIR_DATA.';

interface State {
  origin: string;
  ready: boolean;
  jobs?: Jobs;
}

function contextOf(config: Config, log: Logger, pools: Pools, state: Readonly<State>): ContextParts {
  const fail = (error: unknown) => log.error({ err: error }, 'due work could not be done');
  const dueWork = nudgeOf(async () => {
    await clock.runDue().catch(fail);
    alarm.recheck();
  }, gatherDueMs);
  const alarm = alarmOf(
    () => clock.msUntilDue(sweepEveryMs),
    () => dueWork.soon(),
  );
  const sends = nudgeOf(() => clock.runKind(webhookKind).catch(fail), gatherSendsMs);
  const runner = workRunner(
    pools,
    new Map([
      ...[...eventsWithDueWork, ...eventsWithMailAwaited].map((name) => [name, () => dueWork.soon()] as const),
      ...eventsWithWebhooks.map((name) => [name, () => sends.soon()] as const),
    ]),
  );
  const secrets = sealedSecrets(config);
  const webhooks = webhookWork({
    runner,
    log,
    kinds: webhookKinds({ pools, runner, secrets, origin: () => state.origin }),
    localToo: config.mode === 'sandbox',
    recheck: () => alarm.recheck(),
  });
  const watcher = (pool: Pools['system']) => workRunner({ ...pools, system: pool }, new Map());
  const [health, metrics] = [watcher(pools.health), watcher(pools.metrics)];
  const clock = clockwork(
    runner,
    timetable(config, () => state.origin, webhooks),
    log,
  );
  const context: Context = {
    config,
    log,
    runner,
    clockwork: clock,
    pools,
    metrics: createMetrics(pools, () => clock.state(metrics)),
    health: () => clock.state(health),
    throttle: createThrottle(config.requestsPerMinute),
    mails: createThrottle(mailsAMinute),
    secrets,
    origin: () => state.origin,
    ready: () => state.ready,
    jobs: () => {
      if (!state.jobs) throw new Error('the job runner has not started yet');
      return state.jobs;
    },
  };
  return { context, dueWork, alarm, webhooks };
}

interface ContextParts {
  readonly context: Context;
  readonly dueWork: Nudge;
  readonly alarm: Alarm;
  readonly webhooks: WebhookWork;
}

function originOf(config: Config, port: number): string {
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return `${config.tls ? 'https' : 'http'}://${host}:${port}`;
}

const sweepEveryMs = 15_000;
/** Purchases that are activated meanwhile are charged together: while an account is settled its activations wait. */
const gatherDueMs = 200;
const gatherSendsMs = 5;

/** Surfaces in the order they are registered. */
function surfaces(context: Context): Surface[] {
  return [
    systemSurface(context),
    tokenSurface(context),
    comptoirSurface(context),
    partnerCenterSurface(context),
    saasFulfillmentSurface(context),
    productIngestionSurface(context),
    graphSurface(context),
    ...(context.config.mode === 'sandbox' ? [sandboxSurface(context)] : []),
    portalSurface(),
  ];
}

async function listen(server: FastifyInstance, { host, port }: Config): Promise<number> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    const why = listenProblems[(error as NodeJS.ErrnoException).code ?? ''];
    if (!why) throw error;
    throw new StartError(`Port ${port} of ${host} ${why}`, { cause: error });
  }
  return (server.server.address() as AddressInfo).port;
}

const listenProblems: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken. Stop what listens there (another Comptoir?), or choose another port with PORT.',
  EACCES: 'may not be opened by this user. Choose a port above 1023 with PORT.',
  EADDRNOTAVAIL: 'cannot be opened: this machine has no such address. Set HOST to one it has, e.g. 127.0.0.1.',
  ENOTFOUND: 'cannot be opened: no such host is known. Set HOST to an address of this machine, e.g. 127.0.0.1.',
};

/** A route as its surface declares it. */
export interface DeclaredRoute {
  readonly surface: string;
  readonly method: string;
  readonly url: string;
  readonly access: RouteAccess;
  /** The schema of its query, where it takes one. */
  readonly query?: unknown;
  /** The same of its body. */
  readonly body?: unknown;
}

/**
 * Every surface of a configuration, registered on a server of its own that listens nowhere; no database is asked.
 * `prepare`: what the server is given before its routes. `read`: what is wanted of it, once they are declared.
 */
export async function declaredSurfaces<Result>(
  config: Config,
  prepare: (server: FastifyInstance, surface: Surface) => Promise<unknown> | void,
  read: (server: FastifyInstance, surface: Surface) => Result,
): Promise<Result[]> {
  const log = createLog('silent');
  const pools = openPools({ connectionString: 'postgres://localhost/none' }, 2, log);
  const { context } = contextOf(config, log, pools, { origin: '', ready: false });
  const results: Result[] = [];
  for (const surface of surfaces(context)) {
    const server = createServer(log);
    await prepare(server, surface);
    await registerSurface(server, surface, context);
    await server.ready();
    results.push(read(server, surface));
    await server.close();
  }
  await pools.close();
  return results;
}

/** Every route of a configuration, in the order of registration. */
export async function declaredRoutes(config: Config): Promise<DeclaredRoute[]> {
  const routes: DeclaredRoute[] = [];
  await declaredSurfaces(
    config,
    (server, { name: surface }) => {
      server.addHook('onRoute', ({ method, url, config: declared, schema }) => {
        for (const one of [method].flat()) {
          // Every GET brings a HEAD of its own; only a HEAD that stands alone is told.
          const told = one === 'HEAD' ? !routes.some((route) => route.url === url) : one !== 'OPTIONS';
          const takes = { query: schema?.querystring, body: schema?.body };
          if (told) routes.push({ surface, method: one, url, access: declared!.access!, ...takes });
        }
      });
    },
    () => undefined,
  );
  return routes;
}
