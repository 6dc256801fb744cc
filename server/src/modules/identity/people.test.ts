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
  licencesOf,
  personOf,
  requireOwnName,
  restorePerson,
  setLicences,
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

/** Every member that can be changed, with another value. */
const otherwise = {
  userPrincipalName: 'a.byron@one.example',
  displayName: 'Ada İ',
  firstName: 'Augusta',
  lastName: 'Byron',
  email: 'byron@one.example',
  language: 'fr',
  phoneNumber: '+33 1 23 45 67 89',
  usageLocation: 'BE',
  immutableId: 'hr-8',
} as const satisfies Required<PersonWish>;

test('All that can be changed of a person is, a member alone changes nothing else, and null empties', async () => {
  await works.asSystem(async (work) => {
    const ada = await aCustomer(work, 'one.example');
    const again = () => personOf(work, ada.tenantId, ada.id);
    for (const [member, value] of Object.entries(otherwise)) {
      const before = await again();
      await changePerson(work, before, { [member]: value });
      expect(await again(), member).toEqual({ ...before, [member]: value });
    }
    const full = await again();
    const emptied = { language: null, phoneNumber: null, usageLocation: null, immutableId: null };
    await changePerson(work, full, emptied);
    const none = { language: undefined, phoneNumber: undefined, usageLocation: undefined, immutableId: undefined };
    expect(await again()).toEqual({ ...full, ...none });
    await expect(changePerson(work, full, { usageLocation: 'XX' })).rejects.toMatchObject({ code: 'InvalidInput' });
  });
  const events = await eventsAbout('one.example');
  expect(events.map(({ name }) => name)).toEqual(['UserCreated', ...Array.from({ length: 10 }, () => 'UserChanged')]);
  expect(events[1]).toMatchObject({
    old_value: { userPrincipalName: 'ada@one.example' },
    new_value: { userPrincipalName: 'a.byron@one.example' },
  });
});

const eventsAbout = async (domain: string) => {
  const text = `select e.name, e.old_value, e.new_value from event e join user_account u on u.id::text = e.aggregate_id
    join tenant t on t.id = u.tenant_id where t.domain = $1 order by e.seq`;
  return (await works.pools.owner.query<{ name: string; old_value: object; new_value: object }>(text, [domain])).rows;
};

test('Whoever is disabled or deleted is signed out, and comes back enabled or restored with its roles, without its licences', async () => {
  const signedIn = async (person: Person) => {
    // wall clock: sessions live in it.
    const text = `insert into token_record (kind, id, payload, account_id, session_uid, expires_at)
      values ('Session', gen_random_uuid(), '{}', $1, gen_random_uuid(), now() + interval '1 hour')`;
    await works.pools.owner.query(text, [person.id]);
    return async () =>
      (await works.pools.owner.query('select 1 from token_record where account_id = $1', [person.id])).rows.length;
  };
  const ada = await works.asSystem((work) => aCustomer(work, 'gone.example'));
  await works.asSystem((work) => another(work, ada, 'boris@gone.example'));
  const act = (does: (work: Work, person: Person) => Promise<void>) =>
    works.asSystem(async (work) => {
      await does(work, await personOf(work, ada.tenantId, ada.id));
      return personOf(work, ada.tenantId, ada.id);
    });
  await act((work, person) => setRoles(work, person, ['user_admin', 'billing_admin']));
  await act((work, person) => setLicences(work, person, ['SKU:1', 'SKU:2']));
  const roles = ['billing_admin', 'user_admin'];
  const sessions = await signedIn(ada);
  expect(await act((work, person) => setPersonActive(work, person, false))).toMatchObject({ state: 'disabled', roles });
  expect(await sessions()).toBe(0);
  expect(await act((work, person) => setPersonActive(work, person, true))).toMatchObject({ state: 'active', roles });
  await signedIn(ada);
  const deleted = await act(deletePerson);
  expect([deleted.state, deleted.deletedAt !== undefined, await sessions()]).toEqual(['deleted', true, 0]);
  // Nobody enables who is deleted.
  expect(await act((work, person) => setPersonActive(work, person, true))).toMatchObject({ state: 'deleted' });
  const back = await act(restorePerson);
  expect(back).toMatchObject({ state: 'active', roles, deletedAt: undefined });
  expect(await works.asSystem((work) => licencesOf(work, back))).toEqual([]);
  const told = (await eventsAbout('gone.example')).map(({ name }) => name);
  expect(told.filter((name) => !['UserCreated', 'UserLicencesChanged'].includes(name))).toEqual([
    'UserRolesChanged',
    'UserDisabled',
    'UserEnabled',
    'UserDeleted',
    'UserRestored',
  ]);
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
