/** The command line: `comptoir serve | migrate | set-up | tenant add | prove`. */
import { ConfigError, readConfig, type Config } from './config.ts';
import { demoWelcome } from './demo/index.ts';
import { startComptoir } from './main.ts';
import { openPools, type Pools } from './platform/database.ts';
import { findEmbedded, startEmbedded } from './platform/embedded.ts';
import { createLog } from './platform/log.ts';
import { migrate } from './platform/migrate.ts';
import { StartError } from './platform/start-error.ts';
import { isFault } from './kernel/index.ts';
import { setUpCommand, setUpUsage, tenantCommand } from './set-up.ts';
import { proveCommand } from './prove.ts';

const usage = `Usage: comptoir <command>

  serve [--tls]                            start everything (npm start)
  migrate                                  bring the database up to date
${setUpUsage}
  prove [--month YYYY-MM] [--partner ID] [--sums]
                                           prove that charges, line items, CSV, PDF and invoices agree

Configuration is read from the environment; see docs/operations.md.`;

async function main(): Promise<number> {
  const [command, ...rest] = process.argv.slice(2);
  if (command === 'serve') return serve(readConfig(process.env, rest));
  if (command === 'migrate') return withDatabase(readConfig(process.env), runMigrations);
  if (command === 'prove') return withDatabase(readConfig(process.env), (pools) => proveCommand(pools, rest, console));
  if (command === 'set-up') return inProduction(await setUpCommand(rest));
  if (command === 'tenant' && rest[0] === 'add') return inProduction(await tenantCommand(rest.slice(1)));
  console.error(usage);
  return command === undefined || command === '--help' ? 0 : 2;
}

async function serve(config: Config): Promise<number> {
  const started = performance.now();
  const stopping = stopRequested();
  const comptoir = await startComptoir(config);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(await demoWelcome(comptoir.context, { seconds, dataFolder: comptoir.dataFolder }));
  const signal = await stopping;
  console.log(`\n${signal}: stopping … (again to stop at once)`);
  setTimeout(() => process.exit(1), stopLimitMs).unref();
  await comptoir.stop();
  console.log(comptoir.dataFolder ? 'Stopped; the database too.' : 'Stopped.');
  return 0;
}

/** Resolves when asked to stop. Asked again, the process ends at once. */
function stopRequested(): Promise<string> {
  let requestedAt: number | undefined;
  return new Promise((resolve) => {
    const ask = (signal: string) => {
      if (requestedAt !== undefined && performance.now() - requestedAt > sameRequestMs) process.exit(1);
      requestedAt ??= performance.now();
      resolve(signal);
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, ask);
  });
}

/** npm passes on the Ctrl-C that the terminal sent to both: two signals so close are one request. */
const sameRequestMs = 1000;

/** A database that died first must not keep us from stopping. */
const stopLimitMs = 20_000;

async function runMigrations(pools: Pools): Promise<number> {
  const applied = await migrate(pools);
  console.log(applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'The database is up to date.');
  return 0;
}

async function inProduction(command: (pools: Pools) => Promise<string>): Promise<number> {
  const config = readConfig(process.env);
  if (config.mode === 'sandbox')
    throw new StartError('The sandbox makes a world of its own. Set COMPTOIR_MODE=production for a database of yours.');
  return withDatabase(config, async (pools) => {
    console.log(await command(pools));
    return 0;
  });
}

/**
 * Runs a command on the configured database. Without one it uses the embedded server: the one that a running Comptoir
 * has on this data folder, else its own for as long as the command runs.
 */
async function withDatabase(config: Config, body: (pools: Pools) => Promise<number>): Promise<number> {
  const options = { folder: config.dataFolder, database: 'comptoir' };
  const known = config.databaseUrl ? { connectionString: config.databaseUrl } : await findEmbedded(options);
  const own = known ? undefined : await startEmbedded(options);
  const pools = openPools(known ?? own!.address, config.poolSize, createLog('error'));
  try {
    return await body(pools);
  } finally {
    await pools.close();
    await own?.stop();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const { code } = error as { code?: unknown };
  const misused = typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS');
  const plain = misused || error instanceof ConfigError || error instanceof StartError;
  if (isFault(error)) console.error(error.details.message);
  else console.error(plain ? (error as Error).message : error);
  process.exitCode = misused ? 2 : 1;
}
