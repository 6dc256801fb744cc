/** Who acts: a signed-in person, an application with its own credentials, or the system itself. */
import type { Permission, Role, TenantPart } from './roles.ts';

/** What a tenant lets another tenant's application do: it bounds every act by that application's tokens (decision 0075). */
export interface Consent {
  readonly applicationName: string;
  readonly applicationTenantId: string;
  readonly applicationTenantName: string;
  readonly permissions: ReadonlySet<Permission>;
}

export interface Actor {
  readonly kind: 'user' | 'application' | 'system';
  /** Tenant the person or application belongs to; nil GUID for the system. Whose rows the work is about is `work.account`. */
  readonly tenantId: string;
  /** The own tenant of who works within another one's: a person whom it delegated that (decision 0070), an application that it consented to (0075). */
  readonly homeTenantId?: string;
  readonly userId?: string;
  readonly applicationId?: string;
  /** The token is another tenant's application's: what the tenant consented to. */
  readonly consent?: Consent;
  /** The sign-in of a person by which the token came; absent for tokens that came by none. */
  readonly signInId?: string;
  /** The person proved itself by a second factor when it signed in (`amr: mfa`); absent when it did not. */
  readonly secondFactor?: true;
  /** For the audit trail: user principal name, application name or `system`. */
  readonly name: string;
  readonly parts: ReadonlySet<TenantPart>;
  readonly roles: ReadonlySet<Role>;
}

export const systemTenantId = '00000000-0000-0000-0000-000000000000';

/** The system's own hand, for jobs and sweeps. */
export const systemActor: Actor = {
  kind: 'system',
  tenantId: systemTenantId,
  name: 'system',
  parts: new Set(['operator']),
  roles: new Set(),
};

/** Whoever reads what is public, without signing in: of no tenant, so that row-level security shows nobody's own rows. */
export const nobody: Actor = {
  kind: 'user',
  tenantId: '',
  name: 'nobody',
  parts: new Set(),
  roles: new Set(),
};

/**
 * The same in a tenant that a partner administers: what a tenant delegates is itself as a customer. As a partner, publisher or
 * operator it acts by its own people (decision 0070).
 */
export function asCustomer(actor: Actor): Actor {
  return { ...actor, parts: new Set(actor.parts.has('customer') ? ['customer'] : []) };
}

/**
 * The same in the account of a reseller whose provider administers it (rule D3): its people and profiles. What it does as a
 * partner it does by its own people, and it is seen as an organisation that takes no part.
 */
export function asAccount(actor: Actor): Actor {
  return { ...actor, parts: new Set(['applicant']) };
}

/**
 * Whose hand made a row of another tenant: the actor's, or null for the operator's and the system's. A partner makes its
 * customers' tenants, and row policies let it write about no others.
 */
export function makerOf(actor: Actor, tenantId: string): string | null {
  return actor.parts.has('operator') || actor.tenantId === tenantId ? null : actor.tenantId;
}
