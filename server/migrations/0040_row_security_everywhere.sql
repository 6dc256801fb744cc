-- Owner: platform, for identity, partners, customers, fulfillment, exchange-rates, billing and demo. Why: every table says by
-- policy who sees its rows, so that a right granted by mistake opens nothing.
do $$
declare name text;
begin
  -- Seen by whoever has the right to read: reference data, and keys that seal links for everybody.
  foreach name in array array['partner_account', 'sandbox_clock', 'exchange_rate', 'agreement_link_key', 'landing_key'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy %I on %I for select to comptoir_app using (true)', name || '_read', name);
    execute format('create policy %I on %I to comptoir_system using (true) with check (true)', name || '_system', name);
  end loop;
  -- The system's own.
  foreach name in array array['signing_key', 'token_record', 'invoice_series', 'sandbox_world'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy %I on %I to comptoir_system using (true) with check (true)', name || '_system', name);
  end loop;
end $$;
-- The first landing link makes the key.
create policy landing_key_make on landing_key for insert to comptoir_app with check (true);
-- The owner's alone, who passes row security as long as it is not forced.
alter table migration enable row level security;
alter table database_login enable row level security;
