/** Kysely types of the tables this module owns. */
import type { Generated } from 'kysely';
import type { InstantColumn, JsonColumn } from '../../platform/tables.ts';
import type { EnrolmentKind, VettingStatus } from '../../programme/enrolment.ts';
import type { CheckState, VettingCheck, VettingSubStatus } from '../../programme/vetting.ts';
import type { EnrolmentProfile } from './domain/profile.ts';

interface EnrolmentTable {
  tenant_id: string;
  kind: EnrolmentKind;
  vetting_status: VettingStatus;
  vetting_sub_status: VettingSubStatus;
  profile: JsonColumn<EnrolmentProfile>;
  revision: Generated<number>;
  mpn_id: string | null;
  mpn_tenant_id: string | null;
  /** As it was verified last; null: never. */
  verified_profile: JsonColumn<EnrolmentProfile> | null;
  company_name: Generated<string>;
  country: string;
  started_at: InstantColumn;
  started_by: string;
  submitted_at: InstantColumn | null;
  email_confirmed_at: InstantColumn | null;
  expected_on: Temporal.PlainDate | null;
  decided_at: InstantColumn | null;
  decided_by: string | null;
  decided_by_name: string | null;
  reason: string | null;
}

interface EnrolmentCheckTable {
  tenant_id: string;
  kind: EnrolmentKind;
  name: VettingCheck;
  state: CheckState;
  note: string | null;
  /** The profile as it was when the check was decided; null while it is open. */
  looked_at: JsonColumn<EnrolmentProfile> | null;
  at: InstantColumn;
  by_user: string | null;
  by_name: string | null;
}

export const documentTypes = ['registration', 'address', 'employment', 'domain', 'other'] as const;
export type DocumentType = (typeof documentTypes)[number];

interface EnrolmentDocumentTable {
  tenant_id: string;
  kind: EnrolmentKind;
  id: string;
  document_type: DocumentType;
  comment: string | null;
  file_name: string;
  media_type: string;
  content: Buffer;
  sha256: string;
  uploaded_at: InstantColumn;
  uploaded_by: string;
}

interface MailConfirmationTable {
  tenant_id: string;
  id: string;
  purpose: 'enrolment' | 'sign_up';
  kind: EnrolmentKind | null;
  email: string;
  secret_hash: Buffer;
  made_at: InstantColumn;
  expires_at: InstantColumn;
  confirmed_at: InstantColumn | null;
  withdrawn_at: InstantColumn | null;
}

interface SignUpTable {
  id: string;
  email: string;
  company_name: string;
  first_name: string;
  last_name: string;
  country: string;
  language: string;
  secret_hash: Buffer;
  made_at: InstantColumn;
  expires_at: InstantColumn;
  used_at: InstantColumn | null;
}

interface LocationAssociationTable {
  tenant_id: string;
  id: string;
  mpn_id: string;
  secret_hash: Buffer;
  made_at: InstantColumn;
  made_by: string;
  /** As the person was called; null for codes of before. */
  made_by_name: string | null;
  expires_at: InstantColumn;
  used_at: InstantColumn | null;
  used_by_tenant_id: string | null;
  /** Taken back, or another one was made. */
  withdrawn_at: InstantColumn | null;
}

interface RefusedMailDomainTable {
  domain: string;
  family: boolean;
  added_at: InstantColumn;
  added_by: string | null;
}

/** What is signed: by partners, or by publishers. */
export type AgreementName = 'partner' | 'publisher';

interface AgreementSignatureTable {
  tenant_id: string;
  agreement: AgreementName;
  region: string;
  version: string;
  language: string;
  text_sha256: string;
  signed_at: InstantColumn;
  signed_by: string;
  signer_name: string;
  signer_principal_name: string;
  source_address: string;
}

interface NominationTable {
  tenant_id: string;
  kind: 'provider';
  note: string;
  nominated_at: InstantColumn;
  nominated_by: string;
  nominated_by_name: string;
  withdrawn_at: InstantColumn | null;
}

export interface EnrolmentTables {
  enrolment: EnrolmentTable;
  enrolment_check: EnrolmentCheckTable;
  enrolment_document: EnrolmentDocumentTable;
  mail_confirmation: MailConfirmationTable;
  sign_up: SignUpTable;
  location_association: LocationAssociationTable;
  refused_mail_domain: RefusedMailDomainTable;
  agreement_signature: AgreementSignatureTable;
  nomination: NominationTable;
}
