-- Owner: platform. Why: 0021 filled `due_work` of a database of before with kinds that nothing is called (`month end`,
-- `private offers`). What stood there was never due again: an account without another charge did not close its month.
insert into due_work as d (account_tenant_id, kind, due_at)
  select account_tenant_id, replace(kind, ' ', '-'), due_at from due_work where kind in ('month end', 'private offers')
on conflict (account_tenant_id, kind) do update set due_at = least(d.due_at, excluded.due_at);
delete from due_work where kind in ('month end', 'private offers');
