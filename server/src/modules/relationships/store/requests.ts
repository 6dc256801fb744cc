/** SQL on requests to customers. The first argument is the open work. */
import { countedPage, type CountedPage, type Listing, type ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import type { RelationshipTables, RequestState } from '../tables.ts';
import type { Statements } from './relationships.ts';

export interface NewRequest {
  readonly id: string;
  readonly email: string | undefined;
  readonly language: 'en' | 'fr';
  readonly message: string;
  readonly delegatedAccess: boolean;
  readonly providerTenantId: string | undefined;
  readonly secretHash: Buffer;
  readonly expiresAt: Temporal.Instant;
}

export async function insertRequest(work: Work<RelationshipTables>, request: NewRequest): Promise<void> {
  await work.db
    .insertInto('relationship_request')
    .values({
      partner_tenant_id: work.account,
      id: request.id,
      email: request.email ?? null,
      language: request.language,
      message: request.message,
      delegated_access: request.delegatedAccess,
      provider_tenant_id: request.providerTenantId ?? null,
      secret_hash: request.secretHash,
      state: 'open',
      made_at: work.now,
      made_by: work.actor.userId ?? work.actor.applicationId ?? work.actor.tenantId,
      expires_at: request.expiresAt,
      ended_at: null,
      customer_tenant_id: null,
    })
    .execute();
}

export interface RelationshipRequest {
  readonly partnerTenantId: string;
  readonly id: string;
  readonly delegatedAccess: boolean;
  readonly providerTenantId: string | null;
  readonly state: RequestState;
  readonly expiresAt: Temporal.Instant;
  readonly secretHash: Buffer;
}

/** Anybody's, by its id (row security shows a request its own); `lock`: held until the work ends. */
export async function selectRequest(
  work: Statements,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<RelationshipRequest | undefined> {
  const text = `select partner_tenant_id as "partnerTenantId", id, delegated_access as "delegatedAccess",
      provider_tenant_id as "providerTenantId", state, expires_at as "expiresAt", secret_hash as "secretHash"
    from relationship_request where id = $1`;
  const rows = lock
    ? work.prepared<RelationshipRequest>('relationship-request-locked', `${text} for update`, [id])
    : work.prepared<RelationshipRequest>('relationship-request', text, [id]);
  return (await rows)[0];
}

/** False when it is not open any more. */
export async function endRequest(
  work: Work<RelationshipTables>,
  { partnerTenantId, id }: Pick<RelationshipRequest, 'partnerTenantId' | 'id'>,
  state: Exclude<RequestState, 'open'>,
  customerTenantId?: string,
): Promise<boolean> {
  const result = await work.db
    .updateTable('relationship_request')
    .set({ state, ended_at: work.now, ...(customerTenantId ? { customer_tenant_id: customerTenantId } : {}) })
    .where('partner_tenant_id', '=', partnerTenantId)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export interface ListedRequest {
  readonly id: string;
  readonly email: string | null;
  readonly delegatedAccess: boolean;
  readonly providerName: string | null;
  readonly state: RequestState | 'expired';
  readonly madeAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
  readonly endedAt: Temporal.Instant | null;
}

export type RequestSort = 'made' | 'email' | 'state' | 'expires';

const shown = `case when q.state = 'open' and q.expires_at <= $2 then 'expired' else q.state end`;

const listing: Listing<RequestSort> = {
  name: 'relationship-requests',
  select: `q.id, q.email, q.delegated_access as "delegatedAccess", a.name as "providerName", ${shown} as state,
    q.made_at as "madeAt", q.expires_at as "expiresAt", q.ended_at as "endedAt"`,
  from: `relationship_request q left join partner_account a on a.tenant_id = q.provider_tenant_id
    where q.partner_tenant_id = $1 and $2::timestamptz is not null`,
  words: `comptoir_fold(concat_ws(' ', q.email, a.name))`,
  sorts: {
    made: { sql: 'q.made_at', type: 'timestamptz' },
    email: { sql: `comptoir_fold(coalesce(q.email, '')) collate "C"`, type: 'text' },
    state: { sql: `(${shown}) collate "C"`, type: 'text' },
    expires: { sql: 'q.expires_at', type: 'timestamptz' },
  },
  tie: { sql: 'q.id', type: 'uuid' },
  bound: 1,
  filters: { state: `${shown} = ?` },
};

export function selectRequests(
  work: Statements & Pick<Work, 'now' | 'account'>,
  wanted: ListRequest<RequestSort>,
): Promise<CountedPage<ListedRequest>> {
  return countedPage(work, listing, [work.account, work.now], wanted);
}
