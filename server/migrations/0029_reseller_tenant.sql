-- Owner: subscriptions. Why: the indirect reseller of a purchase is a tenant, found once when it is named; its PartnerID of
-- that day stays beside it, as the wire spells it. Orders name the resellers of all their lines.

alter table purchase_order add column reseller_tenant_ids uuid[] not null default '{}';
alter table subscription add column reseller_tenant_id uuid references partner_account;
alter table subscription_term add column reseller_tenant_id uuid;
update subscription s set reseller_tenant_id = p.tenant_id
  from partner_account p where p.mpn_id = s.reseller_mpn_id and p.kind = 'reseller';
update subscription_term t set reseller_tenant_id = s.reseller_tenant_id
  from subscription s where s.partner_tenant_id = t.partner_tenant_id and s.id = t.subscription_id
    and s.reseller_tenant_id is not null;
update purchase_order o set reseller_tenant_ids = array(
  select distinct s.reseller_tenant_id from subscription s
  where s.partner_tenant_id = o.partner_tenant_id and s.order_id = o.id and s.reseller_tenant_id is not null order by 1)
  where exists (select from subscription s
    where s.partner_tenant_id = o.partner_tenant_id and s.order_id = o.id and s.reseller_tenant_id is not null);
