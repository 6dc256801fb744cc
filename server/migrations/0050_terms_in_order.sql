-- Owner: subscriptions. Why: terms of an account are charged some at a time, in this order. With terms due at one moment, as
-- after a midnight, the former index had all of them read and sorted for each batch.
drop index subscription_term_due;
create index subscription_term_due on subscription_term (partner_tenant_id, next_charge_at, subscription_id, number)
  where next_charge_at is not null;
