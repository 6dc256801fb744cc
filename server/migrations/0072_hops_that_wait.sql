-- Owner: billing. Why: a missing exchange rate held every hop of a sale, so that a partner's own invoices to its customers
-- waited for a rate that they do not need. Only the operator's hop waits; the row says from which cycle on.
alter table charge_delay add column first_cycle int;
alter table charge_delay no force row level security;
alter table subscription_term no force row level security;
-- Until now the whole term stood still: its cursor is the cycle that waits.
update charge_delay d set first_cycle = t.charged_cycles from subscription_term t
where t.partner_tenant_id = d.partner_tenant_id and t.subscription_id = d.subscription_id and t.number = d.term_number;
delete from charge_delay where first_cycle is null;
alter table charge_delay force row level security;
alter table subscription_term force row level security;
alter table charge_delay alter column first_cycle set not null;
