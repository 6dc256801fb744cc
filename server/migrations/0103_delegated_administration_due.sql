-- Owner: delegated-administration. Why: what happens later to a relationship (its request expires, notices of its end, its
-- extension, its end) is a column and a sweep; the sweep finds it without reading every relationship.

alter table delegated_admin_relationship add column due_at timestamptz;
create index delegated_admin_due on delegated_admin_relationship (partner_tenant_id, due_at) where due_at is not null;

-- A link names a relationship by its id alone.
create unique index delegated_admin_by_id on delegated_admin_relationship (id);
create index delegated_admin_assignment_by_group on delegated_admin_assignment (partner_tenant_id, group_id) where status = 'active';
