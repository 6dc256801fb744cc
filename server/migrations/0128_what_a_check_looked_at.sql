-- Owner: enrolment. Why: what the desk checked may be corrected after a rejection. A check keeps what it looked at, and is open
-- again when that has changed (rule B16, decision 0086).
alter table enrolment_check add column looked_at jsonb;
-- The owner reads and writes past the policies here only.
alter table enrolment no force row level security;
alter table enrolment_check no force row level security;
update enrolment_check c set looked_at = e.profile from enrolment e
  where e.tenant_id = c.tenant_id and e.kind = c.kind and c.state <> 'pending';
alter table enrolment force row level security;
alter table enrolment_check force row level security;
