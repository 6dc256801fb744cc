-- Owner: partners. Why: a company that is renamed is known by its new name everywhere. Copies of the name that partnerships,
-- relationships and delegated administration kept stayed behind; they read the partner account now.

alter table partnership drop column provider_name, drop column reseller_name;
alter table customer_relationship drop column partner_name;
alter table delegated_admin_relationship drop column partner_name;
