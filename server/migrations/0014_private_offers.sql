-- Owner: private-offers. Why: a publisher sells to chosen partners at its list price minus a margin (rules F26 to F28).
-- What the publisher writes (name, contacts, whom it named) is apart from the margins that follow from it, because a
-- partner sees its own margins and nothing else: name and other partners stay hidden (rule F26).

create table private_offer (
  id uuid primary key,
  publisher_tenant_id uuid not null references tenant,
  state text not null check (state in ('draft','inProgress','live','ended','withdrawn')),
  document jsonb not null,               -- never changes after submission
  revision int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,       -- last save
  submitted_at timestamptz,
  submitted_by text,
  starts_at timestamptz,                 -- of what is submitted: the submission, or midnight UTC of a month's first day
  ends_at timestamptz,                   -- midnight UTC after the last day
  told_at timestamptz,                   -- partners and contacts were written to that it is live
  over_at timestamptz,                   -- ended or withdrawn
  check ((state = 'draft') = (submitted_at is null)),
  check ((submitted_at is null) = (starts_at is null) and (starts_at is null) = (ends_at is null))
);
create index private_offer_by_publisher on private_offer (publisher_tenant_id, created_at);
create index private_offer_to_start on private_offer (starts_at) where state = 'inProgress';
create index private_offer_to_tell on private_offer (starts_at) where state = 'live' and told_at is null;
create index private_offer_to_end on private_offer (ends_at) where state = 'live';

-- One row for each partner and priced offer or plan. Written at submission with the moments it counts between, so that
-- no price depends on when a sweep ran; never changed, and removed only when the private offer is withdrawn.
create table margin (
  partner_tenant_id uuid not null references partner_account,
  id uuid not null,
  private_offer_id uuid not null references private_offer,
  publisher_tenant_id uuid not null,
  offer_id uuid not null references offer,
  product_id text not null,
  plan_id text,                          -- null: every plan of the offer, later ones too
  customer_tenant_ids uuid[],            -- null: every customer of the partner
  percentage numeric not null check (percentage > 0 and percentage <= 100),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),   -- exclusive
  primary key (partner_tenant_id, id)
);
create index margin_lookup on margin (partner_tenant_id, product_id);
create index margin_by_private_offer on margin (private_offer_id);

-- What was sold or billed with a margin. Its key is what keeps a margin from being taken away under a sale, also when
-- both happen at once.
create table margin_use (
  partner_tenant_id uuid not null,
  margin_id uuid not null,
  subscription_id uuid not null,
  publisher_tenant_id uuid not null,
  first_used_at timestamptz not null,
  primary key (partner_tenant_id, margin_id, subscription_id),
  foreign key (partner_tenant_id, margin_id) references margin
);

alter table private_offer enable row level security;
alter table private_offer force row level security;
create policy private_offer_own on private_offer to comptoir_app
  using (publisher_tenant_id = comptoir_tenant()) with check (publisher_tenant_id = comptoir_tenant());
create policy private_offer_system on private_offer to comptoir_system using (true) with check (true);
grant select, insert, update, delete on private_offer to comptoir_app;
grant select, insert, update on private_offer to comptoir_system;

alter table margin enable row level security;
alter table margin force row level security;
create policy margin_publisher on margin to comptoir_app
  using (publisher_tenant_id = comptoir_tenant()) with check (publisher_tenant_id = comptoir_tenant());
create policy margin_partner on margin for select to comptoir_app using (partner_tenant_id = comptoir_tenant());
create policy margin_system on margin to comptoir_system using (true) with check (true);
grant select, insert, delete on margin to comptoir_app;
grant select, insert on margin to comptoir_system;

alter table margin_use enable row level security;
alter table margin_use force row level security;
create policy margin_use_partner on margin_use to comptoir_app
  using (partner_tenant_id = comptoir_tenant()) with check (partner_tenant_id = comptoir_tenant());
create policy margin_use_publisher on margin_use for select to comptoir_app
  using (publisher_tenant_id = comptoir_tenant());
create policy margin_use_system on margin_use to comptoir_system using (true) with check (true);
grant select, insert on margin_use to comptoir_app, comptoir_system;
