/** All tables of the database. Only the composition root and tests use this; a module sees its own `tables.ts`. */
import type { IdentityTables } from './modules/identity/index.ts';
import type { PlatformTables } from './platform/tables.ts';

export type AllTables = PlatformTables & IdentityTables;
