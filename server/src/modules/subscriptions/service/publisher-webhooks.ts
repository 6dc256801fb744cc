/** What a publisher sees of the webhooks that called it, has sent once more, and tries out. */
import { emptyGuid, isGuid, newId } from '../../../kernel/index.ts';
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import { calledOffers, type CalledOffer } from '../../offers/index.ts';
import {
  deliver,
  deliveryOf,
  replayDelivery,
  searchDeliveries,
  webhookFault,
  type DeliveryItem,
  type DeliverySort,
  type WholeDelivery,
} from '../../webhooks/index.ts';
import { testBody } from '../domain/test-webhook.ts';
import type { OperationAction } from '../domain/operation.ts';
import { webhookReplayed, webhookTested } from '../events.ts';
import { subscriptionFault } from '../faults.ts';
import { publisherSubscriptionRow } from '../store/subscriptions.ts';
import type { SubscriptionTables } from '../tables.ts';
import { saasWebhook } from './hold.ts';
import { operationOf } from './operations.ts';

type OwnWork = Work<SubscriptionTables>;

/** A page of the webhooks that called, or will call, the acting publisher. */
export function searchPublisherWebhooks(
  work: Work,
  wanted: ListRequest<DeliverySort>,
): Promise<CountedPage<DeliveryItem>> {
  return searchDeliveries(work, saasWebhook, wanted);
}

/** One of them with its attempts. Faults: DeliveryNotFound. */
export async function publisherWebhookOf(work: Work, id: string): Promise<WholeDelivery> {
  const found = await deliveryOf(work, id);
  if (found.kind === saasWebhook) return found;
  throw webhookFault('DeliveryNotFound', `There is no delivery '${id}'.`);
}

/**
 * Sends one of them once more, to where the live offer is called now. The system's work on the publisher's account.
 * Faults: DeliveryNotFound, DeliveryUnderWay, DeliveryOnlyOnce, OperationOver (what was asked is decided).
 */
export async function replayPublisherWebhook(work: OwnWork, id: string): Promise<void> {
  const found = await publisherWebhookOf(work as Work, id);
  await requireUndecided(work, found);
  await replayDelivery(work as Work, id, await addressNow(work, found));
  say(work, webhookReplayed, found.subjectId, { deliveryId: id, event: found.event });
}

/** A question is not asked again once it is answered; what only tells may always be told again. */
async function requireUndecided(work: OwnWork, { subjectId, sourceId, test }: WholeDelivery): Promise<void> {
  if (test || !sourceId) return;
  const { status, ending, ended_at } = await operationOf(work, subjectId, sourceId);
  if (status === 'InProgress' || ending === 'told') return;
  const message = `This change is decided (${status}) since ${ended_at!.toString()}: it is not asked about again. Read the subscription instead.`;
  throw subscriptionFault('OperationOver', message, { target: 'deliveryId' });
}

/** A publisher that moved its endpoint is reached there; undefined when the offer is called nowhere any more. */
async function addressNow(work: OwnWork, { subjectId }: WholeDelivery) {
  const row = isGuid(subjectId) ? await publisherSubscriptionRow(work, work.account, subjectId, false) : undefined;
  const called = row && (await calledOffers(work, [row.offer_id])).get(row.offer_id);
  if (!row || !called) return undefined;
  return { url: called.technical.connectionWebhook, recipient: recipientOf(called, row.partner_tenant_id) };
}

const recipientOf = ({ technical: { tenantId, applicationId } }: CalledOffer, partnerTenantId: string) => ({
  tenantId,
  applicationId,
  partnerTenantId,
});

export interface WebhookTest {
  readonly offerId: string;
  readonly event: OperationAction;
}

/**
 * Sends a test to the webhook of an offer's live version, about a purchase that there is not; one attempt. Returns the
 * delivery's id. The system's work on the publisher's account. Faults: NothingToCall.
 */
export async function testPublisherWebhook(work: OwnWork, { offerId, event }: WebhookTest): Promise<string> {
  const called = (await calledOffers(work, [offerId])).get(offerId);
  if (!called || called.publisherTenantId !== work.account) {
    const message =
      'This offer is not published, or its technical configuration names no connection webhook. Name one and publish it first.';
    throw subscriptionFault('NothingToCall', message, { target: 'offerId' });
  }
  const operationId = newId();
  const deliveryId = deliver(work as Work, {
    kind: saasWebhook,
    account: work.account,
    event,
    subjectId: emptyGuid,
    sourceId: operationId,
    recipient: recipientOf(called, emptyGuid),
    url: called.technical.connectionWebhook,
    body: testBody({ operationId, event, at: work.now }, called),
    onlyOnce: true,
  });
  say(work, webhookTested, offerId, { deliveryId, event });
  return deliveryId;
}

function say(work: OwnWork, name: string, aggregateId: string, newValue: object): void {
  const publisherTenantId = work.account;
  work.publish({ name, aggregateType: 'webhook', aggregateId, publisherTenantId, newValue });
}
