/**
 * A database of the release before due work by account, where charges had one of two words for their hop, is brought up to
 * date: what was due is due once, and what was charged says the same as before.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../src/kernel/index.ts';
import { billingWork, explainLines, invoiceLines, invoicesOf, type Line } from '../src/modules/billing/index.ts';
import { privateOfferWork } from '../src/modules/private-offers/index.ts';
import { deadlineWork, renewalWork } from '../src/modules/subscriptions/index.ts';
import { clockwork } from '../src/platform/clockwork.ts';
import { createLog } from '../src/platform/log.ts';
import { migrate } from '../src/platform/migrate.ts';
import { workRunner } from '../src/platform/work.ts';
import { setTime } from './billing.ts';
import { testActor, worksOf, type TestWorks } from './database.ts';
import { formerDatabase, type FormerDatabase } from './former-release.ts';

let database: FormerDatabase;
let works: TestWorks;
let account: string;
let publisher: string;
const kinds = [privateOfferWork, renewalWork, deadlineWork, ...billingWork(1)];
const privateOffer = newId();
const margin = newId();
const ownPrice = newId();

beforeAll(async () => {
  database = await formerDatabase();
  const { pools, rows } = database;
  account = rows['subscription']![0]!['partner_tenant_id']!;
  publisher = rows['offer']![0]!['publisher_tenant_id']!;
  await database.upTo('0020_due_by_account.sql');
  await aPrivateOffer();
  await aChargeWithMarginAndPrice();
  await migrate(pools);
  works = worksOf({ pools, runner: workRunner(pools, new Map()) });
});
afterAll(() => database.drop());

/** Submitted, and to begin on 1 March 2027. */
async function aPrivateOffer(): Promise<void> {
  const { owner } = database.pools;
  await owner.query(
    `insert into private_offer (id, publisher_tenant_id, state, document, created_at, updated_at, submitted_at, submitted_by, starts_at, ends_at)
     values ($1, $2, 'inProgress', '{}', '2027-01-01', '2027-01-01', '2027-01-01', 'hannah', '2027-03-01', '2027-07-01')`,
    [privateOffer, publisher],
  );
  const [charge] = database.rows['charge']!;
  await owner.query(
    `insert into margin (partner_tenant_id, id, private_offer_id, publisher_tenant_id, offer_id, product_id, percentage, starts_at, ends_at)
     select $1, $2, $3, publisher_tenant_id, id, product_id, 12.5, '2027-03-01', '2027-07-01' from offer where product_id = $4`,
    [account, margin, privateOffer, (charge!['details'] as unknown as { productId: string }).productId],
  );
}

/** The paths of ten seats' charges tell of a price of the partner and of a margin, in the words of that release. */
async function aChargeWithMarginAndPrice(): Promise<void> {
  const { owner } = database.pools;
  await owner.query('alter table charge disable trigger user');
  for (const [hop, source] of [
    ['partner_customer', `price ${ownPrice} since 2027-01-01T00:00:00Z`],
    ['operator_partner', `private offer ${privateOffer} at 2027-01-10T09:00:00Z: 12.5 % off`],
  ]) {
    await owner.query(
      `update charge set price_path = price_path || jsonb_build_array(jsonb_build_object('step', 'own', 'value', '10', 'source', $2::text))
       where hop = $1 and quantity = 10`,
      [hop, source],
    );
  }
  await owner.query('alter table charge enable trigger user');
}

interface DueRow {
  readonly account_tenant_id: string;
  readonly kind: string;
  readonly due: string;
}

test('What was due before is due once after the upgrade, at its time, under the names that workers look for', async () => {
  const { rows } = await works.pools.owner.query<DueRow>(
    `select account_tenant_id, kind, to_char(due_at at time zone 'UTC', 'YYYY-MM-DD') as due from due_work order by kind`,
  );
  expect(rows).toEqual([
    { account_tenant_id: account, kind: 'charges', due: '2027-02-10' },
    // Bought thirty days before and never set up.
    { account_tenant_id: account, kind: 'deadlines', due: '2027-02-09' },
    { account_tenant_id: account, kind: 'month-end', due: '2027-03-01' },
    { account_tenant_id: publisher, kind: 'private-offers', due: '2027-03-01' },
    { account_tenant_id: account, kind: 'renewals', due: '2027-02-10' },
  ]);
  expect(kinds.map(({ name }) => name)).toEqual(expect.arrayContaining(rows.map(({ kind }) => kind)));
});

test('Charges and invoices of before have seller and buyer, what they name, their price, and the names of their day', async () => {
  const { owner } = works.pools;
  const operator = (await owner.query(`select tenant_id from tenant_part where part = 'operator'`)).rows[0].tenant_id;
  const former = database.rows['charge']!;
  const { rows: charges } = await owner.query<Record<string, string>>('select * from charge order by id');
  const told = ({ id, total, charge_key: key }: Readonly<Record<string, unknown>>) => [id, total, key].join(' ');
  expect(charges.map(told)).toEqual(former.map(told).toSorted());
  for (const charge of charges) {
    const before = former.find((row) => row['id'] === charge['id'])!;
    const bought = before['hop'] === 'operator_partner';
    expect([charge['seller_tenant_id'], charge['buyer_tenant_id']]).toEqual(
      bought ? [operator, account] : [account, before['customer_tenant_id']],
    );
    const tenSeats = charge['quantity'] === '10';
    expect(charge['price_id']).toBe(!bought && tenSeats ? ownPrice : null);
    expect(charge['margin_id']).toBe(bought && tenSeats ? margin : null);
    expect(charge['tax_rule']).toBe('G12/no-tax');
  }
  const subjects = await owner.query(
    'select distinct subscription_id, customer_name, product_name from charge_subject',
  );
  expect(subjects.rows).toHaveLength(new Set(former.map((row) => row['subscription_id'])).size);
  const read = (side: 'bought' | 'sold') =>
    works.as(testActor(account, ['direct']), async (work) => {
      const invoices = await invoicesOf(work, { side }, { limit: 10 });
      const lines: Line[] = [];
      for (const { id } of invoices) lines.push(...(await invoiceLines(work, side, id, 0, 100)));
      return { invoices, lines, paths: await explainLines(work, lines) };
    });
  const bought = await read('bought');
  expect(bought.invoices).toMatchObject([
    { id: 'G000000001', total: '137.5', lineCount: 2, buyer: { name: 'Azur' }, seller: { name: 'Operator' } },
  ]);
  const sold = await read('sold');
  expect(sold.invoices).toMatchObject([
    { id: 'C000000002', total: '37.5', lineCount: 1, buyer: { name: expect.any(String) } },
    { id: 'C000000001', total: '100', lineCount: 1, buyer: { name: 'Contoso' } },
  ]);
  for (const path of [...bought.paths, ...sold.paths]) expect(path.at(-1)).toMatchObject({ step: 'total' });
});

test('The upgraded account goes on by itself: renewed, charged and closed at its times, once', async () => {
  await setTime(works, '2027-02-09T00:00:00Z');
  const clock = clockwork(works.runner, { kinds: [renewalWork, ...billingWork(1)], sweeps: [] }, createLog('silent'));
  expect(await clock.moveTo(Temporal.Instant.from('2027-04-02T00:00:00Z'))).toEqual([]);
  const { rows } = await works.pools.owner.query(
    `select month, count(*)::int as invoices from invoice where partner_tenant_id = $1 group by month order by month`,
    [account],
  );
  expect(rows.map(({ month }) => month)).toEqual(['2027-01', '2027-02', '2027-03']);
  const keys = await works.pools.owner.query(
    'select subscription_id, charge_key, seller_tenant_id from charge group by 1, 2, 3 having count(*) > 1',
  );
  expect(keys.rows).toEqual([]);
});
