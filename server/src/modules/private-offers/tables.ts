/** Kysely types of the tables this module owns. */
import type { InstantColumn, JsonColumn } from '../../platform/tables.ts';
import type { KeptDocument, PrivateOfferState } from './domain/document.ts';

export interface PrivateOfferTable {
  id: string;
  publisher_tenant_id: string;
  state: PrivateOfferState;
  document: JsonColumn<KeptDocument>;
  revision: number;
  created_at: InstantColumn;
  updated_at: InstantColumn;
  submitted_at: InstantColumn | null;
  submitted_by: string | null;
  starts_at: InstantColumn | null;
  ends_at: InstantColumn | null;
  told_at: InstantColumn | null;
  over_at: InstantColumn | null;
}

export interface MarginTable {
  partner_tenant_id: string;
  id: string;
  private_offer_id: string;
  publisher_tenant_id: string;
  offer_id: string;
  product_id: string;
  plan_id: string | null;
  customer_tenant_ids: string[] | null;
  percentage: string;
  starts_at: InstantColumn;
  ends_at: InstantColumn;
}

export interface MarginUseTable {
  partner_tenant_id: string;
  margin_id: string;
  subscription_id: string;
  publisher_tenant_id: string;
  first_used_at: InstantColumn;
}

export interface PrivateOfferTables {
  private_offer: PrivateOfferTable;
  margin: MarginTable;
  margin_use: MarginUseTable;
}
