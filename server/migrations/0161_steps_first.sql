-- Owner: subscriptions. Why: a publisher may ask for steps on its own site before a change takes effect (rule F17, rows SUB-18
-- and CAN-06). Such a change waits for its word, silence is none, and it can be taken back meanwhile.
alter table subscription_operation add column step_until timestamptz;  -- what is not confirmed by then is not made; null: no step
