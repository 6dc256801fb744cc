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
  delegated_access_ended_at: InstantColumn | null;
  partner_name: Generated<string>;
  since: InstantColumn;
  /** The partner that made the customer and began the relationship with it; null: the customer accepted. */
  made_by_tenant_id: string | null;
}

export interface RelationshipTables {
  customer_relationship: CustomerRelationshipTable;
}
