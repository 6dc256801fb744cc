-- Owner: material. Why: publishers give the partners of an offer sales and support material (rules A23, F1) and tell them
-- of interruptions (rule H4). Neither is part of the offer's versions (docs/decisions/0014), and no customer ever reads
-- either: row security says so once more.

-- Whether the tenant is a partner that buys for itself (direct or provider); never a customer, never a reseller.
create function comptoir_is_seller() returns boolean language sql stable parallel safe
  as $$ select exists (select from partner_account p where p.tenant_id = comptoir_tenant() and p.kind in ('direct','provider')) $$;

-- Whether a seller finds the offer in its marketplace, at the widest: plans that are resold whatever the publisher chose
-- are of these kinds (rule A3). The use case decides exactly.
create function comptoir_marketplace_shows(offer_id uuid) returns boolean language sql stable parallel safe
  as $$ select exists (
    select from offer o left join offer_audience a on a.offer_id = o.id
    where o.id = $1 and o.state = 'live' and (a.option in ('any','selected') or o.kind in ('virtualMachine','container'))) $$;

-- Whether a seller may resell the offer or has sold it: whom a service notice is for.
create function comptoir_deals_in_offer(offer_id uuid) returns boolean language sql stable parallel safe
  as $$ select exists (select from offer_sale s where s.offer_id = $1 and s.partner_tenant_id = comptoir_tenant())
    or exists (
      select from offer o left join offer_audience a on a.offer_id = o.id
      where o.id = $1 and o.state = 'live' and (a.option = 'any' or o.kind in ('virtualMachine','container') or (
        a.option = 'selected' and exists (
          select from offer_audience_partner p where p.offer_id = o.id and p.partner_tenant_id = comptoir_tenant())))) $$;

create table offer_material (
  offer_id uuid not null references offer,
  id uuid not null,
  publisher_tenant_id uuid not null,
  kind text not null check (kind in ('userDocumentation','training','salesMaterial','marketing','other')),
  title text not null check (title <> ''),
  language text not null check (language in ('fr','en','none')),
  url text,                                -- a link; null: a file
  file_name text,
  media_type text,                         -- what the content is, whatever the name says
  size_bytes int check (size_bytes > 0),
  sha256 text,                             -- of the content, hexadecimal
  added_at timestamptz not null,
  added_by text not null,
  removed_at timestamptz,                  -- no partner finds it any more; a file's bytes are gone
  removed_by text,
  primary key (offer_id, id),
  check (num_nonnulls(file_name, media_type, size_bytes, sha256) = case when url is null then 4 else 0 end)
);
create index offer_material_shown on offer_material (offer_id, added_at) where removed_at is null;

-- Apart, so that no list reads a file.
create table offer_material_file (
  offer_id uuid not null,
  material_id uuid not null,
  content bytea not null,
  primary key (offer_id, material_id),
  foreign key (offer_id, material_id) references offer_material
);
-- A file of the allowed kinds is compressed already.
alter table offer_material_file alter column content set storage external;

create table service_notice (
  id uuid primary key,                     -- made in order of time: the newest is the greatest
  offer_id uuid not null references offer,
  publisher_tenant_id uuid not null,
  kind text not null check (kind in ('outage','degradation','maintenance','information')),
  title text not null check (title <> ''),
  text text not null check (text <> ''),
  starts_at timestamptz not null,
  ends_at timestamptz,                     -- over from then on; null: nobody knows yet
  posted_at timestamptz not null,
  posted_by text not null
);
create index service_notice_by_offer on service_notice (offer_id, id desc);
create index service_notice_by_publisher on service_notice (publisher_tenant_id, id desc);

-- What was added later; never changed.
create table service_notice_update (
  notice_id uuid not null references service_notice,
  id uuid not null,
  text text not null check (text <> ''),
  at timestamptz not null,
  by text not null,
  primary key (notice_id, id)
);

alter table offer_material enable row level security;
alter table offer_material force row level security;
create policy offer_material_own on offer_material to comptoir_app
  using (publisher_tenant_id = comptoir_tenant())
  with check (publisher_tenant_id = comptoir_tenant() and comptoir_owns_offer(offer_id));
create policy offer_material_partner on offer_material for select to comptoir_app
  using (removed_at is null and comptoir_is_seller() and comptoir_marketplace_shows(offer_id));
create policy offer_material_system on offer_material to comptoir_system using (true) with check (true);

-- Whoever reads the entry reads its file: the entry's own policies decide.
alter table offer_material_file enable row level security;
alter table offer_material_file force row level security;
create policy offer_material_file_own on offer_material_file to comptoir_app
  using (comptoir_owns_offer(offer_id)) with check (comptoir_owns_offer(offer_id));
create policy offer_material_file_partner on offer_material_file for select to comptoir_app
  using (exists (select from offer_material m where m.offer_id = offer_material_file.offer_id and m.id = material_id));
create policy offer_material_file_system on offer_material_file to comptoir_system using (true) with check (true);

alter table service_notice enable row level security;
alter table service_notice force row level security;
create policy service_notice_own on service_notice to comptoir_app
  using (publisher_tenant_id = comptoir_tenant())
  with check (publisher_tenant_id = comptoir_tenant() and comptoir_owns_offer(offer_id));
create policy service_notice_partner on service_notice for select to comptoir_app
  using (comptoir_is_seller() and comptoir_deals_in_offer(offer_id));
create policy service_notice_system on service_notice to comptoir_system using (true) with check (true);

alter table service_notice_update enable row level security;
alter table service_notice_update force row level security;
create policy service_notice_update_read on service_notice_update for select to comptoir_app
  using (exists (select from service_notice n where n.id = notice_id));
create policy service_notice_update_own on service_notice_update for insert to comptoir_app
  with check (exists (select from service_notice n where n.id = notice_id and n.publisher_tenant_id = comptoir_tenant()));
create policy service_notice_update_system on service_notice_update to comptoir_system using (true) with check (true);

grant select, insert on offer_material, offer_material_file, service_notice, service_notice_update to comptoir_app, comptoir_system;
grant update (kind, title, language, removed_at, removed_by) on offer_material to comptoir_app, comptoir_system;
grant delete on offer_material_file to comptoir_app, comptoir_system;
grant update (ends_at) on service_notice to comptoir_app, comptoir_system;
