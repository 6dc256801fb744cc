/** `/comptoir/v1/identity-provider`: the OpenID Connect provider that says who the organisation's people are (decision 0076). */
import {
  identityProvider as identityProviderShape,
  identityProviderRequest,
  identityProviderTrial,
  type IdentityProvider as WireProvider,
} from '@comptoir/contracts/comptoir/identity-provider';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { isFault } from '../../kernel/index.ts';
import {
  departFor,
  identityProviderOf,
  keepJourney,
  providerSettings,
  removeIdentityProvider,
  requireProvider,
  rolesOfParts,
  saveIdentityProvider,
  tenantOf,
  wishedSettings,
  type IdentityProvider,
} from '../../modules/identity/index.ts';
import type { Context } from '../../platform/context.ts';
import { noBody } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { originOf } from '../../platform/origins.ts';
import type { Work } from '../../platform/work.ts';

/** Its secret is no request's to see: the rows are the system's, of the tenant that asks. */
const access: RouteAccess = { permission: 'identityProvider.manage', userOnly: true, asSystem: true };
const config = { access };
const path = '/identity-provider';

export function identityProviderRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(path, { config, schema: { response: { 200: identityProviderShape } } }, (request) =>
    request.work((work: Work) => shown(work, originOf(context, request.headers.host))),
  );
  const schema = { body: identityProviderRequest, response: { 200: identityProviderShape } };
  routes.put(path, { config, schema }, async (request, reply) => {
    const wish = wishOf(request.body);
    const settings = await request.work((work: Work) => wishedSettings(work, context.secrets, wish));
    // Before the transaction: it may take seconds.
    const problem = wish.active ? void (await requireProvider(context, settings)) : await problemOf(context, settings);
    return answerOnce(request, reply, async (work: Work) => {
      await saveIdentityProvider(work, context.secrets, wish, settings);
      const body = await shown(work, originOf(context, request.headers.host));
      return { status: 200, body: { ...body, ...(problem ? { problem } : {}) } };
    });
  });
  routes.delete(path, { config, schema: { response: { 204: noBody } } }, (request, reply) =>
    answerOnce(request, reply, async (work: Work) => {
      await removeIdentityProvider(work);
      return { status: 204 };
    }),
  );
  trialRoute(app, context);
}

/** What would keep the provider from being used; undefined when it answers as it should. */
async function problemOf(context: Context, settings: Parameters<typeof requireProvider>[1]) {
  try {
    await requireProvider(context, settings);
    return undefined;
  } catch (error) {
    if (!isFault(error)) throw error;
    const { reason = error.code, detail = '' } = error.details.values ?? {};
    return { reason: String(reason), detail: String(detail) };
  }
}

/** Finds the provider, and says where to sign in; `surfaces/token/external-trial.ts` shows what came of it. */
function trialRoute(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const schema = { response: { 200: identityProviderTrial } };
  routes.post(`${path}/trial`, { config, schema }, async (request) => {
    const { tenantId } = request.actor;
    const settings = await request.work((work: Work) => providerSettings(work, context.secrets, tenantId));
    const provider = await requireProvider(context, settings);
    const redirectUri = redirectUriOf(originOf(context, request.headers.host), tenantId);
    const { url, ...journey } = await departFor(provider, { redirectUri, groupClaim: settings.groupClaim });
    await keepJourney(context, { ...journey, tenantId, trial: true });
    return { url };
  });
}

const redirectUriOf = (origin: string, tenantId: string) => `${origin}/${tenantId}/oauth2/provider/callback`;

function wishOf({ groups, clientSecret, ...rest }: z.output<typeof identityProviderRequest>) {
  const groupRoles = Object.fromEntries(groups.map(({ group, roles }) => [group, roles]));
  return { ...rest, groupRoles, ...(clientSecret === undefined ? {} : { clientSecret }) };
}

async function shown(work: Work, origin: string): Promise<WireProvider> {
  const { tenantId } = work.actor;
  const tenant = await tenantOf(work, tenantId);
  const provider = await identityProviderOf(work, tenantId);
  return {
    provider: provider ? toWire(provider) : null,
    redirectUri: redirectUriOf(origin, tenantId),
    postLogoutRedirectUri: `${origin}/sign-in`,
    rolesHere: [...rolesOfParts(tenant.parts)],
  };
}

function toWire({ groupRoles, changedAt, ...provider }: IdentityProvider): NonNullable<WireProvider['provider']> {
  const groups = Object.entries(groupRoles).map(([group, roles]) => ({ group, roles: [...roles] }));
  return { ...provider, groups, changedAt: changedAt.toString() };
}
