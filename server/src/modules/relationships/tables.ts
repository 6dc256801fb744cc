/** Kysely types of the table relationships owns. */
import type { Generated } from 'kysely';
import type { InstantColumn } from '../../platform/tables.ts';

/** `none`: it ended, or the customer removed the partner. */
export type RelationshipState = 'reseller' | 'none';

interface CustomerRelationshipTable {
  partner_tenant_id: string;
  customer_tenant_id: string;
  /** Name and domain of the customer: what the partner's list shows and is searched by. */
  customer_name: string;
  customer_domain: string;
  state: RelationshipState;
  delegated_access: Generated<boolean>;
  since: InstantColumn;
  /** The partner that made the customer and began the relationship with it; null: the customer accepted. */
  made_by_tenant_id: string | null;
  /** Of a reseller's row: the providers that the customer accepted with it; of a provider's row: the resellers. */
  provider_tenant_ids: Generated<string[]>;
  reseller_tenant_ids: Generated<string[]>;
  /** What the customer's list shows. */
  /** The global admin of the customer who accepted; null: the partner made the customer. */
  accepted_by: string | null;
  ended_at: InstantColumn | null;
  ended_by_tenant_id: string | null;
  delegated_access_ended_at: InstantColumn | null;
}

export type RequestState = 'open' | 'accepted' | 'declined' | 'withdrawn';

interface RelationshipRequestTable {
  partner_tenant_id: string;
  id: string;
  email: string | null;
  language: string;
  /** With `{link}` where the link stands. */
  message: string;
  delegated_access: boolean;
  /** A reseller asks for itself and for this provider, in one acceptance (rule D4). */
  provider_tenant_id: string | null;
  secret_hash: Buffer;
  state: RequestState;
  made_at: InstantColumn;
  made_by: string;
  expires_at: InstantColumn;
  ended_at: InstantColumn | null;
  customer_tenant_id: string | null;
}

export interface RelationshipTables {
  customer_relationship: CustomerRelationshipTable;
  relationship_request: RelationshipRequestTable;
}
