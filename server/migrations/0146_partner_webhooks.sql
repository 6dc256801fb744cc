-- Owner: partner-webhooks. Why: a partner registers one address that is told of what happens in its account
-- (docs/decisions/0099-webhooks-for-partners.md). What is sent and tried again is the webhooks module's.

create table partner_webhook (
  account_tenant_id uuid primary key references tenant, -- one registration a tenant
  subscriber_id uuid not null,
  url text not null,
  events text[] not null,
  ms_signature boolean not null,        -- the signature goes into x-ms-signature instead of Authorization
  registered_at timestamptz not null,
  changed_at timestamptz not null
);
alter table partner_webhook enable row level security;
alter table partner_webhook force row level security;
create policy partner_webhook_own on partner_webhook to comptoir_app
  using (account_tenant_id = comptoir_tenant()) with check (account_tenant_id = comptoir_tenant());
create policy partner_webhook_system on partner_webhook to comptoir_system using (true) with check (true);
grant select, insert, update (url, events, ms_signature, changed_at) on partner_webhook to comptoir_app;
grant select, insert, update on partner_webhook to comptoir_system;

-- Test events that a partner asked for; told for seven days.
create table partner_webhook_test (
  account_tenant_id uuid not null references tenant,
  correlation_id uuid not null,
  delivery_id uuid not null,
  at timestamptz not null,
  primary key (account_tenant_id, correlation_id)
);
create index partner_webhook_test_at on partner_webhook_test (account_tenant_id, at);
alter table partner_webhook_test enable row level security;
alter table partner_webhook_test force row level security;
create policy partner_webhook_test_own on partner_webhook_test to comptoir_app
  using (account_tenant_id = comptoir_tenant()) with check (account_tenant_id = comptoir_tenant());
create policy partner_webhook_test_system on partner_webhook_test to comptoir_system using (true) with check (true);
grant select, insert on partner_webhook_test to comptoir_app, comptoir_system;

-- Up to which event partners have been told; one row for the installation, as the seal that it follows.
create table partner_webhook_position (
  id boolean primary key default true check (id),
  seq bigint not null
);
insert into partner_webhook_position (seq) select coalesce(max(seq), 0) from event where hash is not null;
alter table partner_webhook_position enable row level security;
alter table partner_webhook_position force row level security;
create policy partner_webhook_position_system on partner_webhook_position to comptoir_system using (true) with check (true);
grant select, update on partner_webhook_position to comptoir_system;

-- The key that signs what partners are sent, sealed, and its certificate; one row for the installation.
create table partner_webhook_signer (
  id boolean primary key default true check (id),
  private_key bytea not null,
  certificate text not null,            -- PEM
  made_at timestamptz not null
);
alter table partner_webhook_signer enable row level security;
alter table partner_webhook_signer force row level security;
create policy partner_webhook_signer_system on partner_webhook_signer to comptoir_system using (true) with check (true);
grant select, insert on partner_webhook_signer to comptoir_system;
