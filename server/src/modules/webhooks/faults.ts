/** What can go wrong with deliveries. */
import { faultMaker, type FaultKind } from '../../kernel/index.ts';

/** Every code, and how it is to be understood. */
const kinds = {
  DeliveryNotFound: 'notFound',
  DeliveryOnlyOnce: 'conflict',
  DeliveryUnderWay: 'conflict',
} as const satisfies Record<string, FaultKind>;
export type WebhookFaultCode = keyof typeof kinds;

export const webhookFault = faultMaker(kinds);
