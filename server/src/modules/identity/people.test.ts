/** What other modules do with the people of a tenant through the door, such as a partner with its customer's. */
import { expect, test } from 'vitest';
import { somebodyWaits, useDatabase } from '../../../test/database.ts';
import { someHash } from '../../../test/passwords.ts';
import type { Work } from '../../platform/work.ts';
import {
  changePerson,
  createTenant,
  createUser,
  deletePerson,
  personOf,
  requireOwnName,
  restorePerson,
  setPersonActive,
  setRoles,
  signInExternally,
  type Person,
  type PersonWish,
} from './index.ts';

const works = useDatabase();

async function aCustomer(work: Work, domain: string): Promise<Person> {
  const { id: tenantId } = await createTenant(work, { name: domain, domain, country: 'FR', parts: ['customer'] });
  const named = { userPrincipalName: `ada@${domain}`, displayName: 'Ada', email: `ada@${domain}` };
  const licences = { firstName: 'Ada', lastName: 'Lovelace', usageLocation: 'FR', immutableId: 'hr-7' };
  const { id } = await createUser(work, {
    ...named,
    ...licences,
    tenantId,
    passwordHash: someHash,
    roles: ['global_admin'],
  });
  return personOf(work, tenantId, id);
}

test('A person is changed, given roles, disabled, deleted and restored', async () => {
  const seen = await works.asSystem(async (work) => {
    const ada = await aCustomer(work, 'one.example');
    const again = () => personOf(work, ada.tenantId, ada.id);
    const boris = await createUser(work, {
      tenantId: ada.tenantId,
      userPrincipalName: 'boris@one.example',
      displayName: 'Борис',
      email: 'boris@one.example',
      passwordHash: someHash,
      roles: ['global_admin'],
    });
    const wish: PersonWish = { displayName: 'Ada İ', phoneNumber: null, usageLocation: 'BE' };
    await changePerson(work, ada, wish);
    const changed = await again();
    await setRoles(work, changed, ['user_admin']);
    const other = await again();
    await setPersonActive(work, other, false);
    const disabled = await again();
    await deletePerson(work, disabled);
    const deleted = await again();
    await restorePerson(work, deleted);
    return { changed, other, disabled, deleted, restored: await again(), boris };
  });
  expect(seen.changed).toMatchObject({ displayName: 'Ada İ', usageLocation: 'BE', immutableId: 'hr-7' });
  expect(seen.other.roles).toEqual(['user_admin']);
  expect([seen.disabled.state, seen.deleted.state, seen.restored.state]).toEqual(['disabled', 'deleted', 'disabled']);
});

const another = (work: Work, { tenantId }: Person, name: string) =>
  createUser(work, {
    tenantId,
    userPrincipalName: name,
    displayName: 'Борис',
    email: name,
    passwordHash: someHash,
    roles: ['global_admin'],
  });

test('Another global admin who is disabled or deleted is none: the last who can sign in is kept', async () => {
  const acts = [
    (work: Work, ada: Person) => setRoles(work, ada, []),
    (work: Work, ada: Person) => setPersonActive(work, ada, false),
    (work: Work, ada: Person) => deletePerson(work, ada),
  ];
  const goes = [(work: Work, one: Person) => setPersonActive(work, one, false), deletePerson];
  for (const [at, act] of acts.entries()) {
    for (const [way, go] of goes.entries()) {
      const domain = `last${at}${way}.example`;
      const refused = works.asSystem(async (work) => {
        const ada = await aCustomer(work, domain);
        const boris = await another(work, ada, `boris@${domain}`);
        await go(work, await personOf(work, ada.tenantId, boris.id));
        await act(work, ada);
      });
      await expect(refused).rejects.toMatchObject({ code: 'LastGlobalAdmin' });
    }
    const domain = `both${at}.example`;
    await works.asSystem(async (work) => {
      const ada = await aCustomer(work, domain);
      await another(work, ada, `boris@${domain}`);
      await act(work, ada);
    });
  }
});

const cameBy = (tenantId: string, issuer: string, claims: { subject?: string; email: string; groups?: string[] }) =>
  works.asSystem((work) =>
    signInExternally(work, {
      tenantId,
      issuer,
      provider: { groupRoles: { Admins: ['global_admin'] } },
      person: { subject: 'sub-1', emailVerified: true, name: 'Élise 株', groups: undefined, mfa: false, ...claims },
      passwordHash: someHash,
    }),
  );

test('Issuer and subject are the key: the same subject of another issuer is another person', async () => {
  const { tenantId } = await works.asSystem((work) => aCustomer(work, 'issuers.example'));
  const first = await cameBy(tenantId, 'https://one.example', { email: 'elise@issuers.example' });
  const again = await cameBy(tenantId, 'https://one.example', { email: 'elise@issuers.example' });
  const other = await cameBy(tenantId, 'https://two.example', { email: 'enzo@issuers.example' });
  const idOf = (user: typeof first) => (typeof user === 'string' ? user : user.userPrincipalName);
  expect([first, again, other].map(idOf)).toEqual([
    'elise@issuers.example',
    'elise@issuers.example',
    'enzo@issuers.example',
  ]);
});

test('The last global admin keeps that role when its groups give it no more, and loses it once there is another', async () => {
  const ada = await works.asSystem((work) => aCustomer(work, 'groups.example'));
  const by = (groups: string[]) => cameBy(ada.tenantId, 'https://one.example', { email: 'ada@groups.example', groups });
  const roles = async () => (await works.asSystem((work) => personOf(work, ada.tenantId, ada.id))).roles;
  await works.asSystem(async (work) => {
    await another(work, ada, 'boris@groups.example');
    // From now on the role comes by the group alone.
    await setRoles(work, ada, []);
  });
  await by(['Admins']);
  expect(await roles()).toEqual(['global_admin']);
  await by([]);
  expect(await roles()).toEqual([]);
  await by(['Admins']);
  await works.pools.owner.query(`update user_account set active = false where user_principal_name = $1`, [
    'boris@groups.example',
  ]);
  await by([]);
  expect(await roles()).toEqual(['global_admin']);
});

test('The last active global admin is kept whoever asks', async () => {
  const refused = async (domain: string, act: (work: Work, person: Person) => Promise<void>) =>
    expect(works.asSystem(async (work) => act(work, await aCustomer(work, domain)))).rejects.toMatchObject({
      code: 'LastGlobalAdmin',
    });
  await refused('two.example', (work, ada) => setRoles(work, ada, []));
  await refused('three.example', (work, ada) => setPersonActive(work, ada, false));
  await refused('four.example', (work, ada) => deletePerson(work, ada));
});

test('A user principal name is an address of the tenant’s own domain, whatever its case', async () => {
  await works.asSystem(async (work) => {
    const { tenantId } = await aCustomer(work, 'Five.example');
    await requireOwnName(work, tenantId, 'новый@five.EXAMPLE');
    for (const name of ['a@other.example', 'a@b@five.example', 'five.example', '@five.example'])
      await expect(requireOwnName(work, tenantId, name)).rejects.toMatchObject({ code: 'UserNameForeign' });
  });
});

test('Of two who take the same user name in the same moment one gets it, and the other is told that it is taken', async () => {
  const ada = await works.asSystem((work) => aCustomer(work, 'race.example'));
  const userPrincipalName = 'new@race.example';
  let late: Promise<unknown> | undefined;
  await works.asSystem(async (work) => {
    const named = { userPrincipalName, displayName: 'New', email: userPrincipalName };
    await createUser(work, { ...named, tenantId: ada.tenantId, passwordHash: someHash, roles: [] });
    late = works.asSystem((other) => changePerson(other, ada, { userPrincipalName })).catch((error: unknown) => error);
    await somebodyWaits(works);
  });
  expect(await late).toMatchObject({ code: 'UserNameTaken' });
  const { rows } = await works.pools.owner.query('select 1 from user_account where user_principal_name = $1', [
    userPrincipalName,
  ]);
  expect(rows).toHaveLength(1);
});
