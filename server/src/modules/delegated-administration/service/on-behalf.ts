/**
 * "Administer on behalf" (AZP-47): a person of a partner in the customer's tenant, without a second sign-in, with what the
 * customer delegated at this moment (rules D7, D8; decision 0070), or the reseller with the partnership (rule D3).
 */
import { asAccount, asCustomer, isGuid, type Actor } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { rolesHere } from '../../../programme/directory-roles.ts';
import { rules } from '../../../programme/rules/index.ts';
import type { Customer } from '../../customers/index.ts';
import { tenantOf } from '../../identity/index.ts';
import { requireCustomer } from '../../relationships/index.ts';
import type { DelegatedAdministrationEvents } from '../events.ts';
import { delegationFault } from '../faults.ts';
import { delegatedRolesOf, partnershipRolesOf } from './held-roles.ts';
import { requireFactorFor } from './second-factor.ts';

export interface Administering {
  /** Who acts within the customer's tenant: the same person, whose own tenant is its home. */
  readonly actor: Actor;
  readonly customer: { readonly tenantId: string; readonly name: string };
  /** Ids of directory roles that the person has there. */
  readonly roleIds: readonly string[];
}

/**
 * The person of `actor` in a customer's tenant, or in the account of a reseller whose provider administers it. Asked at each request: what the customer ended a moment ago opens nothing.
 * System only. Faults: DelegationMissing, the same for an unknown customer, another partner's, and one that granted nothing;
 * DelegationSecondFactorNeeded.
 */
export async function administering(work: Work, actor: Actor, customerTenantId: string): Promise<Administering> {
  const { userId, tenantId } = actor;
  const known = userId !== undefined && actor.homeTenantId === undefined && isGuid(customerTenantId);
  const who = { partnerTenantId: tenantId, userId: userId ?? '', customerTenantId: customerTenantId.toLowerCase() };
  const delegated = known ? await delegatedRolesOf(work, who) : [];
  const pair = { providerTenantId: tenantId, userId: who.userId, resellerTenantId: who.customerTenantId };
  const ofReseller = known && delegated.length === 0 ? await partnershipRolesOf(work, pair) : [];
  const roleIds = [...delegated, ...ofReseller];
  if (roleIds.length === 0) throw nothingDelegated(customerTenantId);
  await requireFactorFor(work, actor, who.customerTenantId);
  const customer = await tenantOf(work, who.customerTenantId);
  const within = ofReseller.length > 0 ? asAccount : asCustomer;
  return {
    actor: within({
      ...actor,
      tenantId: customer.id,
      homeTenantId: tenantId,
      parts: new Set(customer.parts),
      roles: new Set(rolesHere(roleIds)),
    }),
    customer: { tenantId: customer.id, name: customer.name },
    roleIds,
  };
}

/**
 * Goes in: the one act that is told by itself; what is done there is told under both names. The work is the person's own.
 * System only. Faults: DelegationMissing, DelegationSecondFactorNeeded.
 */
export async function beginAdministering(work: Work, customerTenantId: string): Promise<Administering> {
  const found = await administering(work, work.actor, customerTenantId);
  const newValue: DelegatedAdministrationEvents['AdministrationBegun'] = { roleIds: found.roleIds };
  work.publish({
    name: 'AdministrationBegun',
    aggregateType: 'customer',
    aggregateId: found.customer.tenantId,
    partnerTenantId: work.actor.tenantId,
    customerTenantId: found.customer.tenantId,
    newValue,
  });
  return found;
}

/**
 * A customer whose directory the acting person may read, by whatever role it was delegated (wire contract 2.1). System only.
 * Faults: CustomerNotFound, DelegationMissing, DelegationSecondFactorNeeded.
 */
export async function administeredCustomer(work: Work, customerTenantId: string): Promise<Customer> {
  const { customer } = await requireCustomer(work, customerTenantId);
  const { tenantId, userId } = work.actor;
  const who = { partnerTenantId: tenantId, userId: userId!, customerTenantId: customer.tenantId };
  if ((await delegatedRolesOf(work, who)).length === 0) throw nothingDelegated(customerTenantId);
  await requireFactorFor(work, work.actor, customer.tenantId);
  return customer;
}

function nothingDelegated(customerTenantId: string) {
  const message = `You administer no customer ${customerTenantId.slice(0, 100)}. Ask it for delegated administration, and give the roles to a group that you are in.`;
  return delegationFault('DelegationMissing', message, { rule: rules.D8 });
}
