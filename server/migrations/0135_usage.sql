-- Owner: usage. Why: publishers report what metered plans used (SaaS metering API, rule F3): each event is kept before it is
-- answered, once for each subscription, dimension and hour; the sums of a day are what is charged and what is shown.

create table usage_event (
  partner_tenant_id uuid not null,      -- the billing account of the purchase
  subscription_id uuid not null,
  dimension text not null,
  hour timestamptz not null,            -- the calendar hour, UTC, that it counts for: one event each
  id uuid not null,
  publisher_tenant_id uuid not null,
  quantity numeric not null check (quantity > 0),
  effective_at timestamptz not null,
  plan_id text not null,
  accepted_at timestamptz not null,
  primary key (partner_tenant_id, subscription_id, dimension, hour)
);

-- What was accepted of a day, by price version. No foreign key on the events: each is written together with its day, which
-- has one.
create table usage_day (
  partner_tenant_id uuid not null,
  subscription_id uuid not null,
  day date not null,
  dimension text not null,
  availability_id text not null,        -- the price version: the plan as it was priced in the term of that day
  publisher_tenant_id uuid not null,
  customer_tenant_id uuid not null,
  offer_id uuid not null,
  plan_id text not null,
  quantity numeric not null check (quantity > 0),
  events int not null check (events > 0),
  charged_quantity numeric not null default 0,
  open boolean not null default true,   -- some of it is not charged yet
  last_accepted_at timestamptz not null,
  primary key (partner_tenant_id, subscription_id, day, dimension, availability_id),
  foreign key (publisher_tenant_id, subscription_id, partner_tenant_id)
    references subscription (publisher_tenant_id, id, partner_tenant_id),
  check (charged_quantity between 0 and quantity and (open or charged_quantity = quantity))
);
create index usage_day_open on usage_day (partner_tenant_id, subscription_id, day) where open;
create index usage_day_of_publisher on usage_day (publisher_tenant_id, day);
create index usage_day_of_customer on usage_day (customer_tenant_id, day);

-- What was refused and why: a row for what is the same, counted, so that a sender that repeats itself fills nothing. Few
-- rows a day and publisher, kept for a month.
create table usage_rejection (
  publisher_tenant_id uuid not null,
  day date not null,                    -- when it was refused, UTC
  resource text not null,
  dimension text not null,
  status text not null,
  count int not null default 1,
  plan text not null,                   -- this and what follows: of the last one, as it was sent
  quantity text not null,
  effective text not null,
  message text not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (publisher_tenant_id, day, resource, dimension, status)
);
create index usage_rejection_by_day on usage_rejection (day);

alter table usage_event enable row level security;
alter table usage_event force row level security;
alter table usage_day enable row level security;
alter table usage_day force row level security;
alter table usage_rejection enable row level security;
alter table usage_rejection force row level security;

create policy usage_event_parties on usage_event for select to comptoir_app
  using (comptoir_tenant() in (partner_tenant_id, publisher_tenant_id));
create policy usage_event_system on usage_event to comptoir_system using (true) with check (true);
create policy usage_day_parties on usage_day for select to comptoir_app
  using (comptoir_tenant() in (partner_tenant_id, publisher_tenant_id));
create policy usage_day_system on usage_day to comptoir_system using (true) with check (true);
create policy usage_rejection_publisher on usage_rejection for select to comptoir_app
  using (publisher_tenant_id = comptoir_tenant());
create policy usage_rejection_system on usage_rejection to comptoir_system using (true) with check (true);

grant select on usage_event, usage_day, usage_rejection to comptoir_app;
grant select, insert on usage_event to comptoir_system;
grant select, insert, update on usage_day to comptoir_system;
grant select, insert, update, delete on usage_rejection to comptoir_system;
