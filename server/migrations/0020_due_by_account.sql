-- Owner: subscriptions. Why: renewals and charges are looked up for one billing account at a time, so that no statement
-- reads or locks rows of two.
create index subscription_to_renew on subscription (partner_tenant_id, term_end) where status = 'active';
create index subscription_term_due on subscription_term (partner_tenant_id, next_charge_at)
  where next_charge_at is not null;
