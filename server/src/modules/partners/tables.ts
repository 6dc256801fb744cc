/** Kysely types of the table partners owns. */
import type { InstantColumn } from '../../platform/tables.ts';

export type PartnerKind = 'direct' | 'provider' | 'reseller';
export type PartnerState = 'active' | 'restricted' | 'suspended';

interface PartnerAccountTable {
  tenant_id: string;
  name: string;
  kind: PartnerKind;
  mpn_id: string;
  country: string;
  region: string;
  currency: string;
  state: PartnerState;
  agreement_signed_at: InstantColumn | null;
  created_at: InstantColumn;
}

export interface PartnerTables {
  partner_account: PartnerAccountTable;
}
