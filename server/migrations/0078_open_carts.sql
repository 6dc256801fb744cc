-- Owner: subscriptions. Why: a person's open carts are found from any browser, and dropped; carts that ran out go by
-- themselves. Who last changed a cart is the best guess at who made those of before.
alter table cart add column created_by uuid;
update cart set created_by = modified_by;
create index cart_open_by_creator on cart (partner_tenant_id, created_by, modified_at) where status = 'active';
create index cart_open_by_end on cart (expires_at) where status = 'active';

grant delete on cart to comptoir_app, comptoir_system;
-- What was ordered is answered to a second checkout for ever, and nobody's request takes it away.
drop policy cart_own on cart;
create policy cart_own on cart for select to comptoir_app using (partner_tenant_id = comptoir_tenant());
create policy cart_make on cart for insert to comptoir_app with check (partner_tenant_id = comptoir_tenant());
create policy cart_change on cart for update to comptoir_app
  using (partner_tenant_id = comptoir_tenant()) with check (partner_tenant_id = comptoir_tenant());
create policy cart_drop on cart for delete to comptoir_app
  using (partner_tenant_id = comptoir_tenant() and status = 'active');
