/** Kysely types of the tables this module owns. */
import type { InstantColumn } from '../../platform/tables.ts';

/** One registration a tenant. */
export interface PartnerWebhookTable {
  account_tenant_id: string;
  subscriber_id: string;
  url: string;
  events: string[];
  /** The signature goes into `x-ms-signature` instead of `Authorization`. */
  ms_signature: boolean;
  registered_at: InstantColumn;
  changed_at: InstantColumn;
}

/** A test event that a partner asked for. */
export interface PartnerWebhookTestTable {
  account_tenant_id: string;
  correlation_id: string;
  delivery_id: string;
  at: InstantColumn;
}

export interface PartnerWebhookTables {
  partner_webhook: PartnerWebhookTable;
  partner_webhook_test: PartnerWebhookTestTable;
  partner_webhook_position: { id: boolean; seq: number };
  partner_webhook_signer: { id: boolean; private_key: Buffer; certificate: string; made_at: InstantColumn };
}
