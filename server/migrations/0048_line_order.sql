-- Owner: billing. Why: lines of an invoice stand in the order of names that lists have too, in every script and whatever the
-- locale of the database (decision 0034).
alter table charge_subject
  add column folded_customer_name text collate "C" not null generated always as (comptoir_fold(customer_name)) stored;
