import { customerOrganizations } from '@comptoir/contracts/partner-center/qualifications';
import { expect, test } from 'vitest';
import { moveClock } from '../../../scenarios/stage.ts';
import { worksOf } from '../../../test/database.ts';
import { useStage } from '../../../test/stage.ts';
import type { AllTables } from '../../tables.ts';

const stage = useStage();
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
const userAdministrator = 'fe930be7-5e62-47db-91af-98c3a49a38b1';
const password = 'Ocean-lantern-2026!';

async function person(name: string): Promise<string> {
  const users = stage.world.tenants.flatMap((tenant) => tenant.users);
  const { userPrincipalName } = users.find((user) => user.userPrincipalName.startsWith(name))!;
  const body = { userPrincipalName, resource: 'https://api.partnercenter.microsoft.com' };
  return (await stage.call(undefined, 'POST', '/sandbox/v1/tokens', { body })).body.access_token as string;
}
const root = (prefix = 'boulangerie-martin') => `/v1/customers/${stage.customer(prefix)}`;
const as = async (name: string, method: string, path: string, body?: unknown) =>
  stage.call(await person(name), method, path, body === undefined ? {} : { body });
const alice = (method: string, path: string, body?: unknown) => as('alice@', method, `${root()}${path}`, body);

let count = 0;
function newUser(wish: object = {}) {
  count += 1;
  return {
    UserPrincipalName: `user${count}@boulangerie-martin.onmicrosoft.com`,
    DisplayName: `Élodie 株 🚀 ${count}`,
    FirstName: 'Élodie',
    LastName: 'Straße',
    UsageLocation: 'FR',
    PasswordProfile: { Password: password, ForceChangePassword: true },
    ...wish,
  };
}
const made = async () => (await alice('POST', '/users', newUser())).body as { id: string; userPrincipalName: string };

test('AZP-47 A partner adds people to its customer’s tenant by delegated administration, under both names', async () => {
  const { status, body } = await alice('POST', '/users', newUser());
  expect([status, body]).toMatchObject([
    201,
    {
      displayName: expect.stringContaining('Élodie 株 🚀'),
      firstName: 'Élodie',
      usageLocation: 'FR',
      state: 'active',
      attributes: { objectType: 'CustomerUser' },
    },
  ]);
  expect(JSON.stringify(body)).not.toContain(password);
  const event = await worksOf(stage.server.context).asSystem<unknown, AllTables>((work) =>
    work.db
      .selectFrom('event')
      .select(['name', 'actor_name', 'actor_tenant_id', 'on_behalf_tenant_id'])
      .where('aggregate_id', '=', body.id)
      .executeTakeFirstOrThrow(),
  );
  expect(event).toEqual({
    name: 'UserCreated',
    actor_name: 'alice@azur-cloud.example',
    actor_tenant_id: stage.azur.tenantId,
    on_behalf_tenant_id: stage.customer('boulangerie-martin'),
  });
});

test('Users are read, listed in pages and in either order, and their names are taken once', async () => {
  const { id, userPrincipalName } = await made();
  expect((await alice('GET', `/users/${id}`)).body).toMatchObject({ id, userPrincipalName });
  const again = await alice('POST', '/users', newUser({ UserPrincipalName: userPrincipalName.toUpperCase() }));
  expect([again.status, again.body.errorName]).toEqual([409, 'UserNameTaken']);
  const foreign = await alice('POST', '/users', newUser({ UserPrincipalName: 'x@azur-cloud.example' }));
  expect([foreign.status, foreign.body.errorName]).toEqual([400, 'UserNameForeign']);
  const whole = (await alice('GET', '/users')).body.items.map((user: { id: string }) => user.id);
  const first = (await alice('GET', '/users?size=1')).body;
  expect(first.items.map((user: { id: string }) => user.id)).toEqual([whole[0]]);
  const headers = { 'MS-ContinuationToken': first.continuationToken };
  expect(first.links.self.uri).toBe(`${root().replace('/v1', '')}/users?size=1`);
  const next = await stage.call(await person('alice@'), 'GET', `${root()}/users?seekOperation=Next`, { headers });
  expect(next.body.items.map((user: { id: string }) => user.id)).toEqual([whole[1]]);
  const down = (await alice('GET', '/users?sortField=UserPrincipalName&sortDirection=Descending')).body.items;
  expect(down.map((user: { id: string }) => user.id)).toEqual(whole.toReversed());
  expect((await alice('GET', '/users?filter=nothing')).status).toBe(400);
});

test('Names change, a password is reset and must be changed, and weak ones are refused', async () => {
  const { id } = await made();
  const changed = await alice('PATCH', `/users/${id}`, { displayName: 'İrem Ё', usageLocation: 'de' });
  expect([changed.status, changed.body]).toMatchObject([200, { displayName: 'İrem Ё', usageLocation: 'DE' }]);
  const reset = (weak: string) =>
    alice('PATCH', `/users/${id}/resetpassword`, { PasswordProfile: { Password: weak, ForceChangePassword: true } });
  expect((await reset('short')).body.errorName).toBe('PasswordRefused');
  expect((await reset('Another-harbour-2026!')).status).toBe(200);
});

test('Every member that is sent is kept or refused: user name, immutable id, state and domain type', async () => {
  const { id } = await made();
  const other = await made();
  const patch = (body: object) => alice('PATCH', `/users/${id}`, body);
  const renamed = `renamed${count}@boulangerie-martin.onmicrosoft.com`;
  const changed = await patch({ UserPrincipalName: renamed, ImmutableId: 'zz', UserDomainType: 'Managed' });
  expect([changed.status, changed.body]).toMatchObject([200, { userPrincipalName: renamed, immutableId: 'zz' }]);
  const taken = await patch({ userPrincipalName: other.userPrincipalName.toUpperCase() });
  expect([taken.status, taken.body.errorName]).toEqual([409, 'UserNameTaken']);
  const foreign = await patch({ userPrincipalName: 'x@azur-cloud.example' });
  expect([foreign.status, foreign.body.errorName]).toEqual([400, 'UserNameForeign']);
  expect(foreign.body.description).not.toContain('your organisation');
  expect((await patch({ userPrincipalName: renamed.toUpperCase() })).status).toBe(200);

  expect((await patch({ State: 'Inactive' })).body.state).toBe('inactive');
  expect((await alice('GET', `/users/${id}`)).body).toMatchObject({ state: 'inactive', immutableId: 'zz' });
  expect((await patch({ State: 0 })).body.state).toBe('active');
  const born = await alice('POST', '/users', newUser({ State: 'inactive', UserDomainType: 'none' }));
  expect([born.status, born.body.state]).toEqual([201, 'inactive']);
  for (const refused of [
    await alice('POST', '/users', newUser({ UserDomainType: 'federated' })),
    await patch({ UserDomainType: 2 }),
    await patch({ UsageLocation: 'ZZ' }),
    await alice('POST', '/users', newUser({ UsageLocation: 'ZZ' })),
  ])
    expect([refused.status, refused.body.errorName]).toEqual([400, 'InvalidInput']);
  const nobody = await alice('POST', '/users', newUser({ DisplayName: null }));
  expect([nobody.status, nobody.body.description]).toEqual([
    400,
    expect.stringMatching(/^displayName: .*received nothing$/),
  ]);
  const [admin] = (await alice('GET', `/directoryroles/${globalAdministrator}/usermembers`)).body.items;
  const last = await alice('PATCH', `/users/${admin.id}`, { state: 'inactive' });
  expect(last.body.errorName).toBe('LastGlobalAdmin');
});

test('A deleted user is listed as such for 30 days, comes back by its state, and is then gone for good', async () => {
  const [kept, gone] = [await made(), await made()];
  for (const { id } of [kept, gone]) expect((await alice('DELETE', `/users/${id}`)).status).toBe(204);
  const filter = encodeURIComponent('{"Field":"UserState","Value":"Inactive","Operator":"equals"}');
  const inactive = (await alice('GET', `/users?filter=${filter}`)).body.items;
  const deleted = inactive.filter((user: { softDeletionTime?: string }) => user.softDeletionTime);
  expect(deleted.map((user: { id: string }) => user.id).toSorted()).toEqual([kept.id, gone.id].toSorted());
  const numbered = encodeURIComponent('{"Field":"UserState","Value":1,"Operator":0}');
  expect((await alice('GET', `/users?filter=${numbered}`)).body.items).toEqual(inactive);
  expect(deleted[0]).toMatchObject({ state: 'inactive', softDeletionTime: expect.stringMatching(/Z$/) });
  const listed = (await alice('GET', '/users')).body.items.map((user: { id: string }) => user.id);
  expect(listed).not.toContain(kept.id);
  expect((await alice('PATCH', `/users/${kept.id}`, { State: 'active' })).body.state).toBe('active');
  await moveClock(stage, { advance: 'P31D' });
  expect((await alice('GET', `/users/${kept.id}`)).status).toBe(200);
  expect((await alice('GET', `/users/${gone.id}`)).status).toBe(404);
});

test('Users are listed by the state that they show: the disabled and the deleted as inactive, nobody else as active', async () => {
  const [on, off, gone] = [await made(), await made(), await made()];
  await alice('PATCH', `/users/${off.id}`, { State: 'Inactive' });
  await alice('DELETE', `/users/${gone.id}`);
  const listed = async (value: string) => {
    const filter = encodeURIComponent(JSON.stringify({ Field: 'UserState', Value: value, Operator: 'equals' }));
    const items: { id: string; state: string }[] = (await alice('GET', `/users?filter=${filter}`)).body.items;
    expect(new Set(items.map(({ state }) => state))).toEqual(new Set([value.toLowerCase()]));
    return items.map(({ id }) => id);
  };
  expect(await listed('Active')).toEqual(expect.arrayContaining([on.id]));
  expect(await listed('Inactive')).toEqual(expect.arrayContaining([off.id, gone.id]));
});

test('D7 Directory roles are given and taken; the last global administrator keeps that role', async () => {
  const { id } = await made();
  const roles = (await alice('GET', '/directoryroles')).body.items;
  expect(roles.map((role: { name: string }) => role.name)).toContain('Global Administrator');
  const members = `/directoryroles/${userAdministrator}/usermembers`;
  expect((await alice('POST', members, { Id: id })).body).toMatchObject({ id, roleId: userAdministrator });
  expect((await alice('GET', members)).body.items).toMatchObject([{ id }]);
  expect((await alice('GET', `/users/${id}/directoryroles`)).body.items).toMatchObject([{ id: userAdministrator }]);
  expect((await alice('DELETE', `${members}/${id}`)).status).toBe(204);
  expect((await alice('GET', members)).body.items).toEqual([]);
  const admins = `/directoryroles/${globalAdministrator}/usermembers`;
  const [admin] = (await alice('GET', admins)).body.items;
  expect((await alice('DELETE', `${admins}/${admin.id}`)).body.errorName).toBe('LastGlobalAdmin');
  const unknown = await alice('POST', '/directoryroles/11111111-1111-4111-8111-111111111111/usermembers', { Id: id });
  expect([unknown.status, unknown.body.errorName]).toEqual([404, 'DelegationRoleUnknown']);
  const nowhere = await alice('GET', '/directoryroles/11111111-1111-4111-8111-111111111111/usermembers');
  expect([nowhere.status, nowhere.body.code]).toEqual([404, 1000]);
  // A role of every tenant, which nobody has here.
  const helpdesk = await alice('GET', '/directoryroles/729827e3-9c14-49f7-bb1b-9608f156bbb8/usermembers');
  expect([helpdesk.status, helpdesk.body.items]).toEqual([200, []]);
});

test('D8 Each act needs a role that gives it: a helpdesk administrator resets passwords and does no more', async () => {
  const { id } = await made();
  const henri = (method: string, path: string, body?: unknown) => as('henri@', method, `${root()}${path}`, body);
  expect((await henri('GET', '/users')).status).toBe(200);
  const profile = { PasswordProfile: { Password: 'Another-harbour-2026!' } };
  expect((await henri('PATCH', `/users/${id}`, profile)).status).toBe(200);
  const [admin] = (await alice('GET', `/directoryroles/${globalAdministrator}/usermembers`)).body.items;
  const other = await made();
  await alice('POST', `/directoryroles/${userAdministrator}/usermembers`, { Id: other.id });
  const refused = [
    await henri('PATCH', `/users/${other.id}`, profile),
    await henri('POST', '/users', newUser()),
    await henri('PATCH', `/users/${id}`, { displayName: 'X' }),
    await henri('PATCH', `/users/${id}`, { state: 'inactive' }),
    await henri('DELETE', `/users/${id}`),
    await henri('POST', `/directoryroles/${globalAdministrator}/usermembers`, { Id: id }),
    await henri('PATCH', `/users/${admin.id}`, profile),
  ];
  expect(refused.map(({ status, body }) => [status, body.errorName])).toEqual(
    refused.map(() => [403, 'DelegationMissing']),
  );
});

test('D9 Nobody without the relationship or the role reaches a customer’s people, and no application does', async () => {
  const users = `${root()}/users`;
  expect((await as('dieter@', 'GET', users)).body.errorName).toBe('CustomerNotFound');
  expect((await as('sonia@', 'GET', users)).status).toBe(403);
  expect((await stage.call(stage.azur.app, 'GET', users)).body.code).toBe(900329);
  const { id } = await made();
  expect((await as('alice@', 'GET', `${root('clinique-alpages')}/users/${id}`)).status).toBe(404);
  expect((await alice('GET', '/users/not-a-guid')).status).toBe(404);
  const services = (await alice('GET', '/managedservices')).body.items;
  expect(services).toMatchObject([{ name: 'Comptoir', links: { adminService: { method: 'GET' } } }]);
});

test('D7 D8 A customer’s organisation and domains are read by whoever was delegated any role, and by nobody when it ended', async () => {
  const read = (name: string, what = 'organization') => as(name, 'GET', `${root('scierie-du-lac')}/${what}`);
  const [organization] = customerOrganizations.parse((await read('alice@')).body);
  expect(organization).toMatchObject({ displayName: 'Scierie du Lac', countryLetterCode: 'FR' });
  expect((await read('henri@', 'customDomains')).body).toEqual(['scierie-du-lac.onmicrosoft.com']);
  // A sales agent sees the customer and was delegated nothing.
  expect((await read('sonia@')).body).toMatchObject({ code: 900309, errorName: 'DelegationMissing' });
  expect((await read('dieter@')).status).toBe(404);
  expect((await stage.call(stage.azur.app, 'GET', `${root('scierie-du-lac')}/organization`)).body.code).toBe(900329);
  const ends = `/comptoir/v1/own-partners/${stage.azur.tenantId}/delegated-access`;
  for (const time of ['first', 'second']) expect((await as('admin@scierie', 'DELETE', ends)).status, time).toBe(204);
  for (const what of ['organization', 'customDomains'])
    expect((await read('alice@', what)).body.errorName).toBe('DelegationMissing');
});
