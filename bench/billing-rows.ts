/** Rows of an invented billing account, and the hand-made statements that billing is measured against. */
import type pg from 'pg';

const operator = '00000000-0000-4000-8000-000000000001';
const publisher = '00000000-0000-4000-8000-000000000002';
const offer = '00000000-0000-4000-8000-000000000003';
const version = '00000000-0000-4000-8000-000000000004';

const document = {
  setup: { sellThroughOperator: true },
  listings: { en: { title: 'Field Notes', summary: '', description: '', keywords: [] } },
  plans: [{ planId: 'team', name: 'Team', pricingModel: 'perSeat', seats: { min: 1, max: 500 }, prices: [] }],
};

/** An operator, and an offer of one plan in France, EUR 12.34 a month. */
export async function seedCatalogue(owner: pg.Pool): Promise<void> {
  await owner.query(`
    insert into tenant (id, name, domain, country, created_at) values
      ('${operator}', 'Operator', 'operator.example', 'FR', now()), ('${publisher}', 'Atelier', 'atelier.example', 'FR', now());
    insert into tenant_part values ('${operator}', 'operator'), ('${publisher}', 'publisher');
    insert into offer (id, publisher_tenant_id, product_id, external_id, kind, name, state, created_at)
      values ('${offer}', '${publisher}', 'BENCH', 'bench', 'saas', 'Field Notes', 'live', now());`);
  await owner.query(
    `insert into offer_version (id, offer_id, publisher_tenant_id, publisher_name, number, document, published_at, published_by)
     values ($1, $2, $3, 'Atelier', 1, $4, now(), 'bench')`,
    [version, offer, publisher, JSON.stringify(document)],
  );
  await owner.query(`
    insert into offer_plan (offer_id, plan_id, sku_id, publisher_tenant_id) values ('${offer}', 'team', '0001', '${publisher}');
    insert into offer_availability (id, version_id, offer_id, product_id, sku_id, plan_id, market, currency, publisher_tenant_id)
      values ('BENCHFR', '${version}', '${offer}', 'BENCH', '0001', 'team', 'FR', 'EUR', '${publisher}');
    insert into offer_price (availability_id, term, billing_cycle, amount, publisher_tenant_id)
      values ('BENCHFR', 'P1Y', 'monthly', 12.34, '${publisher}');`);
}

/** A direct partner whose customers have `lines` active subscriptions each, all due on 15 January 2030. */
export async function seedAccount(owner: pg.Pool, account: string, customers: number, lines: number): Promise<void> {
  const made = `select n, md5('${account}' || n)::uuid as id from generate_series(1, ${customers}) n`;
  await owner.query(`
    insert into tenant (id, name, domain, country, created_at) values ('${account}', 'Partner ${customers}', '${account}.example', 'FR', now());
    insert into tenant_part values ('${account}', 'direct');
    insert into partner_account (tenant_id, name, kind, mpn_id, country, region, currency, state, created_at)
      values ('${account}', 'Partner ${customers}', 'direct', '${String(customers).padStart(7, '1')}', 'FR', 'EUROPE', 'EUR', 'active', now());
    insert into tenant (id, name, domain, country, created_at)
      select id, 'Customer ' || n, id || '.example', 'FR', now() from (${made}) c;
    insert into customer (tenant_id, commerce_id, company_name, domain, country, region, billing_profile, billing_profile_id, administrator_id, created_at)
      select id, id, 'Customer ' || n, id || '.example', 'FR', 'EUROPE',
        jsonb_build_object('companyName', 'Customer ' || n, 'defaultAddress', jsonb_build_object('country', 'FR',
          'addressLine1', n || ' rue de la Paix', 'city', 'Lyon', 'postalCode', '69001')), id, id, now() from (${made}) c;
    insert into customer_relationship (partner_tenant_id, customer_tenant_id, customer_name, customer_domain, state, since)
      select '${account}', id, 'Customer ' || n, id || '.example', 'reseller', now() from (${made}) c;
    insert into purchase_order (partner_tenant_id, id, alternate_id, customer_tenant_id, currency, billing_cycle, status, lines, created_at, created_by)
      select '${account}', 'order' || n, 'alternate' || n, id, 'EUR', 'monthly', 'completed', '[]', now(), 'bench' from (${made}) c;
    insert into subscription (partner_tenant_id, id, customer_tenant_id, publisher_tenant_id, offer_id, offer_version_id, product_id, sku_id,
        availability_id, plan_id, order_id, line_number, friendly_name, per_seat, quantity, term, billing_cycle, market, pricing_currency,
        unit_price, status, created_at, parties, activated_at, paid_from, term_start, term_end, term_number)
      select '${account}', md5(c.id::text || line)::uuid, c.id, '${publisher}', '${offer}', '${version}', 'BENCH', '0001', 'BENCHFR', 'team',
        'order' || n, line, 'Team ' || line, true, line, 'P1Y', 'monthly', 'FR', 'EUR', 12.34, 'active', now(), '{}',
        '2030-01-15T09:00:00Z', '2030-01-15', '2030-01-15', '2031-01-14', 1
      from (${made}) c, generate_series(1, ${lines}) line;
    insert into subscription_term (partner_tenant_id, subscription_id, number, publisher_tenant_id, start_date, end_date, starts_at, quantity,
        unit_price, term, billing_cycle, next_charge_at)
      select partner_tenant_id, id, 1, publisher_tenant_id, term_start, term_end, activated_at, quantity, unit_price, term, billing_cycle, activated_at
      from subscription where partner_tenant_id = '${account}';`);
}

/** Subjects and charges of both hops, and the cursors, by one statement: no rules, no prices, no margins. */
export function chargeFloor(account: string, month: string): string {
  return `
    with due as materialized (
      select t.*, s.customer_tenant_id, s.product_id, s.sku_id, s.availability_id, s.plan_id, s.market, s.per_seat, s.friendly_name,
        s.pricing_currency, s.order_id, o.alternate_id, o.created_at as ordered_at, c.company_name, c.domain, c.country, v.publisher_name
      from subscription_term t
      join subscription s on s.partner_tenant_id = t.partner_tenant_id and s.id = t.subscription_id
      join purchase_order o on o.partner_tenant_id = s.partner_tenant_id and o.id = s.order_id
      join customer c on c.tenant_id = s.customer_tenant_id join offer_version v on v.id = s.offer_version_id
      where t.partner_tenant_id = '${account}' and t.next_charge_at is not null),
    named as (
      insert into charge_subject (partner_tenant_id, subscription_id, fingerprint, customer_tenant_id, publisher_tenant_id, ordered_at, per_seat,
        mpn_id, customer_name, customer_domain, customer_country, publisher_name, product_id, product_name, sku_id, sku_name,
        availability_id, plan_id, market, order_id, alternate_order_id, friendly_name, term, billing_cycle, unit_price, pricing_currency)
      select partner_tenant_id, subscription_id, 1, customer_tenant_id, publisher_tenant_id, ordered_at, per_seat, '1000000', company_name,
        domain, country, publisher_name, product_id, 'Field Notes', sku_id, 'Team', availability_id, plan_id, market, order_id,
        alternate_id, friendly_name, term, billing_cycle, unit_price, pricing_currency from due),
    moved as (
      update subscription_term t set charged_cycles = 1, next_charge_at = '2030-02-15T00:00:00Z' from due
      where t.partner_tenant_id = due.partner_tenant_id and t.subscription_id = due.subscription_id and t.number = due.number)
    insert into charge (partner_tenant_id, id, subscription_id, seller_tenant_id, buyer_tenant_id, subject_fingerprint, occurred_at,
      period_start, period_end, term_start, term_end, exchange_rate_date, charge_key, charge_type, billing_month, pricing_currency,
      currency, quantity, unit_price, effective_unit_price, exchange_rate, subtotal, tax_total, total, tax_rule)
    select partner_tenant_id, gen_random_uuid(), subscription_id, case hop when 1 then '${operator}' else partner_tenant_id end,
      case hop when 1 then partner_tenant_id else customer_tenant_id end, 1, starts_at, start_date, '2030-02-14', start_date, end_date,
      start_date, 't1c0', 'new', '${month}', pricing_currency, 'EUR', quantity, unit_price, unit_price, 1, unit_price * quantity, 0,
      unit_price * quantity, 'none'
    from due, generate_series(1, 2) hop`;
}

/** Invoices and lines of a month by one statement: no numbers taken, no events, no mail. */
export function closeFloor(account: string, month: string): string {
  return `
    with charged as materialized (
      select c.*, s.customer_name,
        'X' || dense_rank() over (order by c.seller_tenant_id, c.currency, c.buyer_tenant_id) as invoice_id
      from charge c join charge_subject s on s.partner_tenant_id = c.partner_tenant_id and s.subscription_id = c.subscription_id
        and s.fingerprint = c.subject_fingerprint
      where c.partner_tenant_id = '${account}' and c.billing_month = '${month}'),
    issued as (
      insert into invoice (partner_tenant_id, id, seller_tenant_id, seller_name, seller_country, buyer_tenant_id, buyer_name, buyer_country,
        month, period_start, period_end, issued_at, due_date, currency, subtotal, tax_total, total, line_count)
      select '${account}', invoice_id, seller_tenant_id, 'Seller', 'FR', buyer_tenant_id, max(customer_name), 'FR', '${month}', '2030-01-01',
        '2030-01-31', now(), '2030-04-01', currency, sum(subtotal), sum(tax_total), sum(total), count(*)
      from charged group by invoice_id, seller_tenant_id, buyer_tenant_id, currency)
    insert into invoice_line (partner_tenant_id, invoice_id, line_number, charge_id, seller_tenant_id, buyer_tenant_id)
    select partner_tenant_id, invoice_id,
      row_number() over (partition by invoice_id order by customer_name, subscription_id, occurred_at, id), id, seller_tenant_id, buyer_tenant_id
    from charged`;
}

/** Sums of charges and of invoices side by side: what SQL alone can prove, without the API's, the file's and the document's. */
export function proofFloor(account: string, month: string): string {
  return `
    select seller_tenant_id, buyer_tenant_id, currency from (
      select seller_tenant_id, buyer_tenant_id, currency, total from charge
      where partner_tenant_id = '${account}' and billing_month = '${month}'
      union all
      select seller_tenant_id, buyer_tenant_id, currency, -total from invoice
      where partner_tenant_id = '${account}' and month = '${month}') found
    group by 1, 2, 3 having sum(total) <> 0`;
}
