-- Owner: identity. Why: people of a tenant hold licences, as they hold roles and groups; how many there are is what its
-- subscriptions say, and nothing here (decision 0078). Written by the system: seats are of other accounts.

create table user_licence (
  tenant_id uuid not null references tenant,
  user_id uuid not null,
  -- Product and SKU of the catalogue, `product:sku`.
  sku_id text not null check (sku_id <> ''),
  assigned_at timestamptz not null,
  primary key (tenant_id, user_id, sku_id),
  foreign key (user_id, tenant_id) references user_account (id, tenant_id)
);
create index user_licence_by_sku on user_licence (tenant_id, sku_id);
create index user_licence_by_user on user_licence (user_id);

alter table user_licence enable row level security;
alter table user_licence force row level security;
grant select, insert, delete on user_licence to comptoir_system;
create policy user_licence_system on user_licence to comptoir_system using (true) with check (true);
