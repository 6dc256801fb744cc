-- Owner: offers. Why: partners and customers search thousands of published offers by words, type, category and publisher
-- (rules F2, A1). The documents of versions are large and say everything to whoever publishes; this table holds, of each
-- published offer, what a list shows and is searched by. Written at publication; state and option are copies that every
-- change of the originals brings along, because joining them costs more than all the rest of a search.

create table offer_listing (
  offer_id uuid primary key references offer,
  version_id uuid not null references offer_version,
  product_id text not null,
  publisher_tenant_id uuid not null,
  publisher_name text not null,
  kind text not null,
  on_sale boolean not null,            -- the offer is live, not stopped
  option text,                         -- of the audience in force; null where there is none to choose
  -- In the language it was written in where there is only one. Lists are in the order of the reader's language.
  title_en text collate "en-x-icu" not null,
  title_fr text collate "fr-x-icu" not null,
  folded_title_en text not null generated always as (comptoir_fold(title_en)) stored,
  folded_title_fr text not null generated always as (comptoir_fold(title_fr)) stored,
  summary_en text not null,
  summary_fr text not null,
  words text not null,                 -- folded: titles, summaries, keywords, publisher, external id, in both languages
  categories text[] not null,
  markets text[] not null,             -- countries that at least one plan for everybody is sold in
  in_store boolean not null,           -- customers find it in the online store (rule A1)
  transactable boolean not null,       -- sold through the operator; else only listed, with a call to action (rule A2)
  default_resold boolean not null,     -- has a plan that partners resell whatever the publisher chose (rule A3)
  trial boolean not null               -- has a plan that begins with a trial (rule F25)
);
create index offer_listing_by_words on offer_listing using gin (words gin_trgm_ops);
create index offer_listing_by_title_en on offer_listing (title_en, product_id);
create index offer_listing_by_title_fr on offer_listing (title_fr, product_id);

-- Words of all listings, ever: what a misspelt word may have meant. They say nothing about who has them.
create table offer_word (word text primary key);
create index offer_word_by_likeness on offer_word using gin (word gin_trgm_ops);

-- A word as a pattern that finds it anywhere in a text; what means something in a pattern is taken as it is.
create function comptoir_holding(word text) returns text language sql immutable strict parallel safe
  return '%' || regexp_replace(comptoir_fold(word), '([\\%_])', '\\\1', 'g') || '%';

alter table offer_listing enable row level security;
alter table offer_listing force row level security;
create policy offer_listing_read on offer_listing for select to comptoir_app using (true);
create policy offer_listing_add on offer_listing for insert to comptoir_app with check (publisher_tenant_id = comptoir_tenant());
create policy offer_listing_change on offer_listing for update to comptoir_app
  using (publisher_tenant_id = comptoir_tenant()) with check (publisher_tenant_id = comptoir_tenant());
create policy offer_listing_system on offer_listing to comptoir_system using (true) with check (true);
grant select, insert, update on offer_listing to comptoir_app, comptoir_system;
alter table offer_word enable row level security;
alter table offer_word force row level security;
create policy offer_word_read on offer_word for select to comptoir_app using (true);
create policy offer_word_add on offer_word for insert to comptoir_app with check (true);
create policy offer_word_system on offer_word to comptoir_system using (true) with check (true);
grant select, insert on offer_word to comptoir_app, comptoir_system;

-- What is live already: SaaS offers without trials, for no others could be published before.
insert into offer_listing (offer_id, version_id, product_id, publisher_tenant_id, publisher_name, kind, on_sale, option,
    title_en, title_fr, summary_en, summary_fr, words, categories, markets, in_store, transactable, default_resold, trial)
select o.id, v.id, o.product_id, o.publisher_tenant_id, v.publisher_name, o.kind, o.state = 'live',
    (select option from offer_audience a where a.offer_id = o.id),
    coalesce(en->>'title', fr->>'title'), coalesce(fr->>'title', en->>'title'),
    coalesce(en->>'summary', fr->>'summary'), coalesce(fr->>'summary', en->>'summary'),
    comptoir_fold(concat_ws(' ', v.publisher_name, o.external_id, en->>'title', fr->>'title', en->>'summary', fr->>'summary',
      (select string_agg(word, ' ') from jsonb_array_elements_text(
         coalesce(en->'keywords', '[]') || coalesce(fr->'keywords', '[]')) word))),
    array(select jsonb_array_elements_text(v.document->'properties'->'categories')),
    array(select distinct a.market from offer_availability a
          join jsonb_array_elements(v.document->'plans') plan on plan->>'planId' = a.plan_id
          where a.version_id = v.id and not (plan->>'private')::boolean order by 1),
    true, (v.document->'setup'->>'sellThroughOperator')::boolean, false, false
  from offer o join offer_version v on v.id = o.live_version_id,
    lateral (select v.document->'listings'->'en' as en, v.document->'listings'->'fr' as fr) listing;
insert into offer_word
  select distinct word from offer_listing, regexp_split_to_table(words, '[^[:alnum:]]+') word where length(word) between 4 and 40;
