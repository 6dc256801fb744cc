-- Owner: subscriptions. Why: a partner schedules another plan, term, billing cycle or quantity for the renewal (wire contract,
-- section 5.2). One wish a subscription, so it is the subscription's own; what a renewal could not follow is told until the
-- next one.
alter table subscription
  add column next_term jsonb,
  add column next_term_dropped jsonb;
