/** Every name under which something is told: what modules publish, and the refusals that routes leave in the trail. */
import type { BillingEvents } from '../../billing/index.ts';
import type { CustomerEvents } from '../../customers/index.ts';
import type { DelegatedAdministrationEvents } from '../../delegated-administration/index.ts';
import type { EnrolmentEvents } from '../../enrolment/index.ts';
import type { EventWebhookEvents } from '../../event-webhooks/index.ts';
import type { CancellationPolicyEvents } from '../../cancellation-policies/index.ts';
import type { ExchangeRateEvents } from '../../exchange-rates/index.ts';
import type { IdentityEvents } from '../../identity/index.ts';
import type { MaterialEvents } from '../../material/index.ts';
import type { OfferEvents } from '../../offers/index.ts';
import type { PartnerEvents } from '../../partners/index.ts';
import type { PartnershipEvents } from '../../partnerships/index.ts';
import type { PrivateOfferEvents } from '../../private-offers/index.ts';
import type { RelationshipEvents } from '../../relationships/index.ts';
import type { SubscriptionEventName } from '../../subscriptions/index.ts';
import type { SupportEvents } from '../../support/index.ts';

/** What `refusedEvent` of a route's access says. */
export type RefusalName =
  | 'AdministrationRefused'
  | 'AgreementRefused'
  | 'ApplicationConsentRefused'
  | 'CustomerUsersRefused'
  | 'DelegatedAdminRefused'
  | 'EnrolmentRefused'
  | 'OrderRefused'
  | 'PartnerIdRefused'
  | 'PartnershipRefused'
  | 'RelationshipRefused';

/** Add `| keyof YourModuleEvents` here: what becomes of each in the records does not compile until it is said. */
export type EventName =
  | RefusalName
  | SubscriptionEventName
  | keyof BillingEvents
  | keyof CustomerEvents
  | keyof DelegatedAdministrationEvents
  | keyof EnrolmentEvents
  | keyof EventWebhookEvents
  | keyof CancellationPolicyEvents
  | keyof ExchangeRateEvents
  | keyof IdentityEvents
  | keyof MaterialEvents
  | keyof OfferEvents
  | keyof PartnerEvents
  | keyof PartnershipEvents
  | keyof PrivateOfferEvents
  | keyof RelationshipEvents
  | keyof SupportEvents;
