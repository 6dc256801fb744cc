/** Kysely types of the tables customers owns. */
import type { ColumnType, Generated } from 'kysely';
import type { InstantColumn, JsonColumn } from '../../platform/tables.ts';
import type { AgreementType } from './domain/agreements.ts';
import type { BillingProfile } from './domain/profile.ts';

type DateColumn = ColumnType<Temporal.PlainDate, Temporal.PlainDate, Temporal.PlainDate>;

export interface CustomerTable {
  tenant_id: string;
  commerce_id: string;
  company_name: string;
  domain: string;
  registration_number: string | null;
  country: string;
  region: string;
  billing_profile: JsonColumn<BillingProfile>;
  billing_profile_id: string;
  administrator_id: string;
  billing_profile_version: Generated<number>;
  direct_agreement_signed_at: InstantColumn | null;
  /** Partners that have or had it as a customer: they see the row. */
  partner_tenant_ids: string[];
  /** Those of them whose relationship stands: they change the record. */
  current_partner_tenant_ids: string[];
  made_by_tenant_id: string | null;
  created_at: InstantColumn;
}

export interface CustomerAgreementTable {
  id: string;
  partner_tenant_id: string;
  customer_tenant_id: string;
  template_id: string;
  agreement_type: AgreementType;
  first_name: string;
  last_name: string;
  email: string;
  phone_number: string | null;
  date_agreed: DateColumn;
  confirmed_by: string;
  confirmed_at: InstantColumn;
}

interface AgreementLinkKeyTable {
  id: Generated<boolean>;
  key: Buffer;
}

export interface CustomerTables {
  customer: CustomerTable;
  customer_agreement: CustomerAgreementTable;
  agreement_link_key: AgreementLinkKeyTable;
}
