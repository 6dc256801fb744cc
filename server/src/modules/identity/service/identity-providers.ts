/** Use cases on the identity provider of a tenant: who its people are is said there (decision 0076). */
import type { Role } from '../../../kernel/index.ts';
import { isSafeUrl } from '../../../kernel/index.ts';
import { guardedFetch } from '../../../platform/guarded-fetch.ts';
import type { Context } from '../../../platform/context.ts';
import type { SealedSecrets } from '../../../platform/sealed-secrets.ts';
import type { Work } from '../../../platform/work.ts';
import type { GroupRoles } from '../domain/external-sign-in.ts';
import { rolesOfParts } from '../domain/people.ts';
import type { IdentityEvents } from '../events.ts';
import { identityProviderNotFound, identityProviderRefused, peopleRefused } from '../faults.ts';
import {
  anyProvider,
  deleteProvider,
  selectProvider,
  upsertProvider,
  type ProviderRow,
} from '../store/identity-providers.ts';
import { discoverProvider, ProviderFailure, type Provider, type ProviderSettings } from './provider-client.ts';
import { tenantOf } from './tenants.ts';

export interface IdentityProvider {
  readonly issuer: string;
  readonly clientId: string;
  /** The claim that lists groups. */
  readonly groupClaim: string;
  readonly groupRoles: GroupRoles;
  readonly active: boolean;
  readonly changedAt: Temporal.Instant;
}

/** The provider of a tenant, without its secret; undefined: it has none. System only. */
export async function identityProviderOf(work: Work, tenantId: string): Promise<IdentityProvider | undefined> {
  const row = await selectProvider(work, tenantId);
  return row && fromRow(row);
}

/** With its secret, for the sign-in. System only. Faults: IdentityProviderNotFound. */
export async function providerSettings(
  work: Work,
  secrets: SealedSecrets,
  tenantId: string,
): Promise<IdentityProvider & ProviderSettings> {
  const row = await selectProvider(work, tenantId);
  if (!row) throw identityProviderNotFound();
  return { ...fromRow(row), clientSecret: opened(secrets, row) };
}

/** Whether people of any tenant sign in elsewhere. System only. */
export const anyIdentityProvider = (work: Work): Promise<boolean> => anyProvider(work);

export interface ProviderWish {
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined: the one that was kept, for the same issuer and client id. */
  readonly clientSecret?: string | undefined;
  readonly groupClaim: string;
  readonly groupRoles: GroupRoles;
  readonly active: boolean;
}

/**
 * What is to be saved, with the secret that goes with it: the kept one only where it was entered for the same issuer and
 * client, so that no change of address sends it elsewhere. System only. Faults: IdentityProviderRefused.
 */
export async function wishedSettings(
  work: Work,
  secrets: SealedSecrets,
  wish: ProviderWish,
): Promise<ProviderSettings> {
  const { issuer, clientId, clientSecret } = wish;
  if (clientSecret) return { issuer, clientId, clientSecret };
  const row = await selectProvider(work, work.actor.tenantId);
  if (row?.issuer !== issuer || row.client_id !== clientId) throw identityProviderRefused('secretMissing');
  return { issuer, clientId, clientSecret: opened(secrets, row) };
}

/** Finds the provider by its discovery document. Outside of any transaction. Faults: IdentityProviderRefused. */
export async function requireProvider(
  { config }: Pick<Context, 'config'>,
  settings: ProviderSettings,
): Promise<Provider> {
  const localToo = config.mode === 'sandbox';
  if (!isSafeUrl(settings.issuer, localToo)) throw identityProviderRefused('unsafeAddress');
  try {
    return await discoverProvider(guardedFetch({ localToo }), settings);
  } catch (error) {
    if (error instanceof ProviderFailure) throw identityProviderRefused(error.problem, error.message);
    throw error;
  }
}

/** Saves it, sealed. What `wishedSettings` found, and `requireProvider` when it is to be used. System only. Faults: RoleNotHere. */
export async function saveIdentityProvider(
  work: Work,
  secrets: SealedSecrets,
  wish: ProviderWish,
  { clientSecret }: ProviderSettings,
): Promise<void> {
  const tenant = await tenantOf(work, work.actor.tenantId);
  const possible = rolesOfParts(tenant.parts);
  const named = Object.values(wish.groupRoles).flat();
  if (named.some((role: Role) => !possible.includes(role))) throw peopleRefused('RoleNotHere');
  const before = await selectProvider(work, tenant.id);
  const { issuer, clientId, groupClaim, groupRoles, active } = wish;
  await upsertProvider(work, {
    tenant_id: tenant.id,
    issuer,
    client_id: clientId,
    client_secret: secrets.seal(clientSecret, about(tenant.id)),
    group_claim: groupClaim,
    group_roles: groupRoles,
    active,
    changed_by: work.actor.userId ?? tenant.id,
  });
  const newValue: IdentityEvents['IdentityProviderChanged'] = { issuer, clientId, groupClaim, groupRoles, active };
  const oldValue = before && saidOf(before);
  const concerned = { aggregateType: 'tenant', aggregateId: tenant.id, partnerTenantId: tenant.id };
  work.publish({ name: 'IdentityProviderChanged', ...concerned, newValue, ...(oldValue ? { oldValue } : {}) });
}

const saidOf = (row: ProviderRow): IdentityEvents['IdentityProviderChanged'] => ({
  issuer: row.issuer,
  clientId: row.client_id,
  groupClaim: row.group_claim,
  groupRoles: row.group_roles,
  active: row.active,
});

/** Takes it away: people sign in by password again, and keep account and roles. System only. Faults: IdentityProviderNotFound. */
export async function removeIdentityProvider(work: Work): Promise<void> {
  const { tenantId } = work.actor;
  const row = await selectProvider(work, tenantId);
  if (!row) throw identityProviderNotFound();
  await deleteProvider(work, tenantId);
  const oldValue: IdentityEvents['IdentityProviderRemoved'] = { issuer: row.issuer };
  const concerned = { aggregateType: 'tenant', aggregateId: tenantId, partnerTenantId: tenantId };
  work.publish({ name: 'IdentityProviderRemoved', ...concerned, oldValue });
}

const about = (tenantId: string) => `identity-provider/${tenantId}`;

/** Sealed with another key, it is as good as none: who sets the provider up enters it anew. */
function opened(secrets: SealedSecrets, row: ProviderRow): string {
  try {
    return secrets.open(row.client_secret, about(row.tenant_id)).toString();
  } catch {
    throw identityProviderRefused('secretMissing');
  }
}

function fromRow(row: ProviderRow): IdentityProvider {
  return {
    issuer: row.issuer,
    clientId: row.client_id,
    groupClaim: row.group_claim,
    groupRoles: row.group_roles,
    active: row.active,
    changedAt: row.changed_at,
  };
}
