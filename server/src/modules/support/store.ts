/** SQL of the publishers' support requests. */
import { countedPage, type CountedPage, type Listing, type ListRequest } from '../../platform/listing.ts';
import type { Work } from '../../platform/work.ts';
import type { AudienceChange } from '../offers/index.ts';
import type { ProductVersion, RequestCategory, RequestProblem } from './domain/form.ts';
import type { PublisherRequestState, RequestContact, SupportTables } from './tables.ts';

type SupportWork = Work<SupportTables>;

export interface PublisherRequest {
  readonly requestId: string;
  readonly publisherTenantId: string;
  readonly publisherName: string;
  readonly offerId: string;
  readonly offerName: string;
  readonly productVersion: ProductVersion;
  readonly category: RequestCategory;
  readonly problem: RequestProblem;
  readonly title: string;
  readonly description: string;
  readonly contact: RequestContact;
  /** The option in force when it was asked for. */
  readonly from: 'any' | 'selected' | 'none';
  readonly change: AudienceChange;
  readonly state: PublisherRequestState;
  readonly submittedAt: Temporal.Instant;
  readonly submittedBy: string;
  readonly submittedById: string | null;
  readonly decidedAt: Temporal.Instant | null;
  readonly decidedBy: string | null;
  readonly reason: string | null;
}

const columns = [
  'id as requestId',
  'publisher_tenant_id as publisherTenantId',
  'publisher_name as publisherName',
  'offer_id as offerId',
  'offer_name as offerName',
  'product_version as productVersion',
  'category',
  'problem',
  'title',
  'description',
  'contact',
  'from_option as from',
  'change',
  'state',
  'submitted_at as submittedAt',
  'submitted_by as submittedBy',
  'submitted_by_id as submittedById',
  'decided_at as decidedAt',
  'decided_by as decidedBy',
  'reason',
] as const;

/** False when a request about the offer waits already. */
export async function insertRequest(work: SupportWork, request: PublisherRequest): Promise<boolean> {
  const inserted = await work.db
    .insertInto('publisher_request')
    .values({
      id: request.requestId,
      publisher_tenant_id: request.publisherTenantId,
      publisher_name: request.publisherName,
      offer_id: request.offerId,
      offer_name: request.offerName,
      product_version: request.productVersion,
      category: request.category,
      problem: request.problem,
      title: request.title,
      description: request.description,
      contact: JSON.stringify(request.contact),
      from_option: request.from,
      change: JSON.stringify(request.change),
      state: request.state,
      submitted_at: request.submittedAt,
      submitted_by: request.submittedBy,
      submitted_by_id: request.submittedById,
      decided_at: null,
      decided_by: null,
      reason: null,
    })
    .onConflict((conflict) => conflict.column('offer_id').where('state', '=', 'submitted').doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export type RequestSort = 'submitted' | 'offer' | 'publisher' | 'state';

const listing: Listing<RequestSort> = {
  name: 'publisher-requests',
  select: `r.id as "requestId", r.publisher_tenant_id as "publisherTenantId", r.publisher_name as "publisherName",
    r.offer_id as "offerId", r.offer_name as "offerName", r.product_version as "productVersion", r.category, r.problem,
    r.title, r.description, r.contact, r.from_option as "from", r.change, r.state, r.submitted_at as "submittedAt",
    r.submitted_by as "submittedBy", r.submitted_by_id as "submittedById", r.decided_at as "decidedAt",
    r.decided_by as "decidedBy", r.reason`,
  from: 'publisher_request r where ($1::uuid is null or r.publisher_tenant_id = $1)',
  words: `comptoir_fold(concat_ws(' ', r.offer_name, r.publisher_name, r.title, r.reason))`,
  sorts: {
    submitted: { sql: 'r.submitted_at', type: 'timestamptz' },
    offer: { sql: 'comptoir_fold(r.offer_name) collate "C"', type: 'text' },
    publisher: { sql: 'comptoir_fold(r.publisher_name) collate "C"', type: 'text' },
    state: { sql: 'r.state collate "C"', type: 'text' },
  },
  tie: { sql: 'r.id', type: 'uuid' },
  filters: { state: 'r.state = ?' },
};

/** A page of one publisher's, or of all publishers' (system only), with how many there are. */
export function selectRequests(
  work: Pick<Work, 'prepared'>,
  publisherTenantId: string | undefined,
  wanted: ListRequest<RequestSort>,
): Promise<CountedPage<PublisherRequest>> {
  return countedPage(work, listing, [publisherTenantId ?? null], wanted);
}

/** Of one publisher, or anybody's (system only). `lock`: held until the work ends, so that it is decided once. */
export async function selectRequest(
  work: SupportWork,
  requestId: string,
  options: { readonly publisherTenantId?: string; readonly lock?: boolean },
): Promise<PublisherRequest | undefined> {
  let query = work.db.selectFrom('publisher_request').select(columns).where('id', '=', requestId);
  if (options.publisherTenantId !== undefined) {
    query = query.where('publisher_tenant_id', '=', options.publisherTenantId);
  }
  return (options.lock ? query.forUpdate() : query).executeTakeFirst();
}

export async function selectOpenRequest(
  work: SupportWork,
  publisherTenantId: string,
  offerId: string,
): Promise<PublisherRequest | undefined> {
  return work.db
    .selectFrom('publisher_request')
    .select(columns)
    .where('publisher_tenant_id', '=', publisherTenantId)
    .where('offer_id', '=', offerId)
    .where('state', '=', 'submitted')
    .executeTakeFirst();
}

export async function updateDecision(work: SupportWork, request: PublisherRequest): Promise<void> {
  await work.db
    .updateTable('publisher_request')
    .set({
      state: request.state,
      decided_at: request.decidedAt,
      decided_by: request.decidedBy,
      reason: request.reason,
    })
    .where('id', '=', request.requestId)
    .execute();
}
