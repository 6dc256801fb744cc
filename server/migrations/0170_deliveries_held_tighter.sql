-- Owner: webhooks. Why: where a notification goes is never the word of a request: only the system leaves deliveries behind
-- (docs/decisions/0111-operations-of-publishers.md). What nobody can send is parked, and what is old is forgotten.

drop function comptoir_deliver(jsonb);
alter table webhook_delivery force row level security;

alter table webhook_delivery drop constraint webhook_delivery_outcome_check;
alter table webhook_delivery add constraint webhook_delivery_outcome_check
  check (outcome in ('delivered', 'refused', 'failed', 'superseded', 'parked')); -- parked: its reason is in last_problem
create index webhook_delivery_ended on webhook_delivery (ended_at, account_tenant_id) where ended_at is not null;

grant delete on webhook_delivery, webhook_attempt to comptoir_system;
grant delete on partner_webhook_test to comptoir_system;
