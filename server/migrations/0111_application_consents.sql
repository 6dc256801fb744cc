-- Owner: identity. Why: an application that its tenant shares acts in other tenants, within what an administrator there
-- consented to (docs/decisions/0075-applications-of-other-tenants.md). Consents bind two tenants: the system writes them.

alter table application
  add column multi_tenant boolean not null default false,
  -- What it asks of the tenants that consent.
  add column scopes text[] not null default '{}';
grant update (multi_tenant, scopes) on application to comptoir_identity;

alter table application_consent rename column permissions to scopes;
alter table application_consent
  add column consented_by_name text not null default '',
  -- A partner's that consented for its customer; else the consenting tenant's own.
  add column consented_by_tenant_id uuid;

revoke insert, update on application_consent from comptoir_identity;
drop policy application_consent_write on application_consent;
drop policy application_consent_change on application_consent;
