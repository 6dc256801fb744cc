/** Who may ask for a route: a token of the tenant that owns what its address names, and one of another that plays the same part. */
import type { World } from '@comptoir/contracts/sandbox';
import { z } from 'zod';
import { applicationToken, resources, tenantOf, userToken } from '../../scripts/story/client.ts';
import { permissions, type Permission, type TenantPart } from '../src/kernel/index.ts';
import type { DeclaredRoute } from '../src/main.ts';
import type { TestServer } from './server.ts';
import { accessToken } from './tokens.ts';

const graphAudience = 'https://graph.microsoft.com';
const parts = ['direct', 'publisher', 'operator', 'provider', 'reseller', 'customer'] as const;

/** Names of a query's members, also of one that is bound to spellings. */
export function namesOf(schema: unknown): string[] {
  if (schema instanceof z.ZodPipe) return namesOf(schema.in instanceof z.ZodTransform ? schema.out : schema.in);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

type Who = 'owner' | 'stranger';
export type TokenOf = (route: DeclaredRoute, who?: Who) => Promise<string | undefined>;

/** Tokens are asked for once each. Undefined where a route is open to everybody. */
export function tokensOf({ origin, context }: TestServer, world: World): TokenOf {
  const known = new Map<string, Promise<string>>();
  const once = (key: string, make: () => Promise<string>) => {
    const made = known.get(key) ?? make();
    known.set(key, made);
    return made;
  };
  return async ({ surface, access }, who = 'owner') => {
    if (access.permission === 'public') return undefined;
    const { parts: may } = permissions[access.permission as Permission];
    const part = parts.find((one) => (may as readonly string[]).includes(one))!;
    const tenant = tenantFor(world, part, who);
    const audience = ['product-ingestion', 'graph'].includes(surface) ? graphAudience : resources.partnerCenter;
    const kind =
      access.permission === 'customerUsers.manage' ? 'person' : surface === 'saas-fulfillment' ? surface : audience;
    return once(`${tenant.id} ${part} ${kind}`, () => {
      // Within what was delegated to the groups of a person who is there.
      if (kind === 'person') return userToken(origin, tenant, 'admin_agent');
      if (kind === surface) return applicationToken(origin, tenant, resources.marketplace);
      const roles = ['global_admin', 'admin_agent', 'manager'] as const;
      return accessToken(context, { tenantId: tenant.id, parts: [part], roles, audience });
    });
  };
}

/** The first tenants own what the story made; another country's are strangers to it, or the last of their part. */
function tenantFor(world: World, part: TenantPart, who: Who): World['tenants'][number] {
  if (who === 'owner') return tenantOf(world, part, part === 'direct' || part === 'publisher' ? 'FR' : undefined);
  const others = { direct: 'DE', publisher: 'IE' } as Partial<Record<TenantPart, string>>;
  if (others[part]) return tenantOf(world, part, others[part]);
  return world.tenants.findLast((one) => one.parts.includes(part))!;
}
