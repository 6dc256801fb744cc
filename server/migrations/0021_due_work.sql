-- Owner: platform. Why: what is due is known for each billing account and kind of work, so that workers take one account
-- at a time and a failure stops that account only (docs/decisions/0021-due-work-by-account.md).
create table due_work (
  account_tenant_id uuid not null,     -- a partner; a publisher for its private offers
  kind text not null,
  due_at timestamptz,                  -- business time of the earliest thing to do; null: nothing is ahead
  tries int not null default 0,        -- failed ones in a row
  problem text,                        -- what the last one said
  failing_since timestamptz,           -- business time of the first of them
  retry_at timestamptz,                -- business time before which it is not tried again
  primary key (account_tenant_id, kind)
);
create index due_work_by_time on due_work (kind, due_at) where due_at is not null;
alter table due_work enable row level security;
create policy due_work_system on due_work to comptoir_system using (true) with check (true);
grant select, update on due_work to comptoir_system;

-- Whoever makes something due says so in the same transaction. A publisher's activation is due for a partner's account, so
-- requests have this function, run as the owner, and no right to the table (which is why its owner passes row security).
-- An earlier or equal time that stands is only shared: many at once do not wait for each other. A worker that puts the
-- time off takes the row FOR UPDATE first, hence after all who rely on the time that stands (platform/due.ts).
create function comptoir_note_due(uuid, text, timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  perform from due_work where account_tenant_id = $1 and kind = $2 and due_at <= $3 for key share;
  if found then return; end if;
  insert into due_work as d (account_tenant_id, kind, due_at) values ($1, $2, $3)
  on conflict (account_tenant_id, kind) do update set due_at = least(d.due_at, excluded.due_at);
end $$;

-- What is due in a database of before.
insert into due_work (account_tenant_id, kind, due_at)
  select partner_tenant_id, 'renewals', (min(term_end) + 1)::timestamp at time zone 'UTC'
  from subscription where status = 'active' and term_end is not null group by 1
  union all
  select partner_tenant_id, 'charges', min(next_charge_at)
  from subscription_term where next_charge_at is not null group by 1
  union all
  -- At the earliest; the day an operator chose is looked up then.
  select partner_tenant_id, 'month end', (month || '-01')::timestamp at time zone 'UTC' + interval '1 month'
  from month_close where closed_at is null
  union all
  select publisher_tenant_id, 'private offers',
    min(case when state = 'live' and told_at is not null then ends_at else starts_at end)
  from private_offer where state in ('inProgress', 'live') group by 1;

-- These found what is due of all accounts.
drop index subscription_by_term_end;
drop index subscription_term_to_charge;
drop index month_close_due;
drop index private_offer_to_start;
drop index private_offer_to_tell;
drop index private_offer_to_end;
create index private_offer_ahead on private_offer (publisher_tenant_id) where state in ('inProgress', 'live');
