/** A change of a subscription that is only looked at: what would be charged of it, decided as the change itself. */
import { isGuid } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { trialTerm } from '../domain/term.ts';
import { subscriptionFault } from '../faults.ts';
import { hasUnchargedChange } from '../store/changes.ts';
import { subscriptionRow } from '../store/subscriptions.ts';
import type { SubscriptionTables } from '../tables.ts';
import { decidedChange, type AskedChange } from './change.ts';
import { soldPlan, type ChargeableChange } from './charging.ts';
import { resolvePlan } from './plan-change.ts';
import { toSubscription, type Subscription } from './read.ts';

export interface WeighedSubscriptionChange {
  readonly subscription: Subscription;
  /** What billing would charge; absent where nothing is charged or given back: before activation, in a trial, of a name. */
  readonly charged?: ChargeableChange;
  /** A change before it, which it builds on, is not charged yet. */
  readonly waits: boolean;
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
  const plan = change.plan && (await resolvePlan(work, row, change.plan));
  if (free || (change.quantity === undefined && !plan && !change.cancelled)) return { subscription, waits: false };
  const charged: ChargeableChange = {
    subscriptionId: row.id,
    number: row.version + 1,
    termNumber: row.term_number,
    kind: change.cancelled ? 'cancel' : plan ? 'plan' : 'quantity',
    occurredAt: work.now,
    quantityBefore: row.quantity,
    quantity: change.cancelled ? 0 : (plan?.quantity ?? change.quantity!),
    ...(plan ? { plan: await soldPlan(work, plan) } : {}),
  };
  return { subscription, charged, waits: await hasUnchargedChange(work, row.partner_tenant_id, row.id) };
}
