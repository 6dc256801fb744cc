/** Kysely types of the tables this module owns. */
import type { InstantColumn } from '../../platform/tables.ts';

export interface LandingKeyTable {
  id: string;
  key: Buffer;
  created_at: InstantColumn;
}

export interface FulfillmentTables {
  landing_key: LandingKeyTable;
}
