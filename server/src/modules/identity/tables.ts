/** Kysely types of the tables identity owns. */
import type { Generated } from 'kysely';
import type { Role, TenantPart } from '../../kernel/index.ts';
import type { InstantColumn, JsonColumn } from '../../platform/tables.ts';

export interface TenantTable {
  id: string;
  name: string;
  domain: string;
  country: string;
  language: string;
  /** The partner that made its customer's tenant; null: the operator. */
  made_by_tenant_id: string | null;
  created_at: InstantColumn;
}

export interface TenantPartTable {
  tenant_id: string;
  part: TenantPart;
  made_by_tenant_id: string | null;
}

export interface UserAccountTable {
  id: string;
  tenant_id: string;
  user_principal_name: string;
  display_name: string;
  email: string;
  language: string | null;
  password_hash: string;
  active: Generated<boolean>;
  first_name: Generated<string>;
  last_name: Generated<string>;
  phone_number: string | null;
  usage_location: string | null;
  /** Set by somebody else: it is changed at the next sign-in. */
  must_change_password: Generated<boolean>;
  /** Codes of a second factor since then. Wall clock. */
  wrong_codes: Generated<number>;
  wrong_codes_since: InstantColumn | null;
  deleted_at: InstantColumn | null;
  immutable_id: string | null;
  version: Generated<number>;
  made_by_tenant_id: string | null;
  created_at: InstantColumn;
}

/** Roles given directly; the agent roles come from group membership. */
export type DirectoryRole = 'global_admin' | 'user_admin' | 'billing_admin' | 'manager';
export type AgentRole = 'admin_agent' | 'sales_agent' | 'helpdesk_agent';

export interface UserRoleTable {
  user_id: string;
  tenant_id: string;
  role: DirectoryRole;
  made_by_tenant_id: string | null;
}

export interface DirectoryGroupTable {
  id: string;
  tenant_id: string;
  name: string;
  role: AgentRole | null;
}

export interface GroupMemberTable {
  group_id: string;
  user_id: string;
  tenant_id: string;
}

export interface UserLicenceTable {
  tenant_id: string;
  user_id: string;
  sku_id: string;
  assigned_at: InstantColumn;
}

export interface ApplicationTable {
  /** The client id. */
  id: string;
  /** Null: the house's own application. */
  tenant_id: string | null;
  name: string;
  public: boolean;
  redirect_uris: JsonColumn<readonly string[]>;
  /** Shared with other tenants, which may consent to what it asks for. */
  multi_tenant: Generated<boolean>;
  scopes: Generated<string[]>;
  active: Generated<boolean>;
  created_at: InstantColumn;
}

export interface ApplicationSecretTable {
  id: string;
  application_id: string;
  tenant_id: string;
  secret_hash: Buffer;
  hint: string;
  /** Wall clock: clients live in real time whatever the sandbox's clock says. */
  expires_at: InstantColumn;
}

export interface ApplicationCertificateTable {
  id: string;
  application_id: string;
  tenant_id: string;
  /** SHA-1 of the certificate, hex in capitals. */
  thumbprint: string;
  thumbprint_sha256: string;
  subject: string;
  /** SPKI in PEM. */
  public_key: string;
  /** The certificate's own times: wall clock. */
  not_before: InstantColumn;
  expires_at: InstantColumn;
}

export interface ApplicationConsentTable {
  /** Whose data it opens. */
  tenant_id: string;
  application_id: string;
  application_tenant_id: string;
  scopes: string[];
  consented_at: InstantColumn;
  consented_by: string;
  consented_by_name: Generated<string>;
  consented_by_tenant_id: string | null;
  revoked_at: InstantColumn | null;
}

/** The OpenID Connect provider that says who a tenant's people are. */
export interface IdentityProviderTable {
  tenant_id: string;
  issuer: string;
  client_id: string;
  /** Sealed. */
  client_secret: Buffer;
  group_claim: string;
  group_roles: JsonColumn<Readonly<Record<string, readonly string[]>>>;
  active: boolean;
  changed_at: InstantColumn;
  changed_by: string;
}

export interface IdentityProviderSubjectTable {
  tenant_id: string;
  issuer: string;
  subject: string;
  user_id: string;
  /** What its groups gave the last time. */
  roles: Generated<string[]>;
}

export interface SigningKeyTable {
  kid: string;
  private_jwk: JsonColumn<Readonly<Record<string, unknown>>>;
  created_at: InstantColumn;
  retired_at: InstantColumn | null;
}

/** What oidc-provider remembers; times are wall clock. */
export interface TokenRecordTable {
  kind: string;
  id: string;
  payload: JsonColumn<Record<string, unknown>>;
  grant_id: string | null;
  user_code: string | null;
  uid: string | null;
  account_id: string | null;
  /** The browser's sign-in by which the record came. */
  session_uid: string | null;
  application_id: string | null;
  agent: string | null;
  made_at: Generated<InstantColumn>;
  used_at: Generated<InstantColumn>;
  consumed_at: InstantColumn | null;
  expires_at: InstantColumn | null;
}

export type UserInvitationState = 'open' | 'accepted' | 'withdrawn';

export interface UserInvitationTable {
  tenant_id: string;
  id: string;
  email: string;
  /** As who invites knows it; empty: the person says it. */
  display_name: string;
  roles: readonly Role[];
  language: string;
  secret_hash: Buffer;
  state: UserInvitationState;
  /** Of the last mail. */
  made_at: InstantColumn;
  made_by: string;
  expires_at: InstantColumn;
  ended_at: InstantColumn | null;
  user_id: string | null;
  /** Sent within a day of each other. */
  mails: Generated<number>;
}

/** Wall clock. */
export interface PasswordResetTable {
  tenant_id: string;
  id: string;
  user_id: string;
  secret_hash: Buffer;
  made_at: InstantColumn;
  expires_at: InstantColumn;
  used_at: InstantColumn | null;
  /** Of a link: the mail address and the password that the person had. Null of links from before. */
  account_state: Buffer | null;
}

export type SecondFactorKind = 'totp' | 'passkey' | 'recovery';

/** Wall clock. */
export interface SecondFactorTable {
  tenant_id: string;
  user_id: string;
  id: string;
  kind: SecondFactorKind;
  name: string;
  /** Of an app sealed, of a recovery code hashed, of a passkey its public key. */
  secret: Buffer;
  credential_id: string | null;
  counter: Generated<string>;
  confirmed_at: InstantColumn | null;
  used_at: InstantColumn | null;
  made_at: InstantColumn;
}

/** One row at most. */
export interface SecondFactorDemandTable {
  installation: Generated<boolean>;
  asked_of: 'nobody' | 'partners' | 'everyone';
  changed_at: InstantColumn;
  changed_by: string;
}

export interface SignInPolicyTable {
  tenant_id: string;
  second_factor_required: Generated<boolean>;
  changed_at: InstantColumn;
  changed_by: string;
}

export interface IdentityTables {
  tenant: TenantTable;
  tenant_part: TenantPartTable;
  user_account: UserAccountTable;
  user_role: UserRoleTable;
  directory_group: DirectoryGroupTable;
  group_member: GroupMemberTable;
  user_licence: UserLicenceTable;
  application: ApplicationTable;
  application_secret: ApplicationSecretTable;
  application_certificate: ApplicationCertificateTable;
  application_consent: ApplicationConsentTable;
  identity_provider: IdentityProviderTable;
  identity_provider_subject: IdentityProviderSubjectTable;
  signing_key: SigningKeyTable;
  token_record: TokenRecordTable;
  user_invitation: UserInvitationTable;
  password_reset: PasswordResetTable;
  second_factor: SecondFactorTable;
  second_factor_demand: SecondFactorDemandTable;
  sign_in_policy: SignInPolicyTable;
}
