-- Owner: identity. Why: tenants make and invite their own people, who set their own password, forget it, and prove
-- themselves by a second factor; a control panel vendor's application acts for tenants that consented; a tenant may let an
-- identity provider of its own say who its people are (rules B19, B28 to B30).

alter table user_account
  add column first_name text not null default '',
  add column last_name text not null default '',
  add column phone_number text,
  add column usage_location char(2),
  -- Set by somebody else: it is changed at the next sign-in.
  add column must_change_password boolean not null default false,
  -- Deleted people are kept for 30 days and can be brought back.
  add column deleted_at timestamptz,
  add column immutable_id text,
  add column version int not null default 1;

create table user_invitation (
  tenant_id uuid not null references tenant,
  id uuid not null,
  email text not null,
  display_name text not null,
  roles text[] not null,
  language text not null,
  secret_hash bytea not null unique,
  state text not null check (state in ('open', 'accepted', 'withdrawn')),
  made_at timestamptz not null,
  made_by uuid not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  user_id uuid,
  primary key (tenant_id, id)
);

-- Links in mails by which a forgotten password is set anew. Wall clock, as all credentials.
create table password_reset (
  tenant_id uuid not null references tenant,
  id uuid not null,
  user_id uuid not null,
  secret_hash bytea not null unique,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, id),
  foreign key (user_id, tenant_id) references user_account (id, tenant_id)
);

-- Second factors. Secrets are sealed with a key that the database does not hold by itself (COMPTOIR_SECRET or the data folder).
create table second_factor (
  tenant_id uuid not null references tenant,
  user_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('totp', 'passkey', 'recovery')),
  name text not null,
  secret bytea not null,
  -- Of a passkey: its credential id, public key and counter.
  credential_id text unique,
  counter bigint not null default 0,
  confirmed_at timestamptz,
  used_at timestamptz,
  made_at timestamptz not null,
  primary key (tenant_id, user_id, id),
  foreign key (user_id, tenant_id) references user_account (id, tenant_id)
);

-- What a tenant asks of its people at sign-in.
create table sign_in_policy (
  tenant_id uuid primary key references tenant,
  second_factor_required boolean not null default false,
  changed_at timestamptz not null,
  changed_by uuid not null
);

-- An OpenID Connect provider that says who a tenant's people are; groups of theirs map to roles of ours.
create table identity_provider (
  tenant_id uuid primary key references tenant,
  issuer text not null,
  client_id text not null,
  client_secret bytea not null,
  -- The claim that lists groups, and which of them hold which roles.
  group_claim text not null,
  group_roles jsonb not null,
  active boolean not null,
  changed_at timestamptz not null,
  changed_by uuid not null
);
create table identity_provider_subject (
  tenant_id uuid not null references tenant,
  issuer text not null,
  subject text not null,
  user_id uuid not null,
  primary key (tenant_id, issuer, subject),
  foreign key (user_id, tenant_id) references user_account (id, tenant_id)
);

-- Applications of other tenants, by an administrator's consent.
create table application_consent (
  tenant_id uuid not null references tenant,
  application_id uuid not null,
  -- The vendor's.
  application_tenant_id uuid not null,
  permissions text[] not null,
  consented_at timestamptz not null,
  consented_by uuid not null,
  revoked_at timestamptz,
  primary key (tenant_id, application_id),
  foreign key (application_id, application_tenant_id) references application (id, tenant_id)
);

do $$
declare name text;
begin
  foreach name in array array['user_invitation', 'password_reset', 'second_factor', 'sign_in_policy', 'identity_provider',
    'identity_provider_subject', 'application_consent'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('grant select, insert, update, delete on %I to comptoir_system', name);
    execute format('create policy %I on %I to comptoir_system using (true) with check (true)', name || '_system', name);
  end loop;
  -- Requests see what is their tenant's; who may enter is written by comptoir_identity (0036).
  foreach name in array array['user_invitation', 'sign_in_policy', 'application_consent'] loop
    execute format('grant select on %I to comptoir_app', name);
    execute format('create policy %I on %I for select to comptoir_app using (tenant_id = comptoir_actor())', name || '_read', name);
    execute format('grant insert on %I to comptoir_identity', name);
    execute format('create policy %I on %I for insert to comptoir_identity with check (tenant_id = comptoir_actor())', name || '_write', name);
    execute format('create policy %I on %I for update to comptoir_identity using (tenant_id = comptoir_actor())
      with check (tenant_id = comptoir_actor())', name || '_change', name);
  end loop;
end $$;
grant update (state, ended_at, secret_hash, made_at, expires_at) on user_invitation to comptoir_identity;
grant update (second_factor_required, changed_at, changed_by) on sign_in_policy to comptoir_identity;
grant update (permissions, consented_at, consented_by, revoked_at) on application_consent to comptoir_identity;

-- A person's own second factors, without their secrets; the provider without its secret.
grant select (tenant_id, user_id, id, kind, name, confirmed_at, used_at, made_at) on second_factor to comptoir_app;
create policy second_factor_read on second_factor for select to comptoir_app using (tenant_id = comptoir_actor());
grant select (tenant_id, issuer, client_id, group_claim, group_roles, active, changed_at, changed_by) on identity_provider to comptoir_app;
create policy identity_provider_read on identity_provider for select to comptoir_app using (tenant_id = comptoir_actor());

-- Administrators change the people of their tenant, and a partner those of the customers it administers: the use case asks
-- for the right, the policy for the tenant.
grant update (display_name, email, language, active, first_name, last_name, phone_number, usage_location, deleted_at,
  must_change_password, immutable_id, version, password_hash) on user_account to comptoir_identity;
create policy user_account_change on user_account for update to comptoir_identity
  using (tenant_id = comptoir_actor()) with check (tenant_id = comptoir_actor());
grant delete on user_role, group_member to comptoir_identity;
create policy user_role_remove on user_role for delete to comptoir_identity using (tenant_id = comptoir_actor());
create policy group_member_remove on group_member for delete to comptoir_identity using (tenant_id = comptoir_actor());
