/** Kysely types of the tables customers owns. */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { InstantColumn, JsonColumn } from '../../platform/tables.ts';
import type { AgreementType } from './domain/agreements.ts';
import type { AccountStatus } from '../../programme/account-check.ts';
import type { BillingProfile } from './domain/profile.ts';
import type { EducationSegment, Qualification, VettingReason, VettingStatus } from './domain/qualifications.ts';

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
  /** What the operator found of its account; null: never looked at. */
  account_status: AccountStatus | null;
  account_status_at: InstantColumn | null;
  folded_name: GeneratedAlways<string>;
  search_words: GeneratedAlways<string>;
  created_at: InstantColumn;
}

interface CustomerQualificationTable {
  customer_tenant_id: string;
  id: string;
  partner_tenant_id: string;
  partner_name: string;
  /** Partners of the customer: they see the row, but not who asked. */
  partner_tenant_ids: string[];
  customer_name: string;
  customer_domain: string;
  qualification: Qualification;
  education_segment: EducationSegment | null;
  website: string | null;
  validation_code: string | null;
  vetting_status: VettingStatus;
  vetting_reason: VettingReason | null;
  requested_at: InstantColumn;
  requested_by: string | null;
  requested_by_name: string;
  decided_at: InstantColumn | null;
  decided_by: string | null;
  decided_by_name: string | null;
}

interface ValidationCodeTable {
  partner_tenant_id: string;
  id: string;
  organization_name: string;
  max_creates: number;
  remaining_creates: number;
  version: Generated<number>;
  made_at: InstantColumn;
  made_by: string | null;
}

interface AccountCheckTable {
  customer_tenant_id: string;
  id: string;
  status: AccountStatus;
  note: string;
  at: InstantColumn;
  by_user: string | null;
  by_name: string;
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
  account_check: AccountCheckTable;
  customer: CustomerTable;
  customer_qualification: CustomerQualificationTable;
  validation_code: ValidationCodeTable;
  customer_agreement: CustomerAgreementTable;
  agreement_link_key: AgreementLinkKeyTable;
}
