-- Owner: subscriptions. Why: a renewal has the price that is in force for it (rule F24/renewal-price), which another published
-- version may have set. The availability whose list price a term has; null: the one that was bought.
alter table subscription_term add column price_availability_id text;
