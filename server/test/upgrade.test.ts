/**
 * A database of the release before offers of every kind, with offers, subscriptions and invoices, is brought up to date:
 * what was sold, listed and billed goes on. The rows were written by that release (before-offer-kinds.json).
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveMonth } from '../src/modules/billing/index.ts';
import { audienceFacts, marketplaceOffers, transitionsOf, storeOffers } from '../src/modules/offers/index.ts';
import { migrate } from '../src/platform/migrate.ts';
import type { Pools } from '../src/platform/database.ts';
import { workRunner, type Work } from '../src/platform/work.ts';
import { activate, runDue, setTime } from './billing.ts';
import { testActor, worksOf, type TestWorks } from './database.ts';
import { firstNewMigration, formerDatabase, type FormerDatabase, type Rows } from './former-release.ts';

let database: FormerDatabase;
let rows: Rows;
let pools: Pools;
let works: TestWorks;
let applied: string[];

beforeAll(async () => {
  database = await formerDatabase();
  ({ rows, pools } = database);
  applied = await migrate(pools);
  works = worksOf({ pools, runner: workRunner(pools, new Map()) });
});
afterAll(() => database.drop());

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

test('A database that a newer release was at is refused, and so is a server with too few connections', async () => {
  const newer = '9999_later.sql';
  await pools.owner.query(`insert into migration (name, checksum) values ($1, 'x')`, [newer]);
  try {
    await expect(migrate(pools)).rejects.toThrow(/newer Comptoir \(9999_later\.sql\)/);
  } finally {
    await pools.owner.query('delete from migration where name = $1', [newer]);
  }
  await expect(migrate(pools, 100_000)).rejects.toThrow(/takes \d+ connections, and COMPTOIR_POOL asks for 100000/);
  expect(await migrate(pools, 29)).toEqual([]);
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
