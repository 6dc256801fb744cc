-- Owner: platform; its rows belong to identity, partners, relationships and offers. Why: one definition of folding and
-- order for names in every script, in the database. `lower()` follows the database's locale, which folds ASCII only in a
-- cluster made with C: École, Ёлка and Ägäis were neither found nor in their place, and cursors written by JavaScript
-- disagreed with the database. Lists are searched and ordered by the folded form in byte order (collation C), which no
-- locale, provider or library version changes (decision 0034).

-- For searching and ordering names: compatible forms are one, marks go, letters that have a plain one become it, case goes.
create or replace function comptoir_fold(words text) returns text language sql immutable strict parallel safe
  return translate(lower(unaccent('unaccent'::regdictionary,
    normalize(regexp_replace(normalize(words, NFKD), '[\u0300-\u036f]', '', 'g'), NFKC)) collate "und-x-icu"), 'ς', 'σ');

-- For identity, which accents belong to: domains, user names and mail addresses, without regard to case.
create function comptoir_lower(words text) returns text language sql immutable strict parallel safe
  return lower(normalize(words, NFC) collate "und-x-icu");

drop index tenant_domain;
create unique index tenant_domain on tenant (comptoir_lower(domain));
drop index user_account_name;
create unique index user_account_name on user_account (comptoir_lower(user_principal_name));
drop index mail_by_recipient;
create index mail_by_recipient on mail (comptoir_lower(recipient), at desc);
drop index customer_agreement_contact;
create unique index customer_agreement_contact on customer_agreement (partner_tenant_id, customer_tenant_id, template_id,
  comptoir_lower(first_name), comptoir_lower(last_name), comptoir_lower(email), coalesce(phone_number, ''));

-- Folded by the former definition.
alter table partner_account drop column folded_name;
alter table partner_account
  add column folded_name text collate "C" not null generated always as (comptoir_fold(name)) stored;
create index partner_account_selectable on partner_account (folded_name, tenant_id)
  where state = 'active' and kind in ('direct','provider');
create index partner_account_by_similar_name on partner_account using gin (folded_name gin_trgm_ops);
update offer_listing set title_en = title_en, title_fr = title_fr, words = comptoir_fold(words);
delete from offer_word;
insert into offer_word
  select distinct word from offer_listing, regexp_split_to_table(words collate "und-x-icu", '[^[:alnum:]]+') word where length(word) between 4 and 40;

-- A partner's customers by name. The relationship carries what its list shows and is searched by, because the list of one
-- partner must not read the customers of all.
create extension if not exists btree_gin;
alter table customer_relationship
  add column customer_name text not null default '',
  add column customer_domain text not null default '',
  add column folded_name text collate "C" not null generated always as (comptoir_fold(customer_name)) stored,
  add column folded_domain text collate "C" not null generated always as (comptoir_fold(customer_domain)) stored,
  add column search_words text collate "C" not null generated always as (
    comptoir_fold(customer_name) || ' ' || comptoir_fold(customer_domain) || ' ' || customer_tenant_id::text) stored;
update customer_relationship r set customer_name = c.company_name, customer_domain = c.domain
  from customer c where c.tenant_id = r.customer_tenant_id;
alter table customer_relationship alter column customer_name drop default, alter column customer_domain drop default;
create index customer_relationship_by_name on customer_relationship (partner_tenant_id, folded_name, customer_tenant_id)
  where state = 'reseller';
create index customer_relationship_by_domain on customer_relationship (partner_tenant_id, folded_domain, customer_tenant_id)
  where state = 'reseller';
create index customer_relationship_by_since on customer_relationship (partner_tenant_id, since, customer_tenant_id)
  where state = 'reseller';
create index customer_relationship_by_words on customer_relationship using gin (partner_tenant_id, search_words gin_trgm_ops)
  where state = 'reseller';
drop index customer_by_name;
