-- Owner: offers; partners for what the picker filters by. Why: every kind of offer the programme sells (rule A2), offers
-- seen by their preview audience before they go live, what partners are found by (rule A8), and who has sold what, so
-- that a partner that resold is never taken off (rule A15).

alter table offer drop constraint offer_kind_check;
alter table offer add constraint offer_kind_check
  check (kind in ('saas','virtualMachine','azureApplication','container'));

-- A draft frozen for its preview audience. Going live publishes exactly this document as the next version.
create table offer_submission (
  offer_id uuid not null references offer,
  number int not null,                     -- 1, 2, … per offer; the draft itself is submission 0 of the ingestion API
  publisher_tenant_id uuid not null,
  publisher_name text not null,
  state text not null check (state in ('preview','live','withdrawn','replaced')),
  document jsonb not null,
  submitted_at timestamptz not null,       -- in preview since
  submitted_by text not null,
  decided_at timestamptz,                  -- went live, was withdrawn, or was replaced by a later preview
  version_id uuid references offer_version,
  primary key (offer_id, number)
);
create unique index offer_submission_in_preview on offer_submission (offer_id) where state = 'preview';
alter table offer_submission enable row level security;
alter table offer_submission force row level security;
create policy offer_submission_own on offer_submission to comptoir_app
  using (publisher_tenant_id = comptoir_tenant()) with check (publisher_tenant_id = comptoir_tenant());
create policy offer_submission_system on offer_submission to comptoir_system using (true) with check (true);
grant select, insert, update on offer_submission to comptoir_app, comptoir_system;

-- A partner sold an offer to a customer of its own (AUD-61). Written with the order, never removed: cancelling does not
-- undo that it was resold. Starts with the partner, as all that grows with commerce.
create table offer_sale (
  partner_tenant_id uuid not null references partner_account,
  offer_id uuid not null references offer,
  customer_tenant_id uuid not null references customer,
  first_sold_at timestamptz not null,
  primary key (partner_tenant_id, offer_id, customer_tenant_id)
);
create index offer_sale_by_offer on offer_sale (offer_id, partner_tenant_id);
insert into offer_sale (partner_tenant_id, offer_id, customer_tenant_id, first_sold_at)
  select partner_tenant_id, offer_id, customer_tenant_id, min(created_at) from subscription group by 1, 2, 3;
alter table offer_sale enable row level security;
alter table offer_sale force row level security;
create policy offer_sale_partner on offer_sale to comptoir_app
  using (partner_tenant_id = comptoir_tenant()) with check (partner_tenant_id = comptoir_tenant());
create policy offer_sale_publisher on offer_sale for select to comptoir_app using (comptoir_owns_offer(offer_id));
create policy offer_sale_system on offer_sale to comptoir_system using (true) with check (true);
grant select, insert on offer_sale to comptoir_app, comptoir_system;

-- What a partner is found by, beside its name (rules A8, A24).
alter table partner_account
  add column competency text check (competency in ('gold','silver')),
  add column skills text[] not null default '{}',
  add column address text not null default '',   -- street, postal code and town in one line; the country is apart
  add column website text not null default '';

create extension if not exists pg_trgm;
create extension if not exists unaccent;
-- unaccent() itself is only stable, because its dictionary may change; an index needs a function that promises not to.
create function comptoir_fold(words text) returns text language sql immutable strict parallel safe
  return lower(unaccent('unaccent'::regdictionary, words));
create index partner_account_by_folded_name on partner_account using gin (comptoir_fold(name) gin_trgm_ops);
