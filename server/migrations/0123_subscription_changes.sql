-- Owner: subscriptions. Why: a subscription is changed after it was bought (rules F17, F18, F21): its name, its seats, its
-- renewal, the reseller on its record, its end. What costs or gives back money is a dated row that billing charges, once;
-- what is charged already is never edited.

-- Counts changes: what a client has read and writes back.
alter table subscription add column version int not null default 1;

create table subscription_change (
  partner_tenant_id uuid not null,
  subscription_id uuid not null,
  number int not null,                  -- the subscription's version that it made
  term_number int not null,             -- of the term it falls in
  kind text not null check (kind in ('quantity', 'cancel')),
  occurred_at timestamptz not null,
  quantity_before int not null,
  quantity int not null,                -- from then on; 0 when cancelled
  charge_at timestamptz,                -- when billing looks at it; null: done
  primary key (partner_tenant_id, subscription_id, number),
  foreign key (partner_tenant_id, subscription_id) references subscription,
  check (quantity_before >= 1 and quantity >= 0 and (quantity = 0) = (kind = 'cancel'))
);
create index subscription_change_due on subscription_change (partner_tenant_id, charge_at, subscription_id, number)
  where charge_at is not null;
alter table subscription_change enable row level security;
alter table subscription_change force row level security;
create policy subscription_change_partner on subscription_change for select to comptoir_app
  using (partner_tenant_id = comptoir_tenant());
create policy subscription_change_system on subscription_change to comptoir_system using (true) with check (true);
grant select on subscription_change to comptoir_app;
grant select, insert, update on subscription_change to comptoir_system;
