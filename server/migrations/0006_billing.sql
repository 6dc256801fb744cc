-- Owner: billing. Why: every charge of every hop is one row that is never edited; invoices, reconciliation files, line
-- items and PDFs are renderings of those rows. Keys start with the partner's billing account.

-- The partner's own price for what it sells (AZP-03). The newest row in force wins; customer rows before general ones.
create table customer_price (
  partner_tenant_id uuid not null,
  id uuid not null,
  customer_tenant_id uuid,             -- null: every customer of the partner
  product_id text not null,
  sku_id text not null,
  term text not null,
  billing_cycle text not null,
  currency char(3) not null,
  amount numeric not null check (amount >= 0),  -- per seat, or flat, for one billing cycle
  effective_from timestamptz not null,
  created_at timestamptz not null,
  created_by text not null,
  primary key (partner_tenant_id, id)
);
create index customer_price_lookup on customer_price (partner_tenant_id, product_id, sku_id, term, billing_cycle, effective_from);

create table charge (
  partner_tenant_id uuid not null,
  id uuid not null,
  hop text not null check (hop in ('operator_partner','partner_customer')),
  subscription_id uuid not null,
  customer_tenant_id uuid not null,
  publisher_tenant_id uuid not null,
  -- What is charged, said once: term number and cycle, e.g. `t1c0`. Running the billing again finds the row there.
  charge_key text not null,
  charge_type text not null check (charge_type in ('new','renew','cycleCharge','addQuantity','removeQuantity','cancelImmediate','convert','customerCredit')),
  occurred_at timestamptz not null,    -- business time the charge fell due
  -- Month on whose invoice it goes: the month it occurred in, or the account's open month when that one is closed.
  billing_month char(7) not null,
  period_start date not null,
  period_end date not null,            -- last day included
  quantity numeric not null,
  unit_price numeric not null,         -- the seller's price of one unit and cycle, in pricing currency
  effective_unit_price numeric not null,
  pricing_currency char(3) not null,
  exchange_rate numeric not null,      -- billing currency units for one pricing currency unit
  exchange_rate_date date not null,
  currency char(3) not null,
  subtotal numeric not null,
  tax_total numeric not null,
  total numeric not null,
  price_path jsonb not null,           -- each step that led to the amount
  details jsonb not null,              -- names and ids as they were then: what files and line items print
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (partner_tenant_id, id),
  unique (partner_tenant_id, hop, subscription_id, charge_key),
  check (total = subtotal + tax_total)
);
create index charge_by_month on charge (partner_tenant_id, billing_month);

create table invoice (
  partner_tenant_id uuid not null,
  id text not null,                    -- G000000001 from the operator; a partner's own series for its customers
  hop text not null check (hop in ('operator_partner','partner_customer')),
  seller_tenant_id uuid not null,
  buyer_tenant_id uuid not null,
  month char(7) not null,
  period_start date not null,
  period_end date not null,
  issued_at timestamptz not null,
  due_date date not null,
  currency char(3) not null,
  subtotal numeric not null,
  tax_total numeric not null,
  total numeric not null,
  primary key (partner_tenant_id, id),
  unique (partner_tenant_id, hop, buyer_tenant_id, currency, month)
);
create index invoice_by_buyer on invoice (buyer_tenant_id, issued_at);

create table invoice_line (
  partner_tenant_id uuid not null,
  invoice_id text not null,
  line_number int not null,
  charge_id uuid not null,
  primary key (partner_tenant_id, invoice_id, line_number),
  unique (partner_tenant_id, charge_id),
  foreign key (partner_tenant_id, invoice_id) references invoice,
  foreign key (partner_tenant_id, charge_id) references charge
);

create table invoice_series (
  seller_tenant_id uuid primary key,
  prefix text not null,
  last_number bigint not null default 0
);

-- The months of a billing account, from its first charge on: closed ones with their time, and exactly one open. Who
-- charges holds the open row in share, who closes it holds it alone, so no charge slips into a month being closed.
create table month_close (
  partner_tenant_id uuid not null,
  month char(7) not null,
  closed_at timestamptz,               -- null: open
  primary key (partner_tenant_id, month)
);
create unique index month_close_one_open on month_close (partner_tenant_id) where closed_at is null;
create index month_close_due on month_close (month, partner_tenant_id) where closed_at is null;

-- Terms whose charge waits for something an operator must mend, e.g. an exchange rate. The row goes when they are charged.
create table charge_delay (
  partner_tenant_id uuid not null,
  subscription_id uuid not null,
  term_number int not null,
  since timestamptz not null,
  reason text not null,
  primary key (partner_tenant_id, subscription_id, term_number)
);

-- Charges, invoices and their lines are facts: nobody updates or deletes them.
create function comptoir_append_only() returns trigger language plpgsql as $$
begin raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation'; end $$;
create trigger charge_append_only before update or delete on charge for each row execute function comptoir_append_only();
create trigger invoice_append_only before update or delete on invoice for each row execute function comptoir_append_only();
create trigger invoice_line_append_only before update or delete on invoice_line for each row execute function comptoir_append_only();

do $$
declare name text;
begin
  foreach name in array array['customer_price','charge','invoice','invoice_line','month_close','charge_delay'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy %I on %I to comptoir_app using (partner_tenant_id = comptoir_tenant()) with check (partner_tenant_id = comptoir_tenant())', name || '_own', name);
    execute format('create policy %I on %I to comptoir_system using (true) with check (true)', name || '_system', name);
    execute format('grant select, insert on %I to comptoir_app, comptoir_system', name);
  end loop;
end $$;
grant select, insert, update on invoice_series, month_close to comptoir_system;
grant delete on charge_delay to comptoir_system;
