-- Owner: webhooks. Why: notifications over HTTP leave behind the commit that causes them, are tried again until their
-- receiver took them, and each answer is kept (docs/decisions/0088-deliveries.md).

create table webhook_delivery (
  account_tenant_id uuid not null,      -- the receiver: a publisher, or a partner
  id uuid not null,
  kind text not null,                   -- how it is signed, judged and repeated
  event text not null,                  -- what it tells, e.g. ChangeQuantity
  subject_id text not null,             -- what it is about, e.g. a subscription's id
  source_id uuid,                       -- what caused it, e.g. an operation
  recipient jsonb not null,             -- what its proof of origin is made out to; no secret
  sequence text,                        -- those of one sequence arrive in the order they were made; null: in any
  url text not null,
  body text not null,                   -- exactly as sent
  only_once boolean not null,           -- a test: one attempt
  created_at timestamptz not null,
  attempts int not null default 0,      -- ended ones
  attempts_before int not null default 0, -- those before it was sent once more on somebody's wish
  first_attempt_at timestamptz,         -- business time; of a replay its first
  next_attempt_at timestamptz,          -- business time; null: it has its outcome
  claimed_until timestamptz,            -- wall clock: an attempt is under way, or its process died
  outcome text check (outcome in ('delivered', 'refused', 'failed', 'superseded')),
  ended_at timestamptz,
  last_status int,                      -- of the last answer; null: none came
  last_problem text,                    -- why none came, or was not read to its end
  primary key (account_tenant_id, id),
  check ((outcome is null) = (next_attempt_at is not null) and (outcome is null) = (ended_at is null))
);
create index webhook_delivery_due on webhook_delivery (account_tenant_id, next_attempt_at, id) where outcome is null;
create index webhook_delivery_sequence on webhook_delivery (account_tenant_id, sequence, id)
  where outcome is null and sequence is not null;
create index webhook_delivery_listed on webhook_delivery (account_tenant_id, created_at, id);
create index webhook_delivery_source on webhook_delivery (account_tenant_id, source_id) where source_id is not null;

create table webhook_attempt (
  account_tenant_id uuid not null,
  delivery_id uuid not null,
  number int not null,                  -- from 1 on
  at timestamptz not null,              -- business time when it was sent
  took_ms int not null,
  status int,                           -- null: no answer
  problem text,
  answer text not null,                 -- the first characters of the body
  primary key (account_tenant_id, delivery_id, number),
  foreign key (account_tenant_id, delivery_id) references webhook_delivery
);

-- Not forced: the function below is the owner's.
alter table webhook_delivery enable row level security;
create policy webhook_delivery_receiver on webhook_delivery for select to comptoir_app
  using (account_tenant_id = comptoir_tenant());
create policy webhook_delivery_system on webhook_delivery to comptoir_system using (true) with check (true);
grant select on webhook_delivery to comptoir_app;
grant select, insert, update on webhook_delivery to comptoir_system;

alter table webhook_attempt enable row level security;
alter table webhook_attempt force row level security;
create policy webhook_attempt_receiver on webhook_attempt for select to comptoir_app
  using (account_tenant_id = comptoir_tenant());
create policy webhook_attempt_system on webhook_attempt to comptoir_system using (true) with check (true);
grant select on webhook_attempt to comptoir_app;
grant select, insert on webhook_attempt to comptoir_system;

-- Requests leave deliveries behind for the account of their work; or, by a publisher, for the partner of a subscription that
-- `by_subscription` names.
create function comptoir_deliver(deliveries jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if not comptoir_is_system() and exists (
    select from jsonb_to_recordset($1) as d(account_tenant_id uuid, by_subscription uuid)
    where d.account_tenant_id is distinct from comptoir_tenant() and not exists (
      select from subscription where publisher_tenant_id = comptoir_tenant() and id = d.by_subscription
        and partner_tenant_id = d.account_tenant_id))
  then
    raise exception 'permission denied to deliver to other accounts' using errcode = 'insufficient_privilege';
  end if;
  insert into webhook_delivery (account_tenant_id, id, kind, event, subject_id, source_id, recipient, sequence, url, body,
    only_once, created_at, next_attempt_at)
  select account_tenant_id, id, kind, event, subject_id, source_id, recipient, sequence, url, body, only_once, at, at
  from jsonb_to_recordset($1) as d(account_tenant_id uuid, id uuid, kind text, event text, subject_id text, source_id uuid,
    recipient jsonb, sequence text, url text, body text, only_once boolean, at timestamptz);
end $$;
revoke execute on function comptoir_deliver(jsonb) from public;
grant execute on function comptoir_deliver(jsonb) to comptoir_app, comptoir_system;
