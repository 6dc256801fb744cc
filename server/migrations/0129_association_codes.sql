-- Owner: enrolment. Why: codes by which another account uses a location are listed and taken back, and the one before ends
-- when another is made (rule B8, decision 0086).
alter table location_association
  add column made_by_name text,
  add column withdrawn_at timestamptz;
-- Codes of before were good for seven days, and several at once.
alter table location_association no force row level security;
update location_association set withdrawn_at = greatest(made_at, clock_timestamp()) where used_at is null;
alter table location_association force row level security;
create unique index location_association_open on location_association (tenant_id, mpn_id)
  where used_at is null and withdrawn_at is null;
