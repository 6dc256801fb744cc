/** A sign-in that is under way: where, for which application, and where the answer goes. */
import type { Provider } from 'oidc-provider';
import type { Authority } from './authority.ts';

export interface Visit {
  /** The provider's id of this sign-in. */
  readonly uid: string;
  readonly authority: Authority;
  readonly provider: Provider;
  readonly clientName: string;
  readonly clientId: string;
  /** Tenant whose people the application is for; empty: every tenant's. */
  readonly clientTenant: string;
  /** Tenant that the application belongs to; empty: the house's own. */
  readonly owner: string;
  /** The person is signed in, and the page asks for a consent. */
  readonly consent: boolean;
  /** Who is signed in, on that page. */
  readonly accountId: string;
  /** How the consent came to be asked for: `yes`, `admin`, or empty. */
  readonly asked: string;
  readonly state: string;
  readonly loginHint: string;
  /** Where the application wants the answer. */
  readonly redirectUri: string;
  /** Ends it without the provider's answer. */
  end(): Promise<void>;
}
