-- Owner: subscriptions. Why: a customer buys in the online store without a partner (decision 0092). The billing account is
-- then the customer's own tenant, which has no relationship with itself: only what a partner sold refers to one.
do $$
declare one record;
begin
  for one in select conrelid::regclass::text as name, conname from pg_constraint
    where contype = 'f' and confrelid = 'customer_relationship'::regclass and conrelid in ('purchase_order'::regclass, 'subscription'::regclass)
  loop
    execute format('alter table %I drop constraint %I', one.name, one.conname);
  end loop;
end $$;

alter table purchase_order
  add column sold_by_tenant_id uuid generated always as (nullif(partner_tenant_id, customer_tenant_id)) stored,
  add foreign key (sold_by_tenant_id, customer_tenant_id) references customer_relationship;
alter table subscription
  add column sold_by_tenant_id uuid generated always as (nullif(partner_tenant_id, customer_tenant_id)) stored,
  add foreign key (sold_by_tenant_id, customer_tenant_id) references customer_relationship;
