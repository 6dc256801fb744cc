/** Indirect resellers that a provider makes to try its integration, and takes away again; sandbox only. */
import { newId } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { createTenant, createUser, tenantsMadeBy } from '../../identity/index.ts';
import {
  createPartnerAccount,
  freeMpnId,
  partnerAccountOf,
  partnerByMpnId,
  type PartnerAccount,
} from '../../partners/index.ts';
import { connectPartners, countActivePartnerships, endPartnership } from '../../partnerships/index.ts';
import { relationshipFault } from '../faults.ts';
import { countCustomers } from '../store/ending.ts';
import type { OneTimePassword } from './relationships.ts';

export interface SandboxReseller {
  readonly name: string;
  /** First label of its domain under onmicrosoft.com. */
  readonly domainPrefix: string;
  readonly country: string;
  /** Another one instead when an earlier reseller of the provider's tries has it (decision 0087). */
  readonly mpnId: string;
  readonly administrator: { readonly userName: string; readonly displayName: string; readonly email: string };
  readonly password: OneTimePassword;
}

/**
 * A tenant with the account of a reseller that signed, its administrator, and the partnership with the acting provider.
 * System only. Faults: SandboxResellersExhausted, TenantDomainTaken, MpnIdTaken, PartnerOutsideMarkets.
 */
export async function makeSandboxReseller(
  work: Work,
  wish: SandboxReseller,
): Promise<{ readonly reseller: PartnerAccount; readonly administrator: string }> {
  const { name, country, administrator } = wish;
  const domain = `${wish.domainPrefix.toLowerCase()}.onmicrosoft.com`;
  const provider = await partnerAccountOf(work, work.account);
  const earlier = await tenantsMadeBy(work, provider.tenantId, 'reseller');
  await requireRoom(work, provider.tenantId, earlier);
  const holder = await partnerByMpnId(work, wish.mpnId);
  const mpnId = holder && earlier.includes(holder.tenantId) ? await freeMpnId(work) : wish.mpnId;
  const tenant = await createTenant(work, { name, domain, country, parts: ['reseller'] });
  const account = { tenantId: tenant.id, name, kind: 'reseller', country, mpnId } as const;
  const reseller = await createPartnerAccount(work, { ...account, agreementSignedAt: work.now });
  const userPrincipalName = `${administrator.userName}@${domain}`;
  await createUser(work, {
    id: newId(),
    tenantId: tenant.id,
    userPrincipalName,
    displayName: administrator.displayName,
    email: administrator.email,
    language: 'en',
    passwordHash: wish.password.hash,
    roles: ['global_admin', 'admin_agent'],
  });
  await connectPartners(work, provider, reseller);
  return { reseller, administrator: userPrincipalName };
}

const most = 5;

/** Those that were taken away count no more. */
async function requireRoom(work: Work, providerTenantId: string, made: readonly string[]): Promise<void> {
  if ((await countActivePartnerships(work, providerTenantId, made)) < most) return;
  const message = `A provider has ${most} resellers to try with at most. Take one away first.`;
  throw relationshipFault('SandboxResellersExhausted', message, { values: { most } });
}

/** Ends the partnership with a reseller that has no customers any more. System only. Faults: PartnershipNotFound, ResellerHasCustomers. */
export async function removeSandboxReseller(work: Work, resellerTenantId: string): Promise<void> {
  await endPartnership(work, { other: resellerTenantId, as: 'provider' });
  if ((await countCustomers(work, resellerTenantId)) === 0) return;
  throw relationshipFault('ResellerHasCustomers', 'The reseller still has customers. Remove them first.');
}
