/** The only door to notifications over HTTP. */
export { deliver, deliverAll, webhookKind, type NewDelivery } from './service/deliver.ts';
export type { Ladder, DeliveryOutcome, Verdict } from './domain/ladder.ts';
export type { Delivery, Settled, WebhookKind } from './service/kinds.ts';
export { webhookWork, type WebhookOptions, type WebhookWork } from './service/sending.ts';
export {
  deliveryOf,
  replayDelivery,
  searchDeliveries,
  type Attempt,
  type ListedDelivery,
  type WholeDelivery,
} from './service/read.ts';
export type { DeliverySort } from './store/delivery-list.ts';
export { webhookFault, type WebhookFaultCode } from './faults.ts';
export type { WebhookTables } from './tables.ts';
