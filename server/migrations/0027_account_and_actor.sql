-- Owner: platform. Why: a unit of work names the billing account it is about and, beside it, the tenant that acts. Rows of
-- accounts follow the first; what somebody did, and the answers kept for who asked, follow the second.

-- The tenant that acts in the open transaction; null outside one.
create function comptoir_actor() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('comptoir.actor', true), '')::uuid $$;

alter policy event_write on event with check (actor_tenant_id = comptoir_actor());
alter policy request_answer_own on request_answer
  using (tenant_id = comptoir_actor()) with check (tenant_id = comptoir_actor());
