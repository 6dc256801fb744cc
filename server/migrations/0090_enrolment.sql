-- Owner: enrolment, partners. Why: companies come into the programme by themselves: they say who they are, are verified,
-- sign the agreement of their region, and only then sell. A PartnerID is a location of a company (rules B5 to B18, B26).

alter table tenant_part drop constraint tenant_part_part_check,
  -- An applicant has a tenant and takes no part yet.
  add constraint tenant_part_part_check
    check (part in ('operator', 'publisher', 'direct', 'provider', 'reseller', 'customer', 'applicant'));

-- The PartnerIDs of a company: one for its headquarters, which does not transact, and one for each location (rule B10).
create table partner_location (
  tenant_id uuid not null references tenant,
  mpn_id text not null unique check (mpn_id ~ '^[0-9]{5,10}$'),
  type text not null check (type in ('global', 'location')),
  name text not null check (name <> ''),
  country char(2) not null,
  address jsonb not null,
  created_at timestamptz not null,
  primary key (tenant_id, mpn_id)
);
create unique index partner_location_global on partner_location (tenant_id) where type = 'global';
-- Partners that are there already: their PartnerID is a location.
insert into partner_location (tenant_id, mpn_id, type, name, country, address, created_at)
  select tenant_id, mpn_id, 'location', name, country, '{}', created_at from partner_account;
create sequence partner_mpn_id minvalue 5000001 maxvalue 9999999999 start 5000001;

-- What a company asks to be. The profile is its draft until it is sent, and what was verified from then on.
create table enrolment (
  tenant_id uuid not null references tenant,
  kind text not null check (kind in ('direct', 'provider', 'reseller', 'publisher')),
  vetting_status text not null check (vetting_status in ('none', 'pending', 'authorized', 'rejected')),
  vetting_sub_status text not null check (vetting_sub_status in ('none', 'entry', 'email_ownership', 'email_domain',
    'employment_verification', 'business_verification', 'decision', 'other')),
  profile jsonb not null,
  -- The draft's version, which a save names: two people may fill it in at once.
  revision int not null default 1,
  -- The PartnerID that transacts; null: postponed (rule B9).
  mpn_id text unique,
  -- Whose location it is: the company's own, or that of another account of the same person (rule B8).
  mpn_tenant_id uuid,
  company_name text generated always as (coalesce(profile #>> '{company,name}', '')) stored,
  folded_name text generated always as (comptoir_fold(coalesce(profile #>> '{company,name}', ''))) stored,
  country char(2) not null,
  started_at timestamptz not null,
  started_by uuid not null,
  submitted_at timestamptz,
  email_confirmed_at timestamptz,
  -- The last of five business days after the address was confirmed (rule B15).
  expected_on date,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  -- Why it was rejected, in the operator's words.
  reason text,
  primary key (tenant_id, kind),
  foreign key (mpn_tenant_id, mpn_id) references partner_location (tenant_id, mpn_id),
  check ((mpn_id is null) = (mpn_tenant_id is null))
);
-- A tenant is not indirect reseller and direct partner, nor provider, at once (rule B21).
create unique index enrolment_one_seller on enrolment (tenant_id) where kind <> 'publisher';
create index enrolment_by_state on enrolment (vetting_status, expected_on);

-- What the desk checks, one row each (rule B16).
create table enrolment_check (
  tenant_id uuid not null,
  kind text not null,
  name text not null check (name in ('email_ownership', 'email_domain', 'employment_verification', 'business_verification', 'due_diligence')),
  state text not null check (state in ('pending', 'passed', 'failed')),
  note text,
  at timestamptz not null,
  by_user uuid,
  by_name text,
  primary key (tenant_id, kind, name),
  foreign key (tenant_id, kind) references enrolment
);

-- What a rejected company hands in ("Fix now").
create table enrolment_document (
  tenant_id uuid not null,
  kind text not null,
  id uuid not null,
  document_type text not null check (document_type in ('registration', 'address', 'employment', 'domain', 'other')),
  comment text,
  file_name text not null,
  media_type text not null,
  content bytea not null,
  sha256 text not null,
  uploaded_at timestamptz not null,
  uploaded_by uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, kind) references enrolment
);

-- Links in mails that confirm an address. Kept is the hash of what the link carries; opening it confirms nothing, a press of
-- the button on its page does. Their times are business time.
create table mail_confirmation (
  tenant_id uuid not null references tenant,
  id uuid not null,
  purpose text not null check (purpose in ('enrolment', 'sign_up')),
  email text not null,
  secret_hash bytea not null unique,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  confirmed_at timestamptz,
  withdrawn_at timestamptz,
  primary key (tenant_id, id)
);

-- Domains of free mailboxes, which prove no company (rule B13). The list is open: the operator edits it.
create table refused_mail_domain (
  domain text primary key check (domain = lower(domain)),
  -- A name such as `yahoo` refuses it under every top-level domain.
  family boolean not null,
  added_at timestamptz not null,
  added_by uuid
);
insert into refused_mail_domain (domain, family, added_at)
  select domain, family, timestamptz '2026-11-30 00:00Z' from (values
    ('gmail.com', false), ('googlemail.com', false), ('yahoo', true), ('ymail.com', false), ('rocketmail.com', false),
    ('icloud.com', false), ('me.com', false), ('mac.com', false), ('aol', true), ('aim.com', false),
    ('outlook', true), ('hotmail', true), ('live', true), ('msn.com', false)) as known (domain, family);

-- Who accepted which agreement, once for each CSP region (rule B17), with what shows it.
create table agreement_signature (
  tenant_id uuid not null references tenant,
  agreement text not null check (agreement in ('partner', 'publisher')),
  region text not null,
  version text not null,
  language text not null,
  text_sha256 text not null,
  signed_at timestamptz not null,
  signed_by uuid not null,
  signer_name text not null,
  signer_principal_name text not null,
  source_address text not null,
  primary key (tenant_id, agreement, region)
);

-- Indirect providers come by the operator's nomination only (rule B26).
create table nomination (
  tenant_id uuid not null references tenant,
  kind text not null check (kind in ('provider')),
  note text not null,
  nominated_at timestamptz not null,
  nominated_by uuid not null,
  nominated_by_name text not null,
  withdrawn_at timestamptz,
  primary key (tenant_id, kind)
);

-- What a company says of itself beside its legal profile: billing, support, organisation, and the directory's entry.
create table company_profile (
  tenant_id uuid not null references tenant,
  kind text not null check (kind in ('legal', 'billing', 'support', 'organization', 'directory')),
  profile jsonb not null,
  version int not null default 1,
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (tenant_id, kind)
);

do $$
declare name text;
begin
  foreach name in array array['partner_location', 'enrolment', 'enrolment_check', 'enrolment_document', 'mail_confirmation',
    'agreement_signature', 'nomination', 'company_profile', 'refused_mail_domain'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('grant select, insert, update, delete on %I to comptoir_system', name);
    execute format('create policy %I on %I to comptoir_system using (true) with check (true)', name || '_system', name);
  end loop;
  -- A company's own.
  foreach name in array array['enrolment', 'enrolment_check', 'enrolment_document', 'agreement_signature', 'nomination'] loop
    execute format('grant select on %I to comptoir_app', name);
    execute format('create policy %I on %I for select to comptoir_app using (tenant_id = comptoir_tenant())', name || '_own', name);
  end loop;
end $$;
revoke update, delete on agreement_signature from comptoir_system;

-- The draft is the company's to fill in; its PartnerID and where it stands in the vetting are the system's.
grant insert, update (profile, revision) on enrolment to comptoir_app;
create policy enrolment_begin on enrolment for insert to comptoir_app
  with check (tenant_id = comptoir_tenant() and vetting_status = 'none' and submitted_at is null and decided_at is null);
create policy enrolment_fill_in on enrolment for update to comptoir_app
  using (tenant_id = comptoir_tenant() and vetting_status in ('none', 'authorized'))
  with check (tenant_id = comptoir_tenant() and vetting_status in ('none', 'authorized'));
grant insert on enrolment_document to comptoir_app;
create policy enrolment_document_add on enrolment_document for insert to comptoir_app with check (tenant_id = comptoir_tenant());

grant select on refused_mail_domain to comptoir_app;
create policy refused_mail_domain_read on refused_mail_domain for select to comptoir_app using (true);

-- PartnerIDs and what a company publishes of itself are no secret among those signed in; the rest is its own.
grant select, insert on partner_location to comptoir_app;
revoke update, delete on partner_location from comptoir_system;
grant usage on sequence partner_mpn_id to comptoir_app, comptoir_system;
create policy partner_location_read on partner_location for select to comptoir_app using (true);
create policy partner_location_add on partner_location for insert to comptoir_app with check (tenant_id = comptoir_tenant());
grant select, insert, update (profile, version, changed_at, changed_by) on company_profile to comptoir_app;
create policy company_profile_read on company_profile for select to comptoir_app
  using (tenant_id = comptoir_tenant() or kind in ('directory', 'support'));
create policy company_profile_add on company_profile for insert to comptoir_app
  with check (tenant_id = comptoir_tenant() and kind <> 'legal');
create policy company_profile_change on company_profile for update to comptoir_app
  using (tenant_id = comptoir_tenant() and kind <> 'legal') with check (tenant_id = comptoir_tenant() and kind <> 'legal');
