/** SQL on invitations of resellers. The first argument is the open work. */
import { countedPage, type CountedPage, type Listing, type ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import type { InvitationState, PartnershipTables } from '../tables.ts';

export type Statements = Pick<Work, 'prepared'>;

export interface NewInvitation {
  readonly id: string;
  readonly email: string | undefined;
  readonly language: 'en' | 'fr';
  /** With `{link}` where the link stands. */
  readonly message: string;
  readonly secretHash: Buffer;
  readonly expiresAt: Temporal.Instant;
}

export async function insertInvitation(work: Work<PartnershipTables>, invitation: NewInvitation): Promise<void> {
  await work.db
    .insertInto('partnership_invitation')
    .values({
      provider_tenant_id: work.account,
      id: invitation.id,
      email: invitation.email ?? null,
      language: invitation.language,
      message: invitation.message,
      secret_hash: invitation.secretHash,
      state: 'open',
      made_at: work.now,
      made_by: work.actor.userId ?? work.actor.applicationId ?? work.actor.tenantId,
      expires_at: invitation.expiresAt,
      ended_at: null,
      reseller_tenant_id: null,
    })
    .execute();
}

export interface Invitation {
  readonly providerTenantId: string;
  readonly id: string;
  readonly state: InvitationState;
  readonly expiresAt: Temporal.Instant;
  readonly secretHash: Buffer;
}

/** Anybody's, by its id; `lock`: held until the work ends, so that it is answered once. System only. */
export async function selectInvitation(
  work: Statements,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<Invitation | undefined> {
  const text = `select provider_tenant_id as "providerTenantId", id, state, expires_at as "expiresAt",
      secret_hash as "secretHash"
    from partnership_invitation where id = $1`;
  const rows = lock
    ? work.prepared<Invitation>('partnership-invitation-locked', `${text} for update`, [id])
    : work.prepared<Invitation>('partnership-invitation', text, [id]);
  return (await rows)[0];
}

/** An open one of a provider is answered or taken back; false when it is not open any more. */
export async function endInvitation(
  work: Work<PartnershipTables>,
  { providerTenantId, id }: Pick<Invitation, 'providerTenantId' | 'id'>,
  state: Exclude<InvitationState, 'open'>,
  resellerTenantId?: string,
): Promise<boolean> {
  const result = await work.db
    .updateTable('partnership_invitation')
    .set({
      state,
      ended_at: work.now,
      ...(resellerTenantId ? { reseller_tenant_id: resellerTenantId } : {}),
    })
    .where('provider_tenant_id', '=', providerTenantId)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export interface ListedInvitation {
  readonly id: string;
  readonly email: string | null;
  readonly language: string;
  /** `expired`: open, and its time is over. */
  readonly state: InvitationState | 'expired';
  readonly madeAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
  readonly endedAt: Temporal.Instant | null;
  readonly resellerName: string | null;
}

export const invitationSorts = ['made', 'email', 'state', 'expires'] as const;
export type InvitationSort = (typeof invitationSorts)[number];

const shown = `case when i.state = 'open' and i.expires_at <= $2 then 'expired' else i.state end`;

const listing: Listing<InvitationSort> = {
  name: 'partnership-invitations',
  select: `i.id, i.email, i.language, ${shown} as state, i.made_at as "madeAt", i.expires_at as "expiresAt",
    i.ended_at as "endedAt", a.name as "resellerName"`,
  from: `partnership_invitation i left join partner_account a on a.tenant_id = i.reseller_tenant_id
    where i.provider_tenant_id = $1 and $2::timestamptz is not null`,
  words: `comptoir_fold(concat_ws(' ', i.email, a.name))`,
  sorts: {
    made: { sql: 'i.made_at', type: 'timestamptz' },
    email: { sql: `comptoir_fold(coalesce(i.email, '')) collate "C"`, type: 'text' },
    state: { sql: `(${shown}) collate "C"`, type: 'text' },
    expires: { sql: 'i.expires_at', type: 'timestamptz' },
  },
  tie: { sql: 'i.id', type: 'uuid' },
  bound: 1,
  filters: { state: `${shown} = ?` },
};

export function selectInvitations(
  work: Statements & Pick<Work, 'now' | 'account'>,
  wanted: ListRequest<InvitationSort>,
): Promise<CountedPage<ListedInvitation>> {
  return countedPage(work, listing, [work.account, work.now], wanted);
}
