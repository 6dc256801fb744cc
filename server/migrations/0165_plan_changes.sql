-- Owner: subscriptions (subscription_change) and billing (charge). Why: a plan may be changed within a term (decision 0109).
-- Such a change keeps which availability was taken at which list price; the charges behind it keep since when they have that
-- plan, and what one unit of it costs for the whole cycle, which later changes in the same cycle build on.

alter table subscription_change drop constraint subscription_change_kind_check;
alter table subscription_change add constraint subscription_change_kind_check
  check (kind in ('quantity', 'cancel', 'plan'));
alter table subscription_change add column availability_id text;   -- the new plan's, of the version that was live
alter table subscription_change add column unit_price numeric;     -- its list price then
alter table subscription_change add constraint subscription_change_plan_check
  check ((kind = 'plan') = (availability_id is not null) and (kind = 'plan') = (unit_price is not null));

-- A plan that was changed at once stands as an operation too: its offer names no webhook, so nobody was asked.
alter table subscription_operation drop constraint subscription_operation_ending_check;
alter table subscription_operation add constraint subscription_operation_ending_check
  check (ending in ('acknowledged', 'silence', 'refused', 'undelivered', 'overtaken', 'told', 'unasked'));

alter table charge add column plan_since timestamptz;  -- when the plan came within its term; null: with the term
alter table charge add column cycle_price numeric;     -- of lines of changes in such a plan: one unit, the whole cycle
