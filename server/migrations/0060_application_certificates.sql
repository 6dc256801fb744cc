-- Owner: identity. Why: an application proves itself by a certificate, whose private key never leaves the client, instead
-- of a secret that travels with every request. Kept is the public key; the certificate's own times are wall clock.
create table application_certificate (
  id uuid primary key,
  application_id uuid not null,
  tenant_id uuid not null,
  thumbprint text not null,                 -- SHA-1 of the certificate, hex in capitals, as consoles show it
  thumbprint_sha256 text not null,
  subject text not null,
  public_key text not null,                 -- SPKI in PEM
  not_before timestamptz not null,
  expires_at timestamptz not null,
  unique (application_id, thumbprint_sha256),
  foreign key (application_id, tenant_id) references application (id, tenant_id)
);
alter table application_certificate enable row level security;
alter table application_certificate force row level security;
grant select on application_certificate to comptoir_app;
grant insert, delete on application_certificate to comptoir_identity;
grant select, insert, update, delete on application_certificate to comptoir_system;
create policy application_certificate_read on application_certificate for select to comptoir_app
  using (tenant_id = comptoir_actor());
create policy application_certificate_write on application_certificate for insert to comptoir_identity
  with check (tenant_id = comptoir_actor());
create policy application_certificate_remove on application_certificate for delete to comptoir_identity
  using (tenant_id = comptoir_actor());
create policy application_certificate_system on application_certificate to comptoir_system using (true) with check (true);
