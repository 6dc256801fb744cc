-- Owner: identity. Of whom the operator asks a second factor, beside what each organisation asks of its own people (rule B30,
-- decision 0113). One row at most: of the installation.
create table second_factor_demand (
  installation boolean primary key default true check (installation),
  asked_of text not null check (asked_of in ('nobody', 'partners', 'everyone')),
  changed_at timestamptz not null,
  changed_by uuid not null
);
alter table second_factor_demand enable row level security;
alter table second_factor_demand force row level security;
grant select, insert, update on second_factor_demand to comptoir_system;
create policy second_factor_demand_system on second_factor_demand to comptoir_system using (true) with check (true);
-- Whoever reads what its organisation asks for learns that the operator asks for it.
grant select on second_factor_demand to comptoir_app;
create policy second_factor_demand_read on second_factor_demand for select to comptoir_app using (true);
