/** Kysely types of the table partners owns. */
import type { Generated } from 'kysely';
import type { InstantColumn } from '../../platform/tables.ts';
import type { CompetencyLevel } from '../../programme/partner-skills.ts';

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
  /** The best level it has (rule A8). */
  competency: Generated<CompetencyLevel | null>;
  skills: Generated<string[]>;
  /** Street, postal code and town in one line. */
  address: Generated<string>;
  website: Generated<string>;
  created_at: InstantColumn;
}

export interface PartnerTables {
  partner_account: PartnerAccountTable;
}
