-- Owner: customers. Why: a customer's qualification (education, government, state-owned) opens prices and offers to it and is
-- vetted by the operator; an account under review, or not allowed, buys nothing (wire contract 2.8).

create table customer_qualification (
  customer_tenant_id uuid not null references customer,
  id uuid not null,
  -- Who asked. The customer's other partners see what it is, not who asked.
  partner_tenant_id uuid not null references partner_account,
  partner_name text not null,
  -- Partners of the customer, as `customer` has them: they see the row.
  partner_tenant_ids uuid[] not null,
  customer_name text not null,
  customer_domain text not null,
  qualification text not null check (qualification in ('Education', 'GovernmentCommunityCloud', 'StateOwnedEntity')),
  education_segment text check (education_segment in ('K12', 'HigherEducation')),
  website text,
  validation_code text,
  vetting_status text not null check (vetting_status in ('InReview', 'Approved', 'Denied')),
  -- One of the documented reasons.
  vetting_reason text,
  requested_at timestamptz not null,
  requested_by uuid,
  requested_by_name text not null,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  primary key (customer_tenant_id, id),
  foreign key (partner_tenant_id, customer_tenant_id) references customer_relationship,
  check ((vetting_status = 'InReview') = (decided_at is null)),
  check (vetting_reason is null or vetting_status = 'Denied'),
  check ((qualification = 'GovernmentCommunityCloud') = (validation_code is not null))
);
-- A customer has a qualification, or asks for it, once.
create unique index customer_qualification_once on customer_qualification (customer_tenant_id, qualification)
  where vetting_status <> 'Denied';
create index customer_qualification_by_request on customer_qualification (requested_at, id);

-- Codes of the operator by which a partner shows that an organisation was found to be of the government.
create table validation_code (
  partner_tenant_id uuid not null references partner_account,
  id text not null check (id <> ''),
  organization_name text not null check (organization_name <> ''),
  max_creates int not null check (max_creates > 0),
  remaining_creates int not null check (remaining_creates between 0 and max_creates),
  version int not null default 1,
  made_at timestamptz not null,
  made_by uuid,
  primary key (partner_tenant_id, id)
);

-- Null: never looked at, which stands against nothing.
alter table customer
  add column account_status text check (account_status in ('Unknown', 'UnderReview', 'Allowed', 'NotAllowed')),
  add column account_status_at timestamptz,
  add column folded_name text collate "C" not null generated always as (comptoir_fold(company_name)) stored,
  add column search_words text not null generated always as (
    comptoir_fold(company_name) || ' ' || comptoir_fold(domain) || ' ' || tenant_id::text) stored,
  add constraint customer_account_status check ((account_status is null) = (account_status_at is null));
create index customer_by_name on customer (folded_name, tenant_id);

-- Every decision on an account, with what the operator noted.
create table account_check (
  customer_tenant_id uuid not null references customer,
  id uuid not null,
  status text not null check (status in ('UnderReview', 'Allowed', 'NotAllowed')),
  note text not null,
  at timestamptz not null,
  by_user uuid,
  by_name text not null,
  primary key (customer_tenant_id, id)
);

do $$
declare name text;
begin
  foreach name in array array['customer_qualification', 'validation_code', 'account_check'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('grant select, insert, update on %I to comptoir_system', name);
    execute format('create policy %I on %I to comptoir_system using (true) with check (true)', name || '_system', name);
  end loop;
end $$;
revoke update on account_check from comptoir_system;

grant select (customer_tenant_id, id, qualification, education_segment, website, vetting_status, vetting_reason, requested_at,
  decided_at), insert on customer_qualification to comptoir_app;
create policy customer_qualification_read on customer_qualification for select to comptoir_app
  using (customer_tenant_id = comptoir_tenant() or comptoir_tenant() = any(partner_tenant_ids));
create policy customer_qualification_ask on customer_qualification for insert to comptoir_app
  with check (partner_tenant_id = comptoir_tenant() and vetting_status = 'InReview' and decided_at is null);

grant select, update (remaining_creates, version) on validation_code to comptoir_app;
create policy validation_code_own on validation_code for select to comptoir_app using (partner_tenant_id = comptoir_tenant());
create policy validation_code_use on validation_code for update to comptoir_app
  using (partner_tenant_id = comptoir_tenant()) with check (partner_tenant_id = comptoir_tenant());
