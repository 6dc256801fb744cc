/** Kysely types of the tables partnerships owns. */
import type { Generated } from 'kysely';
import type { InstantColumn } from '../../platform/tables.ts';

export type PartnershipState = 'active' | 'ended';
export type InvitationState = 'open' | 'accepted' | 'declined' | 'withdrawn';

interface PartnershipTable {
  provider_tenant_id: string;
  reseller_tenant_id: string;
  state: PartnershipState;
  since: InstantColumn;
  ended_at: InstantColumn | null;
  ended_by_tenant_id: string | null;
  /** The provider administers the reseller's tenant until the reseller takes that away (rule D3). */
  administrator_access: Generated<boolean>;
  access_removed_at: InstantColumn | null;
  accepted_by: string;
}

interface PartnershipInvitationTable {
  provider_tenant_id: string;
  id: string;
  /** Null: the provider sends the link itself. */
  email: string | null;
  language: string;
  /** With `{link}` where the link stands. */
  message: string;
  secret_hash: Buffer;
  state: InvitationState;
  made_at: InstantColumn;
  made_by: string;
  expires_at: InstantColumn;
  ended_at: InstantColumn | null;
  reseller_tenant_id: string | null;
}

export interface PartnershipTables {
  partnership: PartnershipTable;
  partnership_invitation: PartnershipInvitationTable;
}
