-- Owner: subscriptions. Why: a plan may begin with a trial of 30 days that costs nothing and then becomes the bought term
-- (rule F25). The trial is term number 0 of the subscription; the terms that cost something are anchored behind it.
alter table subscription
  add column trial boolean not null default false,   -- bought with a trial
  add column paid_from date;                         -- first day of term 1, known from activation on
update subscription s set paid_from = t.start_date
  from subscription_term t
  where t.partner_tenant_id = s.partner_tenant_id and t.subscription_id = s.id and t.number = 1;
