import { expect, test } from 'vitest';
import { testActor, useDatabase } from '../../../test/database.ts';
import { newId, type Role, type TenantPart } from '../../kernel/index.ts';
import type { PlatformTables } from '../../platform/tables.ts';
import type { Work } from '../../platform/work.ts';
import {
  addApplicationSecret,
  applicationsOf,
  checkPassword,
  findSecret,
  createApplication,
  createTenant,
  createUser,
  findTenantByDomain,
  findUser,
  findUserByName,
  hashPassword,
  tenantOf,
  usersOf,
  type IdentityTables,
} from './index.ts';

const works = useDatabase();

function tenant(work: Work, domain: string, parts: readonly TenantPart[] = ['direct']) {
  return createTenant(work, { name: domain, domain, country: 'FR', parts });
}

const passwordHash = await hashPassword('correct horse');

function user(work: Work, tenantId: string, userPrincipalName: string, roles: readonly Role[]) {
  return createUser(work, {
    tenantId,
    userPrincipalName,
    displayName: 'Ada',
    email: userPrincipalName,
    passwordHash,
    roles,
  });
}

test('A tenant plays its parts once each and is found by its domain whatever the case', async () => {
  const { id } = await works.asSystem((work) => tenant(work, 'Alpha.example', ['direct', 'publisher', 'direct']));
  const found = await works.asSystem((work) => findTenantByDomain(work, 'aLPHA.EXAMPLE'));
  expect(found).toMatchObject({ id, language: 'en', country: 'FR', parts: ['direct', 'publisher'] });
  await expect(works.asSystem((work) => tenant(work, 'ALPHA.example'))).rejects.toMatchObject({
    code: 'TenantDomainTaken',
    kind: 'conflict',
  });
  await expect(works.asSystem((work) => tenantOf(work, newId()))).rejects.toMatchObject({ code: 'TenantNotFound' });
});

test('Agent roles are memberships of the AdminAgents, SalesAgents and HelpdeskAgents groups of the tenant', async () => {
  const { id } = await works.asSystem((work) => tenant(work, 'agents.example'));
  await works.asSystem(async (work) => {
    await user(work, id, 'ada@agents.example', ['global_admin', 'admin_agent']);
    await user(work, id, 'sam@agents.example', ['sales_agent', 'admin_agent']);
  });
  const groups = await works.asSystem<{ name: string; members: number }[], IdentityTables>((work) =>
    work.prepared(
      'groups',
      `select g.name, count(*) as members from directory_group g join group_member m on m.group_id = g.id
       where g.tenant_id = $1 group by g.name order by g.name`,
      [id],
    ),
  );
  expect(groups).toEqual([
    { name: 'AdminAgents', members: 2 },
    { name: 'SalesAgents', members: 1 },
  ]);
  const people = await works.asSystem((work) => usersOf(work, id));
  expect(people.map((person) => [person.userPrincipalName, person.roles])).toEqual([
    ['ada@agents.example', ['admin_agent', 'global_admin']],
    ['sam@agents.example', ['admin_agent', 'sales_agent']],
  ]);
});

test('A password fits its own user only, while active, and an unknown user is refused like a wrong password', async () => {
  const { id } = await works.asSystem((work) => tenant(work, 'password.example'));
  await works.asSystem((work) => user(work, id, 'ada@password.example', []));
  const check = (name: string, password: string) => checkPassword(works.runner, name, password);
  expect(await check('ADA@password.example', 'correct horse')).toMatchObject({ displayName: 'Ada' });
  expect(await check('ada@password.example', 'wrong horse')).toBeUndefined();
  expect(await check('eve@password.example', 'correct horse')).toBeUndefined();
  expect(await check('ada\0@password.example', 'correct horse')).toBeUndefined();
  expect(await check('ada@password.example', 'correct\0horse')).toBeUndefined();
  await works.pools.owner.query(`update user_account set active = false where tenant_id = $1`, [id]);
  expect(await check('ada@password.example', 'correct horse')).toBeUndefined();
  await expect(works.asSystem((work) => user(work, id, 'Ada@password.example', []))).rejects.toMatchObject({
    code: 'UserNameTaken',
  });
});

test('A tenant sees people and applications of its own only, and no password hash even of those', async () => {
  const [mine, other] = await works.asSystem(async (work) => {
    const made = [await tenant(work, 'mine.example'), await tenant(work, 'other.example')] as const;
    for (const { id, domain } of made) {
      await user(work, id, `ada@${domain}`, ['global_admin', 'sales_agent']);
      await createApplication(work, { tenantId: id, name: domain });
    }
    return made;
  });
  const me = testActor(mine.id, ['direct']);
  const seen = await works.as(me, async (work) => ({
    own: await usersOf(work, mine.id),
    foreign: await usersOf(work, other.id),
    foreignByName: await findUserByName(work, 'ada@other.example'),
    ownApplications: (await applicationsOf(work, mine.id)).length,
    foreignApplications: (await applicationsOf(work, other.id)).length,
  }));
  expect(seen.own[0]?.roles).toEqual(['global_admin', 'sales_agent']);
  expect(seen).toMatchObject({ foreign: [], foreignByName: undefined, ownApplications: 1, foreignApplications: 0 });
  await expect(
    works.as<unknown, IdentityTables>(me, (work) =>
      work.db.selectFrom('user_account').select('password_hash').execute(),
    ),
  ).rejects.toThrow(/permission denied/);
});

test('A partner creates the tenant and the first user of its customer', async () => {
  const created = await works.asIdentity(testActor(newId(), ['direct']), async (work) => {
    const customer = await tenant(work, 'customer.example', ['customer']);
    return user(work, customer.id, 'admin@customer.example', ['global_admin']);
  });
  const found = await works.asSystem((work) => findUser(work, created.id));
  expect(found).toMatchObject({ tenantId: created.tenantId, roles: ['global_admin'] });
});

test('A secret opens its application only, is told once, and the event trail never holds it', async () => {
  const { id } = await works.asSystem((work) => tenant(work, 'secret.example'));
  const [first, second] = await works.asIdentity(testActor(id, ['direct']), async (work) => [
    await createApplication(work, { tenantId: id, name: 'First' }),
    await createApplication(work, { tenantId: id, name: 'Second', public: true }),
  ]);
  expect(second).not.toHaveProperty('clientSecret');
  const added = await works.asIdentity(testActor(id, ['direct']), (work) =>
    addApplicationSecret(work, { tenantId: id, clientId: first!.clientId }),
  );
  const check = (clientId: string, secret: string) => works.asSystem((work) => findSecret(work, clientId, secret));
  expect(await check(first!.clientId, first!.clientSecret!)).toEqual(expect.any(String));
  expect(await check(first!.clientId, added.secret)).toBe(added.id);
  expect(await check(second!.clientId, added.secret)).toBeUndefined();
  expect(await check(first!.clientId, 'guess')).toBeUndefined();
  const trail = await works.asSystem<string, PlatformTables>(async (work) =>
    JSON.stringify(await work.db.selectFrom('event').select(['name', 'new_value']).execute()),
  );
  expect(trail).toContain('ApplicationSecretAdded');
  expect(trail).not.toContain(added.secret);
  await expect(
    works.asIdentity(testActor(newId(), ['direct']), (work) =>
      addApplicationSecret(work, { tenantId: id, clientId: first!.clientId }),
    ),
  ).rejects.toMatchObject({ code: 'ApplicationNotFound' });
});
