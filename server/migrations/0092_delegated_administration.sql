-- Owner: delegated-administration. Why: a customer grants a partner roles in its tenant, named, for a number of days, and
-- ends it when it likes (rule D8); what a partner does there is done by a person of the partner, and both names are kept.

create table delegated_admin_relationship (
  partner_tenant_id uuid not null references tenant,
  id uuid not null,
  -- Null until a customer is named; then only that one may approve.
  customer_tenant_id uuid references tenant,
  display_name text not null check (display_name <> '' and char_length(display_name) <= 50),
  duration_days int not null check (duration_days between 1 and 730),
  auto_extend_days int not null check (auto_extend_days in (0, 180)),
  -- Ids of the directory roles asked for.
  role_ids uuid[] not null check (cardinality(role_ids) > 0),
  status text not null check (status in ('created', 'approvalPending', 'approved', 'activating', 'active', 'expiring',
    'expired', 'terminationRequested', 'terminating', 'terminated', 'rejected')),
  partner_name text not null,
  customer_name text,
  created_at timestamptz not null,
  created_by uuid not null,
  modified_at timestamptz not null,
  -- What its etag carries.
  version int not null default 1,
  -- 90 days after it was sent for approval.
  request_expires_at timestamptz,
  activated_at timestamptz,
  approved_by uuid,
  ends_at timestamptz,
  ended_at timestamptz,
  ended_by_tenant_id uuid,
  -- The last notice of its end that was sent: 30, 7, 1 or 0 days before.
  noticed_days int,
  primary key (partner_tenant_id, id)
);
create unique index delegated_admin_name on delegated_admin_relationship (partner_tenant_id, comptoir_fold(display_name));
create index delegated_admin_by_customer on delegated_admin_relationship (customer_tenant_id) where customer_tenant_id is not null;

-- Which group of the partner holds which of the roles.
create table delegated_admin_assignment (
  partner_tenant_id uuid not null,
  relationship_id uuid not null,
  id uuid not null,
  group_id uuid not null,
  role_ids uuid[] not null check (cardinality(role_ids) > 0),
  status text not null check (status in ('pending', 'active', 'deleting', 'deleted', 'error')),
  created_at timestamptz not null,
  modified_at timestamptz not null,
  version int not null default 1,
  primary key (partner_tenant_id, id),
  foreign key (partner_tenant_id, relationship_id) references delegated_admin_relationship (partner_tenant_id, id)
);
create unique index delegated_admin_assignment_once on delegated_admin_assignment (partner_tenant_id, relationship_id, group_id)
  where status in ('pending', 'active');

-- lockForApproval, approve, reject, terminate: what was asked and what became of it.
create table delegated_admin_request (
  partner_tenant_id uuid not null,
  relationship_id uuid not null,
  id uuid not null,
  action text not null check (action in ('lockForApproval', 'approve', 'reject', 'terminate')),
  status text not null check (status in ('created', 'pending', 'succeeded', 'failed')),
  created_at timestamptz not null,
  modified_at timestamptz not null,
  by_tenant_id uuid not null,
  by_user uuid,
  primary key (partner_tenant_id, id),
  foreign key (partner_tenant_id, relationship_id) references delegated_admin_relationship (partner_tenant_id, id)
);

-- What a person of the partner did within the customer's tenant is in the event, under both.
alter table event add column on_behalf_tenant_id uuid;

do $$
declare name text;
begin
  foreach name in array array['delegated_admin_relationship', 'delegated_admin_assignment', 'delegated_admin_request'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('grant select, insert, update, delete on %I to comptoir_system', name);
    execute format('create policy %I on %I to comptoir_system using (true) with check (true)', name || '_system', name);
    execute format('grant select on %I to comptoir_app', name);
  end loop;
end $$;
create policy delegated_admin_parties on delegated_admin_relationship for select to comptoir_app
  using (comptoir_tenant() in (partner_tenant_id, customer_tenant_id));
create policy delegated_admin_assignment_own on delegated_admin_assignment for select to comptoir_app
  using (partner_tenant_id = comptoir_tenant());
create policy delegated_admin_request_own on delegated_admin_request for select to comptoir_app
  using (partner_tenant_id = comptoir_tenant());
