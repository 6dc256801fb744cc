-- Owner: billing. Why: to read every file and every document of a month takes minutes in a large account. It is done as due
-- work, some invoices at a time; how far it is and what it found is kept.

-- One proof of an account's month; asked for again, it begins anew and what it finds replaces what was found.
create table month_proof (
  partner_tenant_id uuid not null,
  month char(7) not null,
  requested_at timestamptz not null,   -- business time, as all moments here
  requested_by text not null,
  finished_at timestamptz,             -- null: not all invoices are read
  invoice_count int not null,
  read_count int not null default 0,
  differing_count int not null default 0,
  after_seller_tenant_id uuid,         -- the last invoice that was read
  after_invoice_id text,
  primary key (partner_tenant_id, month)
);
create index month_proof_open on month_proof (partner_tenant_id, requested_at) where finished_at is null;

-- What the line items, the file and the document of an invoice say, as they were read.
create table invoice_reading (
  partner_tenant_id uuid not null,
  seller_tenant_id uuid not null,
  buyer_tenant_id uuid not null,
  invoice_id text not null,
  month char(7) not null,
  read_at timestamptz not null,
  line_items numeric not null,         -- sum
  csv numeric not null,                -- sum
  document numeric,                    -- total as printed; null: not found
  problems jsonb not null,             -- [{code, line?, found, expected}]
  primary key (partner_tenant_id, seller_tenant_id, invoice_id)
);
create index invoice_reading_by_month on invoice_reading (partner_tenant_id, month);

do $$
declare name text;
begin
  foreach name in array array['month_proof','invoice_reading'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy %I on %I to comptoir_system using (true) with check (true)', name || '_system', name);
  end loop;
end $$;
-- An account asks for its proof, and for another one once it is finished. What is found is the system's to write.
create policy month_proof_own on month_proof for select to comptoir_app using (partner_tenant_id = comptoir_tenant());
create policy month_proof_ask on month_proof for insert to comptoir_app
  with check (partner_tenant_id = comptoir_tenant() and finished_at is null and read_count = 0 and differing_count = 0);
create policy month_proof_again on month_proof for update to comptoir_app
  using (partner_tenant_id = comptoir_tenant())
  with check (partner_tenant_id = comptoir_tenant() and finished_at is null and read_count = 0 and differing_count = 0);
create policy invoice_reading_parties on invoice_reading for select to comptoir_app
  using (comptoir_tenant() in (seller_tenant_id, buyer_tenant_id));
grant select, insert, update on month_proof to comptoir_app, comptoir_system;
grant select on invoice_reading to comptoir_app;
grant select, insert, update on invoice_reading to comptoir_system;
