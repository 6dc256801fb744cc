-- Owner: partners. Why: the picker searches, sorts and pages all partners by name (rules A7, A8). Folding each name while
-- searching costs more than all the rest, so a partner keeps its folded name.

alter table partner_account
  add column folded_name text not null generated always as (comptoir_fold(name)) stored;
drop index partner_account_by_folded_name;
-- Pages of those who can be picked (rule A29), in their order.
create index partner_account_selectable on partner_account (folded_name, tenant_id)
  where state = 'active' and kind in ('direct','provider');
-- Names like a misspelt one.
create index partner_account_by_similar_name on partner_account using gin (folded_name gin_trgm_ops);
