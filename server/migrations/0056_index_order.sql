-- Owner: subscriptions. Why: an index that begins with the partner is taken for the foreign key of a subscription to its
-- order while the tables have no statistics, and reads all of the partner's orders. What a customer has is found by the
-- customer first; `id` makes the order complete, so that a page of the list is read from the index.

create index purchase_order_of_customer on purchase_order (customer_tenant_id, partner_tenant_id, created_at, id);
drop index purchase_order_by_customer;
create index subscription_of_customer on subscription (customer_tenant_id, partner_tenant_id, created_at, id);
drop index subscription_by_customer;
create index subscription_of_order on subscription (order_id, partner_tenant_id, line_number);
drop index subscription_by_order;
