-- Owner: billing. Why: a price is listed, searched and ordered by the names of its product, plan and buyer, which stand in
-- tables of other modules; it keeps them as they were when it was set, as a charge does. Prices set before take them from
-- the newest charge of the plan, or are named by their ids.
alter table own_price
  add column product_name text not null default '',
  add column sku_name text not null default '',
  add column buyer_name text;  -- null: every buyer of the kind
update own_price p set product_name = coalesce(s.product_name, p.product_id), sku_name = coalesce(s.sku_name, p.sku_id)
  from own_price q left join lateral (
    select product_name, sku_name from charge_subject c
    where c.partner_tenant_id = q.partner_tenant_id and c.product_id = q.product_id and c.sku_id = q.sku_id
    order by c.ordered_at desc limit 1) s on true
  where q.partner_tenant_id = p.partner_tenant_id and q.id = p.id;
update own_price p set buyer_name = coalesce((select t.name from tenant t where t.id = p.buyer_tenant_id), p.buyer_tenant_id::text)
  where p.buyer_tenant_id is not null;
alter table own_price alter column product_name drop default, alter column sku_name drop default;
alter table own_price add constraint own_price_buyer_named check ((buyer_tenant_id is null) = (buyer_name is null));
