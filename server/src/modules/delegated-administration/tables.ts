/** Kysely types of the tables delegated administration owns. */
import type { Generated } from 'kysely';
import type { InstantColumn } from '../../platform/tables.ts';
import type { Action, Status } from './domain/states.ts';

interface RelationshipTable {
  partner_tenant_id: string;
  id: string;
  customer_tenant_id: string | null;
  display_name: string;
  duration_days: number;
  auto_extend_days: number;
  role_ids: string[];
  status: Status;
  customer_name: string | null;
  created_at: InstantColumn;
  created_by: string;
  modified_at: InstantColumn;
  version: Generated<number>;
  request_expires_at: InstantColumn | null;
  activated_at: InstantColumn | null;
  approved_by: string | null;
  ends_at: InstantColumn | null;
  ended_at: InstantColumn | null;
  ended_by_tenant_id: string | null;
  noticed_days: number | null;
  due_at: InstantColumn | null;
}

interface AssignmentTable {
  partner_tenant_id: string;
  relationship_id: string;
  id: string;
  group_id: string;
  role_ids: string[];
  status: 'pending' | 'active' | 'deleting' | 'deleted' | 'error';
  created_at: InstantColumn;
  modified_at: InstantColumn;
  version: Generated<number>;
}

interface RequestTable {
  partner_tenant_id: string;
  relationship_id: string;
  id: string;
  action: Action;
  status: 'created' | 'pending' | 'succeeded' | 'failed';
  created_at: InstantColumn;
  modified_at: InstantColumn;
  by_tenant_id: string;
  by_user: string | null;
}

export interface DelegatedAdministrationTables {
  delegated_admin_relationship: RelationshipTable;
  delegated_admin_assignment: AssignmentTable;
  delegated_admin_request: RequestTable;
}
