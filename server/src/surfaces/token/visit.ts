/** A sign-in that is under way: where, for which application, and where the answer goes. */
import type { Provider } from 'oidc-provider';
import type { Authority } from './authority.ts';

export interface Visit {
  /** The provider's id of this sign-in. */
  readonly uid: string;
  readonly authority: Authority;
  readonly provider: Provider;
  readonly clientName: string;
  /** Tenant of the application; empty for the house's own. */
  readonly clientTenant: string;
  readonly loginHint: string;
  /** Where the application wants the answer. */
  readonly redirectUri: string;
}
