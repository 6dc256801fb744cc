-- Owner: partnerships, relationships. Why: a provider sells through resellers, which accept it by a link of its invitation
-- (rules D2, D3, D14); a customer accepts a partner, or a reseller and its provider at once, by a link of their request
-- (rules D4 to D6, C10); either side ends it.

create table partnership (
  provider_tenant_id uuid not null references partner_account,
  reseller_tenant_id uuid not null references partner_account,
  -- What lists show and search.
  provider_name text not null,
  reseller_name text not null,
  state text not null check (state in ('active', 'ended')),
  since timestamptz not null,
  ended_at timestamptz,
  ended_by_tenant_id uuid,
  -- The provider administers the reseller's tenant until the reseller takes that away; the partnership goes on (rule D3).
  administrator_access boolean not null default true,
  access_removed_at timestamptz,
  accepted_by uuid not null,
  primary key (provider_tenant_id, reseller_tenant_id),
  check ((state = 'ended') = (ended_at is not null)),
  check (provider_tenant_id <> reseller_tenant_id)
);
create index partnership_by_reseller on partnership (reseller_tenant_id, provider_tenant_id);

create table partnership_invitation (
  provider_tenant_id uuid not null references partner_account,
  id uuid not null,
  -- Whom the mail went to; null: the provider sent the link itself.
  email text,
  language text not null,
  -- The mail's text as the provider edited it; the link stands in it.
  message text not null,
  secret_hash bytea not null unique,
  state text not null check (state in ('open', 'accepted', 'declined', 'withdrawn')),
  made_at timestamptz not null,
  made_by uuid not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  reseller_tenant_id uuid references partner_account,
  primary key (provider_tenant_id, id)
);

-- Requests to customers. The public link names partner, PartnerID and delegated rights; a mail's link carries a secret too.
create table relationship_request (
  partner_tenant_id uuid not null references partner_account,
  id uuid not null,
  email text,
  language text not null,
  message text not null,
  -- Asks for the older, all-or-nothing delegated administration as well (rule D7).
  delegated_access boolean not null,
  -- A reseller asks for itself and for this provider, in one acceptance (rule D4).
  provider_tenant_id uuid references partner_account,
  secret_hash bytea not null unique,
  state text not null check (state in ('open', 'accepted', 'declined', 'withdrawn')),
  made_at timestamptz not null,
  made_by uuid not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  customer_tenant_id uuid references tenant,
  primary key (partner_tenant_id, id),
  foreign key (provider_tenant_id, partner_tenant_id) references partnership (provider_tenant_id, reseller_tenant_id)
);

-- A reseller's row names the providers that the customer accepted with it, a provider's row the resellers: each side lists
-- what it shares without seeing the other's row.
alter table customer_relationship
  add column provider_tenant_ids uuid[] not null default '{}',
  add column reseller_tenant_ids uuid[] not null default '{}',
  -- Of the partner: what the customer's list shows.
  add column partner_name text not null default '',
  add column accepted_by uuid,
  add column ended_at timestamptz,
  add column ended_by_tenant_id uuid,
  add column delegated_access_ended_at timestamptz;
update customer_relationship r set partner_name = t.name from tenant t where t.id = r.partner_tenant_id;
create index customer_relationship_by_provider on customer_relationship using gin (provider_tenant_ids);
create index customer_relationship_by_reseller on customer_relationship using gin (reseller_tenant_ids);

do $$
declare name text;
begin
  foreach name in array array['partnership', 'partnership_invitation', 'relationship_request'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('grant select, insert, update, delete on %I to comptoir_system', name);
    execute format('create policy %I on %I to comptoir_system using (true) with check (true)', name || '_system', name);
    execute format('grant select on %I to comptoir_app', name);
  end loop;
end $$;
-- Two companies are bound by what both did: partnerships and acceptances are written by the system, on what was proved.
create policy partnership_parties on partnership for select to comptoir_app
  using (comptoir_tenant() in (provider_tenant_id, reseller_tenant_id));
create policy partnership_invitation_own on partnership_invitation for select to comptoir_app
  using (provider_tenant_id = comptoir_tenant());
create policy relationship_request_own on relationship_request for select to comptoir_app
  using (partner_tenant_id = comptoir_tenant());

-- Who asks writes the request, and takes it back.
grant insert, update (state, ended_at) on partnership_invitation, relationship_request to comptoir_app;
create policy partnership_invitation_make on partnership_invitation for insert to comptoir_app
  with check (provider_tenant_id = comptoir_tenant() and state = 'open' and reseller_tenant_id is null);
create policy partnership_invitation_withdraw on partnership_invitation for update to comptoir_app
  using (provider_tenant_id = comptoir_tenant() and state = 'open')
  with check (provider_tenant_id = comptoir_tenant() and state = 'withdrawn');
create policy relationship_request_make on relationship_request for insert to comptoir_app
  with check (partner_tenant_id = comptoir_tenant() and state = 'open' and customer_tenant_id is null);
create policy relationship_request_withdraw on relationship_request for update to comptoir_app
  using (partner_tenant_id = comptoir_tenant() and state = 'open')
  with check (partner_tenant_id = comptoir_tenant() and state = 'withdrawn');
