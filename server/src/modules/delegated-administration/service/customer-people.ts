/**
 * People of a customer, changed by a partner within the directory roles that the customer delegated (wire contract 8.3,
 * 8.4; rules D7, D8). Each act is done in the customer's tenant and told under both names. System only.
 */
import type { Role } from '../../../kernel/index.ts';
import type { CountedPage } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import {
  actsOf,
  directoryRoleOf,
  findDirectoryRole,
  mayAdminister,
  neededToTouch,
  roleOfDirectory,
  rolesOfCustomers,
  type DelegatedAct,
  type DirectoryRole,
} from '../../../programme/directory-roles.ts';
import {
  changePerson,
  createUser,
  deletePerson,
  ownPeoplesOf,
  peopleRefused,
  personOf,
  peopleOf,
  requireOwnName,
  restorePerson,
  setPassword,
  setPersonActive,
  setRoles,
  type PasswordHash,
  type Person,
  type PersonWish,
} from '../../identity/index.ts';
import { requireCustomer } from '../../relationships/index.ts';
import { delegationFault } from '../faults.ts';
import { delegatedRolesOf } from './held-roles.ts';
import { requireFactorFor } from './second-factor.ts';

type PeopleRequest = Parameters<typeof peopleOf>[2];

/**
 * The work in the customer's tenant, as the person of the partner. Faults: CustomerNotFound, DelegationMissing when no role
 * that the person has there gives the act, DelegationSecondFactorNeeded.
 */
export async function inCustomer(work: Work, customerTenantId: string, act: DelegatedAct): Promise<Work> {
  const { customer } = await requireCustomer(work, customerTenantId);
  const { actor } = work;
  const who = { partnerTenantId: actor.tenantId, userId: actor.userId!, customerTenantId: customer.tenantId };
  const verdict = mayAdminister(await delegatedRolesOf(work, who), act);
  if (!verdict.allowed) throw delegationFault('DelegationMissing', verdict.reason, { rule: verdict.rule });
  await requireFactorFor(work, actor, customer.tenantId);
  return work.inNameOf({ ...actor, tenantId: customer.tenantId, homeTenantId: actor.tenantId });
}

/** Faults: those of `inCustomer`, InvalidInput for a foreign position. */
export async function customerPeople(
  work: Work,
  customerTenantId: string,
  request: PeopleRequest,
): Promise<CountedPage<Person>> {
  const there = await inCustomer(work, customerTenantId, 'readPeople');
  return peopleOf(there, there.account, request);
}

/** A person of a customer, and what the acting person may do with the account. */
export interface ListedCustomerPerson extends Person {
  readonly acts: readonly DelegatedAct[];
}

/** The same with what may be done with each, and with the tenant. Faults: those of `customerPeople`. */
export async function listedCustomerPeople(
  work: Work,
  customerTenantId: string,
  request: PeopleRequest,
): Promise<CountedPage<ListedCustomerPerson> & { readonly acts: readonly DelegatedAct[] }> {
  const page = await customerPeople(work, customerTenantId, request);
  const { tenantId: partnerTenantId, userId } = work.actor;
  const held = actsOf(await delegatedRolesOf(work, { partnerTenantId, userId: userId!, customerTenantId }));
  const isKept = await ownPeoplesOf(work, customerTenantId);
  const items = page.items.map((person) => {
    const kept = isKept(person.roles);
    return { ...person, acts: held.filter((act) => mayTouch(held, person, act) && (!kept || isHarmless(act))) };
  });
  return { ...page, items, acts: held };
}

/** Licences are given to whoever is there; everything else changes the account. */
const isHarmless = (act: DelegatedAct) => act === 'assignLicences' || act === 'readPeople';

function mayTouch(held: readonly DelegatedAct[], { roles }: Person, act: DelegatedAct): boolean {
  const needed = neededToTouch(roles);
  return needed === undefined || act === 'assignLicences' || held.includes(needed);
}

/** Faults: those of `inCustomer`, UserNotFound. */
export async function customerPerson(work: Work, customerTenantId: string, userId: string): Promise<Person> {
  const there = await inCustomer(work, customerTenantId, 'readPeople');
  return personOf(there, there.account, userId);
}

export interface NewCustomerPerson extends PersonWish {
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly immutableId?: string;
  /** False: disabled from the beginning. */
  readonly active: boolean;
  readonly password: { readonly hash: PasswordHash; readonly mustChange: boolean };
}

/** Faults: those of `inCustomer`, UserNameForeign, UserNameTaken. */
export async function addCustomerPerson(
  work: Work,
  customerTenantId: string,
  input: NewCustomerPerson,
): Promise<Person> {
  const there = await inCustomer(work, customerTenantId, 'changePeople');
  await requireOwnName(there, there.account, input.userPrincipalName);
  const { password, userPrincipalName, displayName, firstName, lastName, phoneNumber, usageLocation } = input;
  const { id } = await createUser(there, {
    tenantId: there.account,
    userPrincipalName,
    displayName,
    // The address that the tenant gave: a partner knows no other.
    email: userPrincipalName,
    passwordHash: password.hash,
    mustChangePassword: password.mustChange,
    roles: [],
    ...(firstName ? { firstName } : {}),
    ...(lastName ? { lastName } : {}),
    ...(phoneNumber ? { phoneNumber } : {}),
    ...(usageLocation ? { usageLocation } : {}),
    ...(input.immutableId ? { immutableId: input.immutableId } : {}),
  });
  if (!input.active) await setPersonActive(there, await personOf(there, there.account, id), false);
  return personOf(there, there.account, id);
}

export interface CustomerPersonChange {
  readonly wish: PersonWish;
  /** True enables, and brings a deleted person back; false disables. */
  readonly active?: boolean | undefined;
  readonly password?: NewCustomerPerson['password'] | undefined;
}

/**
 * Faults: those of `inCustomer` and `changePerson`, UserNotFound, LastGlobalAdmin, DelegationMissing for people of more
 * rights (see `requireMayTouch`).
 */
export async function changeCustomerPerson(
  work: Work,
  { customerTenantId, userId }: PersonAt,
  { wish, active, password }: CustomerPersonChange,
): Promise<Person> {
  const only = active === undefined && Object.keys(wish).length === 0;
  const act = password && only ? 'resetPasswords' : 'changePeople';
  const there = await inCustomer(work, customerTenantId, act);
  const person = await personOf(there, there.account, userId);
  await requireMayTouch(work, there, person);
  if (active) await restorePerson(there, person);
  await changePerson(there, person, wish);
  if (active !== undefined) await setActive(work, there, person, active);
  if (password) {
    await inCustomer(work, customerTenantId, 'resetPasswords');
    await setPassword(there, person, password);
  }
  return personOf(there, there.account, userId);
}

/** Who is disabled is signed out and gets in no more: that takes the right to delete. */
async function setActive(work: Work, there: Work, { id }: Person, active: boolean): Promise<void> {
  const person = await personOf(there, there.account, id);
  if (!active && person.state === 'active') await inCustomer(work, there.account, 'deletePeople');
  await setPersonActive(there, person, active);
}

/** Kept for 30 days. Faults: those of `inCustomer`, UserNotFound, LastGlobalAdmin. */
export async function deleteCustomerPerson(work: Work, { customerTenantId, userId }: PersonAt): Promise<void> {
  const there = await inCustomer(work, customerTenantId, 'deletePeople');
  const person = await personOf(there, there.account, userId);
  await requireMayTouch(work, there, person);
  await deletePerson(there, person);
}

/** Directory roles that people of a customer can have here. Faults: those of `inCustomer`. */
export async function customerRoles(work: Work, customerTenantId: string): Promise<readonly DirectoryRole[]> {
  await inCustomer(work, customerTenantId, 'readPeople');
  return rolesOfCustomers;
}

/** Those of a person. Faults: those of `inCustomer`, UserNotFound. */
export async function customerPersonRoles(work: Work, at: PersonAt): Promise<DirectoryRole[]> {
  const person = await customerPerson(work, at.customerTenantId, at.userId);
  return person.roles.flatMap((role) => directoryRoleOf(role) ?? []);
}

/** A page of those who have a role. Faults: those of `inCustomer`, DelegationRoleUnknown. */
export async function membersOfRole(
  work: Work,
  { customerTenantId, roleId }: { readonly customerTenantId: string; readonly roleId: string },
  page: Pick<PeopleRequest, 'size' | 'after'>,
): Promise<CountedPage<Person>> {
  const there = await inCustomer(work, customerTenantId, 'readPeople');
  const role = roleOfDirectory(roleId);
  // A role that nobody has here is a role of every tenant all the same.
  if (!role && findDirectoryRole(roleId)) return { items: [], total: 0 };
  return peopleOf(there, there.account, {
    ...page,
    sort: 'userName',
    descending: false,
    search: '',
    filters: { role: role ?? requireRole(roleId) },
  });
}

/** Gives or takes a role. Faults: those of `inCustomer`, UserNotFound, DelegationRoleUnknown, LastGlobalAdmin, OwnPeopleOnly. */
export async function setCustomerRole(
  work: Work,
  { customerTenantId, userId }: PersonAt,
  roleId: string,
  held: boolean,
): Promise<Person> {
  const there = await inCustomer(work, customerTenantId, 'assignRoles');
  const role = requireRole(roleId);
  const person = await personOf(there, there.account, userId);
  await requireNotOwn(there, [...person.roles, role]);
  const others = person.roles.filter((one) => one !== role);
  await setRoles(there, person, held ? [...others, role] : others);
  return personOf(there, there.account, userId);
}

export interface PersonAt {
  readonly customerTenantId: string;
  readonly userId: string;
}

/** Faults: DelegationMissing (see `neededToTouch`), OwnPeopleOnly. */
async function requireMayTouch(work: Work, there: Work, person: Person): Promise<void> {
  const needed = neededToTouch(person.roles);
  if (needed) await inCustomer(work, there.account, needed);
  await requireNotOwn(there, person.roles);
}

/** Where the customer is a partner or publisher too, those who act for it as that are its own people's (decision 0105). */
async function requireNotOwn(there: Work, roles: readonly Role[]): Promise<void> {
  if ((await ownPeoplesOf(there, there.account))(roles)) throw peopleRefused('OwnPeopleOnly');
}

function requireRole(roleId: string): Role {
  const role = findDirectoryRole(roleId) && roleOfDirectory(roleId);
  if (role) return role;
  throw delegationFault('DelegationRoleUnknown', `People of customers have no directory role ${roleId.slice(0, 50)}.`, {
    target: 'roleId',
  });
}
