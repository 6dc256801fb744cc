/** Kysely types of the tables this module owns. */
import type { InstantColumn, JsonColumn } from '../../platform/tables.ts';
import type { AudienceChange } from '../offers/index.ts';
import type { ProductVersion, RequestCategory, RequestProblem } from './domain/form.ts';

export type PublisherRequestState = 'submitted' | 'approved' | 'refused' | 'withdrawn';

export interface RequestContact {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

interface PublisherRequestTable {
  id: string;
  publisher_tenant_id: string;
  publisher_name: string;
  offer_id: string;
  offer_name: string;
  product_version: ProductVersion;
  category: RequestCategory;
  problem: RequestProblem;
  title: string;
  description: string;
  contact: JsonColumn<RequestContact>;
  from_option: 'any' | 'selected' | 'none';
  change: JsonColumn<AudienceChange>;
  state: PublisherRequestState;
  submitted_at: InstantColumn;
  submitted_by: string;
  submitted_by_id: string | null;
  decided_at: InstantColumn | null;
  decided_by: string | null;
  reason: string | null;
}

export interface SupportTables {
  publisher_request: PublisherRequestTable;
}
