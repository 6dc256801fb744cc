-- Owner: billing. Why: an invoice number is of its seller's series. In the account of a provider a reseller sells too, and
-- both have a first invoice: account, seller and number say which one is meant. And what is read of an account's month
-- page by page, in the order of ids, is found in that order.
alter table invoice drop constraint invoice_pkey, add primary key (partner_tenant_id, seller_tenant_id, id);
alter table invoice_line drop constraint invoice_line_pkey,
  add primary key (partner_tenant_id, seller_tenant_id, invoice_id, line_number);
drop index charge_by_month;
create index charge_by_month on charge (partner_tenant_id, billing_month, id);
