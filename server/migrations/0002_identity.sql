-- Owner: identity. Why: tenants and the parts they play, people with roles and groups, applications with credentials,
-- and what the token service must remember. Signing in looks people and applications up before a tenant is known and
-- does so as the system; a request sees those of its own tenant only, and never a password hash or a signing key.

create table tenant (
  id uuid primary key,
  name text not null check (name <> ''),
  domain text not null,
  country char(2) not null,
  language text not null default 'en',
  created_at timestamptz not null
);
create unique index tenant_domain on tenant (lower(domain));

create table tenant_part (
  tenant_id uuid not null references tenant,
  part text not null check (part in ('operator','publisher','direct','provider','reseller','customer')),
  primary key (tenant_id, part)
);

create table user_account (
  id uuid primary key,
  tenant_id uuid not null references tenant,
  user_principal_name text not null,
  display_name text not null,
  email text not null,
  language text,
  password_hash text not null,
  active boolean not null default true,
  created_at timestamptz not null
);
create unique index user_account_name on user_account (lower(user_principal_name));
create index user_account_by_tenant on user_account (tenant_id);

-- Directory roles: global_admin, user_admin, billing_admin, manager.
create table user_role (
  user_id uuid not null references user_account,
  role text not null check (role in ('global_admin','user_admin','billing_admin','manager')),
  primary key (user_id, role)
);

-- AdminAgents, SalesAgents and HelpdeskAgents are groups; membership gives the agent role.
create table directory_group (
  id uuid primary key,
  tenant_id uuid not null references tenant,
  name text not null,
  role text check (role in ('admin_agent','sales_agent','helpdesk_agent')),
  unique (tenant_id, name)
);
create table group_member (
  group_id uuid not null references directory_group,
  user_id uuid not null references user_account,
  primary key (group_id, user_id)
);

create table application (
  id uuid primary key,                       -- the client id
  tenant_id uuid references tenant,          -- null: the house's own (the portal), usable by people of every tenant
  name text not null,
  public boolean not null default false,     -- device code and authorization code with PKCE, no secret
  redirect_uris jsonb not null default '[]',
  active boolean not null default true,
  created_at timestamptz not null
);
create index application_by_tenant on application (tenant_id);
create table application_secret (
  id uuid primary key,
  application_id uuid not null references application,
  secret_hash bytea not null,                -- sha256 of 256 random bits needs no slow hash
  hint text not null,
  expires_at timestamptz not null
);
create index application_secret_by_application on application_secret (application_id);

create table signing_key (
  kid text primary key,
  private_jwk jsonb not null,
  created_at timestamptz not null,
  retired_at timestamptz
);

-- Sessions, grants, refresh tokens, device codes of the token service (oidc-provider's adapter).
create table token_record (
  kind text not null,
  id text not null,
  payload jsonb not null,
  grant_id text,
  user_code text,
  uid text,
  consumed_at timestamptz,
  expires_at timestamptz,
  primary key (kind, id)
);
create index token_record_by_grant on token_record (grant_id) where grant_id is not null;
create index token_record_by_user_code on token_record (user_code) where user_code is not null;
create index token_record_by_uid on token_record (uid) where uid is not null;
create index token_record_by_expiry on token_record (expires_at);

grant select, insert, update, delete on tenant, tenant_part, user_account, user_role, directory_group, group_member,
  application, application_secret, signing_key, token_record to comptoir_system;
grant select on tenant, tenant_part to comptoir_app;
grant insert on tenant, tenant_part to comptoir_app; -- a partner creates its customers' tenants and their first user
grant select (id, tenant_id, user_principal_name, display_name, email, language, active, created_at) on user_account
  to comptoir_app;
grant select on user_role, directory_group, group_member, application to comptoir_app;
grant select (id, application_id, hint, expires_at) on application_secret to comptoir_app;
grant insert on user_account, user_role, directory_group, group_member, application, application_secret to comptoir_app;

do $$ declare name text; begin
  foreach name in array array['user_account', 'user_role', 'directory_group', 'group_member', 'application',
    'application_secret'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy %I on %I to comptoir_system using (true) with check (true)', name || '_system', name);
  end loop;
end $$;
create policy user_account_read on user_account for select to comptoir_app using (tenant_id = comptoir_tenant());
create policy user_account_write on user_account for insert to comptoir_app with check (true);
create policy user_role_read on user_role for select to comptoir_app using (
  exists (select from user_account u where u.id = user_id and u.tenant_id = comptoir_tenant()));
create policy user_role_write on user_role for insert to comptoir_app with check (true);
create policy directory_group_own on directory_group to comptoir_app
  using (tenant_id = comptoir_tenant()) with check (tenant_id = comptoir_tenant());
create policy group_member_own on group_member to comptoir_app
  using (exists (select from directory_group g where g.id = group_id and g.tenant_id = comptoir_tenant()))
  with check (exists (select from directory_group g where g.id = group_id and g.tenant_id = comptoir_tenant()));
create policy application_own on application to comptoir_app
  using (tenant_id = comptoir_tenant()) with check (tenant_id = comptoir_tenant());
create policy application_secret_own on application_secret to comptoir_app
  using (exists (select from application a where a.id = application_id and a.tenant_id = comptoir_tenant()))
  with check (exists (select from application a where a.id = application_id and a.tenant_id = comptoir_tenant()));
