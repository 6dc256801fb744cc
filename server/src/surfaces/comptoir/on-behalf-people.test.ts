/** Who acts on behalf of a tenant gets none of what its own people keep, and proves itself as they do (decision 0105). */
import { expect, test } from 'vitest';
import { tenantOf, userToken } from '../../../../scripts/story/client.ts';
import { useStage } from '../../../test/stage.ts';
import { accessToken } from '../../../test/tokens.ts';

const stage = useStage();
const root = '/comptoir/v1';
const query = (text: string, values: unknown[] = []) => stage.server.context.pools.owner.query(text, values);

interface User {
  readonly id: string;
  readonly userPrincipalName: string;
  readonly email: string;
  readonly roles: string[];
}

/** A reseller, the provider that administers it, and who acts in it: its own admin and the provider's. */
async function pair() {
  const reseller = tenantOf(stage.world, 'reseller', 'FR');
  const provider = tenantOf(stage.world, 'provider', 'NL');
  const rose = await userToken(stage.origin, reseller, 'global_admin');
  const daan = await userToken(stage.origin, provider, 'global_admin');
  const own = (method: string, path: string, body?: unknown) =>
    stage.call(rose, method, `${root}${path}`, body ? { body } : {});
  const there = (method: string, path: string, body?: unknown, token = daan) =>
    stage.call(token, method, `${root}${path}`, {
      headers: { 'Comptoir-On-Behalf-Of': reseller.id },
      ...(body ? { body } : {}),
    });
  return { reseller, provider, own, there };
}

const attemptsOn = ({ id }: Pick<User, 'id'>) =>
  [
    ['POST', `/users/${id}/password`],
    ['PATCH', `/users/${id}`, { email: 'attacker@delta-distribution.example' }],
    ['PATCH', `/users/${id}`, { displayName: 'Somebody else' }],
    ['PUT', `/users/${id}/roles`, { roles: [] }],
    ['PUT', `/users/${id}/state`, { active: false }],
    ['DELETE', `/users/${id}/second-factors`],
    ['DELETE', `/users/${id}`],
    ['POST', `/users/${id}/restore`],
  ] as const;

test('D3 IND-21 A provider in its reseller’s account takes over none of its global admins and agents, and makes none', async () => {
  const { own, there } = await pair();
  const made = await own('POST', '/users', {
    displayName: 'Agathe É',
    userPrincipalName: `agathe@${(await own('GET', '/me')).body.user.name.split('@')[1]}`,
    email: 'agathe@mail.test',
    roles: ['admin_agent'],
  });
  const users = (await there('GET', '/users')).body.items as User[];
  const admins = users.filter(({ roles }) => roles.includes('global_admin') || roles.includes('admin_agent'));
  expect(admins.map(({ id }) => id)).toContain(made.body.user?.id);
  for (const person of admins) {
    for (const [method, path, body] of attemptsOn(person)) {
      const answer = await there(method, path, body);
      const act = `${method} ${path}`;
      expect([act, answer.status, answer.body.code]).toEqual([act, 403, 'OwnPeopleOnly']);
    }
  }
  const kept = (await own('GET', '/users')).body.items as User[];
  expect(kept).toEqual(users);

  const paul = (
    await own('POST', '/users', {
      displayName: 'Paul',
      userPrincipalName: `paul@${made.body.user.userPrincipalName.split('@')[1]}`,
      email: 'paul@mail.test',
      roles: [],
    })
  ).body.user as User;
  for (const role of ['global_admin', 'admin_agent', 'helpdesk_agent']) {
    const given = await there('PUT', `/users/${paul.id}/roles`, { roles: [role] });
    expect([role, given.status, given.body.code]).toEqual([role, 403, 'OwnPeopleOnly']);
    const wish = {
      displayName: 'X',
      userPrincipalName: paul.userPrincipalName.replace('paul', 'x'),
      email: 'x@x.test',
    };
    const added = await there('POST', '/users', { ...wish, roles: [role] });
    expect([role, added.status, added.body.code]).toEqual([role, 403, 'OwnPeopleOnly']);
    const invited = { email: 'x@x.test', displayName: 'X', roles: [role], language: 'fr' };
    const asked = await there('POST', '/user-invitations', invited);
    expect([role, asked.status, asked.body.code]).toEqual([role, 403, 'OwnPeopleOnly']);
  }
  // What the access is for goes on: people are added, in its agents' own hands, with what they can be given.
  const { rolesHere } = (await there('GET', '/me')).body as { rolesHere: string[] };
  expect(rolesHere).toEqual(['user_admin']);
  const nina = {
    displayName: 'Nina',
    userPrincipalName: paul.userPrincipalName.replace('paul', 'nina'),
    email: 'n@x.test',
  };
  const added = await there('POST', '/users', { ...nina, roles: rolesHere });
  expect([added.status, added.body.user?.roles, added.body.user?.rolesHere]).toEqual([201, rolesHere, rolesHere]);
  const invited = { email: 'invited@x.test', displayName: 'Ines', roles: [], language: 'fr' };
  expect((await there('POST', '/user-invitations', invited)).status).toBe(201);
  expect((await there('POST', `/users/${paul.id}/password`)).status).toBe(200);
  expect((await there('PUT', `/users/${paul.id}/roles`, { roles: ['user_admin'] })).body.roles).toEqual(['user_admin']);
});

test('D7 D8 Of a customer that is a partner too, those who act for it as that are out of reach, in every API; of others not', async () => {
  const martin = stage.customer('boulangerie-martin');
  const headers = { 'Comptoir-On-Behalf-Of': martin };
  const token = stage.azur.user;
  const alice = (method: string, path: string, body?: unknown) =>
    stage.call(token, method, `${root}${path}`, { headers, ...(body ? { body } : {}) });
  const customers = `/v1/customers/${martin}`;
  const users = (await alice('GET', '/users')).body.items as User[];
  const admin = users.find(({ roles }) => roles.includes('global_admin'))!;
  await query(`insert into tenant_part (tenant_id, part) values ($1, 'reseller')`, [martin]);
  const password = { PasswordProfile: { Password: 'Another-harbour-2026!' } };
  const other = users.find(({ id }) => id !== admin.id);
  const role = `${customers}/directoryroles/62e90394-69f5-4237-9190-012177145e10/usermembers`;
  const refused = [
    await alice('POST', `/users/${admin.id}/password`),
    await alice('PATCH', `/users/${admin.id}`, { email: 'attacker@azur-cloud.example' }),
    await stage.call(token, 'PATCH', `${customers}/users/${admin.id}`, { body: password }),
    await stage.call(token, 'DELETE', `${customers}/users/${admin.id}`),
    await stage.call(token, 'DELETE', `${role}/${admin.id}`),
    ...(other ? [await stage.call(token, 'POST', role, { body: { Id: other.id } })] : []),
  ];
  const listed = await stage.call(token, 'GET', `${root}/customers/${martin}/users`);
  await query(`delete from tenant_part where tenant_id = $1 and part = 'reseller'`, [martin]);
  expect(refused.map(({ status, body }) => [status, body.errorName ?? body.code])).toEqual(
    refused.map(() => [403, 'OwnPeopleOnly']),
  );
  const row = (listed.body.items as { id: string; acts: string[] }[]).find(({ id }) => id === admin.id)!;
  expect(row.acts.toSorted()).toEqual(['assignLicences', 'readPeople']);
  expect((await alice('POST', `/users/${admin.id}/password`)).status).toBe(200);
});

test('Whose address somebody else changes is told at the old one, in its language; whoever changes its own is not', async () => {
  const { own } = await pair();
  const me = (await own('GET', '/me')).body.user as { id: string; name: string };
  const domain = me.name.split('@')[1];
  const mails = async (to: string) =>
    (await query(`select subject, text from mail where recipient = $1 and reason like 'address-changed/%'`, [to])).rows;
  for (const [name, language, subject] of [
    ['francine', 'fr', 'L’adresse e-mail de votre compte a été modifiée'],
    ['erin', 'en', 'The email address of your account has been changed'],
  ] as const) {
    const [old, next] = [`${name}@old.test`, `${name}@new.test`];
    const wish = { displayName: 'Zoë 株 🙂', userPrincipalName: `${name}@${domain}`, email: old, language, roles: [] };
    const { id } = (await own('POST', '/users', wish)).body.user as User;
    for (const email of [old, next, old, next])
      expect((await own('PATCH', `/users/${id}`, { email })).status).toBe(200);
    const told = await mails(old);
    // Going back and forth fills no mailbox.
    expect(told).toMatchObject([{ subject }]);
    expect(told[0].text).toContain(`${name}@${domain}`);
    expect(told[0].text).not.toContain(next);
  }
  const before = (await own('GET', `/users/${me.id}`)).body as User;
  expect((await own('PATCH', `/users/${me.id}`, { email: 'rose@new.test' })).status).toBe(200);
  expect(await mails(before.email)).toEqual([]);
});

test('B30 Where a tenant asks for a second factor, nobody acts in it on its behalf without one', async () => {
  const { reseller, provider, own, there } = await pair();
  const { rows } = await query(`select id, user_principal_name from user_account where tenant_id = $1`, [provider.id]);
  const daan = rows.find((row) => row.user_principal_name.startsWith('daan@'));
  const plain = await accessToken(stage.server.context, {
    tenantId: provider.id,
    parts: ['provider'],
    userId: daan.id,
    userPrincipalName: daan.user_principal_name,
  });
  const alice = await query(
    `select id, tenant_id from user_account where user_principal_name like 'alice@azur-cloud%'`,
  );
  const plainAlice = await accessToken(stage.server.context, {
    tenantId: alice.rows[0].tenant_id,
    parts: ['direct'],
    userId: alice.rows[0].id,
  });
  const martin = stage.customer('boulangerie-martin');
  const begin = (token: string, id: string) => stage.call(token, 'POST', `${root}/customers/${id}/administration`);
  const within = () => stage.call(plainAlice, 'GET', `${root}/users`, { headers: { 'Comptoir-On-Behalf-Of': martin } });
  const people = () => stage.call(plainAlice, 'GET', `/v1/customers/${martin}/users`);
  expect((await there('GET', '/users', undefined, plain)).status).toBe(200);
  expect([(await within()).status, (await people()).status]).toEqual([200, 200]);

  expect((await own('PUT', '/sign-in-policy', { secondFactorRequired: true })).status).toBe(200);
  await query(
    `insert into sign_in_policy (tenant_id, second_factor_required, changed_at, changed_by) values ($1, true, '2026-01-01', $2)`,
    [martin, alice.rows[0].id],
  );
  const refused = [
    await there('GET', '/users', undefined, plain),
    await begin(plain, reseller.id),
    await within(),
    await begin(plainAlice, martin),
    await people(),
  ];
  expect(refused.map(({ status, body }) => [status, body.errorName ?? body.code])).toEqual(
    refused.map(() => [403, 'DelegationSecondFactorNeeded']),
  );
  expect(refused[1]!.body.rule).toMatchObject({ id: 'B30' });
  expect((await there('GET', '/users')).status).toBe(200);
  expect((await begin(stage.azur.user, martin)).status).toBe(201);
});
