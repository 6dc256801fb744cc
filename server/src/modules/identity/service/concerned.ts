/** Whose account an event about a tenant's person or application is told in. */
import type { Work } from '../../../platform/work.ts';

interface Concerned {
  readonly partnerTenantId: string;
  readonly customerTenantId?: string;
}

/**
 * The tenant's own; that of the partner, with the tenant as its customer, when somebody of a partner does it in a customer's
 * tenant or makes one. An application that the tenant consented to acts for the tenant itself.
 */
export function concerned({ actor }: Pick<Work, 'actor'>, tenantId: string): Concerned {
  const { homeTenantId, consent, parts } = actor;
  const home = homeTenantId === consent?.applicationTenantId ? undefined : homeTenantId;
  const partner = home ?? actor.tenantId;
  if (partner === '' || partner === tenantId || parts.has('operator')) return { partnerTenantId: tenantId };
  return { partnerTenantId: partner, customerTenantId: tenantId };
}
