-- Owner: platform. Why: what a request leaves behind for others to read or do (events, mail, jobs, due work) is about the
-- account of its work. By SQL it could have told others what never happened, written mail in anybody's name, and kept the
-- queue and the workers of strangers busy.

-- Whether the login may do what the system does. Inside a function run as the owner, the login is still whose it is.
create function comptoir_is_system() returns boolean language sql stable parallel safe
  as $$ select pg_has_role(session_user, 'comptoir_system', 'member') $$;

-- An event that names tenants names the account among them: a sale has a partner, a customer and a publisher.
alter policy event_write on event with check (actor_tenant_id = comptoir_actor() and (
  num_nonnulls(partner_tenant_id, customer_tenant_id, publisher_tenant_id) = 0
  or comptoir_tenant() in (partner_tenant_id, customer_tenant_id, publisher_tenant_id)));

-- Mail is of the account whose work wrote it; its reason is unique there. What was written before is the system's.
alter table mail add column account_tenant_id uuid;
update mail set account_tenant_id = '00000000-0000-0000-0000-000000000000';
alter table mail alter column account_tenant_id set not null, drop constraint mail_reason_key,
  add unique (account_tenant_id, reason);
alter policy mail_write on mail with check (account_tenant_id = comptoir_tenant() and sent_at is null and refused_at is null);

-- Requests wake the tasks that look what is to be done in the tables, and name no other tenant than their account.
create or replace function comptoir_enqueue(jobs jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, public
as $$
declare job jsonb;
begin
  for job in select value from jsonb_array_elements(jobs) as j(value) loop
    if not comptoir_is_system() and not (
      job ->> 'task' in ('run-sweeps', 'run-ingestion-jobs')
      and coalesce(job -> 'payload' ->> 'publisherTenantId', comptoir_tenant()::text) = comptoir_tenant()::text
      and coalesce(job ->> 'key', 'run-ingestion-jobs ' || comptoir_tenant()) = 'run-ingestion-jobs ' || comptoir_tenant())
    then
      raise exception 'permission denied to queue the job %', job ->> 'task' using errcode = 'insufficient_privilege';
    end if;
    perform graphile_worker.add_job(job ->> 'task', payload => (job -> 'payload')::json, job_key => job ->> 'key');
  end loop;
end $$;

-- Something is due for the account of the work; or, by a publisher, for the partner of a subscription it activates.
drop function comptoir_note_due(uuid, text, timestamptz);
-- $1 account, $2 kind, $3 due time, $4 subscription.
create function comptoir_note_due(uuid, text, timestamptz, uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  if not comptoir_is_system() and $1 is distinct from comptoir_tenant() and not exists (
    select from subscription where publisher_tenant_id = comptoir_tenant() and id = $4 and partner_tenant_id = $1)
  then
    raise exception 'permission denied to note due work of account %', $1 using errcode = 'insufficient_privilege';
  end if;
  perform from due_work where account_tenant_id = $1 and kind = $2 and due_at <= $3 for key share;
  if found then return; end if;
  insert into due_work as d (account_tenant_id, kind, due_at) values ($1, $2, $3)
  on conflict (account_tenant_id, kind) do update set due_at = least(d.due_at, excluded.due_at);
end $$;

revoke execute on function comptoir_enqueue(jsonb), comptoir_note_due(uuid, text, timestamptz, uuid) from public;
grant execute on function comptoir_enqueue(jsonb), comptoir_note_due(uuid, text, timestamptz, uuid)
  to comptoir_app, comptoir_system;
