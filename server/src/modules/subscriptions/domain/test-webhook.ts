/** A test of a publisher's webhook: shaped as every other, about a purchase that there is not (SaaS fulfillment contract, section 5). Pure. */
import { emptyGuid } from '../../../kernel/index.ts';
import { asking, type OperationAction } from './operation.ts';
import { publisherView, webhookBody, type ViewedOffer } from './publisher-view.ts';

export interface TestWebhook {
  readonly operationId: string;
  readonly event: OperationAction;
  readonly at: Temporal.Instant;
}

const nobody = { tenantId: emptyGuid, objectId: emptyGuid, email: 'test@comptoir.example' };
/** How the subscription stands when each is told (section 5); the others are told of an active one. */
const statusOf: Partial<Record<OperationAction, 'suspended' | 'deleted'>> = {
  Suspend: 'suspended',
  Reinstate: 'suspended',
  Unsubscribe: 'deleted',
};

/** Its id is the empty GUID and `isTest` is true: Get Operation answers 404, so that a receiver that asks changes nothing. */
export function testBody({ operationId, event, at }: TestWebhook, offer: ViewedOffer): string {
  const today = at.toZonedDateTimeISO('UTC').toPlainDate();
  const planId = 'test';
  const view = publisherView(
    {
      id: emptyGuid,
      friendlyName: 'Test',
      planId,
      perSeat: true,
      quantity: 1,
      status: statusOf[event] ?? 'active',
      term: 'P1M',
      billingCycle: 'monthly',
      termStart: today,
      termEnd: today.add({ months: 1 }).subtract({ days: 1 }),
      autoRenew: true,
      inTrial: false,
      createdAt: at,
      activatedAt: at,
      endedAt: null,
      parties: { purchaser: nobody, beneficiary: nobody },
    },
    offer,
  );
  const waits = asking.includes(event);
  const told = {
    id: operationId,
    subscriptionId: emptyGuid,
    action: event,
    status: waits ? ('InProgress' as const) : ('Succeeded' as const),
    source: 'Azure' as const,
    planId,
    quantity: event === 'ChangeQuantity' ? 2 : 1,
    at,
  };
  return webhookBody(told, { ...view, isTest: true });
}
