-- Owner: identity. Why: roles that an identity provider's groups gave are taken back when the groups are, and roles that
-- were given here are left alone (docs/decisions/0076-identity-providers-of-tenants.md). A secret is sealed by the server.

alter table identity_provider_subject
  add column roles text[] not null default '{}',
  add column linked_at timestamptz not null default clock_timestamp(),
  add column used_at timestamptz;
create index identity_provider_subject_user on identity_provider_subject (user_id);
