/** A database of its own for a test file, cloned from the migrated template in milliseconds. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { newId, systemActor, type Actor } from '../src/kernel/index.ts';
import { loginOf, openPools, workRoles, type Address, type Pools } from '../src/platform/database.ts';
import { createLog } from '../src/platform/log.ts';
import { ensureRoles } from '../src/platform/roles.ts';
import { workRunner, type Subscriptions, type Work, type WorkRunner } from '../src/platform/work.ts';
import { startClock, testNow } from './clock.ts';
import { onDatabase } from './global-setup.ts';

export interface TestDatabase {
  readonly address: Address;
  drop(): Promise<void>;
}

/** Clones the template and sets its clock; drop it when done. */
export async function cloneDatabase(at = testNow): Promise<TestDatabase> {
  return cloneOf(inject('postgres').template, at);
}

/** Clones a database of the test server. */
export async function cloneOf(template: string, at: Temporal.Instant): Promise<TestDatabase> {
  const { address } = inject('postgres');
  const name = `comptoir_test_${randomBytes(6).toString('hex')}`;
  await asAdmin(address, `create database ${name} template ${template}`);
  const clone = onDatabase(address, name);
  // A server with passwords has logins for each of its databases; the embedded one has none to make.
  const logins = 'connectionString' in clone ? workRoles.map((role) => loginOf(clone, role).user) : [];
  if (logins.length > 0) await withClient(clone, (client) => ensureRoles(client, clone));
  await startClock(clone, at);
  return {
    address: clone,
    drop: () =>
      withClient(address, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`);
        for (const login of logins) await client.query(`drop role if exists ${login}`);
      }),
  };
}

const asAdmin = (address: Address, statement: string) => withClient(address, (client) => client.query(statement));

async function withClient(address: Address, body: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(address);
  await client.connect();
  try {
    await body(client);
  } finally {
    await client.end();
  }
}

export interface TestWorks {
  readonly pools: Pools;
  readonly runner: WorkRunner;
  /** Runs as the system, past row-level security. */
  asSystem<Result, Tables>(body: (work: Work<Tables>) => Promise<Result>): Promise<Result>;
  /** Runs as an actor, within row-level security. */
  as<Result, Tables>(actor: Actor, body: (work: Work<Tables>) => Promise<Result>): Promise<Result>;
  /** The same as the role that writes who may enter. */
  asIdentity<Result, Tables>(actor: Actor, body: (work: Work<Tables>) => Promise<Result>): Promise<Result>;
}

/** The same on pools that are open already, such as a running server's. */
export function worksOf({ pools, runner }: Pick<TestWorks, 'pools' | 'runner'>): TestWorks {
  return {
    pools,
    runner,
    asSystem: (body) => runner.run({ actor: systemActor, system: true }, body),
    as: (actor, body) => runner.run({ actor }, body),
    asIdentity: (actor, body) => runner.run({ actor, identity: true }, body),
  };
}

/** For a test file that needs only the database: opens a clone before its tests and drops it after. */
export function useDatabase(subscriptions: Subscriptions = new Map(), clone = () => cloneDatabase()): TestWorks {
  let database: TestDatabase;
  let pools: Pools;
  let runner: WorkRunner;
  beforeAll(async () => {
    database = await clone();
    pools = openPools(database.address, 4, createLog('silent'));
    runner = workRunner(pools, subscriptions);
  });
  afterAll(async () => {
    await pools.close();
    await database.drop();
  });
  return {
    get pools() {
      return pools;
    },
    get runner() {
      return runner;
    },
    asSystem: (body) => runner.run({ actor: systemActor, system: true }, body),
    as: (actor, body) => runner.run({ actor }, body),
    asIdentity: (actor, body) => runner.run({ actor, identity: true }, body),
  };
}

/** Resolves when a transaction of the works' database waits for another one's lock. */
export async function somebodyWaits({ pools }: Pick<TestWorks, 'pools'>): Promise<void> {
  for (let round = 0; round < 500; round += 1) {
    const { rows } = await pools.owner.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('nobody waits');
}

/** An actor for tests: a person of a tenant with the given parts and roles. */
export function testActor(
  tenantId: string,
  parts: readonly string[],
  roles: readonly string[] = ['global_admin', 'admin_agent'],
): Actor {
  return {
    kind: 'user',
    tenantId,
    userId: newId(),
    name: `tester@${tenantId}`,
    parts: new Set(parts) as Actor['parts'],
    roles: new Set(roles) as Actor['roles'],
  };
}
