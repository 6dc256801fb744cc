-- Owner: platform. Why: the words every module stands on: the tenant of the current unit of work, the append-only event
-- log (audit trail and outbox in one), answers kept for repeated requests, the sandbox's clock, and mail. Row-level
-- security is the second fence round a tenant; the use cases are the first. The two roles are made by platform/roles.ts.

grant usage on schema public to comptoir_app, comptoir_system;

-- The tenant on whose account the open transaction runs; null outside one, and then no row is visible.
create function comptoir_tenant() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('comptoir.tenant', true), '')::uuid $$;

create table event (
  seq bigint generated always as identity primary key,
  id uuid not null unique,
  name text not null,
  at timestamptz not null,                 -- business time
  recorded_at timestamptz not null default clock_timestamp(),
  aggregate_type text not null,
  aggregate_id text not null,
  partner_tenant_id uuid,
  customer_tenant_id uuid,
  publisher_tenant_id uuid,
  actor_tenant_id uuid not null,
  actor_name text not null,
  actor_user_id uuid,
  actor_application_id uuid,
  correlation_id uuid not null,
  old_value jsonb,
  new_value jsonb,
  -- Sealed after commit, in order of seq, by the sealing sweep: hash of this row and of the row before.
  hash bytea
);
create index event_unsealed on event (seq) where hash is null;
create index event_by_partner on event (partner_tenant_id, seq);
create index event_by_aggregate on event (aggregate_id, seq);
alter table event enable row level security;
alter table event force row level security;
create policy event_write on event for insert to comptoir_app with check (actor_tenant_id = comptoir_tenant());
create policy event_read on event for select to comptoir_app using (
  comptoir_tenant() in (partner_tenant_id, customer_tenant_id, publisher_tenant_id, actor_tenant_id));
create policy event_system on event to comptoir_system using (true) with check (true);
grant select, insert on event to comptoir_app;
grant select, insert on event to comptoir_system;
grant update (hash) on event to comptoir_system; -- the seal, and nothing else

-- The first answer of a write that carried MS-RequestId; a retry gets it again.
create table request_answer (
  tenant_id uuid not null,
  caller text not null,
  route text not null,
  request_id uuid not null,
  body_hash text not null,
  status int not null,
  headers json,
  body json,                      -- json, not jsonb: the answer comes back with its members in the same order
  secret boolean not null,        -- the body holds a password or secret in clear: it goes after minutes
  at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, caller, request_id, route)
);
create index request_answer_by_age on request_answer (at);
create index request_answer_secret on request_answer (at) where secret and body is not null;
alter table request_answer enable row level security;
alter table request_answer force row level security;
create policy request_answer_own on request_answer to comptoir_app
  using (tenant_id = comptoir_tenant()) with check (tenant_id = comptoir_tenant());
create policy request_answer_system on request_answer to comptoir_system using (true) with check (true);
grant select, insert on request_answer to comptoir_app;
grant select, insert, delete, update (body) on request_answer to comptoir_system;

-- How far business time runs ahead of the wall clock. One row; production never changes it from zero.
create table sandbox_clock (
  id boolean primary key default true check (id),
  shift interval not null default interval '0'
);
insert into sandbox_clock default values;
grant select on sandbox_clock to comptoir_app;
grant select, update on sandbox_clock to comptoir_system;

create table mail (
  id uuid primary key,
  at timestamptz not null,
  recipient text not null,
  subject text not null,
  text text not null,
  html text,
  links jsonb not null default '[]',
  -- One mail per reason: a handler that runs twice writes it once.
  reason text not null unique,
  sent_at timestamptz
);
create index mail_by_recipient on mail (lower(recipient), at desc);
alter table mail enable row level security;
alter table mail force row level security;
create policy mail_write on mail for insert to comptoir_app with check (true);
create policy mail_system on mail to comptoir_system using (true) with check (true);
grant insert on mail to comptoir_app;
grant select, insert, update on mail to comptoir_system;
