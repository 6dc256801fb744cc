/** The only door to notifications over HTTP. */
export { deliver, deliverAll, webhookKind, type NewDelivery } from './service/deliver.ts';
export type { Ladder, Verdict } from './domain/ladder.ts';
export type { Settled, WebhookKind } from './service/kinds.ts';
export { abandonDeliveries } from './service/abandon.ts';
export { deliverySweep } from './service/retention.ts';
export { webhookWork, type WebhookWork } from './service/sending.ts';
export { deliveryOf, replayDelivery, searchDeliveries, type DeliveryItem, type WholeDelivery } from './service/read.ts';
export type { DeliverySort } from './store/delivery-list.ts';
export { webhookFault, type WebhookFaultCode } from './faults.ts';
export type { WebhookTables } from './tables.ts';
