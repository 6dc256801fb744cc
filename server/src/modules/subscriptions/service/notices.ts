/** What publishers are told once it has happened (SaaS fulfillment contract, section 5): nothing waits for their answer. */
import type { Work } from '../../../platform/work.ts';
import { calledOffers } from '../../offers/index.ts';
import { deliverAll } from '../../webhooks/index.ts';
import type { OperationAction } from '../domain/operation.ts';
import { insertOperations } from '../store/operations.ts';
import type { SubscriptionRow } from '../store/orders.ts';
import type { SubscriptionTables } from '../tables.ts';
import { deliveryOf, operationOn } from './hold.ts';

export type NoticeAction = Extract<OperationAction, 'Renew' | 'Suspend' | 'Unsubscribe'>;

/**
 * Tells the publishers of these subscriptions, as they stand now. An operation each, which has succeeded when it is written,
 * so that a publisher can ask for it; its id is the same at every attempt. A statement for each step. System only.
 */
export async function tellPublishers(
  work: Work<SubscriptionTables>,
  action: NoticeAction,
  rows: readonly SubscriptionRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const calledOf = await calledOffers(
    work,
    rows.map((row) => row.offer_id),
  );
  const notices = rows.flatMap((row) => {
    const called = calledOf.get(row.offer_id);
    if (!called) return [];
    const ended = { status: 'Succeeded', ending: 'told', ended_at: work.now } as const;
    const operation = { ...operationOn(work, row, called, action, 'Azure'), ...ended };
    return [{ operation, delivery: deliveryOf(row, called, operation) }];
  });
  insertOperations(
    work,
    notices.map(({ operation }) => operation),
  );
  deliverAll(
    work as Work,
    notices.map(({ delivery }) => delivery),
  );
}
