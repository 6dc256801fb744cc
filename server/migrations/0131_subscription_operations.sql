-- Owner: subscriptions. Why: what a publisher is asked or told about a subscription is an operation (rule F20; SaaS
-- fulfillment contract, sections 3 to 5): it stands before the webhook leaves, holds what waits for the answer, and keeps
-- how it ended. A change that waits locks its subscription.

create table subscription_operation (
  partner_tenant_id uuid not null,
  subscription_id uuid not null,
  id uuid not null,
  publisher_tenant_id uuid not null,
  offer_version_id uuid not null,       -- the version whose technical configuration was called
  action text not null check (action in ('ChangePlan', 'ChangeQuantity', 'Renew', 'Suspend', 'Reinstate', 'Unsubscribe')),
  status text not null check (status in ('InProgress', 'Succeeded', 'Failed', 'Conflict')),
  source text not null check (source in ('Azure', 'Partner')), -- Azure: marketplace or partner; Partner: the publisher's own call
  change jsonb not null,                -- what is held until the answer; {} when nothing is
  before jsonb not null,                -- what stood of it
  plan_id text not null,                -- as the publisher is told: the new one
  quantity int,                         -- the same; null when it is not sold per seat
  requested_at timestamptz not null,
  requested_by text not null,           -- of the audit trail
  taken_at timestamptz,                 -- the webhook was taken: from here on silence counts
  due_at timestamptz,                   -- when the system looks at it
  ended_at timestamptz,
  ending text check (ending in ('acknowledged', 'silence', 'refused', 'undelivered', 'overtaken', 'told')),
  reason text,                          -- the publisher's, of a refusal
  primary key (partner_tenant_id, subscription_id, id),
  foreign key (partner_tenant_id, subscription_id) references subscription,
  check ((status = 'InProgress') = (ended_at is null) and (ended_at is null) = (ending is null))
);
-- One change at a time waits for its publisher.
create unique index subscription_operation_waiting on subscription_operation (partner_tenant_id, subscription_id)
  where status = 'InProgress' and action in ('ChangePlan', 'ChangeQuantity');
create index subscription_operation_due on subscription_operation (partner_tenant_id, due_at) where due_at is not null;
create index subscription_operation_publisher on subscription_operation (publisher_tenant_id, subscription_id, id);

alter table subscription_operation enable row level security;
alter table subscription_operation force row level security;
create policy subscription_operation_partner on subscription_operation for select to comptoir_app
  using (partner_tenant_id = comptoir_tenant());
create policy subscription_operation_publisher on subscription_operation for select to comptoir_app
  using (publisher_tenant_id = comptoir_tenant());
create policy subscription_operation_system on subscription_operation to comptoir_system using (true) with check (true);
grant select on subscription_operation to comptoir_app;
grant select, insert, update on subscription_operation to comptoir_system;

-- A repeated request gets the answer that the first one got: the publisher's, when it came soon enough to be waited for.
grant update (status, headers) on request_answer to comptoir_system;
