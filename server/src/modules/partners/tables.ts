/** Kysely types of the table partners owns. */
import type { Generated } from 'kysely';
import type { InstantColumn } from '../../platform/tables.ts';

export type PartnerKind = 'direct' | 'provider' | 'reseller';
export type PartnerState = 'active' | 'restricted' | 'suspended';

/** Level of the partner's competency, the best it has (rule A8). */
export type Competency = 'gold' | 'silver';

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
  competency: Competency | null;
  skills: Generated<string[]>;
  /** Street, postal code and town in one line. */
  address: Generated<string>;
  website: Generated<string>;
  created_at: InstantColumn;
}

export interface PartnerTables {
  partner_account: PartnerAccountTable;
}
