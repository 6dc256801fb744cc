/** What an attacker found who had SQL as the role of requests: becoming the owner, and writing others' events. */
import { beforeAll, expect, test } from 'vitest';
import { newId, type Actor } from '../src/kernel/index.ts';
import { useDatabase } from './database.ts';
import { aPartner } from './offers.ts';

const works = useDatabase();
let partner: Actor;
let stranger: Actor;

beforeAll(async () => {
  [partner, stranger] = [await aPartner(works, { name: 'Azur' }), await aPartner(works, { name: 'Nord' })];
});

const denied = /permission denied/;
const rowSecurity = /row-level security/;

/** What the database says to a statement; empty when it takes it. */
const answerTo = (actor: Actor, text: string, values: readonly unknown[]) =>
  works
    .as(actor, (work) => work.prepared(`try-${newId()}`, text, values))
    .then(
      () => '',
      (error: unknown) => (error as Error).message,
    );

test('A function of the owner’s looks for no table among the caller’s temporary ones', async () => {
  const { rows } = await works.pools.owner.query<{ name: string; settings: string[] | null }>(
    `select p.proname as name, p.proconfig as settings from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where p.prosecdef and n.nspname = 'public'`,
  );
  expect(rows.length).toBeGreaterThan(4);
  for (const { name, settings } of rows) expect(settings, name).toEqual(['search_path=pg_catalog, public, pg_temp']);
  // As on a server whose administrator left temporary tables to everybody: a trigger of the caller's does not run.
  await works.pools.owner.query('grant temporary on database ' + (await databaseName()) + ' to public');
  const client = await works.pools.app.connect();
  try {
    await client.query('create temp table trial_use (a uuid, b uuid, c text, d uuid, e timestamptz)');
    await client.query('grant all on trial_use to public');
    await client.query(
      `create function pg_temp.evil() returns trigger language plpgsql
       as $$ begin raise exception 'ran as %', current_user; end $$`,
    );
    await client.query('create trigger t before insert on trial_use for each row execute function pg_temp.evil()');
    const taken = await client
      .query(`select comptoir_take_trial(gen_random_uuid(), gen_random_uuid(), 'x', '2027-01-10')`)
      .then(
        () => 'taken',
        (error: unknown) => (error as Error).message,
      );
    expect(taken).not.toMatch(/ran as/);
  } finally {
    client.release(new Error('its temporary tables end with it'));
  }
});

async function databaseName(): Promise<string> {
  const text = 'select quote_ident(current_database()) as name';
  return (await works.pools.owner.query<{ name: string }>(text)).rows[0]!.name;
}

test('An event has neither number nor seal of who writes it, nor the name of another tenant', async () => {
  const columns = 'id, name, at, aggregate_type, aggregate_id, actor_tenant_id, actor_name, correlation_id';
  const own = [newId(), partner.tenantId, newId()];
  const values = `$1, 'X', '2027-01-10', 'x', 'x', $2, 'x', $3`;
  expect(await answerTo(partner, `insert into event (${columns}) values (${values})`, own)).toBe('');
  const seal = `insert into event (${columns}, hash) values (${values}, '\\xdead')`;
  expect(await answerTo(partner, seal, [newId(), partner.tenantId, newId()])).toMatch(denied);
  const number = `insert into event (${columns}, seq) overriding system value values (${values}, 9000000000000000000)`;
  expect(await answerTo(partner, number, [newId(), partner.tenantId, newId()])).toMatch(denied);
  // A partner that says to have acted for itself in a stranger's name.
  const forged = `insert into event (${columns}, on_behalf_tenant_id) values (${values}, $4)`;
  expect(await answerTo(partner, forged, [newId(), stranger.tenantId, newId(), partner.tenantId])).toMatch(rowSecurity);
});
