-- Owner: billing. Why: a hop of the chain is a seller and a buyer, not one of two words, so that longer and shorter chains
-- are billed by the same statements; a charge keeps its price path as references and numbers, and what it names (customer,
-- product, publisher) as a reference to a dated row, so that a row is small and an issued document never changes.

-- Rows of before are read by the owner, whom forced row-level security would show none.
alter table charge no force row level security;
alter table invoice no force row level security;
alter table invoice_line no force row level security;
alter table customer no force row level security;
alter table margin no force row level security;

-- What the charges of a subscription name, as it was on the day of the charge: one row as long as nothing of it changes.
-- The fingerprint is of its content, so that writing the same again adds nothing.
create table charge_subject (
  partner_tenant_id uuid not null,
  subscription_id uuid not null,
  fingerprint bigint not null,
  customer_tenant_id uuid not null,
  publisher_tenant_id uuid not null,
  reseller_tenant_id uuid,
  recorded_at timestamptz not null default clock_timestamp(),
  ordered_at timestamptz not null,
  per_seat boolean not null,
  mpn_id text not null,
  reseller_mpn_id text,
  customer_name text not null,
  customer_domain text not null,
  customer_country char(2) not null,
  publisher_name text not null,
  product_id text not null,
  product_name text not null,
  sku_id text not null,
  sku_name text not null,
  availability_id text not null,       -- the price version: one plan of one published version in one market
  plan_id text not null,
  market char(2) not null,
  order_id text not null,
  alternate_order_id text not null,
  friendly_name text not null,
  term text not null,
  billing_cycle text not null,
  unit_price numeric not null,         -- list price of one unit and cycle, as ordered
  pricing_currency char(3) not null,   -- of the list price
  primary key (partner_tenant_id, subscription_id, fingerprint)
);
create index charge_subject_by_plan on charge_subject (partner_tenant_id, product_id, sku_id);

alter table charge rename to former_charge;
alter table former_charge rename constraint charge_pkey to former_charge_pkey;
drop index charge_by_month;

create temporary table former_subject on commit drop as
select *, dense_rank() over (partition by partner_tenant_id, subscription_id order by told, list_price, list_currency) as fingerprint
from (
  select c.partner_tenant_id, c.id, c.subscription_id, c.customer_tenant_id, c.publisher_tenant_id, c.occurred_at,
    c.details - 'priceAdjustments' - 'subscriptionStart' - 'subscriptionEnd' as told,
    (c.price_path -> 0 ->> 'value')::numeric as list_price,
    coalesce(max(c.pricing_currency) filter (where c.hop = 'operator_partner')
      over (partition by c.partner_tenant_id, c.subscription_id, c.charge_key), c.pricing_currency) as list_currency
  from former_charge c) named;
create index on former_subject (partner_tenant_id, id);
analyze former_subject;

insert into charge_subject
select distinct on (partner_tenant_id, subscription_id, fingerprint)
  partner_tenant_id, subscription_id, fingerprint, customer_tenant_id, publisher_tenant_id, null, clock_timestamp(),
  (told ->> 'orderedAt')::timestamptz, (told ->> 'perSeat')::boolean, told ->> 'mpnId', told ->> 'resellerMpnId',
  told ->> 'customerName', told ->> 'customerDomain', told ->> 'customerCountry', told ->> 'publisherName',
  told ->> 'productId', told ->> 'productName', told ->> 'skuId', told ->> 'skuName', told ->> 'availabilityId',
  told ->> 'planId', told ->> 'market', told ->> 'orderId', told ->> 'alternateOrderId', told ->> 'friendlyName',
  told ->> 'term', told ->> 'billingCycle', list_price, list_currency
from former_subject
order by partner_tenant_id, subscription_id, fingerprint, occurred_at;

-- Columns in an order without gaps between them: the key, fixed lengths from long to short, then the rest.
create table charge (
  partner_tenant_id uuid not null,     -- the billing account the sale belongs to
  id uuid not null,
  subscription_id uuid not null,
  seller_tenant_id uuid not null,
  buyer_tenant_id uuid not null,
  reseller_tenant_id uuid,             -- the reseller of the sale, when it has one
  margin_id uuid,                      -- of the account: what was taken off the list price
  price_id uuid,                       -- of the seller: its own price
  subject_fingerprint bigint not null,
  occurred_at timestamptz not null,    -- business time the charge fell due
  recorded_at timestamptz not null default clock_timestamp(),
  period_start date not null,
  period_end date not null,            -- last day included
  term_start date not null,
  term_end date not null,              -- last day included
  exchange_rate_date date not null,
  -- What is charged, said once: term number and cycle, e.g. `t1c0`. Running the billing again finds the row there.
  charge_key text not null,
  charge_type text not null check (charge_type in ('new','renew','cycleCharge','addQuantity','removeQuantity','cancelImmediate','convert','customerCredit')),
  -- Month on whose invoice it goes: the month it occurred in, or the account's open month when that one is closed.
  billing_month char(7) not null,
  pricing_currency char(3) not null,
  currency char(3) not null,
  quantity numeric not null,
  unit_price numeric not null,         -- the seller's price of one unit and cycle, in pricing currency
  effective_unit_price numeric not null,
  exchange_rate numeric not null,      -- billing currency units for one pricing currency unit
  subtotal numeric not null,
  tax_total numeric not null,
  total numeric not null,
  tax_rule text not null,
  primary key (partner_tenant_id, id),
  unique (partner_tenant_id, subscription_id, charge_key, seller_tenant_id),
  foreign key (partner_tenant_id, subscription_id, subject_fingerprint) references charge_subject,
  check (total = subtotal + tax_total),
  check (seller_tenant_id <> buyer_tenant_id)
);

insert into charge
select c.partner_tenant_id, c.id, c.subscription_id,
  case c.hop when 'operator_partner' then operator.tenant_id else c.partner_tenant_id end,
  case c.hop when 'operator_partner' then c.partner_tenant_id else c.customer_tenant_id end,
  null, used.margin_id, path.price_id, s.fingerprint, c.occurred_at, c.recorded_at, c.period_start, c.period_end,
  (c.details ->> 'subscriptionStart')::date, (c.details ->> 'subscriptionEnd')::date, c.exchange_rate_date,
  c.charge_key, c.charge_type, c.billing_month, c.pricing_currency, c.currency, c.quantity, c.unit_price,
  c.effective_unit_price, c.exchange_rate, c.subtotal, c.tax_total, c.total, path.tax_rule
from former_charge c
join former_subject s on s.partner_tenant_id = c.partner_tenant_id and s.id = c.id
cross join (select min(tenant_id::text)::uuid as tenant_id from tenant_part where part = 'operator') operator
cross join lateral (
  select max(substring(step ->> 'source' from '^price ([0-9a-f-]{36}) '))::uuid as price_id,
    max(step ->> 'source') filter (where step ->> 'step' = 'tax') as tax_rule,
    max(substring(step ->> 'source' from 'private offer ([0-9a-f-]{36}) '))::uuid as private_offer_id,
    max(substring(step ->> 'source' from ': ([0-9.]+) % off'))::numeric as percentage
  from jsonb_array_elements(c.price_path) step) path
left join lateral (
  select m.id as margin_id from margin m
  where m.partner_tenant_id = c.partner_tenant_id and m.private_offer_id = path.private_offer_id
    and m.product_id = c.details ->> 'productId' and (m.plan_id is null or m.plan_id = c.details ->> 'planId')
    and m.percentage = path.percentage
  order by m.id limit 1) used on true;

create index charge_by_month on charge (partner_tenant_id, billing_month);
alter table invoice_line drop constraint invoice_line_partner_tenant_id_charge_id_fkey;
drop table former_charge;

-- Lines are written by one statement, from the charges and invoices of the same work, neither of which ever goes away:
-- keys that look each line up in both again would take longer than the month end itself. The proof compares them.
alter table invoice_line drop constraint invoice_line_partner_tenant_id_invoice_id_fkey;

-- The names on an invoice are those of the day it was issued.
alter table invoice
  add column seller_name text,
  add column seller_country char(2),
  add column buyer_name text,
  add column buyer_country char(2),
  add column line_count int;
alter table invoice disable trigger invoice_append_only;
update invoice i set
  seller_name = seller.name, seller_country = seller.country,
  buyer_name = coalesce(c.company_name, buyer.name), buyer_country = coalesce(c.country, buyer.country),
  line_count = (select count(*) from invoice_line l where l.partner_tenant_id = i.partner_tenant_id and l.invoice_id = i.id)
from tenant seller, tenant buyer left join customer c on c.tenant_id = buyer.id
where seller.id = i.seller_tenant_id and buyer.id = i.buyer_tenant_id;
alter table invoice enable trigger invoice_append_only;
alter table invoice
  drop column hop,
  alter column seller_name set not null,
  alter column seller_country set not null,
  alter column buyer_name set not null,
  alter column buyer_country set not null,
  alter column line_count set not null,
  add unique (partner_tenant_id, month, seller_tenant_id, buyer_tenant_id, currency);

-- Append-only by trigger, which holds the owner too, and by right. A party sees the hops in which it sells or buys.
create trigger charge_append_only before update or delete on charge for each row execute function comptoir_append_only();
create trigger charge_subject_append_only before update or delete on charge_subject for each row execute function comptoir_append_only();
do $$
declare name text;
begin
  foreach name in array array['charge','charge_subject'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy %I on %I to comptoir_system using (true) with check (true)', name || '_system', name);
  end loop;
  foreach name in array array['charge','charge_subject','invoice','invoice_line'] loop
    execute format('alter table %I force row level security', name);
    execute format('revoke all on %I from comptoir_app, comptoir_system', name);
    execute format('grant select on %I to comptoir_app', name);
    execute format('grant select, insert on %I to comptoir_system', name);
  end loop;
end $$;
alter table customer force row level security;
alter table margin force row level security;
revoke insert on month_close, charge_delay from comptoir_app;

create policy charge_parties on charge for select to comptoir_app
  using (comptoir_tenant() in (seller_tenant_id, buyer_tenant_id));
create policy charge_subject_parties on charge_subject for select to comptoir_app
  using (comptoir_tenant() in (partner_tenant_id, reseller_tenant_id, customer_tenant_id));
drop policy invoice_own on invoice;
create policy invoice_parties on invoice for select to comptoir_app
  using (comptoir_tenant() in (seller_tenant_id, buyer_tenant_id));

-- A line says which charge stands where on which invoice, and is seen by whoever sees both.
alter table invoice_line add column seller_tenant_id uuid, add column buyer_tenant_id uuid;
alter table invoice_line disable trigger invoice_line_append_only;
update invoice_line l set seller_tenant_id = i.seller_tenant_id, buyer_tenant_id = i.buyer_tenant_id
from invoice i where i.partner_tenant_id = l.partner_tenant_id and i.id = l.invoice_id;
alter table invoice_line enable trigger invoice_line_append_only;
alter table invoice_line alter column seller_tenant_id set not null, alter column buyer_tenant_id set not null;
drop policy invoice_line_own on invoice_line;
create policy invoice_line_parties on invoice_line for select to comptoir_app
  using (comptoir_tenant() in (seller_tenant_id, buyer_tenant_id));
