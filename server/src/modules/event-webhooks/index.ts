/** The only door to webhooks of our own API. */
export { searchOwnDeliveries, ownDeliveryOf, replayOwnDelivery, testEndpoint } from './service/deliveries.ts';
export {
  addEndpoint,
  changeEndpoint,
  endpointOf,
  endpointsOf,
  removeEndpoint,
  rotateSecret,
  typesOf,
  type Endpoint,
} from './service/endpoints.ts';
export type { EventWebhookEvents } from './events.ts';
export type { EventWebhookFaultCode } from './faults.ts';
export { eventWebhooks } from './service/kind.ts';
export { tellOwnersSweep } from './service/telling.ts';
export type { EventWebhookTables } from './tables.ts';
