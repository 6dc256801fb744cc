/**
 * A database of the release before offers of every kind, with offers, subscriptions and invoices, is brought up to date:
 * what was sold, listed and billed goes on. The rows were written by that release (before-offer-kinds.json).
 */
import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { systemActor } from '../src/kernel/index.ts';
import { proveMonth } from '../src/modules/billing/index.ts';
import { audienceFacts, marketplaceOffers, transitionsOf, storeOffers } from '../src/modules/offers/index.ts';
import { openPools, type Pools } from '../src/platform/database.ts';
import { createLog } from '../src/platform/log.ts';
import { migrate } from '../src/platform/migrate.ts';
import { ensureRoles } from '../src/platform/roles.ts';
import { workRunner, type Work } from '../src/platform/work.ts';
import { activate, runDue, setTime } from './billing.ts';
import { testActor, type TestWorks } from './database.ts';
import { onDatabase } from './global-setup.ts';

type Rows = Readonly<Record<string, readonly Readonly<Record<string, string | null>>[]>>;

const firstNewMigration = '0008_offer_kinds.sql';
const migrations = join(import.meta.dirname, '../migrations');
const name = `comptoir_upgrade_${randomBytes(6).toString('hex')}`;
let rows: Rows;
let pools: Pools;
let works: TestWorks;
let applied: string[];

beforeAll(async () => {
  rows = JSON.parse(await readFile(join(import.meta.dirname, 'before-offer-kinds.json'), 'utf8')) as Rows;
  await asAdmin(`create database ${name}`);
  pools = openPools(onDatabase(inject('postgres').address, name), 4, createLog('silent'));
  await formerRelease();
  applied = await migrate(pools);
  const runner = workRunner(pools, new Map());
  works = {
    pools,
    runner,
    asSystem: (body) => runner.run({ actor: systemActor, system: true }, body),
    as: (actor, body) => runner.run({ actor }, body),
  };
});
afterAll(async () => {
  await pools.close();
  await asAdmin(`drop database if exists ${name} with (force)`);
});

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client(inject('postgres').address);
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** The database as the former release left it. */
async function formerRelease(): Promise<void> {
  const client = await pools.owner.connect();
  try {
    await ensureRoles(client, pools.address);
    await runMigrations({ pgPool: pools.owner });
    // Wall clock: the table as that release made it.
    await client.query(
      'create table migration (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
    );
    const files = (await readdir(migrations)).filter((file) => file < firstNewMigration).toSorted();
    for (const file of files) {
      const text = await readFile(join(migrations, file), 'utf8');
      await client.query(text);
      const checksum = createHash('sha256').update(text).digest('hex');
      await client.query('insert into migration (name, checksum) values ($1, $2)', [file, checksum]);
    }
    await insertRows(client);
  } finally {
    client.release();
  }
}

/** Tables are in the order of their references; only offers and their versions refer to each other. */
async function insertRows(client: pg.PoolClient): Promise<void> {
  for (const [table, values] of Object.entries(rows)) {
    const plain = values.map((row) => (table === 'offer' ? { ...row, live_version_id: null } : row));
    const text = `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`;
    await client.query(text, [JSON.stringify(plain)]);
  }
  await client.query(
    `update offer o set live_version_id = r.live_version_id
     from jsonb_populate_recordset(null::offer, $1::jsonb) r where r.id = o.id`,
    [JSON.stringify(rows['offer'])],
  );
}

const only = (table: string, column: string, value: string) => rows[table]!.find((row) => row[column] === value)!;
const azur = () => testActor(only('partner_account', 'name', 'Azur')['tenant_id']!, ['direct']);
const publisher = () => testActor(rows['offer']![0]!['publisher_tenant_id']!, ['publisher']);
const titles = (page: { readonly items: readonly { readonly title: string }[] }) =>
  page.items.map(({ title }) => title);

test('The new migrations are applied to a database with a life behind it, each once', async () => {
  expect(applied[0]).toBe(firstNewMigration);
  expect(applied.length).toBeGreaterThan(5);
  expect(await migrate(pools)).toEqual([]);
});

test('AUD-61 Who sold before the upgrade counts as having sold, and is not taken off', async () => {
  const sales = await pools.owner.query('select partner_tenant_id, customer_tenant_id from offer_sale order by 2');
  const sold = rows['subscription']!.map((row) => `${row['partner_tenant_id']} ${row['customer_tenant_id']}`);
  expect(sales.rows.map((row) => `${row.partner_tenant_id} ${row.customer_tenant_id}`)).toEqual(
    [...new Set(sold)].toSorted(),
  );
  const version = only('offer_version', 'id', rows['subscription']![0]!['offer_version_id']!);
  const question = { publisherTenantId: publisher().tenantId, offerId: version['offer_id']! };
  const facts = await works.as(publisher(), (work) => audienceFacts(work, question));
  expect(transitionsOf(facts).find((move) => move.to === 'none')).toMatchObject({ how: 'refused' });
});

test('Published offers are found at once, by partners and by customers, and drafts by nobody', async () => {
  const found = await works.as(azur(), (work) => marketplaceOffers(work, { language: 'fr', size: 50, country: 'FR' }));
  expect(titles(found).toSorted()).toEqual(['Carnet', 'Élan de l’été']);
  const store = (search: string) =>
    works.as(testActor(azur().tenantId, []), (work) => storeOffers(work, { language: 'en', size: 50, search }));
  expect(titles(await store(''))).toHaveLength(3);
  expect(titles(await store('ete'))).toEqual(['Élan de l’été']);
});

test('Subscriptions go on: the pending one is activated, terms are charged, and the month is proved', async () => {
  const pending = only('subscription', 'status', 'pending')['id']!;
  await setTime(works, '2027-02-10T09:00:00Z');
  await activate(works, { publisher: publisher(), partner: azur(), productId: '', offer: null as never }, pending);
  await setTime(works, '2028-02-02T00:00:00Z');
  await runDue(works);
  for (const month of ['2027-01', '2027-02', '2028-01']) {
    const report = await works.asSystem((work: Work) => proveMonth(work, { month }));
    expect([month, report.agree, report.problems, report.hops.flatMap((hop) => hop.invoices).length > 0]).toEqual([
      month,
      true,
      [],
      true,
    ]);
  }
});
