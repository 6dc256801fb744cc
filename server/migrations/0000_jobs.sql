-- Owner: platform. Why: jobs are queued in the caller's transaction by roles that own nothing of the queue; this
-- function, run as the owner, is their only way in. (The queue's own tables are made by graphile-worker beforehand.)
create function comptoir_enqueue(jobs jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, public
as $$
declare job jsonb;
begin
  for job in select value from jsonb_array_elements(jobs) as j(value) loop
    perform graphile_worker.add_job(job ->> 'task', payload => (job -> 'payload')::json, job_key => job ->> 'key');
  end loop;
end $$;
