-- Owner: platform, for identity, partners, customers, offers, material, private-offers, support and subscriptions. Why: row
-- policies compare columns with settings and ask nothing else, which costs no search and runs on a database distributed by
-- account. What they asked other tables for stands on the row, and a foreign key keeps it true. And nobody writes tenants,
-- parts or people of others: with the rights of a request one could make oneself operator.

-- ── Identity ────────────────────────────────────────────────────────────────────────────────────────────────────────
-- A partner makes its customers' tenants, and of those it made their first person. Null: made by the operator's hand.
alter table tenant add column made_by_tenant_id uuid, add unique (id, made_by_tenant_id);
alter table tenant enable row level security;
alter table tenant force row level security;
create policy tenant_read on tenant for select to comptoir_app using (true);
create policy tenant_make on tenant for insert to comptoir_app with check (made_by_tenant_id = comptoir_actor());
create policy tenant_system on tenant to comptoir_system using (true) with check (true);

alter table tenant_part add column made_by_tenant_id uuid,
  add foreign key (tenant_id, made_by_tenant_id) references tenant (id, made_by_tenant_id);
alter table tenant_part enable row level security;
alter table tenant_part force row level security;
create policy tenant_part_read on tenant_part for select to comptoir_app using (true);
create policy tenant_part_make on tenant_part for insert to comptoir_app
  with check (part = 'customer' and made_by_tenant_id = comptoir_actor());
create policy tenant_part_system on tenant_part to comptoir_system using (true) with check (true);

alter table user_account add column made_by_tenant_id uuid, add unique (id, tenant_id),
  add foreign key (tenant_id, made_by_tenant_id) references tenant (id, made_by_tenant_id);
alter policy user_account_read on user_account using (tenant_id = comptoir_actor());
alter policy user_account_write on user_account
  with check (tenant_id = comptoir_actor() or made_by_tenant_id = comptoir_actor());

alter table user_role add column tenant_id uuid, add column made_by_tenant_id uuid;
update user_role r set tenant_id = u.tenant_id from user_account u where u.id = r.user_id;
alter table user_role alter column tenant_id set not null,
  drop constraint user_role_user_id_fkey,
  add foreign key (user_id, tenant_id) references user_account (id, tenant_id),
  add foreign key (tenant_id, made_by_tenant_id) references tenant (id, made_by_tenant_id);
alter policy user_role_read on user_role using (tenant_id = comptoir_actor());
alter policy user_role_write on user_role
  with check (tenant_id = comptoir_actor() or made_by_tenant_id = comptoir_actor());

alter policy directory_group_own on directory_group
  using (tenant_id = comptoir_actor()) with check (tenant_id = comptoir_actor());
alter table directory_group add unique (id, tenant_id);
alter table group_member add column tenant_id uuid;
update group_member m set tenant_id = g.tenant_id from directory_group g where g.id = m.group_id;
alter table group_member alter column tenant_id set not null,
  drop constraint group_member_group_id_fkey,
  drop constraint group_member_user_id_fkey,
  add foreign key (group_id, tenant_id) references directory_group (id, tenant_id),
  add foreign key (user_id, tenant_id) references user_account (id, tenant_id);
alter policy group_member_own on group_member
  using (tenant_id = comptoir_actor()) with check (tenant_id = comptoir_actor());

alter policy application_own on application
  using (tenant_id = comptoir_actor()) with check (tenant_id = comptoir_actor());
alter table application add unique (id, tenant_id);
alter table application_secret add column tenant_id uuid;
update application_secret s set tenant_id = a.tenant_id from application a where a.id = s.application_id;
alter table application_secret alter column tenant_id set not null,
  drop constraint application_secret_application_id_fkey,
  add foreign key (application_id, tenant_id) references application (id, tenant_id);
grant select (tenant_id) on application_secret to comptoir_app;
alter policy application_secret_own on application_secret
  using (tenant_id = comptoir_actor()) with check (tenant_id = comptoir_actor());

-- ── Customers ───────────────────────────────────────────────────────────────────────────────────────────────────────
-- Partners that have or had a relationship with the customer: they see its record.
alter table customer add column partner_tenant_ids uuid[] not null default '{}', add column made_by_tenant_id uuid,
  add foreign key (tenant_id, made_by_tenant_id) references tenant (id, made_by_tenant_id);
update customer c set partner_tenant_ids = array(
  select partner_tenant_id from customer_relationship r where r.customer_tenant_id = c.tenant_id order by since);
alter policy customer_read on customer using (tenant_id = comptoir_tenant() or comptoir_tenant() = any(partner_tenant_ids));
alter policy customer_write on customer
  with check (made_by_tenant_id = comptoir_actor() and partner_tenant_ids = array[comptoir_tenant()]);
alter policy customer_change on customer
  using (comptoir_tenant() = any(partner_tenant_ids)) with check (comptoir_tenant() = any(partner_tenant_ids));

-- A partner begins a relationship with a customer it made, and changes its own until it ends; that one accepted is the system's to write.
alter table customer_relationship add column made_by_tenant_id uuid,
  add foreign key (customer_tenant_id, made_by_tenant_id) references tenant (id, made_by_tenant_id);
drop policy relationship_parties on customer_relationship;
create policy relationship_read on customer_relationship for select to comptoir_app
  using (comptoir_tenant() in (partner_tenant_id, customer_tenant_id));
create policy relationship_begin on customer_relationship for insert to comptoir_app
  with check (partner_tenant_id = comptoir_tenant() and made_by_tenant_id = comptoir_actor());
create policy relationship_change on customer_relationship for update to comptoir_app
  using (partner_tenant_id = comptoir_tenant() and state = 'reseller') with check (partner_tenant_id = comptoir_tenant());

-- ── Orders ──────────────────────────────────────────────────────────────────────────────────────────────────────────
-- Whose offers are in the order: they complete it by their activation.
alter table purchase_order add column publisher_tenant_ids uuid[] not null default '{}';
update purchase_order o set publisher_tenant_ids = array(
  select distinct s.publisher_tenant_id from subscription s
  where s.partner_tenant_id = o.partner_tenant_id and s.order_id = o.id order by 1);
alter policy purchase_order_publisher on purchase_order using (comptoir_tenant() = any(publisher_tenant_ids));
alter policy purchase_order_publisher_read on purchase_order using (comptoir_tenant() = any(publisher_tenant_ids));

-- ── Offers ──────────────────────────────────────────────────────────────────────────────────────────────────────────
-- Every row about an offer names its publisher, and the foreign key says it is the offer's.
alter table offer add unique (id, publisher_tenant_id), add unique (id, product_id, publisher_tenant_id);
do $$ declare name text; begin
  foreach name in array array['offer_plan', 'offer_availability', 'offer_audience', 'offer_audience_partner', 'offer_sale'] loop
    execute format('alter table %I add column publisher_tenant_id uuid', name);
    execute format('update %I t set publisher_tenant_id = o.publisher_tenant_id from offer o where o.id = t.offer_id', name);
    execute format('alter table %I alter column publisher_tenant_id set not null', name);
  end loop;
  foreach name in array array['offer_plan', 'offer_availability', 'offer_audience', 'offer_audience_partner', 'offer_sale',
    'offer_draft', 'offer_version', 'offer_submission', 'offer_material', 'service_notice', 'publisher_request'] loop
    execute format('alter table %I drop constraint %I', name, name || '_offer_id_fkey');
    execute format('alter table %I add foreign key (offer_id, publisher_tenant_id) references offer (id, publisher_tenant_id)', name);
  end loop;
  foreach name in array array['offer_draft_own', 'offer_submission_own', 'publisher_request_own', 'offer_material_own',
    'service_notice_own', 'offer_version_own', 'offer_listing_add', 'offer_listing_change', 'offer_plan_own',
    'offer_availability_own', 'offer_audience_own', 'offer_audience_partner_own'] loop
    execute format('alter policy %I on %I with check (publisher_tenant_id = comptoir_tenant())', name,
      regexp_replace(name, '_(own|add|change)$', ''));
  end loop;
end $$;
alter policy offer_audience_own on offer_audience using (publisher_tenant_id = comptoir_tenant());
alter policy offer_audience_partner_own on offer_audience_partner using (publisher_tenant_id = comptoir_tenant());
alter policy offer_sale_publisher on offer_sale using (publisher_tenant_id = comptoir_tenant());

alter table offer_listing drop constraint offer_listing_offer_id_fkey,
  add foreign key (offer_id, product_id, publisher_tenant_id) references offer (id, product_id, publisher_tenant_id);
-- Prices are looked up by the product: it must be the offer's.
alter table margin drop constraint margin_offer_id_fkey,
  add foreign key (offer_id, product_id, publisher_tenant_id) references offer (id, product_id, publisher_tenant_id);
alter policy margin_publisher on margin with check (publisher_tenant_id = comptoir_tenant());

alter table offer_availability add unique (id, publisher_tenant_id);
alter table offer_price add column publisher_tenant_id uuid;
update offer_price p set publisher_tenant_id = a.publisher_tenant_id from offer_availability a where a.id = p.availability_id;
alter table offer_price alter column publisher_tenant_id set not null,
  drop constraint offer_price_availability_id_fkey,
  add foreign key (availability_id, publisher_tenant_id) references offer_availability (id, publisher_tenant_id);
alter policy offer_price_own on offer_price with check (publisher_tenant_id = comptoir_tenant());

-- ── Material and notices ────────────────────────────────────────────────────────────────────────────────────────────
-- Offers that the open work has found to be for its account; none before it says so.
create function comptoir_offers() returns uuid[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('comptoir.offers', true), ''), '{}')::uuid[] $$;

alter table offer_material add unique (offer_id, id, publisher_tenant_id);
alter policy offer_material_partner on offer_material using (removed_at is null and offer_id = any(comptoir_offers()));
alter table offer_material_file add column publisher_tenant_id uuid;
update offer_material_file f set publisher_tenant_id = o.publisher_tenant_id from offer o where o.id = f.offer_id;
alter table offer_material_file alter column publisher_tenant_id set not null,
  drop constraint offer_material_file_offer_id_material_id_fkey,
  add foreign key (offer_id, material_id, publisher_tenant_id) references offer_material (offer_id, id, publisher_tenant_id);
alter policy offer_material_file_own on offer_material_file
  using (publisher_tenant_id = comptoir_tenant()) with check (publisher_tenant_id = comptoir_tenant());
alter policy offer_material_file_partner on offer_material_file using (offer_id = any(comptoir_offers()));

alter table service_notice add unique (id, publisher_tenant_id);
alter policy service_notice_partner on service_notice using (offer_id = any(comptoir_offers()));
alter table service_notice_update add column publisher_tenant_id uuid, add column offer_id uuid;
update service_notice_update u set publisher_tenant_id = n.publisher_tenant_id, offer_id = n.offer_id
  from service_notice n where n.id = u.notice_id;
alter table service_notice_update alter column publisher_tenant_id set not null, alter column offer_id set not null,
  drop constraint service_notice_update_notice_id_fkey,
  add foreign key (notice_id, publisher_tenant_id) references service_notice (id, publisher_tenant_id);
alter policy service_notice_update_read on service_notice_update
  using (publisher_tenant_id = comptoir_tenant() or offer_id = any(comptoir_offers()));
alter policy service_notice_update_own on service_notice_update with check (publisher_tenant_id = comptoir_tenant());

-- Which offers have notices at all is nobody's secret: their texts are.
alter table offer_listing add column noticed boolean not null default false;
update offer_listing l set noticed = true where exists (select from service_notice n where n.offer_id = l.offer_id);

drop function comptoir_owns_offer(uuid);
drop function comptoir_is_seller();
drop function comptoir_marketplace_shows(uuid);
drop function comptoir_deals_in_offer(uuid);
