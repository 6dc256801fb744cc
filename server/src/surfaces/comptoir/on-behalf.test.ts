import { expect, test } from 'vitest';
import { worksOf } from '../../../test/database.ts';
import { useStage } from '../../../test/stage.ts';
import type { Actor } from '../../kernel/index.ts';
import { verifySeal, sealSweep } from '../../modules/audit/index.ts';
import { administering } from '../../modules/delegated-administration/index.ts';
import { namedGroups } from '../../modules/identity/index.ts';
import type { AllTables } from '../../tables.ts';

const stage = useStage();
const works = () => worksOf(stage.server.context);
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
const helpdeskAdministrator = '729827e3-9c14-49f7-bb1b-9608f156bbb8';
const userAdministrator = 'fe930be7-5e62-47db-91af-98c3a49a38b1';
const root = '/comptoir/v1';

async function person(name: string): Promise<string> {
  const users = stage.world.tenants.flatMap((tenant) => tenant.users);
  const { userPrincipalName } = users.find((user) => user.userPrincipalName.startsWith(name))!;
  const body = { userPrincipalName, resource: 'https://api.partnercenter.microsoft.com' };
  return (await stage.call(undefined, 'POST', '/sandbox/v1/tokens', { body })).body.access_token as string;
}

/** A call on behalf of a customer, by the first word of its domain. */
async function onBehalf(name: string, prefix: string, method: string, path: string, body?: unknown) {
  const headers = { 'Comptoir-On-Behalf-Of': stage.customer(prefix) };
  return stage.call(await person(name), method, `${root}${path}`, { headers, ...(body ? { body } : {}) });
}

const begin = async (name: string, prefix: string) =>
  stage.call(await person(name), 'POST', `${root}/customers/${stage.customer(prefix)}/administration`);

const eventsNamed = (name: string) =>
  works().asSystem<{ actor_name: string; actor_tenant_id: string; on_behalf_tenant_id: string | null }[], AllTables>(
    (work) =>
      work.db
        .selectFrom('event')
        .select(['actor_name', 'actor_tenant_id', 'on_behalf_tenant_id'])
        .where('name', '=', name)
        .orderBy('seq')
        .execute(),
  );

test('AZP-47 ACC-17 D7 The older access makes admin agents global administrators and helpdesk agents helpdesk administrators, with one call', async () => {
  const alice = await begin('alice@', 'boulangerie-martin');
  expect([alice.status, alice.body]).toEqual([
    201,
    {
      customer: { tenantId: stage.customer('boulangerie-martin'), name: 'Boulangerie Martin' },
      roleIds: [globalAdministrator],
      roles: ['global_admin'],
    },
  ]);
  expect((await begin('henri@', 'boulangerie-martin')).body).toMatchObject({
    roleIds: [helpdeskAdministrator],
    roles: ['helpdesk_agent'],
  });
  const { body: me } = await onBehalf('alice@', 'boulangerie-martin', 'GET', '/me');
  expect(me).toMatchObject({
    user: { name: 'alice@azur-cloud.example' },
    tenant: { name: 'Boulangerie Martin' },
    parts: ['customer'],
    roles: ['global_admin'],
    home: { tenantId: stage.azur.tenantId, name: 'Azur Cloud Services' },
  });
  expect(await eventsNamed('AdministrationBegun')).toMatchObject([
    { actor_name: 'alice@azur-cloud.example', on_behalf_tenant_id: null },
    { actor_name: 'henri@azur-cloud.example' },
  ]);
});

test('AZP-47 D8 A granular relationship gives the roles of the person’s groups, and no others', async () => {
  const { body } = await onBehalf('henri@', 'clinique-alpages', 'GET', '/me');
  expect(body).toMatchObject({ tenant: { name: 'Clinique des Alpages' }, roles: ['helpdesk_agent', 'user_admin'] });
});

test('AZP-47 On behalf, lists are the customer’s, and nothing of the partner or of another customer is there', async () => {
  const people = await onBehalf('alice@', 'boulangerie-martin', 'GET', '/users');
  expect(JSON.stringify(people.body)).toContain('admin@boulangerie-martin');
  expect(JSON.stringify(people.body)).not.toContain('azur-cloud');
  expect((await onBehalf('alice@', 'boulangerie-martin', 'GET', '/customers')).status).toBe(403);
});

test('AZP-47 D7 A global administrator by delegation manages the customer’s people on its own page, under both names', async () => {
  const wish = {
    displayName: 'Zoë Ё 株 🚀',
    userPrincipalName: 'zoe@boulangerie-martin.onmicrosoft.com',
    email: 'zoe@example.com',
  };
  const added = await onBehalf('alice@', 'boulangerie-martin', 'POST', '/users', { ...wish, roles: ['user_admin'] });
  expect([added.status, added.body.user]).toMatchObject([
    201,
    { displayName: wish.displayName, roles: ['user_admin'] },
  ]);
  const one = `/users/${added.body.user.id}`;
  expect((await onBehalf('alice@', 'boulangerie-martin', 'PATCH', one, { displayName: 'İrem ß' })).status).toBe(200);
  expect(await eventsNamed('UserChanged')).toEqual([
    {
      actor_name: 'alice@azur-cloud.example',
      actor_tenant_id: stage.azur.tenantId,
      on_behalf_tenant_id: stage.customer('boulangerie-martin'),
    },
  ]);
  expect((await onBehalf('henri@', 'boulangerie-martin', 'POST', '/users', wish)).status).toBe(403);
});

test('AZP-47 What is done there is in the audit trail under both names, for both to read, and sealed', async () => {
  const actor = await works().asSystem<Actor, AllTables>(async (work) => {
    const user = await work.db
      .selectFrom('user_account')
      .select('id')
      .where('user_principal_name', '=', 'alice@azur-cloud.example')
      .executeTakeFirstOrThrow();
    const home: Actor = {
      kind: 'user',
      tenantId: stage.azur.tenantId,
      userId: user.id,
      name: 'alice@azur-cloud.example',
      parts: new Set(['direct']),
      roles: new Set(['global_admin']),
    };
    return (await administering(work, home, stage.customer('boulangerie-martin'))).actor;
  });
  const customer = stage.customer('boulangerie-martin');
  await works().as(actor, async (work) => {
    expect(work.account).toBe(customer);
    work.publish({ name: 'DoneOnBehalf', aggregateType: 'test', aggregateId: 'one', customerTenantId: customer });
  });
  expect(await eventsNamed('DoneOnBehalf')).toEqual([
    { actor_name: 'alice@azur-cloud.example', actor_tenant_id: stage.azur.tenantId, on_behalf_tenant_id: customer },
  ]);
  for (const tenantId of [customer, stage.azur.tenantId]) {
    const reader: Actor = { ...actor, tenantId };
    const seen = await works().as<unknown[], AllTables>(reader, (work) =>
      work.db.selectFrom('event').select('id').where('name', '=', 'DoneOnBehalf').execute(),
    );
    expect(seen).toHaveLength(1);
  }
  await works().asSystem((work) => sealSweep.run(work as never));
  expect(await works().asSystem((work) => verifySeal(work as never))).toBeUndefined();
  await stage.server.context.pools.owner.query(
    `update event set on_behalf_tenant_id = actor_tenant_id where name = 'DoneOnBehalf'`,
  );
  expect(await works().asSystem((work) => verifySeal(work as never))).toBeGreaterThan(0);
});

test('AZP-47 What belongs to the customer in person is not done on its behalf', async () => {
  const password = { currentPassword: 'x', password: 'Another-password-2026!' };
  const attempts = [
    await onBehalf('alice@', 'boulangerie-martin', 'GET', '/applications'),
    await onBehalf('alice@', 'boulangerie-martin', 'POST', '/applications', { name: 'Back door', redirectUris: [] }),
    await onBehalf('alice@', 'boulangerie-martin', 'DELETE', `/own-partners/${stage.azur.tenantId}/delegated-access`),
    await onBehalf('alice@', 'boulangerie-martin', 'PUT', '/me/password', password),
    await onBehalf('alice@', 'boulangerie-martin', 'GET', '/sign-ins'),
    await onBehalf('alice@', 'boulangerie-martin', 'GET', '/webhooks'),
    await onBehalf('alice@', 'boulangerie-martin', 'POST', '/webhooks', {
      url: 'https://spy.example/',
      events: ['order.placed'],
    }),
  ];
  expect(attempts.map(({ status, body }) => [status, body.code])).toEqual(attempts.map(() => [403, 'Forbidden']));
});

test('AZP-39 AZP-47 Partners of one customer do not see each other by administering it', async () => {
  for (const name of ['alice@', 'henri@']) {
    for (const path of ['/own-partners', '/own-partners/export', '/granted-relationships']) {
      const seen = await onBehalf(name, 'boulangerie-martin', 'GET', path);
      expect([name, path, seen.status, seen.body.code]).toEqual([name, path, 403, 'Forbidden']);
    }
  }
  const own = await stage.call(await person('admin@boulangerie-martin'), 'GET', `${root}/own-partners`);
  expect(own.body.items).toMatchObject([{ name: 'Azur Cloud Services' }]);
});

test('AZP-47 A customer that is a partner too acts as that by its own people: nothing is invited, asked, accepted or ended for it', async () => {
  const martin = stage.customer('boulangerie-martin');
  const { owner } = stage.server.context.pools;
  await owner.query(`insert into tenant_part (tenant_id, part) values ($1, 'reseller'), ($1, 'provider')`, [martin]);
  const id = crypto.randomUUID();
  const answer = { secret: 'x', acknowledged: true };
  const attempts = [
    await onBehalf('alice@', 'boulangerie-martin', 'POST', `/invitations/${id}/read`, { secret: 'x' }),
    await onBehalf('alice@', 'boulangerie-martin', 'POST', `/invitations/${id}/accept`, answer),
    await onBehalf('alice@', 'boulangerie-martin', 'POST', '/partnership-invitations', {}),
    await onBehalf('alice@', 'boulangerie-martin', 'POST', '/relationship-requests', {}),
    await onBehalf('alice@', 'boulangerie-martin', 'DELETE', `/indirect-providers/${id}`),
    await onBehalf('alice@', 'boulangerie-martin', 'DELETE', `/indirect-resellers/${id}`),
    await onBehalf('alice@', 'boulangerie-martin', 'GET', '/indirect-providers'),
    await onBehalf('alice@', 'boulangerie-martin', 'GET', '/customers'),
    await onBehalf('alice@', 'boulangerie-martin', 'GET', '/delegated-relationships'),
  ];
  const { body: me } = await onBehalf('alice@', 'boulangerie-martin', 'GET', '/me');
  await owner.query(`delete from tenant_part where tenant_id = $1 and part <> 'customer'`, [martin]);
  expect(attempts.map(({ status, body }) => [status, body.code])).toEqual(attempts.map(() => [403, 'Forbidden']));
  expect(me.parts).toEqual(['customer']);
});

test('AZP-47 Going in by the header alone is told as well, and not at each request', async () => {
  const ofScierie = async () => {
    const { rows } = await stage.server.context.pools.owner.query<{ actor_name: string }>(
      `select actor_name from event where name = 'AdministrationBegun' and customer_tenant_id = $1 order by seq`,
      [stage.customer('scierie-du-lac')],
    );
    return rows.map((row) => row.actor_name);
  };
  expect(await ofScierie()).toEqual([]);
  for (const path of ['/me', '/users']) {
    expect((await onBehalf('alice@', 'scierie-du-lac', 'GET', path)).status).toBe(200);
  }
  expect(await ofScierie()).toEqual(['alice@azur-cloud.example']);
});

test('AZP-47 Nobody else gets in: another partner, another role, an application, an unknown customer, a second step', async () => {
  const customer = stage.customer('boulangerie-martin');
  const header = (value: string) => ({ headers: { 'Comptoir-On-Behalf-Of': value } });
  const refused = [
    await onBehalf('dieter@', 'boulangerie-martin', 'GET', '/me'),
    await onBehalf('alice@', 'hotel-adlerhof', 'GET', '/me'),
    await onBehalf('sonia@', 'boulangerie-martin', 'GET', '/me'),
    await onBehalf('paul@', 'boulangerie-martin', 'GET', '/me'),
    await stage.call(stage.azur.app, 'GET', `${root}/users`, header(customer)),
    await stage.call(stage.azur.user, 'GET', `${root}/me`, header('11111111-1111-4111-8111-111111111111')),
    await stage.call(stage.azur.user, 'GET', `${root}/me`, header('not a guid')),
  ];
  expect(refused.map(({ status, body }) => [status, body.code])).toEqual(refused.map(() => [403, 'DelegationMissing']));
  expect((await begin('alice@', 'hotel-adlerhof')).status).toBe(403);
  expect((await begin('sonia@', 'boulangerie-martin')).body.code).toBe('Forbidden');
  const told = (await eventsNamed('AdministrationRefused')).map((event) => event.actor_name.split('@')[0]);
  expect(told.filter((name) => name !== 'dieter' && name !== 'paul')).toEqual([
    'alice',
    'sonia',
    expect.any(String),
    'alice',
    'alice',
    'alice',
    'sonia',
  ]);
  expect(told).toHaveLength(9);
  const chained = await onBehalf('alice@', 'boulangerie-martin', 'POST', `/customers/${customer}/administration`);
  expect(chained.status).toBe(403);
});

test('AZP-47 ACC-15 D7 It ends at once when the customer ends it; the reseller relationship goes on', async () => {
  const customer = await person('admin@scierie-du-lac');
  expect((await onBehalf('alice@', 'scierie-du-lac', 'GET', '/me')).status).toBe(200);
  const end = () => stage.call(customer, 'DELETE', `${root}/own-partners/${stage.azur.tenantId}/delegated-access`);
  expect((await end()).status).toBe(204);
  expect((await end()).status).toBe(204);
  expect(await eventsNamed('DelegatedAccessRemoved'), 'twice changes nothing').toHaveLength(1);
  expect((await onBehalf('alice@', 'scierie-du-lac', 'GET', '/me')).body.code).toBe('DelegationMissing');
  const still = await stage.call(stage.azur.app, 'GET', `/v1/customers/${stage.customer('scierie-du-lac')}`);
  expect([still.status, still.body.allowDelegatedAccess]).toEqual([200, false]);
});

test('AZP-47 ACC-15 D15 Without the reseller relationship nothing is left of what was delegated', async () => {
  expect((await onBehalf('henri@', 'clinique-alpages', 'GET', '/me')).status).toBe(200);
  await works().asSystem<unknown, AllTables>((work) =>
    work.db
      .updateTable('customer_relationship')
      .set({ state: 'none' })
      .where('customer_tenant_id', '=', stage.customer('clinique-alpages'))
      .execute(),
  );
  expect((await onBehalf('henri@', 'clinique-alpages', 'GET', '/me')).status).toBe(403);
});

test('D8 The portal’s API: asked, read by the link, approved as it was read, given to a group, ended', async () => {
  const alice = await person('alice@');
  const customer = await person('admin@boulangerie-martin');
  const wish = {
    displayName: 'Œuvre é 株 🚀',
    durationDays: 30,
    customerTenantId: stage.customer('boulangerie-martin'),
    roleIds: [userAdministrator],
  };
  const made = await stage.call(alice, 'POST', `${root}/delegated-relationships`, { body: wish });
  expect([made.status, made.body]).toMatchObject([201, { status: 'created', autoExtend: false }]);
  const at = `${root}/delegated-relationships/${made.body.relationshipId}`;
  const link = `${root}/granted-relationships/${made.body.relationshipId}`;
  expect((await stage.call(customer, 'GET', link)).status).toBe(404);
  expect((await stage.call(alice, 'POST', `${at}/send`)).body.status).toBe('approvalPending');
  const read = (await stage.call(customer, 'GET', link)).body;
  expect(read).toMatchObject({ partnerName: 'Azur Cloud Services', durationDays: 30, roleIds: [userAdministrator] });
  expect((await stage.call(await person('admin@clinique-alpages'), 'GET', link)).status).toBe(404);
  const answer = (action: string, version: number) =>
    stage.call(customer, 'POST', `${link}/${action}`, { body: { version } });
  expect((await answer('approve', read.version - 1)).body.code).toBe('DelegationChanged');
  expect((await answer('approve', read.version)).status).toBe(204);
  const groups = await works().asSystem<Awaited<ReturnType<typeof namedGroups>>, AllTables>((work) =>
    namedGroups(work, stage.azur.tenantId),
  );
  const groupId = groups.find((group) => group.role === 'admin_agent')!.id;
  const given = await stage.call(alice, 'POST', `${at}/assignments`, {
    body: { groupId, roleIds: [userAdministrator] },
  });
  expect(given.body.assignments).toMatchObject([{ groupName: 'AdminAgents', roleIds: [userAdministrator] }]);
  const granted = (await stage.call(customer, 'GET', `${root}/granted-relationships`)).body;
  expect(granted).toMatchObject({
    items: [{ status: 'active' }],
    older: [{ partnerName: 'Azur Cloud Services' }],
  });
  expect((await stage.call(alice, 'PUT', `${at}/auto-extend`, { body: { autoExtend: true } })).body.autoExtend).toBe(
    true,
  );
  const [{ assignmentId }] = given.body.assignments;
  const taken = await stage.call(alice, 'DELETE', `${at}/assignments/${assignmentId}`);
  expect(taken.body.assignments).toEqual([]);
  const { version } = (await stage.call(customer, 'GET', `${root}/granted-relationships`)).body.items[0];
  expect((await answer('terminate', version)).status).toBe(204);
  expect((await stage.call(alice, 'GET', at)).body).toMatchObject({ status: 'terminated', endedBy: 'customer' });
});
