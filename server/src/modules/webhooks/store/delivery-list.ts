/** SQL of a receiver's deliveries as a list. The first argument is the open work. */
import { countedPage, type CountedPage, type Listing, type ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import type { DeliveryRow } from './deliveries.ts';

export type DeliverySort = 'created' | 'event' | 'state' | 'attempts' | 'next';

/** What waits has no outcome yet. */
const state = `coalesce(d.outcome, 'waiting')`;

const listing: Listing<DeliverySort> = {
  name: 'webhook-deliveries',
  select: 'd.*',
  from: 'webhook_delivery d where d.account_tenant_id = $1',
  words: `comptoir_fold(concat_ws(' ', d.event, d.url, d.last_status::text, d.last_problem))`,
  ids: ['d.id', 'd.subject_id', 'd.source_id'],
  sorts: {
    created: { sql: 'd.created_at', type: 'timestamptz' },
    event: { sql: 'd.event collate "C"', type: 'text' },
    state: { sql: `${state} collate "C"`, type: 'text' },
    attempts: { sql: 'd.attempts', type: 'int' },
    // What has its outcome stands behind all that waits.
    next: { sql: `coalesce(d.next_attempt_at, timestamptz '9999-12-31 00:00:00Z')`, type: 'timestamptz' },
  },
  tie: { sql: 'd.id', type: 'uuid' },
  filters: { state: `${state} = ?`, event: 'd.event = ?', subjectId: 'd.subject_id = ?', kind: 'd.kind = ?' },
};

/** A page of what was sent, or is to be sent, to an account. */
export function selectDeliveriesCounted(
  work: Pick<Work, 'prepared'>,
  account: string,
  wanted: ListRequest<DeliverySort>,
): Promise<CountedPage<DeliveryRow>> {
  return countedPage(work, listing, [account], wanted);
}
