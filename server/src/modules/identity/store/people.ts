/** All SQL of identity on the people of one tenant, as those who manage them see and change them. */
import type { Role } from '../../../kernel/index.ts';
import { countedPage, type CountedPage, type Listing, type ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import type { AgentRole, IdentityTables } from '../tables.ts';

type IdentityWork = Work<IdentityTables>;

export const personStates = ['active', 'disabled', 'deleted'] as const;
export type PersonState = (typeof personStates)[number];
export const personSorts = ['name', 'userName', 'createdAt'] as const;
export type PersonSort = (typeof personSorts)[number];

export interface PersonRow {
  readonly id: string;
  readonly tenant_id: string;
  readonly user_principal_name: string;
  readonly display_name: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly language: string | null;
  readonly phone_number: string | null;
  readonly usage_location: string | null;
  readonly immutable_id: string | null;
  readonly state: PersonState;
  readonly must_change_password: boolean;
  readonly created_at: Temporal.Instant;
  readonly deleted_at: Temporal.Instant | null;
  readonly roles: readonly Role[];
}

const state = `case when u.deleted_at is not null then 'deleted' when u.active then 'active' else 'disabled' end`;
const roles = `coalesce((select array_agg(distinct r.role order by r.role) from (
  select role from user_role where user_id = u.id
  union select g.role from group_member m join directory_group g on g.id = m.group_id
    where m.user_id = u.id and g.role is not null) r), '{}')`;
const columns = `u.id, u.tenant_id, u.user_principal_name, u.display_name, u.first_name, u.last_name, u.email, u.language,
  u.phone_number, u.usage_location, u.immutable_id, ${state} as state, u.must_change_password, u.created_at, u.deleted_at,
  ${roles} as roles`;

const listing: Listing<PersonSort> = {
  name: 'people',
  select: columns,
  from: 'user_account u where u.tenant_id = $1',
  words: `comptoir_fold(u.display_name || ' ' || u.user_principal_name || ' ' || u.email) collate "C"`,
  sorts: {
    name: { sql: 'comptoir_fold(u.display_name) collate "C"', type: 'text' },
    userName: { sql: 'comptoir_lower(u.user_principal_name) collate "C"', type: 'text' },
    createdAt: { sql: 'u.created_at', type: 'timestamptz' },
  },
  tie: { sql: 'u.id', type: 'uuid' },
  filters: { states: `${state} = any(?::text[])`, role: `?::text = any(${roles})` },
};

/** `inactive`: whoever cannot sign in, disabled or deleted. */
const statesOf: Readonly<Record<string, readonly PersonState[]>> = { inactive: ['disabled', 'deleted'] };

/** People of a tenant; without a state all that are not deleted. */
export function selectPeople(
  work: Pick<Work, 'prepared'>,
  tenantId: string,
  request: ListRequest<PersonSort>,
): Promise<CountedPage<PersonRow>> {
  const { state: wanted, ...filters } = request.filters ?? {};
  const states = wanted === undefined ? ['active', 'disabled'] : (statesOf[wanted as string] ?? [wanted]);
  return countedPage(work, listing, [tenantId], { ...request, filters: { ...filters, states } });
}

export async function selectPerson(
  work: Pick<Work, 'prepared'>,
  tenantId: string,
  id: string,
): Promise<PersonRow | undefined> {
  const text = `select ${columns} from user_account u where u.tenant_id = $1 and u.id = $2`;
  return (await work.prepared<PersonRow>('person', text, [tenantId, id]))[0];
}

/** Of two changes of a tenant's people at once, one waits: both could have unmade the last global admin. */
export async function lockPeople(work: IdentityWork, tenantId: string): Promise<void> {
  await work.prepared('lock-people', 'select pg_advisory_xact_lock(hashtextextended($1, 438093))', [tenantId]);
}

/** Active global admins of the tenant beside this person. */
export async function countOtherGlobalAdmins(work: IdentityWork, tenantId: string, id: string): Promise<number> {
  const text = `select count(*)::int as count from user_role r join user_account u on u.id = r.user_id
    where r.tenant_id = $1 and r.role = 'global_admin' and u.active and u.deleted_at is null and u.id <> $2`;
  return (await work.prepared<{ count: number }>('other-global-admins', text, [tenantId, id]))[0]!.count;
}

export interface PersonChange {
  readonly user_principal_name?: string;
  readonly immutable_id?: string | null;
  readonly display_name?: string;
  readonly first_name?: string;
  readonly last_name?: string;
  readonly email?: string;
  readonly language?: string | null;
  readonly phone_number?: string | null;
  readonly usage_location?: string | null;
  readonly active?: boolean;
  readonly deleted_at?: Temporal.Instant | null;
  readonly must_change_password?: boolean;
  readonly password_hash?: string;
}

const uniqueViolation = '23505';

/**
 * False when somebody else took the user principal name in the same moment: the work ends with that. `requireFreeName` looked
 * before, and does not see a person who is being added in a transaction that is still open.
 */
export async function updatePerson(
  work: IdentityWork,
  { id, tenant_id }: Pick<PersonRow, 'id' | 'tenant_id'>,
  change: PersonChange,
): Promise<boolean> {
  const update = work.db
    .updateTable('user_account')
    .set(change)
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('tenant_id', '=', tenant_id)
    .where('id', '=', id);
  try {
    await update.execute();
    return true;
  } catch (error) {
    if (change.user_principal_name && (error as { code?: string }).code === uniqueViolation) return false;
    throw error;
  }
}

export interface GroupRow {
  readonly id: string;
  readonly name: string;
  readonly role: AgentRole | null;
  readonly members: readonly {
    readonly id: string;
    readonly displayName: string;
    readonly userPrincipalName: string;
  }[];
}

const mostMembers = 1000;

/** Groups of a tenant by name, with their members that are not deleted by name. */
export async function selectGroups(work: Pick<Work, 'prepared'>, tenantId: string): Promise<GroupRow[]> {
  const text = `select g.id, g.name, g.role, coalesce((select json_agg(m.one) from (
      select json_build_object('id', u.id, 'displayName', u.display_name, 'userPrincipalName', u.user_principal_name) as one
      from group_member m join user_account u on u.id = m.user_id
      where m.group_id = g.id and u.deleted_at is null order by comptoir_fold(u.display_name) collate "C", u.id limit ${mostMembers}) m), '[]') as members
    from directory_group g where g.tenant_id = $1 order by g.name collate "C", g.id`;
  return work.prepared('groups-of-tenant', text, [tenantId]);
}

/** When the person deleted first was deleted. System only. */
export async function firstDeleted(work: IdentityWork): Promise<Temporal.Instant | undefined> {
  const text = 'select min(deleted_at) as at from user_account where deleted_at is not null';
  return (await work.prepared<{ at: Temporal.Instant | null }>('first-deleted-person', text, []))[0]?.at ?? undefined;
}

/** Takes a batch of people away for good that were deleted before; who they were. System only. */
export async function erasePeople(
  work: IdentityWork,
  before: Temporal.Instant,
): Promise<{ readonly id: string; readonly tenant_id: string; readonly user_principal_name: string }[]> {
  const gone = await work.prepared<{ id: string; tenant_id: string; user_principal_name: string }>(
    'people-to-erase',
    `select id, tenant_id, user_principal_name from user_account where deleted_at < $1 order by deleted_at, id limit 100
     for update skip locked`,
    [before],
  );
  const ids = gone.map(({ id }) => id);
  if (ids.length === 0) return [];
  for (const table of ownTables) await work.db.deleteFrom(table).where('user_id', 'in', ids).execute();
  await work.db.deleteFrom('user_account').where('id', 'in', ids).execute();
  return gone;
}

/** What belongs to a person and goes with it. */
const ownTables = [
  'user_role',
  'group_member',
  'user_licence',
  'password_reset',
  'second_factor',
  'identity_provider_subject',
] as const;
