-- Owner: partners, customers, relationships. Why: who takes part in the channel, in which region and currency, and
-- which partner may act for which customer.

create table partner_account (
  tenant_id uuid primary key references tenant,
  name text not null check (name <> ''),                           -- legal name (rule B5)
  kind text not null check (kind in ('direct','provider','reseller')),
  mpn_id text not null unique check (mpn_id ~ '^[0-9]{5,10}$'),   -- the location PartnerID (rule B10)
  country char(2) not null,
  region text not null,                                             -- CSP market region code (rule C1)
  currency char(3) not null,                                        -- billing currency, fixed by contract (rule C6)
  state text not null check (state in ('active','restricted','suspended')),
  agreement_signed_at timestamptz,                                  -- partner agreement (rule B17)
  created_at timestamptz not null
);
grant select on partner_account to comptoir_app;
grant select, insert, update on partner_account to comptoir_system;

create table customer (
  tenant_id uuid primary key references tenant,
  commerce_id uuid not null,
  company_name text not null,
  domain text not null,
  registration_number text,
  country char(2) not null,
  region text not null,
  billing_profile jsonb not null,
  billing_profile_id uuid not null,
  administrator_id uuid not null,                   -- its first user: whom publishers see as the beneficiary
  billing_profile_version int not null default 1,   -- what its etag carries
  direct_agreement_signed_at timestamptz,           -- the customer accepted the customer agreement itself (rule F6)
  created_at timestamptz not null
);
create index customer_by_name on customer (lower(company_name), tenant_id);

create table customer_relationship (
  partner_tenant_id uuid not null references partner_account,
  customer_tenant_id uuid not null references customer,
  state text not null check (state in ('reseller','none')),
  delegated_access boolean not null default true,
  since timestamptz not null,
  primary key (partner_tenant_id, customer_tenant_id)
);
create index customer_relationship_by_customer on customer_relationship (customer_tenant_id);

create table customer_agreement (
  id uuid primary key,
  partner_tenant_id uuid not null references partner_account,
  customer_tenant_id uuid not null references customer,
  template_id uuid not null,
  agreement_type text not null,
  first_name text not null,
  last_name text not null,
  email text not null,
  phone_number text,
  date_agreed date not null,
  confirmed_by uuid not null,
  confirmed_at timestamptz not null
);
create unique index customer_agreement_contact on customer_agreement
  (partner_tenant_id, customer_tenant_id, template_id, lower(first_name), lower(last_name), lower(email), coalesce(phone_number, ''));

alter table customer_relationship enable row level security;
alter table customer_relationship force row level security;
create policy relationship_parties on customer_relationship to comptoir_app
  using (comptoir_tenant() in (partner_tenant_id, customer_tenant_id))
  with check (partner_tenant_id = comptoir_tenant());
create policy relationship_system on customer_relationship to comptoir_system using (true) with check (true);

alter table customer enable row level security;
alter table customer force row level security;
create policy customer_read on customer for select to comptoir_app using (
  tenant_id = comptoir_tenant()
  or exists (select 1 from customer_relationship r
             where r.customer_tenant_id = customer.tenant_id and r.partner_tenant_id = comptoir_tenant()));
create policy customer_write on customer for insert to comptoir_app with check (true);
create policy customer_change on customer for update to comptoir_app using (
  exists (select 1 from customer_relationship r
          where r.customer_tenant_id = customer.tenant_id and r.partner_tenant_id = comptoir_tenant() and r.state = 'reseller'));
create policy customer_system on customer to comptoir_system using (true) with check (true);

alter table customer_agreement enable row level security;
alter table customer_agreement force row level security;
create policy agreement_parties on customer_agreement to comptoir_app
  using (comptoir_tenant() in (partner_tenant_id, customer_tenant_id))
  with check (partner_tenant_id = comptoir_tenant());
create policy agreement_system on customer_agreement to comptoir_system using (true) with check (true);

grant select, insert, update on customer, customer_relationship to comptoir_app, comptoir_system;
grant select, insert on customer_agreement to comptoir_app, comptoir_system;

-- Signs the links to agreement documents, which are valid for five minutes. One row, random per installation.
create table agreement_link_key (
  id boolean primary key default true check (id),
  key bytea not null
);
insert into agreement_link_key (key) values (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));
grant select on agreement_link_key to comptoir_app, comptoir_system;
