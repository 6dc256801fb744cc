-- Owner: enrolment. Why: a verified company changes its name or its address, which is verified anew; until that is decided it
-- is in the programme with what was verified last, and may take the change back (rule B16, decision 0080).
alter table enrolment add column verified_profile jsonb;
-- The owner reads and writes past the policies here only.
alter table enrolment no force row level security;
update enrolment set verified_profile = profile where vetting_status = 'authorized';
alter table enrolment force row level security;
