-- Owner: platform, for all modules. Why: an update policy says which rows, not which columns. As the role of requests a
-- partner could have changed the price of what it ordered, handed a customer to another partner, or taken back that a
-- relationship had ended. Requests change the columns that a use case changes; keys and tenants are nobody's to change.

do $$
declare name text; columns text;
begin
  for name, columns in values
    ('offer', 'state, live_version_id'),
    ('offer_draft', 'document, revision, updated_at'),
    ('offer_audience', 'option, changed_at'),
    ('offer_submission', 'state, document, decided_at, version_id'),
    ('offer_listing', 'version_id, publisher_name, on_sale, option, title_en, title_fr, summary_en, summary_fr, words,
       categories, markets, in_store, transactable, default_resold, trial, noticed'),
    ('private_offer', 'state, document, revision, updated_at, submitted_at, submitted_by, starts_at, ends_at, told_at, over_at'),
    ('publisher_request', 'state, decided_at, decided_by, reason'),
    ('ingestion_job', 'status, result, outcome, errors, attempts, ended_at'),
    ('cart', 'status, line_items, result, modified_at, modified_by'),
    ('purchase_order', 'status'),
    ('subscription', 'status, activated_at, paid_from, term_start, term_end, term_number'),
    ('customer', 'billing_profile, billing_profile_version')
  loop
    execute format('revoke update on %I from comptoir_app', name);
    execute format('grant update (%s) on %I to comptoir_app', columns, name);
  end loop;
end $$;
revoke update on offer_audience_partner from comptoir_app;

-- A partner orders, and its publisher activates: what was bought is changed by nobody else's request.
drop policy subscription_partner on subscription;
create policy subscription_partner_read on subscription for select to comptoir_app using (partner_tenant_id = comptoir_tenant());
create policy subscription_order on subscription for insert to comptoir_app
  with check (partner_tenant_id = comptoir_tenant() and status = 'pending' and activated_at is null and term_number = 0);
alter policy subscription_publisher_activates on subscription
  with check (publisher_tenant_id = comptoir_tenant() and status = 'active');

drop policy purchase_order_own on purchase_order;
create policy purchase_order_own on purchase_order for select to comptoir_app using (partner_tenant_id = comptoir_tenant());
create policy purchase_order_place on purchase_order for insert to comptoir_app
  with check (partner_tenant_id = comptoir_tenant() and status = 'pending');
alter policy purchase_order_publisher on purchase_order
  with check (comptoir_tenant() = any(publisher_tenant_ids) and status = 'completed');

-- A publisher begins terms, and reads them; their cursor is the charging's.
drop policy subscription_term_publisher on subscription_term;
create policy subscription_term_publisher on subscription_term for select to comptoir_app
  using (publisher_tenant_id = comptoir_tenant());
create policy subscription_term_begin on subscription_term for insert to comptoir_app
  with check (publisher_tenant_id = comptoir_tenant() and charged_cycles = 0);

-- Partners whose relationship stands change the customer's record; those of before go on seeing it. Who ends a relationship
-- takes the partner off here.
alter table customer add column current_partner_tenant_ids uuid[] not null default '{}';
update customer c set current_partner_tenant_ids = array(
  select partner_tenant_id from customer_relationship r
  where r.customer_tenant_id = c.tenant_id and r.state = 'reseller' order by since);
alter policy customer_write on customer
  with check (made_by_tenant_id = comptoir_actor() and partner_tenant_ids = array[comptoir_tenant()]
    and current_partner_tenant_ids = array[comptoir_tenant()]);
alter policy customer_change on customer
  using (comptoir_tenant() = any(current_partner_tenant_ids))
  with check (comptoir_tenant() = any(current_partner_tenant_ids));
