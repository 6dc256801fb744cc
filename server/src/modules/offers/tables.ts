/** Kysely types of the tables the offers module owns. */
import type { BillingCycle, Term } from '../../kernel/index.ts';
import type { InstantColumn, JsonColumn } from '../../platform/tables.ts';
import type { AudienceOption, OfferDocument, OfferKind, OfferState } from './domain/document.ts';

/** A preview is what its audience sees now; it goes live, is withdrawn, or a later one takes its place. */
export type SubmissionState = 'preview' | 'live' | 'withdrawn' | 'replaced';

interface OfferTable {
  id: string;
  publisher_tenant_id: string;
  product_id: string;
  external_id: string;
  kind: OfferKind;
  name: string;
  state: OfferState;
  live_version_id: string | null;
  created_at: InstantColumn;
}

interface OfferDraftTable {
  offer_id: string;
  publisher_tenant_id: string;
  document: JsonColumn<OfferDocument>;
  revision: number;
  updated_at: InstantColumn;
}

interface OfferSubmissionTable {
  offer_id: string;
  number: number;
  publisher_tenant_id: string;
  publisher_name: string;
  state: SubmissionState;
  document: JsonColumn<OfferDocument>;
  submitted_at: InstantColumn;
  submitted_by: string;
  decided_at: InstantColumn | null;
  version_id: string | null;
}

interface OfferSaleTable {
  partner_tenant_id: string;
  offer_id: string;
  customer_tenant_id: string;
  first_sold_at: InstantColumn;
  publisher_tenant_id: string;
}

interface OfferVersionTable {
  id: string;
  offer_id: string;
  publisher_tenant_id: string;
  publisher_name: string;
  number: number;
  document: JsonColumn<OfferDocument>;
  published_at: InstantColumn;
  published_by: string;
}

interface OfferPlanTable {
  offer_id: string;
  plan_id: string;
  sku_id: string;
  publisher_tenant_id: string;
}

interface OfferAvailabilityTable {
  id: string;
  version_id: string;
  offer_id: string;
  product_id: string;
  sku_id: string;
  plan_id: string;
  market: string;
  currency: string;
  publisher_tenant_id: string;
}

interface OfferPriceTable {
  availability_id: string;
  term: Term;
  billing_cycle: BillingCycle;
  amount: string;
  publisher_tenant_id: string;
}

interface OfferAudienceTable {
  offer_id: string;
  option: AudienceOption;
  changed_at: InstantColumn;
  publisher_tenant_id: string;
}

interface OfferAudiencePartnerTable {
  offer_id: string;
  partner_tenant_id: string;
  added_at: InstantColumn;
  publisher_tenant_id: string;
}

export interface OfferTables {
  offer: OfferTable;
  offer_draft: OfferDraftTable;
  offer_submission: OfferSubmissionTable;
  offer_sale: OfferSaleTable;
  offer_version: OfferVersionTable;
  offer_plan: OfferPlanTable;
  offer_availability: OfferAvailabilityTable;
  offer_price: OfferPriceTable;
  offer_audience: OfferAudienceTable;
  offer_audience_partner: OfferAudiencePartnerTable;
}
