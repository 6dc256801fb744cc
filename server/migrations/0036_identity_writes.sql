-- Owner: platform, for identity, customers and relationships. Why: the tenant and the actor are settings that the role of
-- requests chooses itself, so whoever gets SQL through a request could have given any tenant's person a role or any
-- application a secret. Who may enter is written by a role of its own, comptoir_identity, as which only the requests log
-- in that make people, applications and customers (docs/decisions/0036-identity-writes-by-a-role-of-their-own.md).
-- It is a member of comptoir_app: it sees what requests see, and their row policies hold for it.

grant usage on schema public to comptoir_identity;

revoke insert, update, delete on tenant, tenant_part, user_account, user_role, directory_group, group_member, application,
  application_secret, customer_relationship from comptoir_app;
revoke insert on customer from comptoir_app;
grant insert on tenant, tenant_part, user_account, user_role, directory_group, group_member, application, application_secret,
  customer, customer_relationship to comptoir_identity;

alter policy tenant_make on tenant to comptoir_identity;
alter policy tenant_part_make on tenant_part to comptoir_identity;
alter policy user_account_write on user_account to comptoir_identity;
alter policy user_role_write on user_role to comptoir_identity;
alter policy customer_write on customer to comptoir_identity;
alter policy relationship_begin on customer_relationship to comptoir_identity;
-- Nobody ends or renews a relationship by a request yet; the system connects a customer that accepted.
drop policy relationship_change on customer_relationship;

do $$ declare name text; begin
  foreach name in array array['directory_group', 'group_member', 'application', 'application_secret'] loop
    execute format('drop policy %I on %I', name || '_own', name);
    execute format('create policy %I on %I for select to comptoir_app using (tenant_id = comptoir_actor())', name || '_read', name);
    execute format('create policy %I on %I for insert to comptoir_identity with check (tenant_id = comptoir_actor())',
      name || '_write', name);
  end loop;
end $$;
