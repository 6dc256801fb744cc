/** What the login of requests may not do, tried by SQL as that login: whoever gets SQL through it is still one tenant. */
import { beforeAll, expect, test } from 'vitest';
import { newId, type Actor } from '../src/kernel/index.ts';
import { onboardCustomer } from '../src/modules/relationships/index.ts';
import { createTenant, createUser } from '../src/modules/identity/index.ts';
import type { Work } from '../src/platform/work.ts';
import { useDatabase } from './database.ts';
import { aPartner } from './offers.ts';
import { newCompany } from './partners.ts';

const works = useDatabase();
let partner: Actor;
let stranger: Actor;
let customer: string;
let victim: string;

beforeAll(async () => {
  [partner, stranger] = [await aPartner(works, { name: 'Azur' }), await aPartner(works, { name: 'Nord' })];
  customer = (await works.as(partner, (work) => onboardCustomer(work, newCompany()))).customer.tenantId;
  victim = await works.asSystem(async (work) => {
    const operator = await createTenant(work, { name: 'Op', domain: 'op.example', country: 'FR', parts: ['operator'] });
    const person = {
      userPrincipalName: 'o@op.example',
      displayName: 'O',
      email: 'o@op.example',
      password: 'A-pass-word-1!',
    };
    await createUser(work, { ...person, tenantId: operator.id, roles: ['global_admin', 'admin_agent'] });
    return operator.id;
  });
});

/** What the database says to a statement; empty when it takes it. */
const answerTo = (actor: Actor, text: string, values: readonly unknown[] = []) =>
  works
    .as(actor, (work: Work) => work.prepared(`try-${newId()}`, text, values))
    .then(
      () => '',
      (error: unknown) => (error as Error).message,
    );
const rowSecurity = /row-level security/;
const foreignKey = /foreign key/;
const denied = /permission denied/;

test('The logins of requests and of sweeps cannot become the owner, nor each other', async () => {
  const { rows } = await works.pools.owner.query<{ name: string }>('select current_user as name');
  const owner = `"${rows[0]!.name}"`;
  for (const pool of [works.pools.app, works.pools.system]) {
    const client = await pool.connect();
    const who = async () => (await client.query<{ name: string }>('select current_user as name')).rows[0]!.name;
    const login = await who();
    await client.query('reset role');
    await client.query('reset session authorization');
    expect(await who()).toBe(login);
    await expect(client.query(`set role ${owner}`)).rejects.toThrow(denied);
    await expect(client.query(`set session authorization ${owner}`)).rejects.toThrow(denied);
    const other = pool === works.pools.app ? 'comptoir_system' : 'comptoir_app';
    await expect(client.query(`set role ${other}`)).rejects.toThrow(denied);
    await expect(client.query('alter table charge disable row level security')).rejects.toThrow(/must be owner/);
    await expect(client.query('select password from database_login')).rejects.toThrow(denied);
    client.release();
  }
});

test('Nobody makes oneself operator, publisher or partner', async () => {
  const part = `insert into tenant_part (tenant_id, part, made_by_tenant_id) values ($1, $2, $3)`;
  for (const name of ['operator', 'publisher', 'direct', 'provider', 'reseller']) {
    expect(await answerTo(partner, part, [partner.tenantId, name, partner.tenantId])).toMatch(rowSecurity);
    expect(await answerTo(partner, part, [customer, name, partner.tenantId])).toMatch(rowSecurity);
  }
  expect(await answerTo(partner, part, [partner.tenantId, 'customer', partner.tenantId])).toMatch(foreignKey);
  expect(await answerTo(partner, part, [victim, 'customer', partner.tenantId])).toMatch(foreignKey);
  expect(await answerTo(partner, part, [victim, 'customer', null])).toMatch(rowSecurity);
  expect(await answerTo(partner, 'update tenant_part set part = $1', ['operator'])).toMatch(denied);
});

test('Nobody writes people, roles, groups or applications of another tenant', async () => {
  const [person, group, application] = [newId(), newId(), newId()];
  const user = `insert into user_account (id, tenant_id, user_principal_name, display_name, email, password_hash, made_by_tenant_id, created_at)
    values ($1, $2, $3, 'x', 'x', 'x', $4, '2027-01-10')`;
  for (const actor of [partner, stranger]) {
    const { tenantId } = actor;
    expect(await answerTo(actor, user, [newId(), victim, newId(), tenantId])).toMatch(foreignKey);
    expect(await answerTo(actor, user, [newId(), victim, newId(), null])).toMatch(rowSecurity);
  }
  expect(await answerTo(stranger, user, [newId(), customer, newId(), stranger.tenantId])).toMatch(foreignKey);
  expect(await answerTo(stranger, user, [newId(), customer, newId(), partner.tenantId])).toMatch(rowSecurity);
  expect(await answerTo(partner, user, [person, partner.tenantId, newId(), null])).toBe('');
  const role = `insert into user_role (user_id, tenant_id, role, made_by_tenant_id) values ($1, $2, 'global_admin', $3)`;
  expect(await answerTo(partner, role, [person, victim, null])).toMatch(rowSecurity);
  expect(await answerTo(partner, role, [person, victim, partner.tenantId])).toMatch(foreignKey);
  const { rows } = await works.pools.owner.query<{ id: string; user: string }>(
    `select g.id, m.user_id as user from directory_group g join group_member m on m.group_id = g.id where g.tenant_id = $1`,
    [victim],
  );
  const theirs = rows[0]!;
  const member = `insert into group_member (group_id, user_id, tenant_id) values ($1, $2, $3)`;
  expect(await answerTo(partner, member, [theirs.id, person, partner.tenantId])).toMatch(foreignKey);
  expect(await answerTo(partner, member, [theirs.id, theirs.user, victim])).toMatch(rowSecurity);
  const groups = `insert into directory_group (id, tenant_id, name, role) values ($1, $2, 'x', 'admin_agent')`;
  expect(await answerTo(partner, groups, [group, victim])).toMatch(rowSecurity);
  const app = `insert into application (id, tenant_id, name, created_at) values ($1, $2, 'x', '2027-01-10')`;
  for (const tenantId of [victim, customer, null])
    expect(await answerTo(partner, app, [application, tenantId])).toMatch(rowSecurity);
  const secret = `insert into application_secret (id, application_id, tenant_id, secret_hash, hint, expires_at) values ($1, $2, $3, 'x', 'x', '2027-01-10')`;
  expect(await answerTo(stranger, secret, [newId(), application, victim])).toMatch(rowSecurity);
  expect(await answerTo(stranger, secret, [newId(), application, stranger.tenantId])).toMatch(foreignKey);
});

test('Nobody takes on another’s customer, nor revives what ended', async () => {
  const begin = `insert into customer_relationship (partner_tenant_id, customer_tenant_id, customer_name, customer_domain, state, since, made_by_tenant_id)
    values ($1, $2, 'x', 'x', 'reseller', '2027-01-10', $3)`;
  const { tenantId } = stranger;
  expect(await answerTo(stranger, begin, [tenantId, customer, tenantId])).toMatch(foreignKey);
  expect(await answerTo(stranger, begin, [tenantId, customer, partner.tenantId])).toMatch(rowSecurity);
  expect(await answerTo(stranger, begin, [partner.tenantId, customer, tenantId])).toMatch(rowSecurity);
  expect(await answerTo(partner, 'update customer set partner_tenant_ids = array[$1::uuid]', [tenantId])).toMatch(
    rowSecurity,
  );
  expect(await answerTo(partner, `update customer_relationship set state = 'none'`)).toBe('');
  const revived = await works.as(partner, (work: Work) =>
    work.prepared('revive', `update customer_relationship set state = 'reseller' returning 1`, []),
  );
  expect(revived).toEqual([]);
});

test('Nobody writes an event in another’s name, nor changes one', async () => {
  const event = `insert into event (id, name, at, aggregate_type, aggregate_id, actor_tenant_id, actor_name, correlation_id)
    values ($1, 'x', '2027-01-10', 'x', 'x', $2, 'x', $1)`;
  expect(await answerTo(partner, event, [newId(), stranger.tenantId])).toMatch(rowSecurity);
  expect(await answerTo(partner, event, [newId(), victim])).toMatch(rowSecurity);
  expect(await answerTo(partner, event, [newId(), partner.tenantId])).toBe('');
  expect(await answerTo(partner, `update event set actor_name = 'x'`)).toMatch(denied);
});
