import { afterAll, beforeAll, expect, test } from 'vitest';
import { cookieBrowser } from '../../../test/cookie-browser.ts';
import { callServer } from '../../../test/http.ts';
import { identityWorld, password, type IdentityWorld } from '../../../test/identity-world.ts';
import { someHash } from '../../../test/passwords.ts';
import { portalSignIn } from '../../../test/portal-sign-in.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { systemActor, type Role } from '../../kernel/index.ts';
import { checkPassword, createUser, erasedPeopleSweep, issueUserToken } from '../../modules/identity/index.ts';
import type { UserDetail, UserRow } from '@comptoir/contracts/comptoir/people';

let server: TestServer;
let world: IdentityWorld;
/** A global admin who is an admin agent too, one who is none, and a user management admin. */
let [admin, plain, manager] = ['', '', ''];
beforeAll(async () => {
  server = await startTestServer({ config: { mode: 'production' } });
  world = await identityWorld(server.context);
  await person('gina', ['global_admin', 'admin_agent']);
  await person('uma', ['user_admin', 'admin_agent']);
  [admin, plain, manager] = [await tokenOf('gina'), await tokenOf('ada'), await tokenOf('uma')];
});
afterAll(() => server.stop());

const { start, redeem, codeForm } = portalSignIn(
  () => server,
  () => world,
);

async function person(name: string, roles: readonly Role[]) {
  const userPrincipalName = `${name}@northwind.test`;
  const { id } = await server.context.runner.run({ actor: systemActor, system: true }, (work) =>
    createUser(work, {
      tenantId: world.tenantId,
      userPrincipalName,
      displayName: name,
      email: userPrincipalName,
      passwordHash: someHash,
      roles,
    }),
  );
  return id;
}

async function tokenOf(name: string, domain = 'northwind.test') {
  const userPrincipalName = `${name}@${domain}`;
  return (await issueUserToken(server.context, { userPrincipalName, resource: 'api://comptoir' })).access_token;
}

const call = (token: string, method: string, path: string, body?: unknown) =>
  callServer(server.origin, method, `/comptoir/v1${path}`, { token, ...(body === undefined ? {} : { body }) });

const wish = (name: string, roles: readonly Role[] = [], displayName = name) => ({
  displayName,
  userPrincipalName: `${name}@northwind.test`,
  email: `${name}@mail.test`,
  roles,
});

async function added(name: string, roles: readonly Role[] = []) {
  const answer = await call(admin, 'POST', '/users', wish(name, roles));
  expect(answer.status).toBe(201);
  return answer.body as { user: UserDetail; password: string };
}

const found = async (query: string) =>
  ((await call(admin, 'GET', `/users?${query}`)).body.items as UserRow[]).map((row) => row.displayName);

test('ENR-51 B19 In a partner’s tenant only an admin agent adds users; a global admin ticks it for itself first', async () => {
  const refused = await call(plain, 'POST', '/users', wish('refused'));
  expect([refused.status, refused.body.code, refused.body.rule.id]).toEqual([403, 'AdminAgentNeeded', 'B19']);
  expect(await found('search=refused')).toEqual([]);
  const me = (await call(plain, 'GET', '/me')).body as { user: { id: string } };
  const roles = ['global_admin', 'sales_agent', 'admin_agent'];
  const ticked = await call(plain, 'PUT', `/users/${me.user.id}/roles`, { roles });
  expect([ticked.status, ticked.body.roles]).toEqual([200, ['admin_agent', 'global_admin', 'sales_agent']]);
  expect((await call(plain, 'POST', '/users', wish('first'))).status).toBe(201);
  const groups = (await call(plain, 'GET', '/groups')).body.items as {
    name: string;
    members: { displayName: string }[];
  }[];
  const admins = groups.find(({ name }) => name === 'AdminAgents')!;
  expect(admins.members.map(({ displayName }) => displayName)).toEqual(['Ada Lovelace', 'gina', 'uma']);
});

test('B29 A new user gets a password that is told once and changed at the first sign-in', async () => {
  const { user, password: made } = await added('nadia', ['billing_admin']);
  expect(user).toMatchObject({ state: 'active', mustChangePassword: true, roles: ['billing_admin'] });
  expect(JSON.stringify((await call(admin, 'GET', `/users/${user.id}`)).body)).not.toContain(made);
  const [browser, begun] = [cookieBrowser(), start()];
  const page = await browser.open(begun.url, begun.redirectUri);
  const asked = await browser.submit(page, { username: user.userPrincipalName, password: made });
  expect([asked.status, asked.html]).toEqual([200, expect.stringContaining('Choose a new password')]);
  const refusedAs = async (next: string, again = next) => {
    const answer = await browser.submit(asked, { 'new-password': next, again });
    expect(answer.status).toBe(400);
    return answer.html;
  };
  expect(await refusedAs(made)).toContain('the password you already have');
  expect(await refusedAs('velvet anchor tomato', 'velvet anchor potato')).toContain('The two passwords differ');
  expect(await refusedAs('short')).toContain('at least 12 characters');
  expect(await refusedAs(user.userPrincipalName)).toContain('Your user name cannot be your password');
  const chosen = { 'new-password': 'velvet anchor tomato', again: 'velvet anchor tomato' };
  const last = await browser.submit(asked, chosen, begun.redirectUri);
  const code = new URL(last.url).searchParams.get('code')!;
  expect(await redeem(codeForm(begun, code))).toHaveProperty('access_token');
  const { runner } = server.context;
  expect(await checkPassword(runner, user.userPrincipalName, made)).toBeUndefined();
  expect(await checkPassword(runner, user.userPrincipalName, 'velvet anchor tomato')).toMatchObject({
    mustChangePassword: false,
  });
});

test('The page of the new password speaks French, and opens to nobody who has not proved the made one', async () => {
  const { user, password: made } = await added('francoise');
  const [browser, begun] = [cookieBrowser('fr'), start()];
  const page = await browser.open(begun.url, begun.redirectUri);
  const forged = await browser.submit(page, { step: 'password', 'new-password': 'velvet anchor tomato', again: 'x' });
  expect([forged.status, forged.html]).toEqual([400, expect.stringContaining('Cette page a expiré')]);
  const asked = await browser.submit(page, { username: user.userPrincipalName, password: made });
  expect(asked.html).toContain('Choisissez un nouveau mot de passe');
  // The language switch shows the step again.
  expect((await browser.open(`${asked.url}?lang=en`)).html).toContain('Choose a new password');
});

test('Names of every script are kept as they are typed, and the list finds them without their marks', async () => {
  const name = 'Éloïse İnce-Groß Ё 株 ش 🌿';
  expect((await call(admin, 'POST', '/users', wish('eloise', [], name))).status).toBe(201);
  expect(await found('search=eloise%20gross')).toEqual([name]);
  expect(await found('search=%E6%A0%AA')).toEqual([name]);
});

test.for<[string, Record<string, unknown>, string, string]>([
  ['another organisation’s domain', { userPrincipalName: 'x@fabrikam.test' }, 'UserNameForeign', 'userPrincipalName'],
  [
    'a domain that only ends alike',
    { userPrincipalName: 'x@evil-northwind.test' },
    'UserNameForeign',
    'userPrincipalName',
  ],
  ['two addresses', { userPrincipalName: 'a@x.y,b@northwind.test' }, 'UserNameForeign', 'userPrincipalName'],
  ['a name that is taken', { userPrincipalName: 'ADA@northwind.test' }, 'UserNameTaken', 'userPrincipalName'],
  ['a role of another kind of tenant', { roles: ['manager'] }, 'RoleNotHere', 'roles'],
  ['a role that does not exist', { roles: ['king'] }, 'InvalidInput', 'roles[0]'],
  ['no display name', { displayName: ' ' }, 'InvalidInput', 'displayName'],
  ['a hidden character', { displayName: 'Ada\u202Eadmin' }, 'InvalidInput', 'displayName'],
  ['no mail address', { email: 'nobody' }, 'InvalidInput', 'email'],
  ['a password of one’s own choice', { password: 'velvet anchor tomato' }, 'InvalidInput', ''],
])('Adding a user with %s is refused and says where', async ([, change, code, target]) => {
  const answer = await call(admin, 'POST', '/users', { ...wish(`bad${code.length}`), ...change });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect([answer.body.code, answer.body.target ?? '']).toEqual([code, target]);
});

test('B29 A user management admin manages people, but neither makes, changes nor resets a global admin', async () => {
  const { user } = await added('rita', ['global_admin']);
  const path = `/users/${user.id}`;
  for (const [method, below, body] of [
    ['PATCH', '', { email: 'mine@mail.test' }],
    ['PUT', '/roles', { roles: [] }],
    ['PUT', '/state', { active: false }],
    ['DELETE', '', undefined],
    ['POST', '/password', undefined],
  ] as const) {
    const answer = await call(manager, method, `${path}${below}`, body);
    expect([method, below, answer.status, answer.body.code]).toEqual([method, below, 403, 'GlobalAdminNeeded']);
  }
  expect((await call(manager, 'POST', '/users', wish('king', ['global_admin']))).body.code).toBe('GlobalAdminNeeded');
  expect((await call(admin, 'GET', path)).body).toMatchObject({ email: 'rita@mail.test', state: 'active' });
  const helper = await added('hal');
  const given = await call(manager, 'PUT', `/users/${helper.user.id}/roles`, { roles: ['helpdesk_agent'] });
  expect(given.body.roles).toEqual(['helpdesk_agent']);
  const uma = ((await call(admin, 'GET', '/users?search=uma')).body.items as UserRow[])[0]!;
  const up = await call(manager, 'PUT', `/users/${uma.id}/roles`, { roles: [...uma.roles, 'billing_admin'] });
  expect([up.status, up.body.code]).toEqual([403, 'OwnRights']);
});

test('B29 A user management admin gets no right by another’s account: neither its password, nor its address, nor its role', async () => {
  await person('ugo', ['user_admin']);
  const ugo = await tokenOf('ugo');
  const agent = (await added('agathe', ['admin_agent'])).user;
  const plainOne = (await added('paul')).user;
  for (const [method, path, body] of [
    ['POST', `/users/${agent.id}/password`, undefined],
    ['PATCH', `/users/${agent.id}`, { email: 'ugo@mail.test' }],
    ['PUT', `/users/${plainOne.id}/roles`, { roles: ['admin_agent'] }],
  ] as const) {
    const answer = await call(ugo, method, path, body);
    expect([method, answer.status, answer.body.code]).toEqual([method, 403, 'BeyondOwnRights']);
  }
  expect((await call(ugo, 'POST', `/users/${plainOne.id}/password`)).status).toBe(200);
  expect((await call(ugo, 'PATCH', `/users/${agent.id}`, { displayName: 'Agathe É' })).status).toBe(200);
  const kept = (await call(admin, 'GET', `/users/${agent.id}`)).body;
  expect(kept).toMatchObject({ email: 'agathe@mail.test', roles: ['admin_agent'], displayName: 'Agathe É' });
});

test('What somebody may is what it holds now, not what its token said an hour ago', async () => {
  const { user } = await added('former', ['global_admin', 'admin_agent']);
  const token = await tokenOf('former');
  await call(admin, 'PUT', `/users/${user.id}/roles`, { roles: ['user_admin'] });
  expect((await call(token, 'POST', '/users', wish('late'))).body.code).toBe('AdminAgentNeeded');
  await call(admin, 'PUT', `/users/${user.id}/state`, { active: false });
  expect((await call(token, 'POST', '/users', wish('late'))).body.code).toBe('Unauthenticated');
});

test('Nobody takes the last global admin away, also when two do it at once', async () => {
  const { runner } = server.context;
  const otto = await tokenOf('otto', 'fabrikam.test');
  const made = await runner.run({ actor: systemActor, system: true }, (work) =>
    createUser(work, {
      tenantId: world.otherTenantId,
      userPrincipalName: 'olga@fabrikam.test',
      displayName: 'Olga',
      email: 'olga@fabrikam.test',
      passwordHash: someHash,
      roles: ['global_admin'],
    }),
  );
  const olga = await tokenOf('olga', 'fabrikam.test');
  const { user } = (await call(otto, 'GET', '/me')).body as { user: { id: string } };
  const own = await call(otto, 'DELETE', `/users/${user.id}`);
  expect([own.status, own.body.code]).toEqual([409, 'OwnAccount']);
  const both = await Promise.all([
    call(otto, 'PUT', `/users/${made.id}/roles`, { roles: [] }),
    call(olga, 'PUT', `/users/${user.id}/roles`, { roles: [] }),
  ]);
  expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
  const { rows } = await server.context.pools.owner.query(
    `select 1 from user_role where tenant_id = $1 and role = 'global_admin'`,
    [world.otherTenantId],
  );
  expect(rows).toHaveLength(1);
});

test('Whoever is disabled or deleted is signed out and cannot sign in; restored within 30 days all is as before', async () => {
  const { user } = await added('dora', ['billing_admin']);
  const { runner, pools } = server.context;
  const sameAs = '(select password_hash from user_account where user_principal_name = $1)';
  await pools.owner.query(`update user_account set password_hash = ${sameAs} where id = $2`, [world.ada, user.id]);
  const path = `/users/${user.id}`;
  const enters = () => checkPassword(runner, user.userPrincipalName, password);
  expect(await enters()).toBeTruthy();
  expect((await call(admin, 'PUT', `${path}/state`, { active: false })).status).toBe(204);
  expect([await enters(), (await call(admin, 'GET', path)).body.state]).toEqual([undefined, 'disabled']);
  await call(admin, 'PUT', `${path}/state`, { active: true });
  expect((await call(admin, 'DELETE', path)).status).toBe(204);
  expect([await enters(), await found('search=dora'), await found('search=dora&state=deleted')]).toEqual([
    undefined,
    [],
    ['dora'],
  ]);
  expect((await call(admin, 'POST', '/users', wish('dora'))).body.code).toBe('UserNameTaken');
  const restored = await call(admin, 'POST', `${path}/restore`);
  expect([restored.status, restored.body.state, restored.body.roles]).toEqual([200, 'active', ['billing_admin']]);
  expect(await enters()).toBeTruthy();
});

test('After 30 days a deleted person is gone, its name is free, and the audit trail still knows it', async () => {
  const { user } = await added('gone', ['admin_agent']);
  await call(admin, 'DELETE', `/users/${user.id}`);
  const { runner, pools } = server.context;
  const { rows: deleted } = await pools.owner.query<{ at: Temporal.Instant }>(
    'select deleted_at as at from user_account where id = $1',
    [user.id],
  );
  const sweep = (days: number) =>
    runner.run({ actor: systemActor, system: true, at: deleted[0]!.at.add({ hours: 24 * days + 1 }) }, (work) =>
      erasedPeopleSweep.run(work),
    );
  await sweep(29);
  expect((await call(admin, 'GET', `/users/${user.id}`)).status).toBe(200);
  expect(await sweep(30)).toBeGreaterThan(0);
  expect((await call(admin, 'GET', `/users/${user.id}`)).status).toBe(404);
  expect((await call(admin, 'POST', `/users/${user.id}/restore`)).body.code).toBe('UserNotFound');
  await added('gone');
  const { rows } = await pools.owner.query<{ name: string }>('select name from event where aggregate_id = $1', [
    user.id,
  ]);
  expect(rows.map(({ name }) => name).toSorted()).toEqual(['UserCreated', 'UserDeleted', 'UserErased']);
});

test('An administrator’s reset tells a password once, ends all sign-ins and tells the person by mail', async () => {
  const { user } = await added('zoe');
  const answer = await call(admin, 'POST', `/users/${user.id}/password`);
  const made = answer.body.password as string;
  expect(answer.status).toBe(200);
  const { runner, pools } = server.context;
  expect(await checkPassword(runner, user.userPrincipalName, made)).toMatchObject({ mustChangePassword: true });
  const { rows } = await pools.owner.query(`select subject, text from mail where recipient = 'zoe@mail.test'`);
  expect(rows).toEqual([expect.objectContaining({ subject: 'Your password has been reset' })]);
  expect(JSON.stringify(rows)).not.toContain(made);
});

test('People of another tenant are not found, whatever is done with them', async () => {
  const stranger = await tokenOf('otto', 'fabrikam.test');
  const { user } = await added('mine');
  for (const [method, below, body] of [
    ['GET', '', undefined],
    ['PATCH', '', { displayName: 'Theirs' }],
    ['PUT', '/roles', { roles: ['billing_admin'] }],
    ['PUT', '/state', { active: false }],
    ['POST', '/restore', undefined],
    ['POST', '/password', undefined],
    ['DELETE', '', undefined],
  ] as const) {
    const answer = await call(stranger, method, `/users/${user.id}${below}`, body);
    expect([method, below, answer.status]).not.toEqual([method, below, expect.toSatisfy((s: number) => s < 400)]);
  }
  expect((await call(admin, 'GET', `/users/${user.id}`)).body).toMatchObject({ displayName: 'mine', state: 'active' });
});
