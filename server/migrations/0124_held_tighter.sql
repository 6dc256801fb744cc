-- Owner: platform, for subscriptions and relationships. Why: what an attacker found. A function of the owner's looked for
-- tables among the caller's temporary ones first, where the caller's own trigger waits; events took their number and seal
-- from who wrote them, and the name of the person from whom it acted for; an order and the end of the relationship it needs
-- could both succeed.

do $$
declare one text;
begin
  for one in select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and n.nspname = 'public'
  loop
    execute format('alter function %s set search_path = pg_catalog, public, pg_temp', one);
  end loop;
end $$;

-- The own tenant of the person or application that acts; another than comptoir_actor() when it acts on behalf.
create function comptoir_home() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('comptoir.home', true), '')::uuid $$;

revoke insert on event from comptoir_app;
grant insert (id, name, at, aggregate_type, aggregate_id, partner_tenant_id, customer_tenant_id, publisher_tenant_id,
  actor_tenant_id, actor_name, actor_user_id, actor_application_id, on_behalf_tenant_id, correlation_id, old_value, new_value)
  on event to comptoir_app;
alter policy event_write on event with check (
  actor_tenant_id = comptoir_home()
  and (comptoir_home() = comptoir_actor() or on_behalf_tenant_id = comptoir_actor())
  and (num_nonnulls(partner_tenant_id, customer_tenant_id, publisher_tenant_id) = 0
    or comptoir_tenant() in (partner_tenant_id, customer_tenant_id, publisher_tenant_id)));

-- Holds the relationship of the acting account and a customer until the work ends: whoever ends it waits, and what was
-- decided on it is decided anew when it ended meanwhile (a serialization failure, which is tried again).
create function comptoir_hold_relationship(partner uuid, customer uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if not comptoir_is_system() and $1 is distinct from comptoir_tenant() then
    raise exception 'permission denied to hold a relationship of account %', $1 using errcode = 'insufficient_privilege';
  end if;
  perform from customer_relationship
    where partner_tenant_id = $1 and customer_tenant_id = $2 and state = 'reseller' for key share;
  if not found then
    raise exception 'the relationship ended meanwhile' using errcode = 'serialization_failure';
  end if;
  return true;
end $$;
revoke execute on function comptoir_hold_relationship(uuid, uuid) from public;
grant execute on function comptoir_hold_relationship(uuid, uuid) to comptoir_app, comptoir_system;
