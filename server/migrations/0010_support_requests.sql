-- Owner: support. Why: what a publisher may not do alone with the audience of a published offer it asks the operator for
-- (rules A16 to A20). A request keeps what was asked and how it was decided, for ever.

create table publisher_request (
  id uuid primary key,
  publisher_tenant_id uuid not null references tenant,
  publisher_name text not null,                -- as it was when it asked
  offer_id uuid not null references offer,
  offer_name text not null,
  product_version text not null check (product_version in ('liveOfferManagement')),
  category text not null check (category in ('saas','virtualMachine','azureApplication','container')),
  problem text not null check (problem in ('updateExistingOffer')),
  title text not null,
  description text not null,
  contact jsonb not null,                      -- {name, email, phone}
  from_option text not null check (from_option in ('any','selected','none')),   -- in force when it asked
  change jsonb not null,                       -- {kind: removePartners, …} or {kind: changeOption, to, …}
  state text not null check (state in ('submitted','approved','refused','withdrawn')),
  submitted_at timestamptz not null,
  submitted_by text not null,
  submitted_by_id uuid,                        -- the person to be told; null for an application
  decided_at timestamptz,                      -- approved, refused or withdrawn
  decided_by text,
  reason text,                                 -- why it was refused
  check ((state = 'submitted') = (decided_at is null)),
  check (state <> 'refused' or reason <> '')
);
-- One question about an offer at a time.
create unique index publisher_request_open on publisher_request (offer_id) where state = 'submitted';
create index publisher_request_of_publisher on publisher_request (publisher_tenant_id, submitted_at desc);
create index publisher_request_by_state on publisher_request (state, submitted_at desc);
alter table publisher_request enable row level security;
alter table publisher_request force row level security;
create policy publisher_request_own on publisher_request to comptoir_app
  using (publisher_tenant_id = comptoir_tenant()) with check (publisher_tenant_id = comptoir_tenant());
create policy publisher_request_system on publisher_request to comptoir_system using (true) with check (true);
grant select, insert, update on publisher_request to comptoir_app, comptoir_system;
