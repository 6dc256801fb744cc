/** Use case of a sign-in at a tenant's identity provider: the account that opens, and the roles its groups give (decision 0076). */
import { newSecret, systemActor, type Role } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { decideAccount, rolesByGroups, type AccountRefusal, type ExternalPerson } from '../domain/external-sign-in.ts';
import { rolesOfParts } from '../domain/people.ts';
import type { IdentityEvents } from '../events.ts';
import { hasSubject, selectSubject, upsertSubject, type SubjectKey } from '../store/identity-providers.ts';
import type { IdentityProvider } from './identity-providers.ts';
import { hashPassword, type PasswordHash } from './passwords.ts';
import { otherGlobalAdmins, personOf, setRoles } from './people.ts';
import { tenantOf, type Tenant } from './tenants.ts';
import { createUser, findUser, findUserByName, type User } from './users.ts';

let nobodyKnows: Promise<PasswordHash> | undefined;

/** Of accounts that are opened at the provider only: the hash of a password that was thrown away. Before the transaction. */
export function noPassword(): Promise<PasswordHash> {
  nobodyKnows ??= hashPassword(newSecret());
  return nobodyKnows;
}

export interface ExternalSignIn {
  readonly tenantId: string;
  readonly issuer: string;
  readonly provider: Pick<IdentityProvider, 'groupRoles'>;
  readonly person: ExternalPerson;
  readonly passwordHash: PasswordHash;
}

/** The person's account, made or linked the first time, with the roles of its groups; or why there is none. System only. */
export async function signInExternally(work: Work, input: ExternalSignIn): Promise<User | AccountRefusal> {
  const { tenantId, issuer, person } = input;
  // What the provider does to roles and accounts is told under its name.
  const own = work.inNameOf({ ...systemActor, name: issuer });
  const tenant = await tenantOf(own, tenantId);
  const key = { tenantId, issuer, subject: person.subject };
  const subject = await selectSubject(own, key);
  const decision = decideAccount({
    person,
    tenantId,
    domain: tenant.domain,
    linked: subject && (await findUser(own, subject.user_id)),
    named: subject ? undefined : await accountNamed(own, key, person),
  });
  if (decision.kind === 'refuse') return decision.reason;
  const account = decision.kind === 'create' ? await make(own, input, decision.userPrincipalName) : decision.accountId;
  const given = await giveRoles(own, input, { tenant, account, before: (subject?.roles ?? []) as readonly Role[] });
  await upsertSubject(own, key, { userId: account, roles: given });
  const user = (await findUser(own, account))!;
  if (decision.kind !== 'open') tellLink(own, user, { issuer, made: decision.kind === 'create' });
  return user;
}

async function accountNamed(work: Work, key: SubjectKey, { email }: ExternalPerson) {
  const user = email ? await findUserByName(work, email) : undefined;
  return user && { ...user, ofOtherSubject: await hasSubject(work, key, user.id) };
}

async function make(work: Work, { tenantId, person, passwordHash }: ExternalSignIn, name: string): Promise<string> {
  const displayName = person.name || name.split('@')[0]!;
  const made = { tenantId, userPrincipalName: name, displayName, email: name, passwordHash, roles: [] };
  return (await createUser(work, made)).id;
}

interface Given {
  readonly tenant: Tenant;
  readonly account: string;
  readonly before: readonly Role[];
}

/** The last active global admin keeps that role, whatever its groups say. */
async function giveRoles(
  work: Work,
  input: ExternalSignIn,
  { tenant, account, before }: Given,
): Promise<readonly Role[]> {
  const person = await personOf(work, tenant.id, account);
  const { given, roles } = rolesByGroups({
    held: person.roles,
    before,
    groups: input.person.groups,
    groupRoles: input.provider.groupRoles,
    possible: rolesOfParts(tenant.parts),
  });
  const loses = person.roles.includes('global_admin') && !roles.includes('global_admin');
  const last = loses && (await otherGlobalAdmins(work, person)) === 0;
  await setRoles(work, person, last ? [...roles, 'global_admin'] : roles);
  return given;
}

function tellLink(work: Work, user: User, how: { readonly issuer: string; readonly made: boolean }): void {
  const { id: aggregateId, userPrincipalName, tenantId: partnerTenantId } = user;
  const newValue: IdentityEvents['UserLinked'] = { userPrincipalName, ...how };
  work.publish({ name: 'UserLinked', aggregateType: 'user', aggregateId, partnerTenantId, newValue });
}

/** Leaves a trace of a sign-in that came to nothing, for the tenant's administrators. System only. */
export function recordFailedExternal(
  work: Work,
  tenantId: string,
  newValue: IdentityEvents['ExternalSignInFailed'],
): void {
  const about = { aggregateType: 'tenant', aggregateId: tenantId, partnerTenantId: tenantId };
  work.publish({ name: 'ExternalSignInFailed', ...about, newValue });
}
