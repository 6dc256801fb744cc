/** Authorities: `{tenant}` in an address names a tenant by id or domain, or `common` for people of every tenant. */
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { isGuid, systemActor } from '../../kernel/index.ts';
import { findTenant, findTenantByDomain, type Tenant } from '../../modules/identity/index.ts';
import type { Context } from '../../platform/context.ts';

export interface Authority {
  /** Origin the client sees: scheme, host and port. */
  readonly origin: string;
  /** First part of the path, canonical: the tenant's id, `common` or `organizations`. */
  readonly path: string;
  /** Undefined for `common` and `organizations`. */
  readonly tenantId: string | undefined;
}

/** The authority a request is addressed to. Throws when there is none of that name. */
export type AuthorityOf = (request: FastifyRequest) => Promise<Authority>;

export type FindAuthority = (origin: string, name: string) => Promise<Authority | undefined>;

const shared = new Set(['common', 'organizations']);
const rememberedNames = 1000;
/** Tenants come into being but never change their id; a domain that moves is followed within a minute. */
const rememberedMs = 60_000;

export function authorityFinder(context: Context): FindAuthority {
  const known = new LRUCache<string, string>({ max: rememberedNames, ttl: rememberedMs });
  return async (origin, text) => {
    const name = text.toLowerCase();
    if (shared.has(name)) return { origin, path: name, tenantId: undefined };
    const tenantId = known.get(name) ?? (await findTenantNamed(context, name))?.id;
    if (!tenantId) return undefined;
    known.set(name, tenantId);
    return { origin, path: tenantId, tenantId };
  };
}

function findTenantNamed(context: Context, name: string): Promise<Tenant | undefined> {
  return context.runner.run({ actor: systemActor, system: true }, (work) =>
    isGuid(name) ? findTenant(work, name) : findTenantByDomain(work, name),
  );
}
