/** Webhooks for partners' only door: who is registered, and what is told. */
export { webhookEvents } from './domain/notices.ts';
export type { PartnerWebhookFaultCode } from './faults.ts';
export { partnerWebhookKind } from './service/kind.ts';
export {
  changeRegistration,
  register,
  registrationOf,
  sendTest,
  testOf,
  type Registration,
} from './service/registration.ts';
export { signerOf } from './service/signer.ts';
export { tellPartnersSweep } from './service/telling.ts';
export type { PartnerWebhookTables } from './tables.ts';
