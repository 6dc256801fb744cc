/** Kysely types of the tables this module owns. Quantities are numeric, which arrives as text. */
import type { ColumnType } from 'kysely';
import type { InstantColumn } from '../../platform/tables.ts';

type DateColumn = ColumnType<Temporal.PlainDate, Temporal.PlainDate, Temporal.PlainDate>;

export interface UsageEventTable {
  partner_tenant_id: string;
  subscription_id: string;
  dimension: string;
  hour: InstantColumn;
  id: string;
  publisher_tenant_id: string;
  quantity: string;
  effective_at: InstantColumn;
  plan_id: string;
  accepted_at: InstantColumn;
}

export interface UsageDayTable {
  partner_tenant_id: string;
  subscription_id: string;
  day: DateColumn;
  dimension: string;
  availability_id: string;
  publisher_tenant_id: string;
  customer_tenant_id: string;
  offer_id: string;
  plan_id: string;
  quantity: string;
  events: number;
  charged_quantity: string;
  open: boolean;
  last_accepted_at: InstantColumn;
}

export interface UsageRejectionTable {
  publisher_tenant_id: string;
  day: DateColumn;
  resource: string;
  dimension: string;
  status: string;
  count: number;
  plan: string;
  quantity: string;
  effective: string;
  message: string;
  first_at: InstantColumn;
  last_at: InstantColumn;
}

export interface UsageTables {
  usage_event: UsageEventTable;
  usage_day: UsageDayTable;
  usage_rejection: UsageRejectionTable;
}
