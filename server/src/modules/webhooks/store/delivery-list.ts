/** SQL of a receiver's deliveries as a list. The first argument is the open work. */
import { countedPage, type CountedPage, type Listing, type ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import type { DeliveryRow } from './deliveries.ts';

export type DeliverySort = 'created' | 'event' | 'state' | 'attempts';

/** Of the last attempt. */
const last = (column: string) => `(select a.${column} from webhook_attempt a
  where a.account_tenant_id = d.account_tenant_id and a.delivery_id = d.id order by a.number desc limit 1)`;
/** What waits has no outcome yet. */
const state = `coalesce(d.outcome, 'waiting')`;

const listing: Listing<DeliverySort> = {
  name: 'webhook-deliveries',
  select: `d.*, ${last('took_ms')} as last_took_ms, ${last('answer')} as last_answer`,
  from: 'webhook_delivery d where d.account_tenant_id = $1 and d.kind = $2',
  words: `comptoir_fold(concat_ws(' ', d.event, d.last_status::text, d.last_problem))`,
  ids: ['d.id', 'd.subject_id', 'd.source_id'],
  sorts: {
    created: { sql: 'd.created_at', type: 'timestamptz' },
    event: { sql: 'd.event collate "C"', type: 'text' },
    state: { sql: `${state} collate "C"`, type: 'text' },
    attempts: { sql: 'd.attempts', type: 'int' },
  },
  tie: { sql: 'd.id', type: 'uuid' },
  filters: {
    state: `${state} = ?`,
    event: 'd.event = ?',
    subjectId: 'd.subject_id = ?',
    endpoint: `d.recipient->>'endpoint' = ?`,
  },
};

export interface ListedRow extends DeliveryRow {
  readonly last_took_ms: number | null;
  readonly last_answer: string | null;
}

/** A page of what was sent, or is to be sent, to an account. */
export function selectDeliveries(
  work: Pick<Work, 'prepared'>,
  [account, kind]: readonly [string, string],
  wanted: ListRequest<DeliverySort>,
): Promise<CountedPage<ListedRow>> {
  return countedPage(work, listing, [account, kind], wanted);
}
