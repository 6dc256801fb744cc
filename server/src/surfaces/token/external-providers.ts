/** Identity providers of tenants, found by their discovery documents and remembered for minutes. */
import { LRUCache } from 'lru-cache';
import { systemActor } from '../../kernel/index.ts';
import {
  identityProviderOf,
  ProviderFailure,
  providerSettings,
  requireProvider,
  type IdentityProvider,
  type Provider,
} from '../../modules/identity/index.ts';
import { isFault } from '../../kernel/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Work } from '../../platform/work.ts';

export interface OpenedProvider {
  readonly settings: IdentityProvider;
  readonly provider: Provider;
}

export interface ExternalProviders {
  /** As its tenant set it up at this moment. Throws ProviderFailure. */
  of(tenantId: string): Promise<OpenedProvider>;
  isActive(work: Work, tenantId: string): Promise<boolean>;
  issuerOf(work: Work, tenantId: string): Promise<string>;
}

const mostKept = 500;
/** Keys that a provider changed are read anew within this time; a failure is forgotten at once. */
const keptMs = 10 * 60_000;
const known = new WeakMap<Context, LRUCache<string, Promise<Provider>>>();

export function externalProviders(context: Context): ExternalProviders {
  const kept = known.get(context) ?? new LRUCache<string, Promise<Provider>>({ max: mostKept, ttl: keptMs });
  known.set(context, kept);
  return {
    async of(tenantId) {
      const settings = await context.runner.run<Awaited<ReturnType<typeof providerSettings>>, unknown>(
        { actor: systemActor, system: true },
        (work) => providerSettings(work, context.secrets, tenantId),
      );
      const key = `${tenantId} ${settings.changedAt.toString()}`;
      const provider = kept.get(key) ?? discover(context, settings);
      kept.set(key, provider);
      provider.catch(() => kept.delete(key));
      const { clientSecret: _secret, ...shown } = settings;
      return { settings: shown, provider: await provider };
    },
    isActive: async (work, tenantId) => (await identityProviderOf(work, tenantId))?.active ?? false,
    issuerOf: async (work, tenantId) => (await identityProviderOf(work, tenantId))?.issuer ?? '',
  };
}

async function discover(context: Context, settings: Awaited<ReturnType<typeof providerSettings>>): Promise<Provider> {
  try {
    return await requireProvider(context, settings);
  } catch (error) {
    if (!isFault(error) || error.code !== 'IdentityProviderRefused') throw error;
    const { reason, detail } = error.details.values ?? {};
    throw new ProviderFailure(String(reason) as ProviderFailure['problem'], String(detail));
  }
}
