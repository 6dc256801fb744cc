-- Owner: relationships. Why: a customer's id stood among the words that a search looks into, so that two letters found
-- customers by chance. Ids are looked for by their beginning, when what is typed looks like one.
drop index customer_relationship_by_words;
alter table customer_relationship drop column search_words;
alter table customer_relationship
  add column search_words text collate "C" not null generated always as (
    comptoir_fold(customer_name) || ' ' || comptoir_fold(customer_domain)) stored;
create index customer_relationship_by_words on customer_relationship using gin (partner_tenant_id, search_words gin_trgm_ops)
  where state = 'reseller';
