/** What webhooks for partners refuse. */
import { faultMaker, type FaultKind } from '../../kernel/index.ts';

/** Every code, and how it is to be understood. */
const kinds = {
  WebhookAddressRefused: 'invalid',
  WebhookEventUnknown: 'invalid',
  WebhookNotRegistered: 'notFound',
  WebhookRegistered: 'conflict',
  WebhookTestNotFound: 'notFound',
  WebhookTestNotRegistered: 'invalid',
} as const satisfies Record<string, FaultKind>;
export type PartnerWebhookFaultCode = keyof typeof kinds;

export const partnerWebhookFault = faultMaker(kinds);
