-- Owner: subscriptions (fulfillment writes the activation through its use case). Why: carts, orders and the
-- subscriptions they make. Keys start with the partner, whose billing account these tables grow with.

create table cart (
  partner_tenant_id uuid not null,
  id uuid not null,
  customer_tenant_id uuid not null references customer,
  status text not null check (status in ('active','ordered')),
  line_items jsonb not null,
  created_at timestamptz not null,
  modified_at timestamptz not null,
  modified_by uuid,
  expires_at timestamptz not null,
  result jsonb,                      -- the orders that checkout made
  primary key (partner_tenant_id, id)
);

create table purchase_order (
  partner_tenant_id uuid not null,
  id text not null,
  alternate_id text not null,
  customer_tenant_id uuid not null references customer,
  cart_id uuid,
  currency char(3) not null,
  billing_cycle text not null,
  status text not null check (status in ('pending','completed','cancelled')),
  lines jsonb not null,              -- as ordered; never changes
  created_at timestamptz not null,
  created_by text not null,
  created_by_id uuid,
  primary key (partner_tenant_id, id)
);
create index purchase_order_by_customer on purchase_order (partner_tenant_id, customer_tenant_id, created_at);

create table subscription (
  partner_tenant_id uuid not null,
  id uuid not null,
  customer_tenant_id uuid not null,
  publisher_tenant_id uuid not null,
  offer_id uuid not null,
  offer_version_id uuid not null references offer_version,
  product_id text not null,
  sku_id text not null,
  availability_id text not null,
  plan_id text not null,
  order_id text not null,
  line_number int not null,
  friendly_name text not null,
  per_seat boolean not null,
  quantity int not null check (quantity between 1 and 1000000),
  term text not null,
  billing_cycle text not null,
  market char(2) not null,
  pricing_currency char(3) not null,
  unit_price numeric not null,          -- list price of one billing cycle, as ordered
  status text not null check (status in ('pending','active','suspended','deleted')),
  reseller_mpn_id text,
  parties jsonb not null,               -- purchaser and beneficiary as they were at purchase
  auto_renew boolean not null default true,
  created_at timestamptz not null,      -- bought
  activated_at timestamptz,             -- the publisher confirmed set-up (rule F14); billing starts here
  term_start date,
  term_end date,                        -- last day included
  term_number int not null default 0,   -- 1 from activation on, plus one per renewal
  ended_at timestamptz,
  primary key (partner_tenant_id, id),
  foreign key (partner_tenant_id, order_id) references purchase_order
);
create index subscription_by_customer on subscription (partner_tenant_id, customer_tenant_id, created_at);
create index subscription_by_publisher on subscription (publisher_tenant_id, id);
create index subscription_by_order on subscription (partner_tenant_id, order_id, line_number);
create index subscription_by_term_end on subscription (term_end) where status = 'active';
create index subscription_sales on subscription (offer_id, partner_tenant_id);

-- The dated timeline of a subscription: one row per commitment term. Billing charges from these rows: `charged_cycles`
-- and `next_charge_at` are its cursor; the charge's own key is what makes charging twice impossible.
create table subscription_term (
  partner_tenant_id uuid not null,
  subscription_id uuid not null,
  number int not null,                  -- 1 from activation on
  publisher_tenant_id uuid not null,
  start_date date not null,
  end_date date not null,               -- last day included
  starts_at timestamptz not null,       -- activation, or midnight of the renewal day
  quantity int not null,
  unit_price numeric not null,          -- list price of one billing cycle
  term text not null,
  billing_cycle text not null,
  charged_cycles int not null default 0,
  next_charge_at timestamptz,           -- null: every cycle of this term is charged
  primary key (partner_tenant_id, subscription_id, number),
  foreign key (partner_tenant_id, subscription_id) references subscription
);
create index subscription_term_to_charge on subscription_term (next_charge_at) where next_charge_at is not null;
alter table subscription_term enable row level security;
alter table subscription_term force row level security;
create policy subscription_term_partner on subscription_term for select to comptoir_app using (partner_tenant_id = comptoir_tenant());
create policy subscription_term_publisher on subscription_term to comptoir_app
  using (publisher_tenant_id = comptoir_tenant()) with check (publisher_tenant_id = comptoir_tenant());
create policy subscription_term_system on subscription_term to comptoir_system using (true) with check (true);
grant select, insert on subscription_term to comptoir_app;
grant select, insert, update on subscription_term to comptoir_system;

alter table cart enable row level security;
alter table cart force row level security;
create policy cart_own on cart to comptoir_app
  using (partner_tenant_id = comptoir_tenant()) with check (partner_tenant_id = comptoir_tenant());
create policy cart_system on cart to comptoir_system using (true) with check (true);
alter table purchase_order enable row level security;
alter table purchase_order force row level security;
create policy purchase_order_own on purchase_order to comptoir_app
  using (partner_tenant_id = comptoir_tenant()) with check (partner_tenant_id = comptoir_tenant());
create policy purchase_order_system on purchase_order to comptoir_system using (true) with check (true);
alter table subscription enable row level security;
alter table subscription force row level security;
create policy subscription_partner on subscription to comptoir_app
  using (partner_tenant_id = comptoir_tenant()) with check (partner_tenant_id = comptoir_tenant());
create policy subscription_publisher_read on subscription for select to comptoir_app
  using (comptoir_tenant() in (publisher_tenant_id, customer_tenant_id));
create policy subscription_publisher_activates on subscription for update to comptoir_app
  using (publisher_tenant_id = comptoir_tenant()) with check (publisher_tenant_id = comptoir_tenant());
create policy subscription_system on subscription to comptoir_system using (true) with check (true);
grant select, insert, update on cart, purchase_order, subscription to comptoir_app, comptoir_system;

-- A publisher may complete the order that its activation finishes.
create policy purchase_order_publisher on purchase_order for update to comptoir_app using (
  exists (select 1 from subscription s where s.partner_tenant_id = purchase_order.partner_tenant_id
          and s.order_id = purchase_order.id and s.publisher_tenant_id = comptoir_tenant()));
create policy purchase_order_publisher_read on purchase_order for select to comptoir_app using (
  exists (select 1 from subscription s where s.partner_tenant_id = purchase_order.partner_tenant_id
          and s.order_id = purchase_order.id and s.publisher_tenant_id = comptoir_tenant()));

-- The key that seals landing tokens; made at first use.
create table landing_key (
  id uuid primary key,
  key bytea not null,
  created_at timestamptz not null
);
grant select, insert on landing_key to comptoir_app, comptoir_system;
