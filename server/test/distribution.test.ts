/**
 * What a database distributed by account can run, and what keeps tenants apart whatever is granted: read from
 * PostgreSQL's own catalogue, so that a table is in it the day it is made. What is otherwise is in one list, with its reason.
 */
import { expect, test } from 'vitest';
import { useDatabase } from './database.ts';

const works = useDatabase();

/** Tables without an account first in their key. */
const keyWithoutAccount: Readonly<Record<string, string>> = {
  // One row, or a few, for the whole installation: the same everywhere.
  agreement_link_key: 'one row',
  database_login: 'one row',
  cancellation_policy: 'a few rows for the installation',
  exchange_rate: 'a few rows a month, the same for everybody',
  month_rate: 'a few rows a month, the same for everybody',
  landing_key: 'one row',
  migration: 'one row a file',
  refused_mail_domain: 'a short list, the same for everybody',
  sandbox_clock: 'one row',
  second_factor_demand: 'one row: the operator’s',
  sandbox_world: 'one row',
  sign_up: 'of nobody yet: few, and forgotten after days',
  signing_key: 'a row a key',
  // Reference tables: read by every account, written seldom, kept whole on every node.
  event_webhook_position: 'one row for the installation',
  partner_webhook_position: 'one row for the installation',
  price_rise_position: 'one row for the installation',
  partner_webhook_signer: 'one row for the installation',
  application: 'found by its client id at sign-in, before a tenant is known; a reference table',
  application_certificate: 'as its application',
  application_secret: 'as its application',
  directory_group: 'as its people',
  group_member: 'as its people',
  offer: 'the catalogue: every account reads it',
  offer_audience: 'the catalogue',
  offer_audience_partner: 'the catalogue',
  offer_availability: 'the catalogue: its id is part of a catalogue item id',
  offer_draft: 'with its offer',
  offer_listing: 'the catalogue',
  offer_material: 'with its offer',
  offer_material_file: 'with its offer',
  offer_plan: 'the catalogue',
  offer_price: 'the catalogue',
  offer_submission: 'with its offer',
  offer_version: 'the catalogue: orders point at it by id',
  offer_word: 'words, of nobody',
  private_offer: 'few, of a publisher; found by id in an address',
  publisher_request: 'few, of a publisher; found by id in an address',
  service_notice: 'with its offer',
  service_notice_update: 'with its offer',
  tenant: 'who there is: read by every account; its key is the account',
  user_account: 'found by its id and name at sign-in, before a tenant is known; a reference table',
  user_role: 'as its people',
  // Of the installation, not of accounts (decision 0055).
  event: 'one order for the whole installation, which the seal follows',
  mail: 'one reason once, delivered in one order over all accounts; of addresses, not of tenants',
  token_record: 'found by its own id, which is random; no tenant is known before, and it runs out',
};

/** References to reference tables, which every node has whole, carry no account. */
const referenceTables = new Set([
  'tenant',
  'partner_account',
  'partner_location',
  'customer',
  'offer',
  'offer_version',
  'directory_group',
  'user_account',
  'application',
  'offer_availability',
  'offer_material',
  'private_offer',
  'service_notice',
]);

interface Row {
  readonly name: string;
}
const rowsOf = async <Shape extends object>(text: string) => (await works.pools.owner.query<Shape>(text)).rows;
const namesOf = async (text: string) => (await rowsOf<Row>(text)).map(({ name }) => name);

const tables = `select c.oid, c.relname as name, c.relrowsecurity, c.relforcerowsecurity from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`;
/** Columns that say whose a row is. */
const ofTenant = '_?tenant_ids?$';

test('The primary key of every table that grows begins with the account', async () => {
  const first = await rowsOf<{ name: string; column: string | null }>(
    `select t.name, (select a.attname from pg_constraint k join pg_attribute a on a.attrelid = t.oid and a.attnum = k.conkey[1]
       where k.conrelid = t.oid and k.contype = 'p') as column from (${tables}) t order by 1`,
  );
  expect(first.length).toBeGreaterThan(40);
  const account = /^(?:(?:partner|publisher|provider|customer|seller|account)_)?tenant_id$/;
  const otherwise = first.filter(({ column }) => !account.test(column ?? '')).map(({ name }) => name);
  expect(otherwise).toEqual(Object.keys(keyWithoutAccount).toSorted());
});

test('Every foreign key between rows of tenants has a tenant of both in it', async () => {
  const keys = await rowsOf<{ name: string; target: string; columns: string[]; found: string[] }>(
    `select c.conrelid::regclass || ' ' || c.conname as name, c.confrelid::regclass::text as target,
       array(select a.attname::text from unnest(c.conkey) with ordinality k(n, place) join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.n order by place) as columns,
       array(select a.attname::text from unnest(c.confkey) with ordinality k(n, place) join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.n order by place) as found
     from pg_constraint c join (${tables}) t on t.oid = c.conrelid where c.contype = 'f' order by 1`,
  );
  expect(keys.length).toBeGreaterThan(30);
  const tenant = new RegExp(ofTenant);
  const carries = ({ target, columns, found }: (typeof keys)[number]) =>
    columns.some((column, index) => tenant.test(column) && (tenant.test(found[index]!) || target === 'tenant'));
  expect(keys.filter((key) => !carries(key)).map(({ name }) => name)).toEqual([]);
  // An account's rows refer to rows of the account, or to a table that every node has.
  const crossing = keys.filter(
    ({ target, columns, found }) =>
      !referenceTables.has(target) && !columns.some((column, index) => column === found[index] && tenant.test(column)),
  );
  expect(crossing.map(({ name }) => name)).toEqual([]);
});

/** They have as many rows as an account buys, is charged and is billed. */
const growing = ['purchase_order', 'subscription', 'charge_subject', 'charge', 'invoice'];

test('The check of a foreign key finds no other index to begin with than its key’s, where an account’s rows are many', async () => {
  const { rows } = await works.pools.owner.query<{ key: string; index: string }>(
    `select c.conrelid::regclass::text || ' to ' || c.confrelid::regclass::text as key, i.indexrelid::regclass::text as index
     from pg_constraint c join pg_index i on i.indrelid = c.confrelid and i.indexrelid <> c.conindid
     where c.contype = 'f' and c.confrelid::regclass::text = any($1) and i.indpred is null and i.indkey[0] = any(c.confkey)
       and not (i.indisunique and i.indkey::int2[] <@ c.confkey)`,
    [growing],
  );
  expect(rows).toEqual([]);
});

test('Every table has row security, and forces it on all but the system’s own bookkeeping', async () => {
  expect(await namesOf(`select name from (${tables}) t where not relrowsecurity`)).toEqual([]);
  expect(await namesOf(`select name from (${tables}) t where not relforcerowsecurity order by 1`)).toEqual([
    'database_login', // the owner reads it to log the roles in
    'due_work', // requests note what is due by a function of the owner's
    'migration', // the owner's
    'trial_use', // requests ask and take by functions of the owner's
  ]);
});

const requestRoles = `(select oid, rolname from pg_roles where rolname in ('comptoir_app', 'comptoir_identity')) r`;

test('Every policy by which a request changes a row says what the row may become', async () => {
  const open = await namesOf(
    `select tablename || '.' || policyname as name from pg_policies where schemaname = 'public' and cmd in ('UPDATE', 'ALL', 'INSERT')
       and with_check is null and not roles = '{comptoir_system}' order by 1`,
  );
  expect(open).toEqual([]);
  const anything = await namesOf(
    `select tablename || '.' || policyname as name from pg_policies where schemaname = 'public' and cmd <> 'SELECT'
       and 'true' in (qual, with_check) and not roles = '{comptoir_system}' order by 1`,
  );
  expect(anything).toEqual([
    'landing_key.landing_key_make', // the first link makes the key
    'offer_word.offer_word_add', // words of published offers, of nobody
  ]);
});

test('Requests change columns, never keys and tenants', async () => {
  const changed = await namesOf(
    `select distinct t.name || '.' || a.attname as name from (${tables}) t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0, ${requestRoles}
     where not a.attisdropped and has_column_privilege(r.oid, t.oid, a.attnum, 'update') and (
       a.attname ~ '${ofTenant}' or exists (select from pg_constraint k where k.conrelid = t.oid and k.contype = 'p' and a.attnum = any(k.conkey)))
     order by 1`,
  );
  expect(changed).toEqual([]);
  const whole = await namesOf(
    `select t.name from (${tables}) t, ${requestRoles} where has_table_privilege(r.oid, t.oid, 'update') order by 1`,
  );
  expect(whole).toEqual([]);
});

/** Facts: written once. */
const appendOnly = [
  'agreement_signature',
  'charge',
  'charge_subject',
  'customer_agreement',
  'own_price',
  'event',
  'invoice',
  'invoice_line',
  'mail',
  'margin_use',
  'offer_availability',
  'offer_plan',
  'offer_price',
  'offer_sale',
  'offer_version',
  'request_answer',
  'service_notice_update',
  'subscription_term',
];
/** What requests may take away. */
const removable = [
  'application_certificate',
  'application_secret',
  'cart',
  'group_member',
  'margin',
  'offer_audience',
  'offer_audience_partner',
  'offer_material_file',
  'private_offer',
  'user_role',
];

test('Requests neither change nor remove facts, and remove what use cases remove', async () => {
  const rights = (verbs: string) =>
    namesOf(`select distinct t.name from (${tables}) t, ${requestRoles} where has_any_column_privilege(r.oid, t.oid, 'update') and '${verbs}' like '%update%'
      or has_table_privilege(r.oid, t.oid, 'delete') or has_table_privilege(r.oid, t.oid, 'truncate') order by 1`);
  expect((await rights('delete')).toSorted()).toEqual(removable);
  const mutable = new Set(await rights('update, delete'));
  expect(appendOnly.filter((name) => mutable.has(name))).toEqual([]);
});

test('Charges and invoices are changed by nobody, the system included', async () => {
  const facts = `('charge', 'charge_subject', 'invoice', 'invoice_line')`;
  const held = await namesOf(
    `select t.name || ' ' || r.rolname as name from (${tables}) t,
       (select oid, rolname from pg_roles where rolname like 'comptoir\\_%' and rolname in ('comptoir_app', 'comptoir_identity', 'comptoir_system')) r
     where t.name in ${facts} and (has_any_column_privilege(r.oid, t.oid, 'update') or has_table_privilege(r.oid, t.oid, 'delete'))`,
  );
  expect(held).toEqual([]);
});

test('No function that runs as the owner is everybody’s', async () => {
  const open = await namesOf(
    `select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
       and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0 and a.privilege_type = 'EXECUTE')`,
  );
  expect(open).toEqual([]);
});
