-- Owner: billing. Why: a provider sells to its resellers as well as to customers of its own. A seller's own price says for
-- which of the two it counts, so that what customers pay is never asked of a reseller.
alter table customer_price rename to own_price;
alter policy customer_price_own on own_price rename to own_price_own;
alter policy customer_price_system on own_price rename to own_price_system;
alter table own_price rename constraint customer_price_pkey to own_price_pkey;
alter table own_price rename column customer_tenant_id to buyer_tenant_id;  -- null: every buyer of the kind
alter table own_price add column buyer_kind text not null default 'customer' check (buyer_kind in ('customer','reseller'));
alter table own_price alter column buyer_kind drop default;
drop index customer_price_lookup;
create index own_price_lookup on own_price (partner_tenant_id, product_id, sku_id, term, billing_cycle, buyer_kind, effective_from);
