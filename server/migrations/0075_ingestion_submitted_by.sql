-- Owner: ingestion. Why: who submitted a job is called what it is everywhere else ("submitted by").
alter table ingestion_job rename column asked_by to submitted_by;
