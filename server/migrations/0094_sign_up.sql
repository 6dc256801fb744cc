-- Owner: enrolment, partners. Why: a company that has no account makes one itself, once its address is confirmed; and one
-- person links the PartnerID of another account by a code that this account's administrator was shown (rules B3, B8).

-- Accounts that are asked for. A tenant is made when the link of the mail is followed and a password chosen, not before, so
-- that nobody can take a name or fill the house with a stranger's address.
create table sign_up (
  id uuid primary key,
  email text not null,
  company_name text not null,
  first_name text not null,
  last_name text not null,
  country char(2) not null,
  language text not null,
  secret_hash bytea not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index sign_up_by_email on sign_up (comptoir_lower(email), made_at);
create index sign_up_by_end on sign_up (expires_at);

-- Codes by which another account may use a location. Kept is their hash.
create table location_association (
  tenant_id uuid not null references tenant,
  id uuid not null,
  mpn_id text not null,
  secret_hash bytea not null,
  made_at timestamptz not null,
  made_by uuid not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  used_by_tenant_id uuid references tenant,
  primary key (tenant_id, id),
  foreign key (tenant_id, mpn_id) references partner_location (tenant_id, mpn_id)
);

-- Which enrolment of the company an address is confirmed for.
alter table mail_confirmation add column kind text check (kind in ('direct', 'provider', 'reseller', 'publisher'));

-- Accounts without a mailbox: mail to them reaches nobody (rule B13).
insert into refused_mail_domain (domain, family, added_at) values ('onmicrosoft.com', false, timestamptz '2026-11-30 00:00Z')
  on conflict do nothing;

do $$
declare name text;
begin
  foreach name in array array['sign_up', 'location_association'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('grant select, insert, update, delete on %I to comptoir_system', name);
    execute format('create policy %I on %I to comptoir_system using (true) with check (true)', name || '_system', name);
  end loop;
end $$;
