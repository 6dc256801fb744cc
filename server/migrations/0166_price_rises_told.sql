-- Owner: subscriptions. Why: whoever has subscriptions whose renewal will cost more is told by mail as soon as the price is
-- published, at least ninety days before it counts (rules C11, F24/renewal-price). This is how far published versions were
-- looked at; what was published before is told by nobody.
create table price_rise_position (
  only_one boolean primary key default true check (only_one),
  published_at timestamptz not null,
  version_id uuid not null
);
insert into price_rise_position (published_at, version_id)
  select now() + (select shift from sandbox_clock), '00000000-0000-0000-0000-000000000000';
alter table price_rise_position enable row level security;
alter table price_rise_position force row level security;
create policy price_rise_position_system on price_rise_position to comptoir_system using (true) with check (true);
grant select, update on price_rise_position to comptoir_system;
