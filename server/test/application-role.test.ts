/** What the login of requests may not do, tried by SQL as that login: whoever gets SQL through it is still one tenant. */
import { beforeAll, expect, test } from 'vitest';
import { newId, type Actor } from '../src/kernel/index.ts';
import { onboardCustomer } from '../src/modules/relationships/index.ts';
import { createTenant, createUser } from '../src/modules/identity/index.ts';
import type { Work } from '../src/platform/work.ts';
import { activate, aChannel, aCustomer, buy } from './billing.ts';
import { testActor, useDatabase } from './database.ts';
import { aPartner, aPublisher } from './offers.ts';
import { newCompany } from './partners.ts';
import { someHash } from './passwords.ts';

const works = useDatabase();
let partner: Actor;
let stranger: Actor;
let customer: string;
let victim: string;

beforeAll(async () => {
  [partner, stranger] = [await aPartner(works, { name: 'Azur' }), await aPartner(works, { name: 'Nord' })];
  customer = (await works.asIdentity(partner, (work) => onboardCustomer(work, newCompany()))).customer.tenantId;
  victim = await works.asSystem(async (work) => {
    const operator = await createTenant(work, { name: 'Op', domain: 'op.example', country: 'FR', parts: ['operator'] });
    const person = {
      userPrincipalName: 'o@op.example',
      displayName: 'O',
      email: 'o@op.example',
      passwordHash: someHash,
    };
    await createUser(work, { ...person, tenantId: operator.id, roles: ['global_admin', 'admin_agent'] });
    return operator.id;
  });
});

type As = (actor: Actor, body: (work: Work) => Promise<unknown>) => Promise<unknown>;

/** What the database says to a statement; empty when it takes it. */
const answer =
  (as: As) =>
  (actor: Actor, text: string, values: readonly unknown[] = []) =>
    as(actor, (work) => work.prepared(`try-${newId()}`, text, values)).then(
      () => '',
      (error: unknown) => (error as Error).message,
    );
const answerTo = answer((actor, body) => works.as(actor, body));
/** The same as the role of the requests that write who may enter. */
const identityAnswer = answer((actor, body) => works.asIdentity(actor, body));
const rowSecurity = /row-level security/;
const foreignKey = /foreign key/;
const denied = /permission denied/;

test('The logins of requests and of sweeps cannot become the owner, nor each other', async () => {
  const { rows } = await works.pools.owner.query<{ name: string }>('select current_user as name');
  const owner = `"${rows[0]!.name}"`;
  for (const pool of [works.pools.app, works.pools.identity, works.pools.system]) {
    const client = await pool.connect();
    const who = async () => (await client.query<{ name: string }>('select current_user as name')).rows[0]!.name;
    const login = await who();
    await client.query('reset role');
    await client.query('reset session authorization');
    expect(await who()).toBe(login);
    await expect(client.query(`set role ${owner}`)).rejects.toThrow(denied);
    await expect(client.query(`set session authorization ${owner}`)).rejects.toThrow(denied);
    const others = pool === works.pools.system ? ['comptoir_app', 'comptoir_identity'] : ['comptoir_system'];
    for (const other of pool === works.pools.app ? [...others, 'comptoir_identity'] : others)
      await expect(client.query(`set role ${other}`)).rejects.toThrow(denied);
    await expect(client.query('alter table charge disable row level security')).rejects.toThrow(/must be owner/);
    await expect(client.query('select password from database_login')).rejects.toThrow(denied);
    client.release();
  }
});

test('A request that writes nobody’s right to enter cannot: the tenant it says it is does not help', async () => {
  const { rows } = await works.pools.owner.query<{ id: string }>('select id from user_account where tenant_id = $1', [
    victim,
  ]);
  const person = rows[0]!.id;
  // As whoever gets SQL through a request would: it chooses the tenant and the actor.
  const asVictim = testActor(victim, ['operator']);
  const made = newId();
  const tries: readonly (readonly [string, readonly unknown[]])[] = [
    [
      `insert into tenant (id, name, domain, country, made_by_tenant_id, created_at) values ($1, 'x', 'x.example', 'FR', $2, '2027-01-10')`,
      [newId(), victim],
    ],
    [`insert into tenant_part (tenant_id, part, made_by_tenant_id) values ($1, 'customer', $1)`, [victim]],
    [
      `insert into user_account (id, tenant_id, user_principal_name, display_name, email, password_hash, created_at)
      values ($1, $2, 'x', 'x', 'x', 'x', '2027-01-10')`,
      [newId(), victim],
    ],
    [`insert into user_role (user_id, tenant_id, role) values ($1, $2, 'billing_admin')`, [person, victim]],
    [`insert into directory_group (id, tenant_id, name, role) values ($1, $2, 'x', 'admin_agent')`, [newId(), victim]],
    [
      `insert into group_member (group_id, user_id, tenant_id) select id, $1, $2 from directory_group where tenant_id = $2`,
      [person, victim],
    ],
    [`insert into application (id, tenant_id, name, created_at) values ($1, $2, 'x', '2027-01-10')`, [made, victim]],
    [
      `insert into application_secret (id, application_id, tenant_id, secret_hash, hint, expires_at)
      values ($1, $2, $3, 'x', 'x', '2027-01-10')`,
      [newId(), made, victim],
    ],
    [`insert into signing_key (kid, private_jwk, created_at) values ('x', '{}', '2027-01-10')`, []],
    [`insert into token_record (kind, id, payload) values ('RefreshToken', 'x', '{}')`, []],
    [`update user_account set password_hash = 'x'`, []],
    [`update application set active = true`, []],
    [`delete from user_role`, []],
    [`delete from application_secret`, []],
    [`select password_hash from user_account`, []],
    [`select secret_hash from application_secret`, []],
    [`select private_jwk from signing_key`, []],
    [`select payload from token_record`, []],
  ];
  for (const [text, values] of tries)
    expect([text, await answerTo(asVictim, text, values)]).toEqual([text, expect.stringMatching(denied)]);
});

test('Nobody makes oneself operator, publisher or partner', async () => {
  const part = `insert into tenant_part (tenant_id, part, made_by_tenant_id) values ($1, $2, $3)`;
  for (const name of ['operator', 'publisher', 'direct', 'provider', 'reseller']) {
    expect(await identityAnswer(partner, part, [partner.tenantId, name, partner.tenantId])).toMatch(rowSecurity);
    expect(await identityAnswer(partner, part, [customer, name, partner.tenantId])).toMatch(rowSecurity);
  }
  expect(await identityAnswer(partner, part, [partner.tenantId, 'customer', partner.tenantId])).toMatch(foreignKey);
  expect(await identityAnswer(partner, part, [victim, 'customer', partner.tenantId])).toMatch(foreignKey);
  expect(await identityAnswer(partner, part, [victim, 'customer', null])).toMatch(rowSecurity);
  expect(await identityAnswer(partner, 'update tenant_part set part = $1', ['operator'])).toMatch(denied);
});

test('Nobody writes people, roles, groups or applications of another tenant', async () => {
  const [person, group, application] = [newId(), newId(), newId()];
  const user = `insert into user_account (id, tenant_id, user_principal_name, display_name, email, password_hash, made_by_tenant_id, created_at)
    values ($1, $2, $3, 'x', 'x', 'x', $4, '2027-01-10')`;
  for (const actor of [partner, stranger]) {
    const { tenantId } = actor;
    expect(await identityAnswer(actor, user, [newId(), victim, newId(), tenantId])).toMatch(foreignKey);
    expect(await identityAnswer(actor, user, [newId(), victim, newId(), null])).toMatch(rowSecurity);
  }
  expect(await identityAnswer(stranger, user, [newId(), customer, newId(), stranger.tenantId])).toMatch(foreignKey);
  expect(await identityAnswer(stranger, user, [newId(), customer, newId(), partner.tenantId])).toMatch(rowSecurity);
  expect(await identityAnswer(partner, user, [person, partner.tenantId, newId(), null])).toBe('');
  const role = `insert into user_role (user_id, tenant_id, role, made_by_tenant_id) values ($1, $2, 'global_admin', $3)`;
  expect(await identityAnswer(partner, role, [person, victim, null])).toMatch(rowSecurity);
  expect(await identityAnswer(partner, role, [person, victim, partner.tenantId])).toMatch(foreignKey);
  const { rows } = await works.pools.owner.query<{ id: string; user: string }>(
    `select g.id, m.user_id as user from directory_group g join group_member m on m.group_id = g.id where g.tenant_id = $1`,
    [victim],
  );
  const theirs = rows[0]!;
  const member = `insert into group_member (group_id, user_id, tenant_id) values ($1, $2, $3)`;
  expect(await identityAnswer(partner, member, [theirs.id, person, partner.tenantId])).toMatch(foreignKey);
  expect(await identityAnswer(partner, member, [theirs.id, theirs.user, victim])).toMatch(rowSecurity);
  const groups = `insert into directory_group (id, tenant_id, name, role) values ($1, $2, 'x', 'admin_agent')`;
  expect(await identityAnswer(partner, groups, [group, victim])).toMatch(rowSecurity);
  const app = `insert into application (id, tenant_id, name, created_at) values ($1, $2, 'x', '2027-01-10')`;
  for (const tenantId of [victim, customer, null])
    expect(await identityAnswer(partner, app, [application, tenantId])).toMatch(rowSecurity);
  const secret = `insert into application_secret (id, application_id, tenant_id, secret_hash, hint, expires_at) values ($1, $2, $3, 'x', 'x', '2027-01-10')`;
  expect(await identityAnswer(stranger, secret, [newId(), application, victim])).toMatch(rowSecurity);
  expect(await identityAnswer(stranger, secret, [newId(), application, stranger.tenantId])).toMatch(foreignKey);
});

test('Nobody takes on another’s customer, nor changes a relationship', async () => {
  const begin = `insert into customer_relationship (partner_tenant_id, customer_tenant_id, customer_name, customer_domain, state, since, made_by_tenant_id)
    values ($1, $2, 'x', 'x', 'reseller', '2027-01-10', $3)`;
  const { tenantId } = stranger;
  expect(await identityAnswer(stranger, begin, [tenantId, customer, tenantId])).toMatch(foreignKey);
  expect(await identityAnswer(stranger, begin, [tenantId, customer, partner.tenantId])).toMatch(rowSecurity);
  expect(await identityAnswer(stranger, begin, [tenantId, customer, null])).toMatch(rowSecurity);
  expect(await identityAnswer(stranger, begin, [partner.tenantId, customer, tenantId])).toMatch(rowSecurity);
  for (const change of [`state = 'none'`, 'made_by_tenant_id = null', 'customer_tenant_id = partner_tenant_id']) {
    expect(await answerTo(partner, `update customer_relationship set ${change}`)).toMatch(denied);
    expect(await identityAnswer(partner, `update customer_relationship set ${change}`)).toMatch(denied);
  }
});

test('A customer’s record is changed by partners whose relationship stands, and never handed on', async () => {
  for (const change of [
    'partner_tenant_ids = array[$1::uuid]',
    'current_partner_tenant_ids = array[$1::uuid]',
    'made_by_tenant_id = $1',
  ])
    expect(await answerTo(partner, `update customer set ${change}`, [stranger.tenantId])).toMatch(denied);
  const { customer: former } = await works.asIdentity(partner, (work) => onboardCustomer(work, newCompany()));
  await works.asSystem(async (work: Work) => {
    await work.prepared('end', `update customer_relationship set state = 'none' where customer_tenant_id = $1`, [
      former.tenantId,
    ]);
    await work.prepared(
      'end-for-customer',
      `update customer set current_partner_tenant_ids = '{}' where tenant_id = $1`,
      [former.tenantId],
    );
  });
  const changed = await works.as(partner, (work: Work) =>
    work.prepared<{ id: string }>(
      'change',
      'update customer set billing_profile_version = 9 returning tenant_id as id',
      [],
    ),
  );
  expect(changed.map(({ id }) => id)).toEqual([customer]);
  const seen = await works.as(partner, (work: Work) =>
    work.prepared('see', 'select from customer where tenant_id = $1', [former.tenantId]),
  );
  expect(seen).toHaveLength(1);
});

test('SUB-01 What was bought is changed by nobody: the publisher activates, and that is all', async () => {
  const channel = await aChannel(works);
  const buyer = await aCustomer(works, channel.partner);
  const bought = await buy(works, channel, { customer: buyer });
  for (const actor of [channel.partner, channel.publisher]) {
    for (const change of [
      'quantity = 1',
      'unit_price = 0',
      'publisher_tenant_id = customer_tenant_id',
      'auto_renew = false',
      `term = 'P1M'`,
    ])
      expect(await answerTo(actor, `update subscription set ${change}`)).toMatch(denied);
    for (const change of [`lines = '[]'`, 'customer_tenant_id = partner_tenant_id', 'publisher_tenant_ids = $1'])
      expect(
        await answerTo(
          actor,
          `update purchase_order set ${change}`,
          change.includes('$1') ? [[stranger.tenantId]] : [],
        ),
      ).toMatch(denied);
    expect(await answerTo(actor, 'update subscription_term set charged_cycles = 99')).toMatch(denied);
  }
  const partnerActivates = await works.as(channel.partner, (work: Work) =>
    work.prepared('activate', `update subscription set status = 'active' returning 1`, []),
  );
  expect(partnerActivates).toEqual([]);
  expect(await answerTo(channel.publisher, `update subscription set status = 'deleted'`)).toMatch(rowSecurity);
  expect(await answerTo(channel.publisher, `update purchase_order set status = 'cancelled'`)).toMatch(rowSecurity);
  await activate(works, channel, bought);
});

test('Nobody begins a term of another publisher’s subscription, nor orders for another’s customer', async () => {
  const channel = await aChannel(works);
  const other = await aPublisher(works, 'Rival');
  const buyer = await aCustomer(works, channel.partner);
  const bought = await buy(works, channel, { customer: buyer });
  const term = `insert into subscription_term (partner_tenant_id, subscription_id, number, publisher_tenant_id, start_date, end_date, starts_at,
      quantity, unit_price, term, billing_cycle, next_charge_at)
    values ($1, $2, 1, $3, '2027-01-15', '2028-01-14', '2027-01-15', 1000000, 1000000, 'P1Y', 'monthly', '2027-01-15')`;
  expect(await answerTo(other, term, [channel.partner.tenantId, bought, other.tenantId])).toMatch(foreignKey);
  expect(await answerTo(other, term, [channel.partner.tenantId, bought, channel.publisher.tenantId])).toMatch(
    rowSecurity,
  );
  const order = `insert into purchase_order (partner_tenant_id, id, alternate_id, customer_tenant_id, currency, billing_cycle, status, lines, created_at, created_by)
    values ($1, 'x', 'x', $2, 'EUR', 'monthly', 'pending', '[]', '2027-01-15', 'x')`;
  const cart = `insert into cart (partner_tenant_id, id, customer_tenant_id, status, line_items, created_at, modified_at, expires_at)
    values ($1, $3, $2, 'active', '[]', '2027-01-15', '2027-01-15', '2027-01-22')`;
  expect(await answerTo(stranger, order, [stranger.tenantId, buyer])).toMatch(foreignKey);
  expect(await answerTo(stranger, cart, [stranger.tenantId, buyer, newId()])).toMatch(foreignKey);
  const { rows: written } = await works.pools.owner.query<{ names: string }>(
    `select string_agg(quote_ident(attname), ', ') as names from pg_attribute
     where attrelid = 'subscription'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
  );
  const names = written[0]!.names;
  const copy = `insert into subscription (${names}) select ${names} from subscription s where s.id = $1`;
  expect(await answerTo(channel.publisher, copy, [bought])).toMatch(rowSecurity);
});

test('Nobody writes an event in another’s name or about others, nor changes one', async () => {
  const event = `insert into event (id, name, at, aggregate_type, aggregate_id, actor_tenant_id, actor_name, correlation_id, partner_tenant_id, customer_tenant_id)
    values ($1, 'x', '2027-01-10', 'x', 'x', $2, 'x', $1, $3, $4)`;
  expect(await answerTo(partner, event, [newId(), stranger.tenantId, null, null])).toMatch(rowSecurity);
  expect(await answerTo(partner, event, [newId(), victim, partner.tenantId, null])).toMatch(rowSecurity);
  expect(await answerTo(partner, event, [newId(), partner.tenantId, stranger.tenantId, null])).toMatch(rowSecurity);
  expect(await answerTo(partner, event, [newId(), partner.tenantId, stranger.tenantId, customer])).toMatch(rowSecurity);
  expect(await answerTo(partner, event, [newId(), partner.tenantId, partner.tenantId, customer])).toBe('');
  expect(await answerTo(partner, event, [newId(), partner.tenantId, null, null])).toBe('');
  expect(await answerTo(partner, `update event set actor_name = 'x'`)).toMatch(denied);
});

test('Mail is written in the name of the work’s account, and stands in nobody’s way', async () => {
  const mail = `insert into mail (id, account_tenant_id, at, recipient, subject, text, reason) values ($1, $2, '2027-01-10', 'x@x.example', 'x', 'x', 'invoice-ready/G1')`;
  expect(await answerTo(partner, mail, [newId(), stranger.tenantId])).toMatch(rowSecurity);
  expect(await answerTo(partner, mail, [newId(), partner.tenantId])).toBe('');
  expect(await answerTo(stranger, mail, [newId(), stranger.tenantId])).toBe('');
  expect(await answerTo(partner, 'select text from mail')).toMatch(denied);
});

test('A request queues the tasks it may, for its own account, and notes due work of no other', async () => {
  const enqueue = (task: string, payload: object, key?: string) =>
    answerTo(partner, 'select comptoir_enqueue($1::jsonb)', [
      JSON.stringify([{ task, payload, ...(key ? { key } : {}) }]),
    ]);
  expect(await enqueue('run-sweeps', { eventId: newId() })).toBe('');
  const own = { publisherTenantId: partner.tenantId };
  expect(await enqueue('run-ingestion-jobs', own, `run-ingestion-jobs ${partner.tenantId}`)).toBe('');
  expect(await enqueue('deliver-mail', {})).toMatch(denied);
  expect(await enqueue('run-ingestion-jobs', { publisherTenantId: stranger.tenantId })).toMatch(denied);
  expect(await enqueue('run-ingestion-jobs', own, `run-ingestion-jobs ${stranger.tenantId}`)).toMatch(denied);
  const due = (account: string, about: string | null = null) =>
    answerTo(partner, `select comptoir_note_due($1, 'charges', '2027-01-10', $2)`, [account, about]);
  expect(await due(partner.tenantId)).toBe('');
  expect(await due(stranger.tenantId)).toMatch(denied);
  const channel = await aChannel(works);
  const bought = await buy(works, channel, { customer: await aCustomer(works, channel.partner) });
  expect(await due(channel.partner.tenantId, bought)).toMatch(denied);
});
