/**
 * Every fault code there is. Each module declares its own in `faults.ts`; a surface translates by kind and names exceptions,
 * with the exceptions typed, so that a name that is no code does not compile.
 */
import type { AuditFaultCode } from './audit/index.ts';
import type { BillingFaultCode } from './billing/index.ts';
import type { CancellationPolicyFaultCode } from './cancellation-policies/index.ts';
import type { DelegatedAdministrationFaultCode } from './delegated-administration/index.ts';
import type { EnrolmentFaultCode } from './enrolment/index.ts';
import type { EventWebhookFaultCode } from './event-webhooks/index.ts';
import type { ExchangeRateFaultCode } from './exchange-rates/index.ts';
import type { FulfillmentFaultCode } from './fulfillment/index.ts';
import type { CustomerFaultCode } from './customers/index.ts';
import type { IdentityFaultCode } from './identity/index.ts';
import type { IngestionFaultCode } from './ingestion/index.ts';
import type { LicenceFaultCode } from './licences/index.ts';
import type { MaterialFaultCode } from './material/index.ts';
import type { OfferFaultCode } from './offers/index.ts';
import type { PartnerFaultCode } from './partners/index.ts';
import type { PartnerWebhookFaultCode } from './partner-webhooks/index.ts';
import type { PartnershipFaultCode } from './partnerships/index.ts';
import type { PrivateOfferFaultCode } from './private-offers/index.ts';
import type { RelationshipFaultCode } from './relationships/index.ts';
import type { SupportFaultCode } from './support/index.ts';
import type { SubscriptionFaultCode } from './subscriptions/index.ts';
import type { UsageFaultCode } from './usage/index.ts';
import type { WebhookFaultCode } from './webhooks/index.ts';

export type PlatformFaultCode =
  | 'AnswerNotKept'
  | 'BodyTooLarge'
  | 'Busy'
  | 'ClockMovesForwardOnly'
  | 'FeatureNotOffered'
  | 'Forbidden'
  | 'InvalidInput'
  | 'DueWorkNotFound'
  | 'JobNotFound'
  | 'MailNotFound'
  | 'MalformedJson'
  | 'RequestIdReused'
  | 'RouteNotFound'
  | 'TooManyRequests'
  | 'Unauthenticated'
  | 'Unexpected'
  | 'UnsupportedMediaType'
  | 'UserTokenRequired';

/** Add `| YourModuleFaultCode` here. */
export type FaultCode =
  | PlatformFaultCode
  | AuditFaultCode
  | PartnerFaultCode
  | PartnerWebhookFaultCode
  | PartnershipFaultCode
  | EnrolmentFaultCode
  | CustomerFaultCode
  | RelationshipFaultCode
  | DelegatedAdministrationFaultCode
  | OfferFaultCode
  | EventWebhookFaultCode
  | ExchangeRateFaultCode
  | MaterialFaultCode
  | IdentityFaultCode
  | IngestionFaultCode
  | SubscriptionFaultCode
  | LicenceFaultCode
  | FulfillmentFaultCode
  | SupportFaultCode
  | PrivateOfferFaultCode
  | WebhookFaultCode
  | UsageFaultCode
  | BillingFaultCode
  | CancellationPolicyFaultCode;
