/** What was sent to a registered address, sent again, and a test of it. The system's work. */
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
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
import { bodyOf, testType } from '../domain/told.ts';
import { eventWebhookFault } from '../faults.ts';
import type { EventWebhookTables } from '../tables.ts';
import { eventWebhookKind, rowOf, say } from './endpoints.ts';

type OwnWork = Work<EventWebhookTables>;

/** A page of what was sent to one of the account's addresses. Faults: EventWebhookNotFound. */
export async function searchOwnDeliveries(
  work: OwnWork,
  id: string,
  wanted: ListRequest<DeliverySort>,
): Promise<CountedPage<DeliveryItem>> {
  await rowOf(work, id);
  const filters = { ...wanted.filters, endpoint: id };
  return searchDeliveries(work as Work, eventWebhookKind, { ...wanted, filters });
}

/** One of them with its attempts. Faults: EventWebhookNotFound, DeliveryNotFound. */
export async function ownDeliveryOf(work: OwnWork, id: string, deliveryId: string): Promise<WholeDelivery> {
  await rowOf(work, id);
  const found = await deliveryOf(work as Work, deliveryId);
  if (found.kind === eventWebhookKind && found.recipient['endpoint'] === id) return found;
  throw webhookFault('DeliveryNotFound', `There is no delivery '${deliveryId}'.`);
}

/** Faults: as for `ownDeliveryOf`, and EventWebhookDisabled, DeliveryUnderWay, DeliveryOnlyOnce. */
export async function replayOwnDelivery(work: OwnWork, id: string, deliveryId: string): Promise<void> {
  await ownDeliveryOf(work, id, deliveryId);
  const { url } = await enabledRow(work, id);
  await replayDelivery(work as Work, deliveryId, { url, recipient: { endpoint: id } });
  say(work, id, 'EventWebhookReplayed', { deliveryId });
}

/** Sends a test, once; returns the delivery's id. Faults: EventWebhookNotFound, EventWebhookDisabled. */
export async function testEndpoint(work: OwnWork, id: string): Promise<string> {
  const { url } = await enabledRow(work, id);
  const deliveryId = deliver(work as Work, {
    kind: eventWebhookKind,
    account: work.account,
    event: testType,
    subjectId: id,
    recipient: { endpoint: id },
    url,
    body: bodyOf(testType, work.now, { webhookId: id }),
    onlyOnce: true,
  });
  say(work, id, 'EventWebhookTested', { deliveryId });
  return deliveryId;
}

async function enabledRow(work: OwnWork, id: string) {
  const row = await rowOf(work, id);
  if (!row.disabled_at) return row;
  throw eventWebhookFault('EventWebhookDisabled', 'This webhook is disabled. Enable it first.');
}
