/** What an administrator does with the people of the own tenant, held against who may change whom (rules B19, B29). */
import { newSecret, type Role, type TenantPart } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import {
  decideAdd,
  decideEnd,
  decideHandOver,
  decideRoles,
  decideTouch,
  isOwnPeoples,
  type Acting,
  type Concerned,
  type PeopleRefusal,
} from '../domain/people.ts';
import { peopleRefused, userNotFound } from '../faults.ts';
import { hashPassword, type PasswordHash } from './passwords.ts';
import {
  changePerson,
  deletePerson,
  otherGlobalAdmins,
  personOf,
  requireOwnName,
  restorePerson,
  setPersonActive,
  setRoles,
  type Person,
  type PersonWish,
} from './people.ts';
import { setPassword } from './set-password.ts';
import { tenantOf } from './tenants.ts';
import { createUser, findUser, type NewUser } from './users.ts';

/** A password that is told once and changed at the first sign-in (rule B29); made before the work. */
export interface MadePassword {
  readonly password: string;
  readonly hash: PasswordHash;
}

const passwordBytes = 12;

/** Faults: Busy. */
export async function makePassword(): Promise<MadePassword> {
  const password = newSecret(passwordBytes);
  return { password, hash: await hashPassword(password) };
}

export type AddedUser = Omit<NewUser, 'tenantId' | 'passwordHash' | 'mustChangePassword' | 'id'>;

/**
 * Adds a person to the tenant of who asks. Faults: AdminAgentNeeded, BeyondOwnRights, GlobalAdminNeeded, RoleNotHere,
 * UserNameForeign, UserNameTaken.
 */
export async function addUser(work: Work, input: AddedUser, { hash }: MadePassword): Promise<Person> {
  const { tenantId } = work.actor;
  const acting = await actingOf(work);
  await requireMayAdd(work, acting, input.roles);
  await requireOwnName(work, tenantId, input.userPrincipalName);
  const { id } = await createUser(work, { ...input, tenantId, passwordHash: hash, mustChangePassword: true });
  return personOf(work, tenantId, id);
}

/** Faults: AdminAgentNeeded, BeyondOwnRights, GlobalAdminNeeded, RoleNotHere. */
export async function requireMayAdd(work: Work, acting: Acting, roles: readonly Role[]): Promise<void> {
  const { parts } = await tenantOf(work, work.actor.tenantId);
  refuse(decideAdd(acting, roles, parts));
}

/** Changes names, address and language of a person. Faults: UserNotFound, GlobalAdminNeeded, OwnPeopleOnly, BeyondOwnRights for the address. */
export async function changeUser(work: Work, id: string, wish: PersonWish): Promise<Person> {
  const { acting, person, parts } = await bothOf(work, id);
  const handsOver = wish.email !== undefined && wish.email !== person.email;
  refuse((handsOver ? decideHandOver : decideTouch)(acting, person, parts));
  await changePerson(work, person, wish);
  return personOf(work, person.tenantId, id);
}

/** Gives a person exactly these roles. Faults: UserNotFound and all of PeopleRefusal but OwnAccount and AdminAgentNeeded. */
export async function changeRoles(work: Work, id: string, wanted: readonly Role[]): Promise<Person> {
  const { acting, person, concerned, parts } = await bothOf(work, id);
  const others = await otherGlobalAdmins(work, person);
  refuse(decideRoles({ acting, person: concerned, wanted, parts, otherGlobalAdmins: others }));
  await setRoles(work, person, wanted);
  return personOf(work, person.tenantId, id);
}

/** Disables or enables a person. Faults: UserNotFound, GlobalAdminNeeded, OwnPeopleOnly, OwnAccount, LastGlobalAdmin. System only. */
export async function changeState(work: Work, id: string, active: boolean): Promise<void> {
  const { acting, person, concerned, parts } = await bothOf(work, id);
  const refusal = active
    ? decideTouch(acting, person, parts)
    : decideEnd(acting, concerned, parts, await otherGlobalAdmins(work, person));
  refuse(refusal);
  await setPersonActive(work, person, active);
}

/**
 * Deletes a person; kept for 30 days. Faults: UserNotFound, GlobalAdminNeeded, OwnPeopleOnly, OwnAccount, LastGlobalAdmin.
 * System only.
 */
export async function deleteUser(work: Work, id: string): Promise<void> {
  const { acting, person, concerned, parts } = await bothOf(work, id);
  refuse(decideEnd(acting, concerned, parts, await otherGlobalAdmins(work, person)));
  await deletePerson(work, person);
}

/** Brings a deleted person back. Faults: UserNotFound, GlobalAdminNeeded, OwnPeopleOnly. */
export async function restoreUser(work: Work, id: string): Promise<Person> {
  const { acting, person, parts } = await bothOf(work, id);
  refuse(decideTouch(acting, person, parts));
  await restorePerson(work, person);
  return personOf(work, person.tenantId, id);
}

/**
 * Gives a person the password that was made, to be changed at the next sign-in; it is signed out everywhere and told by
 * mail. Faults: UserNotFound, GlobalAdminNeeded, OwnPeopleOnly, BeyondOwnRights, TooManyRequests. System only.
 */
export async function resetPassword(work: Work, id: string, { hash }: MadePassword): Promise<void> {
  const { acting, person, parts } = await bothOf(work, id);
  refuse(decideHandOver(acting, person, parts));
  await setPassword(work, person, { hash, mustChange: true });
}

/** The people of a tenant that nobody changes on its behalf as a customer, by the roles that they have or are to have. */
export async function ownPeoplesOf(work: Work, tenantId: string): Promise<(held: readonly Role[]) => boolean> {
  const { parts } = await tenantOf(work, tenantId);
  return (held) => isOwnPeoples(['customer'], held, parts);
}

/**
 * Who asks, with the roles of now: a token's may be an hour old. Whoever acts on the tenant's behalf has those that were
 * found delegated, to an active person, as the request began. Faults: UserNotFound for who was disabled meanwhile.
 */
export async function actingOf(work: Work): Promise<Acting> {
  const { userId, tenantId, homeTenantId, name, roles, parts } = work.actor;
  if (userId && homeTenantId !== undefined) return { id: userId, roles: [...roles], onBehalf: [...parts] };
  const user = userId ? await findUser(work, userId) : undefined;
  if (!user?.active || user.tenantId !== tenantId) throw userNotFound(name);
  return { id: user.id, roles: user.roles };
}

async function bothOf(
  work: Work,
  id: string,
): Promise<{
  readonly acting: Acting;
  readonly person: Person;
  readonly concerned: Concerned;
  readonly parts: readonly TenantPart[];
}> {
  const acting = await actingOf(work);
  const person = await personOf(work, work.actor.tenantId, id);
  const { parts } = await tenantOf(work, person.tenantId);
  return { acting, person, concerned: { id, roles: person.roles, active: person.state === 'active' }, parts };
}

function refuse(refusal: PeopleRefusal | undefined): void {
  if (refusal) throw peopleRefused(refusal);
}
