-- Owner: offers. Why: a publisher edits one draft per offer; publishing freezes it as a numbered version that is kept
-- for ever, and spreads it into availabilities and prices, which orders point at. The reseller audience in force is
-- apart from the versions: it may change (sync) without a publication (rule A12).

create table offer (
  id uuid primary key,
  publisher_tenant_id uuid not null references tenant,
  product_id text not null unique,
  external_id text not null,
  kind text not null check (kind in ('saas')),
  name text not null,
  state text not null check (state in ('draft','live','stopped')),
  live_version_id uuid,
  created_at timestamptz not null,
  unique (publisher_tenant_id, external_id)
);
create index offer_live on offer (id) where live_version_id is not null;

-- Apart from the offer, because a live offer is visible to all and its next draft to nobody but its publisher.
create table offer_draft (
  offer_id uuid primary key references offer,
  publisher_tenant_id uuid not null,
  document jsonb not null,
  revision int not null default 1,
  updated_at timestamptz not null
);

create table offer_version (
  id uuid primary key,
  offer_id uuid not null references offer,
  publisher_tenant_id uuid not null,
  publisher_name text not null,          -- as it was on the day of publication
  number int not null,
  document jsonb not null,
  published_at timestamptz not null,
  published_by text not null,
  unique (offer_id, number)
);
-- Whom a caller of the SaaS fulfillment API publishes for: tenant and application of the technical configuration.
create index offer_version_technical on offer_version
  ((document->'technical'->>'tenantId'), (document->'technical'->>'applicationId'));
alter table offer add constraint offer_live_version foreign key (live_version_id) references offer_version;

-- A plan keeps its SKU id over all versions.
create table offer_plan (
  offer_id uuid not null references offer,
  plan_id text not null,
  sku_id text not null,
  primary key (offer_id, plan_id),
  unique (offer_id, sku_id)
);

-- One row per version, plan and market; its id is the last part of a catalogue item id.
create table offer_availability (
  id text primary key,
  version_id uuid not null references offer_version,
  offer_id uuid not null references offer,
  product_id text not null,
  sku_id text not null,
  plan_id text not null,
  market char(2) not null,
  currency char(3) not null,
  unique (version_id, sku_id, market)
);
create index offer_availability_by_sku on offer_availability (product_id, sku_id, market);

create table offer_price (
  availability_id text not null references offer_availability,
  term text not null check (term in ('P1M','P1Y','P2Y','P3Y')),
  billing_cycle text not null check (billing_cycle in ('monthly','annual','biennial','triennial')),
  amount numeric not null check (amount >= 0),   -- per seat, or flat, for one billing cycle
  primary key (availability_id, term, billing_cycle)
);

-- The audience in force for a published offer (rules A5, A12).
create table offer_audience (
  offer_id uuid primary key references offer,
  option text not null check (option in ('any','selected','none')),
  changed_at timestamptz not null
);
create table offer_audience_partner (
  offer_id uuid not null references offer,
  partner_tenant_id uuid not null references partner_account,
  added_at timestamptz not null,
  primary key (offer_id, partner_tenant_id)
);

-- A draft belongs to its publisher; what is live is a catalogue and visible to all (the use case applies the audience).
alter table offer enable row level security;
alter table offer force row level security;
create policy offer_own on offer to comptoir_app
  using (publisher_tenant_id = comptoir_tenant()) with check (publisher_tenant_id = comptoir_tenant());
create policy offer_catalogue on offer for select to comptoir_app using (live_version_id is not null);
create policy offer_system on offer to comptoir_system using (true) with check (true);
alter table offer_version enable row level security;
alter table offer_version force row level security;
create policy offer_version_own on offer_version for insert to comptoir_app with check (publisher_tenant_id = comptoir_tenant());
create policy offer_version_read on offer_version for select to comptoir_app using (true);
create policy offer_version_system on offer_version to comptoir_system using (true) with check (true);
alter table offer_draft enable row level security;
alter table offer_draft force row level security;
create policy offer_draft_own on offer_draft to comptoir_app
  using (publisher_tenant_id = comptoir_tenant()) with check (publisher_tenant_id = comptoir_tenant());
create policy offer_draft_system on offer_draft to comptoir_system using (true) with check (true);

-- Plans, availabilities and prices are the catalogue: all may read them, only the offer's publisher writes them.
-- The audience's option is read by all; a partner sees of the list only whether itself is on it.
create function comptoir_owns_offer(offer_id uuid) returns boolean language sql stable parallel safe
  as $$ select exists (select from offer o where o.id = $1 and o.publisher_tenant_id = comptoir_tenant()) $$;
do $$
declare catalogue_table text;
begin
  foreach catalogue_table in array array['offer_plan','offer_availability','offer_price','offer_audience','offer_audience_partner'] loop
    execute format('alter table %I enable row level security', catalogue_table);
    execute format('alter table %I force row level security', catalogue_table);
    execute format('create policy %I on %I to comptoir_system using (true) with check (true)', catalogue_table || '_system', catalogue_table);
  end loop;
end $$;
create policy offer_plan_read on offer_plan for select to comptoir_app using (true);
create policy offer_plan_own on offer_plan for insert to comptoir_app with check (comptoir_owns_offer(offer_id));
create policy offer_availability_read on offer_availability for select to comptoir_app using (true);
create policy offer_availability_own on offer_availability for insert to comptoir_app with check (comptoir_owns_offer(offer_id));
create policy offer_price_read on offer_price for select to comptoir_app using (true);
create policy offer_price_own on offer_price for insert to comptoir_app with check (exists (
  select from offer_availability a where a.id = availability_id and comptoir_owns_offer(a.offer_id)));
create policy offer_audience_read on offer_audience for select to comptoir_app using (true);
create policy offer_audience_own on offer_audience to comptoir_app
  using (comptoir_owns_offer(offer_id)) with check (comptoir_owns_offer(offer_id));
create policy offer_audience_partner_own on offer_audience_partner to comptoir_app
  using (comptoir_owns_offer(offer_id)) with check (comptoir_owns_offer(offer_id));
create policy offer_audience_partner_listed on offer_audience_partner for select to comptoir_app
  using (partner_tenant_id = comptoir_tenant());

grant select, insert, update on offer, offer_draft to comptoir_app, comptoir_system;
grant select, insert on offer_version, offer_plan, offer_availability, offer_price to comptoir_app, comptoir_system;
grant select, insert, update, delete on offer_audience, offer_audience_partner to comptoir_app, comptoir_system;

-- Exchange rates of a month, fixed for all its charges (rule E27): units of US dollar for one unit of the currency.
create table exchange_rate (
  month char(7) not null,
  currency char(3) not null,
  usd_per_unit numeric not null check (usd_per_unit > 0),
  recorded_at timestamptz not null,
  primary key (month, currency)
);
grant select on exchange_rate to comptoir_app;
grant select, insert on exchange_rate to comptoir_system;
