/** Kysely types of the tables this module owns. */
import type { InstantColumn } from '../../platform/tables.ts';

export interface EventWebhookTable {
  account_tenant_id: string;
  id: string;
  url: string;
  description: string;
  events: string[];
  secret: Buffer;
  previous_secret: Buffer | null;
  previous_until: InstantColumn | null;
  created_at: InstantColumn;
  changed_at: InstantColumn;
  disabled_at: InstantColumn | null;
  disabled_by: 'owner' | 'receiver' | null;
}

export interface EventWebhookTables {
  event_webhook: EventWebhookTable;
  event_webhook_position: { id: boolean; seq: number };
}
