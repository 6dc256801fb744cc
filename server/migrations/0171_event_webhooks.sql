-- Owner: event-webhooks. Why: partners, publishers and customers are told of what concerns them at addresses of their own,
-- signed as Standard Webhooks (docs/decisions/0112-standard-webhooks.md). What is sent and tried again is the webhooks module's.
-- The system's alone: a request's role does not see the secrets.

create table event_webhook (
  account_tenant_id uuid not null references tenant,
  id uuid not null,
  url text not null,
  description text not null,
  events text[] not null,
  secret bytea not null,                -- sealed
  previous_secret bytea,                -- sealed; signs too until then
  previous_until timestamptz,           -- wall clock: receivers live in it
  created_at timestamptz not null,
  changed_at timestamptz not null,
  disabled_at timestamptz,              -- by its owner, or because its receiver answered 410
  disabled_by text check (disabled_by in ('owner', 'receiver')),
  primary key (account_tenant_id, id),
  check ((previous_secret is null) = (previous_until is null) and (disabled_at is null) = (disabled_by is null))
);
alter table event_webhook enable row level security;
alter table event_webhook force row level security;
create policy event_webhook_system on event_webhook to comptoir_system using (true) with check (true);
grant select, insert, update, delete on event_webhook to comptoir_system;

-- Up to which event the owners have been told; one row for the installation, as the seal that it follows.
create table event_webhook_position (
  id boolean primary key default true check (id),
  seq bigint not null
);
insert into event_webhook_position (seq) select coalesce(max(seq), 0) from event where hash is not null;
alter table event_webhook_position enable row level security;
alter table event_webhook_position force row level security;
create policy event_webhook_position_system on event_webhook_position to comptoir_system using (true) with check (true);
grant select, update on event_webhook_position to comptoir_system;
