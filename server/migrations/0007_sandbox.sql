-- Owner: demo. Why: the sandbox tells who may sign in and with what; the token service keeps only hashes, so the demo
-- world remembers what it made. Empty in production.
create table sandbox_world (
  id boolean primary key default true check (id),
  document jsonb not null,
  made_at timestamptz not null
);
grant select, insert on sandbox_world to comptoir_system;
