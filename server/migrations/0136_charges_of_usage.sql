-- Owner: billing. Why: what publishers report as used is charged by the month on every hop of the sale (rules F3, F27, G9).

-- A charge of usage names its meter beside the plan; the list price of its subject is that of one unit.
alter table charge_subject
  add column meter_id text,
  add column meter_name text,
  add column meter_unit text;

-- What is charged of a meter and month, taken over from the days of usage once. The charges of its hops have its key.
create table rated_usage (
  partner_tenant_id uuid not null,
  subscription_id uuid not null,
  charge_key text not null,
  availability_id text not null,
  dimension text not null,
  usage_month char(7) not null,
  quantity numeric not null check (quantity > 0),
  first_day date not null,
  last_day date not null,
  charge_at timestamptz,                -- when billing looks at it again; null: every hop is charged
  -- The exchange rate that the operator's hop waits for, while it does.
  waits_since timestamptz,
  waits_from char(3),
  waits_to char(3),
  primary key (partner_tenant_id, subscription_id, charge_key),
  foreign key (partner_tenant_id, subscription_id) references subscription,
  check (num_nulls(charge_at, waits_since, waits_from, waits_to) in (0, 4))
);
create index rated_usage_waiting on rated_usage (partner_tenant_id, charge_at) where charge_at is not null;
alter table rated_usage enable row level security;
alter table rated_usage force row level security;
create policy rated_usage_account on rated_usage for select to comptoir_app using (partner_tenant_id = comptoir_tenant());
create policy rated_usage_system on rated_usage to comptoir_system using (true) with check (true);
grant select on rated_usage to comptoir_app;
grant select, insert, update on rated_usage to comptoir_system;
