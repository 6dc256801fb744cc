/** Use cases on people: accounts, their roles, their passwords. */
import { newId, systemActor, type Role } from '../../../kernel/index.ts';
import { invalidInput } from '../../../platform/invalid-input.ts';
import type { Work, WorkRunner } from '../../../platform/work.ts';
import { isCountry } from '../../../programme/address-formats.ts';
import type { IdentityEvents } from '../events.ts';
import { userNameTaken } from '../faults.ts';
import { concerned } from './concerned.ts';
import { passwordFits, type PasswordHash } from './passwords.ts';
import {
  deleteUserRoles,
  insertUser,
  insertUserRoles,
  joinGroup,
  leaveGroups,
  selectAllUsers,
  selectPasswordHash,
  selectUser,
  selectUserByName,
  selectUsers,
  type UserRow,
} from '../store/directory.ts';
import type { AgentRole, DirectoryRole, IdentityTables } from '../tables.ts';

export interface User {
  readonly id: string;
  readonly tenantId: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly email: string;
  /** BCP 47; undefined when the person chose none. */
  readonly language: string | undefined;
  /** Neither disabled nor deleted. */
  readonly active: boolean;
  /** The password was made by somebody else: it is changed at the next sign-in. */
  readonly mustChangePassword: boolean;
  /** Directory roles and the agent roles of the groups the person is in. */
  readonly roles: readonly Role[];
}

export interface NewUser {
  readonly id?: string;
  readonly tenantId: string;
  /** Unique in the whole house without regard to case, e.g. `ada@contoso.example`. */
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly email: string;
  readonly language?: string;
  /** Made before the work: nothing slow happens within a transaction. */
  readonly passwordHash: PasswordHash;
  readonly mustChangePassword?: boolean;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly phoneNumber?: string;
  /** ISO 3166-1 alpha-2: where the person uses licences. */
  readonly usageLocation?: string;
  readonly immutableId?: string;
  readonly roles: readonly Role[];
}

const groupNames: Readonly<Record<AgentRole, string>> = {
  admin_agent: 'AdminAgents',
  sales_agent: 'SalesAgents',
  helpdesk_agent: 'HelpdeskAgents',
};

/** Licences are used in a country that there is. Faults: InvalidInput. */
export function requireCountry(usageLocation: string | null | undefined): void {
  if (!usageLocation || isCountry(usageLocation)) return;
  throw invalidInput([{ path: 'usageLocation', code: 'invalid_value', message: `${usageLocation} is no country` }]);
}

/**
 * Creates a person; agent roles become memberships of the tenant's agent groups. Faults: UserNameTaken, InvalidInput for a
 * usage location that is no country.
 */
export async function createUser(work: Work, input: NewUser): Promise<User> {
  requireCountry(input.usageLocation);
  const identity: Work<IdentityTables> = work;
  const { id = newId(), tenantId, userPrincipalName, displayName, email } = input;
  const roles = [...new Set(input.roles)].toSorted();
  const row = {
    id,
    tenant_id: tenantId,
    user_principal_name: userPrincipalName,
    display_name: displayName,
    email,
    language: input.language ?? null,
    must_change_password: input.mustChangePassword ?? false,
    first_name: input.firstName ?? '',
    last_name: input.lastName ?? '',
    phone_number: input.phoneNumber ?? null,
    usage_location: input.usageLocation ?? null,
    immutable_id: input.immutableId ?? null,
  };
  if (!(await insertUser(identity, row, input.passwordHash))) throw userNameTaken(userPrincipalName);
  await giveRoles(identity, row, roles);
  const newValue: IdentityEvents['UserCreated'] = { userPrincipalName, displayName, roles };
  const about = { aggregateType: 'user', aggregateId: id, ...concerned(work, tenantId) };
  work.publish({ name: 'UserCreated', ...about, newValue });
  return fromRow({ ...row, active: true, roles });
}

/** Gives roles that the person does not have; agent roles by the tenant's groups. */
export async function giveRoles(
  work: Work<IdentityTables>,
  person: { readonly id: string; readonly tenant_id: string },
  roles: readonly Role[],
): Promise<void> {
  await insertUserRoles(
    work,
    person,
    roles.filter((role): role is DirectoryRole => !isAgentRole(role)),
  );
  for (const role of roles.filter(isAgentRole)) {
    const group = { id: newId(), tenant_id: person.tenant_id, name: groupNames[role], role };
    await joinGroup(work, group, person.id);
  }
}

/** Takes roles away that the person has. */
export async function takeRoles(
  work: Work<IdentityTables>,
  person: { readonly id: string; readonly tenant_id: string },
  roles: readonly Role[],
): Promise<void> {
  await deleteUserRoles(
    work,
    person.id,
    roles.filter((role): role is DirectoryRole => !isAgentRole(role)),
  );
  await leaveGroups(work, person, roles.filter(isAgentRole));
}

export function isAgentRole(role: Role): role is AgentRole {
  return role in groupNames;
}

/** The person of that id, or undefined. As a tenant: of that tenant only. */
export async function findUser(work: Work, id: string): Promise<User | undefined> {
  const row = await selectUser(work, id);
  return row && fromRow(row);
}

/** The person of that user principal name, whatever its case, or undefined. */
export async function findUserByName(work: Work, userPrincipalName: string): Promise<User | undefined> {
  // Forms of sign-in bring any character; the database refuses to look for this one.
  if (userPrincipalName.includes('\0')) return undefined;
  const row = await selectUserByName(work, userPrincipalName);
  return row && fromRow(row);
}

/** People of a tenant by name, 1,000 at most. */
export async function usersOf(work: Work, tenantId: string): Promise<User[]> {
  return (await selectUsers(work, tenantId)).map(fromRow);
}

/** People of all tenants by tenant and name, for the sandbox's list of who may sign in. System only. */
export async function listUsers(work: Work, limit: number): Promise<User[]> {
  return (await selectAllUsers(work, limit)).map(fromRow);
}

/**
 * The active person whose name and password these are, undefined, or `busy` when too many wait to be checked. An unknown
 * name takes as long as a wrong password. No connection is held while the password is verified. Nothing here limits the
 * rate: the sign-in page does.
 */
export async function checkPassword(
  runner: WorkRunner,
  name: string,
  password: string,
): Promise<User | 'busy' | undefined> {
  const known = await runner.run<{ user: User; hash: string | undefined } | undefined, unknown>(
    { actor: systemActor, system: true },
    async (work) => {
      const user = await findUserByName(work, name);
      return user?.active ? { user, hash: await selectPasswordHash(work, user.id) } : undefined;
    },
  );
  const fits = await passwordFits(known?.hash, password);
  if (fits === 'busy') return 'busy';
  return fits ? known?.user : undefined;
}

/** Leaves a trace of a sign-in in the audit trail; system only. */
export function recordSignIn(work: Work, user: User, applicationName: string): void {
  const newValue: IdentityEvents['UserSignedIn'] = { userPrincipalName: user.userPrincipalName, applicationName };
  work.publish({
    name: 'UserSignedIn',
    aggregateType: 'user',
    aggregateId: user.id,
    partnerTenantId: user.tenantId,
    newValue,
  });
}

/**
 * Leaves a trace of a sign-in that failed, under the person's name when somebody has it; system only. Of a name that nobody
 * has, nothing but the source is kept.
 */
export async function recordFailedSignIn(
  work: Work,
  tried: {
    readonly name: string;
    readonly reason: 'wrong' | 'otherTenant';
    readonly applicationName: string;
    readonly source: string;
  },
): Promise<void> {
  const { applicationName, source } = tried;
  const user = await findUserByName(work, tried.name);
  const newValue: IdentityEvents['UserSignInFailed'] = {
    reason: tried.reason === 'otherTenant' ? 'otherTenant' : reasonOf(user),
    applicationName,
    source,
    ...(user ? { userPrincipalName: user.userPrincipalName } : {}),
  };
  work.publish({
    name: 'UserSignInFailed',
    aggregateType: 'user',
    aggregateId: user?.id ?? 'unknown',
    ...(user ? { partnerTenantId: user.tenantId } : {}),
    newValue,
  });
}

function reasonOf(user: User | undefined): 'unknownName' | 'disabled' | 'wrongPassword' {
  if (!user) return 'unknownName';
  return user.active ? 'wrongPassword' : 'disabled';
}

function fromRow(row: UserRow): User {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    userPrincipalName: row.user_principal_name,
    displayName: row.display_name,
    email: row.email,
    language: row.language ?? undefined,
    active: row.active,
    mustChangePassword: row.must_change_password,
    roles: row.roles,
  };
}
