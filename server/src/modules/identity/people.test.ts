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

test('A person is changed, given roles, disabled, deleted and restored by whoever has the right', async () => {
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
