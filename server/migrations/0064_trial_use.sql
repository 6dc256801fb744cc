-- Owner: subscriptions. Why: a customer has the free trial of a plan once (rule F25), also when it comes back to it by
-- another partner, whose rows nobody else sees. So who had one is told by functions of the owner's, which answer about
-- single plans of one customer and never by whom it was sold.
create table trial_use (
  customer_tenant_id uuid not null,
  offer_id uuid not null,
  plan_id text not null,
  partner_tenant_id uuid not null,
  taken_at timestamptz not null,
  primary key (customer_tenant_id, offer_id, plan_id)
);
insert into trial_use (customer_tenant_id, offer_id, plan_id, partner_tenant_id, taken_at)
  select distinct on (customer_tenant_id, offer_id, plan_id) customer_tenant_id, offer_id, plan_id, partner_tenant_id, created_at
  from subscription where trial order by customer_tenant_id, offer_id, plan_id, created_at, id;

-- Not forced: the functions below are the owner's. Requests have no right to the table itself.
alter table trial_use enable row level security;
create policy trial_use_system on trial_use for all to comptoir_system using (true);
grant select on trial_use to comptoir_system;

-- Which of these plans, `offer plan` by place, the customer had a trial of.
create function comptoir_trials_had(customer uuid, offers uuid[], plans text[]) returns table (offer_id uuid, plan_id text)
  language sql stable security definer set search_path = pg_catalog, public
as $$
  select t.offer_id, t.plan_id from unnest($2, $3) as asked(offer_id, plan_id)
  join trial_use t on t.customer_tenant_id = $1 and t.offer_id = asked.offer_id and t.plan_id = asked.plan_id
$$;

-- Takes the trial for the acting account: true once for a customer and plan, whoever asks at the same time.
create function comptoir_take_trial(customer uuid, offer uuid, plan text, at timestamptz) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  insert into trial_use values ($1, $2, $3, comptoir_tenant(), $4) on conflict do nothing;
  return found;
end $$;

revoke execute on function comptoir_trials_had(uuid, uuid[], text[]), comptoir_take_trial(uuid, uuid, text, timestamptz) from public;
grant execute on function comptoir_trials_had(uuid, uuid[], text[]), comptoir_take_trial(uuid, uuid, text, timestamptz)
  to comptoir_app, comptoir_system;
