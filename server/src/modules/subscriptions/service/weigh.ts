/** A change of a subscription that is only looked at: what would be charged of it, decided as the change itself. */
import { isGuid } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { trialTerm } from '../domain/term.ts';
import { subscriptionFault } from '../faults.ts';
import { subscriptionRow } from '../store/subscriptions.ts';
import type { SubscriptionTables } from '../tables.ts';
import { decidedChange, type AskedChange } from './change.ts';
import type { ChargeableChange } from './charging.ts';
import { toSubscription, type Subscription } from './read.ts';

export interface WeighedSubscriptionChange {
  readonly subscription: Subscription;
  /** What billing would charge; absent where nothing is charged or given back: before activation, in a trial, of a name. */
  readonly charged?: ChargeableChange;
}

/** Nothing is written, nothing is locked. Faults: those of the change. */
export async function weighSubscriptionChange(
  work: Work<SubscriptionTables>,
  customerTenantId: string,
  id: string,
  asked: AskedChange,
): Promise<WeighedSubscriptionChange> {
  const row = isGuid(id) ? await subscriptionRow(work, work.account, customerTenantId, id) : undefined;
  if (!row) throw subscriptionFault('SubscriptionNotFound', `Subscription '${id}' does not exist.`);
  const subscription = toSubscription(row);
  const change = await decidedChange(work, row, asked);
  const free = !row.activated_at || row.term_number === trialTerm;
  if (free || (change.quantity === undefined && !change.cancelled)) return { subscription };
  const charged: ChargeableChange = {
    subscriptionId: row.id,
    number: row.version + 1,
    termNumber: row.term_number,
    kind: change.cancelled ? 'cancel' : 'quantity',
    occurredAt: work.now,
    quantityBefore: row.quantity,
    quantity: change.cancelled ? 0 : change.quantity!,
  };
  return { subscription, charged };
}
