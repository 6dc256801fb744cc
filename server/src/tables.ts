/** All tables of the database. Only the composition root and tests use this; a module sees its own `tables.ts`. */
import type { BillingTables } from './modules/billing/index.ts';
import type { CancellationPolicyTables } from './modules/cancellation-policies/index.ts';
import type { DelegatedAdministrationTables } from './modules/delegated-administration/index.ts';
import type { EnrolmentTables } from './modules/enrolment/index.ts';
import type { EventWebhookTables } from './modules/event-webhooks/index.ts';
import type { ExchangeRateTables } from './modules/exchange-rates/index.ts';
import type { IdentityTables } from './modules/identity/index.ts';
import type { CustomerTables } from './modules/customers/index.ts';
import type { OfferTables } from './modules/offers/index.ts';
import type { IngestionTables } from './modules/ingestion/index.ts';
import type { MaterialTables } from './modules/material/index.ts';
import type { PartnerTables } from './modules/partners/index.ts';
import type { PartnerWebhookTables } from './modules/partner-webhooks/index.ts';
import type { PartnershipTables } from './modules/partnerships/index.ts';
import type { PrivateOfferTables } from './modules/private-offers/index.ts';
import type { RelationshipTables } from './modules/relationships/index.ts';
import type { FulfillmentTables } from './modules/fulfillment/index.ts';
import type { SupportTables } from './modules/support/index.ts';
import type { SubscriptionTables } from './modules/subscriptions/index.ts';
import type { UsageTables } from './modules/usage/index.ts';
import type { WebhookTables } from './modules/webhooks/index.ts';
import type { PlatformTables } from './platform/tables.ts';

export type AllTables = PlatformTables &
  CancellationPolicyTables &
  PartnerTables &
  PartnerWebhookTables &
  PartnershipTables &
  EnrolmentTables &
  CustomerTables &
  RelationshipTables &
  DelegatedAdministrationTables &
  EventWebhookTables &
  ExchangeRateTables &
  OfferTables &
  PrivateOfferTables &
  MaterialTables &
  SubscriptionTables &
  SupportTables &
  FulfillmentTables &
  IngestionTables &
  BillingTables &
  UsageTables &
  IdentityTables &
  WebhookTables;
