-- Owner: subscriptions. Why: a partner says which of its resellers supports a subscription (wire contract, section 5.5). Null:
-- the partner itself.
alter table subscription
  add column support_tenant_id uuid references partner_account,
  add column support_mpn_id text,
  add check ((support_tenant_id is null) = (support_mpn_id is null));
