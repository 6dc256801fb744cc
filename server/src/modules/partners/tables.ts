/** Kysely types of the tables partners owns. */
import type { Generated } from 'kysely';
import type { InstantColumn, JsonColumn } from '../../platform/tables.ts';
import type { TypedAddress } from '../../programme/address-check.ts';
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

/** `legal_contacts`: whom the company names for its legal profile, which is the system's. */
export type CompanyProfileKind = 'legal' | 'legal_contacts' | 'billing' | 'support' | 'organization' | 'directory';

interface CompanyProfileTable {
  tenant_id: string;
  kind: CompanyProfileKind;
  profile: JsonColumn<Readonly<Record<string, unknown>>>;
  version: Generated<number>;
  changed_at: InstantColumn;
  changed_by: string | null;
}

/** `global`: of the headquarters, which does not transact; `location` transacts (rule B10). */
export type LocationType = 'global' | 'location';

interface PartnerLocationTable {
  tenant_id: string;
  mpn_id: string;
  type: LocationType;
  name: string;
  country: string;
  /** Empty for PartnerIDs that were there before locations. */
  address: JsonColumn<Partial<TypedAddress>>;
  created_at: InstantColumn;
}

export interface PartnerTables {
  company_profile: CompanyProfileTable;
  partner_account: PartnerAccountTable;
  partner_location: PartnerLocationTable;
}
