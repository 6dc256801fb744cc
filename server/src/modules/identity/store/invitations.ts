/** All SQL of identity on invitations. Whoever calls names the tenant; the link's own look-up is the system's. */
import type { Role } from '../../../kernel/index.ts';
import { countedPage, type CountedPage, type Listing, type ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import type { IdentityTables, UserInvitationState } from '../tables.ts';

type IdentityWork = Work<IdentityTables>;

export interface InvitationRow {
  readonly tenantId: string;
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly language: string;
  readonly secretHash: Buffer;
  readonly state: UserInvitationState;
  readonly madeAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
  readonly mails: number;
}

export async function insertUserInvitation(
  work: IdentityWork,
  row: Omit<InvitationRow, 'state' | 'madeAt' | 'mails'> & { readonly madeBy: string },
): Promise<void> {
  await work.db
    .insertInto('user_invitation')
    .values({
      tenant_id: row.tenantId,
      id: row.id,
      email: row.email,
      display_name: row.displayName,
      roles: row.roles,
      language: row.language,
      secret_hash: row.secretHash,
      state: 'open',
      made_at: work.now,
      made_by: row.madeBy,
      expires_at: row.expiresAt,
      ended_at: null,
      user_id: null,
    })
    .execute();
}

/** Anybody's, by its id; `lock`: held until the work ends, so that it is used once. System only. */
export async function selectUserInvitation(
  work: IdentityWork,
  id: string,
  { lock = false } = {},
): Promise<InvitationRow | undefined> {
  const query = work.db
    .selectFrom('user_invitation')
    .select([
      'tenant_id as tenantId',
      'id',
      'email',
      'display_name as displayName',
      'roles',
      'language',
      'secret_hash as secretHash',
      'state',
      'made_at as madeAt',
      'expires_at as expiresAt',
      'mails',
    ])
    .where('id', '=', id);
  return (lock ? query.forUpdate() : query).executeTakeFirst();
}

/** Mails to an address that the tenant sent since then, when the first of them was sent, and whether one is open now. */
export async function selectInvitedBefore(
  work: IdentityWork,
  asked: { readonly tenantId: string; readonly email: string; readonly since: Temporal.Instant },
): Promise<{ readonly open: boolean; readonly mails: number; readonly first: Temporal.Instant | null }> {
  const text = `select coalesce(bool_or(state = 'open' and expires_at > $4), false) as open,
      coalesce(sum(mails) filter (where made_at > $3), 0)::int as mails, min(made_at) filter (where made_at > $3) as first
    from user_invitation where tenant_id = $1 and comptoir_lower(email) = comptoir_lower($2)`;
  type Row = { open: boolean; mails: number; first: Temporal.Instant | null };
  const values = [asked.tenantId, asked.email, asked.since, work.now];
  return (await work.prepared<Row>('invited-before', text, values))[0]!;
}

/** Whether a person of the tenant that is not deleted has the address. */
export async function isAddressOfPerson(work: IdentityWork, tenantId: string, email: string): Promise<boolean> {
  const text = `select 1 from user_account where tenant_id = $1 and deleted_at is null
    and comptoir_lower(email) = comptoir_lower($2) limit 1`;
  return (await work.prepared('address-of-person', text, [tenantId, email])).length > 0;
}

export interface InvitationChange {
  readonly state?: UserInvitationState;
  readonly ended_at?: Temporal.Instant;
  readonly user_id?: string;
  readonly secret_hash?: Buffer;
  readonly made_at?: Temporal.Instant;
  readonly expires_at?: Temporal.Instant;
  readonly mails?: number;
}

export async function updateUserInvitation(
  work: IdentityWork,
  { tenantId, id }: Pick<InvitationRow, 'tenantId' | 'id'>,
  change: InvitationChange,
): Promise<void> {
  await work.db
    .updateTable('user_invitation')
    .set(change)
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute();
}

export interface ListedUserInvitation {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly language: string;
  /** `expired`: open, and its time is over. */
  readonly state: UserInvitationState | 'expired';
  readonly madeAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
  readonly endedAt: Temporal.Instant | null;
}

export type UserInvitationSort = 'made' | 'email' | 'state' | 'expires';

const shown = `case when i.state = 'open' and i.expires_at <= $2 then 'expired' else i.state end`;

const listing: Listing<UserInvitationSort> = {
  name: 'user-invitations',
  select: `i.id, i.email, i.display_name as "displayName", i.roles, i.language, ${shown} as state,
    i.made_at as "madeAt", i.expires_at as "expiresAt", i.ended_at as "endedAt"`,
  from: 'user_invitation i where i.tenant_id = $1 and $2::timestamptz is not null',
  words: `comptoir_fold(i.email || ' ' || i.display_name) collate "C"`,
  sorts: {
    made: { sql: 'i.made_at', type: 'timestamptz' },
    email: { sql: 'comptoir_fold(i.email) collate "C"', type: 'text' },
    state: { sql: `(${shown}) collate "C"`, type: 'text' },
    expires: { sql: 'i.expires_at', type: 'timestamptz' },
  },
  tie: { sql: 'i.id', type: 'uuid' },
  bound: 1,
  filters: { state: `${shown} = ?` },
};

export function selectUserInvitations(
  work: Pick<Work, 'prepared' | 'now'>,
  tenantId: string,
  wanted: ListRequest<UserInvitationSort>,
): Promise<CountedPage<ListedUserInvitation>> {
  return countedPage(work, listing, [tenantId, work.now], wanted);
}
