/** All SQL of identity on tenants, users and applications. Its callers run as a tenant or as the system. */
import { makerOf, type Role, type TenantPart } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import type { AgentRole, DirectoryRole, IdentityTables } from '../tables.ts';

type IdentityWork = Work<IdentityTables>;

export interface TenantRow {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly country: string;
  readonly language: string;
  readonly parts: readonly TenantPart[];
}

const tenantColumns = `select t.id, t.name, t.domain, t.country, t.language,
  coalesce((select array_agg(p.part order by p.part) from tenant_part p where p.tenant_id = t.id), '{}') as parts
  from tenant t`;

export async function selectTenant(work: IdentityWork, id: string): Promise<TenantRow | undefined> {
  return (await work.prepared<TenantRow>('tenant-by-id', `${tenantColumns} where t.id = $1`, [id]))[0];
}

export async function selectTenantByDomain(work: IdentityWork, domain: string): Promise<TenantRow | undefined> {
  const text = `${tenantColumns} where comptoir_lower(t.domain) = comptoir_lower($1)`;
  return (await work.prepared<TenantRow>('tenant-by-domain', text, [domain]))[0];
}

/** The tenant that operates the programme; the oldest, should there be several. */
export async function selectOperator(work: IdentityWork): Promise<TenantRow | undefined> {
  const text = `${tenantColumns} where exists (select from tenant_part o where o.tenant_id = t.id and o.part = 'operator')
    order by t.created_at, t.id limit 1`;
  return (await work.prepared<TenantRow>('operator-tenant', text, []))[0];
}

export async function selectTenants(work: IdentityWork): Promise<TenantRow[]> {
  return work.prepared<TenantRow>('tenants', `${tenantColumns} order by t.created_at, t.id limit 10000`, []);
}

/** False when the domain is taken. */
export async function insertTenant(work: IdentityWork, tenant: TenantRow): Promise<boolean> {
  const { parts, ...columns } = tenant;
  const made_by_tenant_id = makerOf(work.actor, tenant.id);
  const result = await work.db
    .insertInto('tenant')
    .values({ ...columns, made_by_tenant_id, created_at: work.now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (result.numInsertedOrUpdatedRows === 0n) return false;
  if (parts.length > 0) {
    await work.db
      .insertInto('tenant_part')
      .values(parts.map((part) => ({ tenant_id: tenant.id, part, made_by_tenant_id })))
      .execute();
  }
  return true;
}

/** Whoever takes a part is an applicant no longer. */
export async function insertTenantPart(work: IdentityWork, tenantId: string, part: TenantPart): Promise<void> {
  const made_by_tenant_id = makerOf(work.actor, tenantId);
  await work.db.insertInto('tenant_part').values({ tenant_id: tenantId, part, made_by_tenant_id }).execute();
  await work.db.deleteFrom('tenant_part').where('tenant_id', '=', tenantId).where('part', '=', 'applicant').execute();
}

export async function updateTenantName(work: IdentityWork, id: string, name: string): Promise<void> {
  await work.db.updateTable('tenant').set({ name }).where('id', '=', id).execute();
}

export interface UserRow {
  readonly id: string;
  readonly tenant_id: string;
  readonly user_principal_name: string;
  readonly display_name: string;
  readonly email: string;
  readonly language: string | null;
  /** Neither disabled nor deleted. */
  readonly active: boolean;
  readonly must_change_password: boolean;
  readonly roles: readonly Role[];
}

const rolesOfUser = `coalesce((select array_agg(distinct r.role order by r.role) from (
    select role from user_role where user_id = u.id
    union select g.role from group_member m join directory_group g on g.id = m.group_id
      where m.user_id = u.id and g.role is not null) r), '{}') as roles`;

const userColumns = `select u.id, u.tenant_id, u.user_principal_name, u.display_name, u.email, u.language,
  u.active and u.deleted_at is null as active, u.must_change_password,
  ${rolesOfUser}
  from user_account u`;

export async function selectUser(work: IdentityWork, id: string): Promise<UserRow | undefined> {
  return (await work.prepared<UserRow>('user-by-id', `${userColumns} where u.id = $1`, [id]))[0];
}

export async function selectUserByName(work: IdentityWork, name: string): Promise<UserRow | undefined> {
  const text = `${userColumns} where comptoir_lower(u.user_principal_name) = comptoir_lower($1)`;
  return (await work.prepared<UserRow>('user-by-name', text, [name]))[0];
}

/** What stands of a token that is out. */
export interface Standing {
  /** Neither disabled nor deleted, and of that tenant. */
  readonly active: boolean;
  /** Of now. */
  readonly roles: readonly Role[];
  /** The browser's session or a refresh token of the sign-in is there; also for a token that came by none. */
  readonly signedIn: boolean;
}

/** Of a person and the sign-in that a token names; undefined for a person who is not there. System only. */
export async function selectStanding(
  work: Pick<IdentityWork, 'prepared'>,
  {
    userId,
    tenantId,
    signInId,
  }: { readonly userId: string; readonly tenantId: string; readonly signInId: string | null },
): Promise<Standing | undefined> {
  // While a refresh token is renewed, it is consumed and the next one is not there yet.
  const text = `select u.active and u.deleted_at is null and u.tenant_id = $2 as active, ${rolesOfUser},
      $3::text is null or exists (select from token_record t
        where t.account_id = u.id and t.session_uid = $3 and t.kind in ('Session', 'RefreshToken')
          and t.expires_at > clock_timestamp()
          and (t.consumed_at is null or t.consumed_at > clock_timestamp() - interval '1 minute')) as "signedIn"
    from user_account u where u.id = $1`;
  return (await work.prepared<Standing>('standing-of-token', text, [userId, tenantId, signInId]))[0];
}

/** Up to 1,000 users of a tenant, by name. */
export async function selectUsers(work: IdentityWork, tenantId: string): Promise<UserRow[]> {
  const text = `${userColumns} where u.tenant_id = $1 and u.deleted_at is null order by comptoir_lower(u.user_principal_name) collate "C" limit 1000`;
  return work.prepared<UserRow>('users-of-tenant', text, [tenantId]);
}

/** The first people of all tenants, tenants in order of their making. */
export async function selectAllUsers(work: IdentityWork, limit: number): Promise<UserRow[]> {
  const text = `${userColumns} join tenant t on t.id = u.tenant_id where u.active and u.deleted_at is null
    order by t.created_at, t.id, comptoir_lower(u.user_principal_name) collate "C" limit $1`;
  return work.prepared<UserRow>('users-of-all-tenants', text, [limit]);
}

/** System only: the application role cannot read password hashes. */
export async function selectPasswordHash(work: IdentityWork, userId: string): Promise<string | undefined> {
  const row = await work.db
    .selectFrom('user_account')
    .select('password_hash')
    .where('id', '=', userId)
    .executeTakeFirst();
  return row?.password_hash;
}

/** What an account may say of a person beside names and address. */
export interface PersonDetails {
  readonly first_name?: string;
  readonly last_name?: string;
  readonly phone_number?: string | null;
  readonly usage_location?: string | null;
  readonly immutable_id?: string | null;
}

/** False when the name is taken. */
export async function insertUser(
  work: IdentityWork,
  user: Omit<UserRow, 'active' | 'roles'> & PersonDetails,
  passwordHash: string,
): Promise<boolean> {
  const result = await work.db
    .insertInto('user_account')
    .values({
      ...user,
      password_hash: passwordHash,
      made_by_tenant_id: makerOf(work.actor, user.tenant_id),
      created_at: work.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function insertUserRoles(
  work: IdentityWork,
  user: Pick<UserRow, 'id' | 'tenant_id'>,
  roles: readonly DirectoryRole[],
): Promise<void> {
  if (roles.length === 0) return;
  const { id: user_id, tenant_id } = user;
  const made_by_tenant_id = makerOf(work.actor, tenant_id);
  await work.db
    .insertInto('user_role')
    .values(roles.map((role) => ({ user_id, tenant_id, role, made_by_tenant_id })))
    .execute();
}

/** Makes the user a member of the tenant's group of that name, which is made when absent. */
export async function joinGroup(
  work: IdentityWork,
  group: { readonly id: string; readonly tenant_id: string; readonly name: string; readonly role: AgentRole },
  userId: string,
): Promise<void> {
  await work.db
    .insertInto('directory_group')
    .values(group)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { id } = await work.db
    .selectFrom('directory_group')
    .select('id')
    .where('tenant_id', '=', group.tenant_id)
    .where('name', '=', group.name)
    .executeTakeFirstOrThrow();
  await work.db
    .insertInto('group_member')
    .values({ group_id: id, user_id: userId, tenant_id: group.tenant_id })
    .execute();
}

export async function deleteUserRoles(
  work: IdentityWork,
  userId: string,
  roles: readonly DirectoryRole[],
): Promise<void> {
  if (roles.length === 0) return;
  await work.db.deleteFrom('user_role').where('user_id', '=', userId).where('role', 'in', roles).execute();
}

/** Ends memberships of the tenant's groups that give these roles. */
export async function leaveGroups(
  work: IdentityWork,
  user: { readonly id: string; readonly tenant_id: string },
  roles: readonly AgentRole[],
): Promise<void> {
  if (roles.length === 0) return;
  await work.db
    .deleteFrom('group_member')
    .where('user_id', '=', user.id)
    .where('group_id', 'in', (groups) =>
      groups
        .selectFrom('directory_group')
        .select('id')
        .where('tenant_id', '=', user.tenant_id)
        .where('role', 'in', roles),
    )
    .execute();
}

export async function selectTenantNames(work: Work, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  return work.prepared('tenant-names', 'select id, name from tenant where id = any($1::uuid[])', [ids]);
}

/** Ids of tenants with this part that a tenant made. */
export async function selectMadeBy(
  work: Pick<Work, 'prepared'>,
  makerTenantId: string,
  part: string,
): Promise<string[]> {
  const text = 'select tenant_id as id from tenant_part where made_by_tenant_id = $1 and part = $2 order by tenant_id';
  return (await work.prepared<{ id: string }>('tenants-made-by', text, [makerTenantId, part])).map(({ id }) => id);
}

export async function selectTenantsNamed(work: Work, text: string): Promise<{ id: string }[]> {
  const holding = 'select id from tenant where strpos(comptoir_fold(name), comptoir_fold($1)) > 0';
  return work.prepared('tenants-named', holding, [text]);
}
