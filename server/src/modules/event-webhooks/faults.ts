/** What webhooks of our own API refuse. */
import { faultMaker, type FaultKind } from '../../kernel/index.ts';

/** Every code, and how it is to be understood. */
const kinds = {
  EventWebhookAddressRefused: 'invalid',
  EventWebhookAddressTaken: 'conflict',
  EventWebhookDisabled: 'conflict',
  EventWebhookEventUnknown: 'invalid',
  EventWebhookNotFound: 'notFound',
  EventWebhooksFull: 'conflict',
} as const satisfies Record<string, FaultKind>;
export type EventWebhookFaultCode = keyof typeof kinds;

export const eventWebhookFault = faultMaker(kinds);
