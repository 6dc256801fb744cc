-- Owner: ingestion. Why: a publisher's pipeline sends many resources in one request, which is carried out afterwards, all
-- of it or nothing; the job keeps what was asked, how far it is and what came of it, until it is forgotten.

create table ingestion_job (
  publisher_tenant_id uuid not null references tenant,
  id uuid not null,
  status text not null check (status in ('notStarted','running','completed')),
  result text not null check (result in ('pending','succeeded','failed','cancelled')),
  asked_by jsonb not null,                  -- the person or application: {kind, name, userId?, applicationId?}
  request jsonb not null,                   -- the resources as they were read
  outcome jsonb not null default '[]',      -- the resources as they were when it ended, with what was not kept
  errors jsonb not null default '[]',
  attempts int not null default 0,          -- how often it was begun: a process may die over it
  created_at timestamptz not null,
  ended_at timestamptz,                     -- succeeded, failed or was cancelled
  primary key (publisher_tenant_id, id),
  check ((status = 'completed') = (ended_at is not null)),
  check ((status = 'completed') = (result <> 'pending'))
);
create index ingestion_job_waiting on ingestion_job (publisher_tenant_id, created_at, id) where status <> 'completed';
create index ingestion_job_ended on ingestion_job (ended_at) where status = 'completed';
alter table ingestion_job enable row level security;
alter table ingestion_job force row level security;
create policy ingestion_job_own on ingestion_job to comptoir_app
  using (publisher_tenant_id = comptoir_tenant()) with check (publisher_tenant_id = comptoir_tenant());
create policy ingestion_job_system on ingestion_job to comptoir_system using (true) with check (true);
grant select, insert, update on ingestion_job to comptoir_app, comptoir_system;
grant delete on ingestion_job to comptoir_system;
