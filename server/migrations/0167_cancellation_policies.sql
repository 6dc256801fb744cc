-- Owner: cancellation-policies. Why: the windows of a cancellation differ by the document that one reads (rules F21, F22;
-- contradiction X4). The operator chooses, from a day on, with the document it follows; terms that begin before keep theirs.
create table cancellation_policy (
  effective_from date primary key,      -- of terms that begin from this day on, UTC
  monthly_hours int not null check (monthly_hours between 0 and 8784),
  other_hours int not null check (other_hours between 0 and 8784),
  source text not null,
  set_at timestamptz not null,
  set_by text not null
);
alter table cancellation_policy enable row level security;
alter table cancellation_policy force row level security;
create policy cancellation_policy_read on cancellation_policy for select to comptoir_app using (true);
create policy cancellation_policy_system on cancellation_policy to comptoir_system using (true) with check (true);
grant select on cancellation_policy to comptoir_app;
grant select, insert, delete on cancellation_policy to comptoir_system;
