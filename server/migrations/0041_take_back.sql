-- Owner: identity. Why: a leaked secret is taken back by deleting it, an application by disabling it. Both by the role that
-- writes who may enter, for applications of the own tenant.
grant delete on application_secret to comptoir_identity;
create policy application_secret_remove on application_secret for delete to comptoir_identity
  using (tenant_id = comptoir_actor());
grant update (active) on application to comptoir_identity;
create policy application_change on application for update to comptoir_identity
  using (tenant_id = comptoir_actor()) with check (tenant_id = comptoir_actor());
