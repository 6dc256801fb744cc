-- Owner: subscriptions. Why: a subscription is suspended and reinstated, and what nobody sets up or reinstates within thirty
-- days ends (rule F20; SaaS fulfillment contract, sections 4 and 5). The partner suspends what its customer does not pay
-- for, the operator what is not paid to it; whoever did it lifts it.
alter table subscription
  add column suspended_at timestamptz,  -- kept by what ended from there: from then on no cycle is charged
  add column suspended_by text check (suspended_by in ('partner', 'operator')),
  add constraint subscription_suspended_since check ((suspended_at is null) = (suspended_by is null));
-- What ends by itself, and what its account is told in time.
create index subscription_waiting on subscription (partner_tenant_id, created_at) where status = 'pending';
create index subscription_suspended on subscription (partner_tenant_id, suspended_at) where status = 'suspended';

-- Whatever is in progress locks its subscription; what publishers are only told has succeeded when it is written.
update subscription_operation set status = 'Succeeded', ending = 'told', ended_at = requested_at
  where status = 'InProgress' and action not in ('ChangePlan', 'ChangeQuantity');
drop index subscription_operation_waiting;
create unique index subscription_operation_waiting on subscription_operation (partner_tenant_id, subscription_id)
  where status = 'InProgress';

-- What waits already ends when it would have.
insert into due_work as d (account_tenant_id, kind, due_at)
  select partner_tenant_id, 'deadlines', min(created_at) + interval '30 days' from subscription where status = 'pending' group by 1
  on conflict (account_tenant_id, kind) do update set due_at = least(d.due_at, excluded.due_at);

-- Until when an account was told by mail what became of its subscriptions, and what is about to: each moment is told once.
create table subscription_told (
  partner_tenant_id uuid primary key,
  told_until timestamptz not null
);
alter table subscription_told enable row level security;
alter table subscription_told force row level security;
create policy subscription_told_system on subscription_told to comptoir_system using (true) with check (true);
grant select, insert, update on subscription_told to comptoir_system;
insert into subscription_told
  select distinct partner_tenant_id, now() + (select shift from sandbox_clock) from subscription;
create index subscription_by_activation on subscription (partner_tenant_id, activated_at) where activated_at is not null;
