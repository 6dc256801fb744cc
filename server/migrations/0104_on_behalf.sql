-- Owner: platform. Why: a person of a partner who administers a customer's tenant works as that tenant; the event names the
-- person and the person's own tenant as always, and the customer's beside them (decision 0070).

alter policy event_write on event with check (
  (actor_tenant_id = comptoir_actor() or on_behalf_tenant_id = comptoir_actor()) and (
    num_nonnulls(partner_tenant_id, customer_tenant_id, publisher_tenant_id) = 0
    or comptoir_tenant() in (partner_tenant_id, customer_tenant_id, publisher_tenant_id)));
alter policy event_read on event using (
  comptoir_tenant() in (partner_tenant_id, customer_tenant_id, publisher_tenant_id, actor_tenant_id, on_behalf_tenant_id));
create index event_on_behalf on event (on_behalf_tenant_id, seq) where on_behalf_tenant_id is not null;
