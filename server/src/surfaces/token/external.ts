/** Sign-in at the identity provider of a person's tenant: the way there, the way back, and what went wrong (decision 0076). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isFault, systemActor } from '../../kernel/index.ts';
import {
  anyIdentityProvider,
  arriveFrom,
  departFor,
  findTenant,
  findTenantByDomain,
  journeys,
  noPassword,
  ProviderFailure,
  readClaims,
  recordFailedExternal,
  signInExternally,
  type AccountRefusal,
  type KeptJourney,
  type Tenant,
  type User,
} from '../../modules/identity/index.ts';
import { createThrottle } from '../../platform/throttle.ts';
import type { Context } from '../../platform/context.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { sourceOf } from '../../platform/sign-in-limits.ts';
import type { Work } from '../../platform/work.ts';
import { externalProviders, type OpenedProvider } from './external-providers.ts';
import { chooseLanguage } from './pages/language.ts';
import { pageHeaders } from './pages/layout.ts';
import { leavingPage } from './pages/leaving.ts';
import type { SignInProblem } from './pages/sign-in.ts';
import { mayUse } from './subject.ts';
import type { Visit } from './visit.ts';

const open = { config: { access: { permission: 'public' } satisfies RouteAccess } };
/** Each asks another server for something. */
const departuresPerMinute = 60;

export type ExternalOutcome = { readonly user: User; readonly amr: string[] } | { readonly problem: SignInProblem };

/** What the page offers beside the password: a named organisation's sign-in, or a button for whoever has one. */
export interface ProviderOffer {
  readonly organisation?: string;
}

export interface ExternalSignIn {
  offer(visit: Visit, name: string): Promise<ProviderOffer | undefined>;
  /** Whether this person's organisation lets nobody but its global admins in by password. */
  bindsElsewhere(name: string, user: User | undefined): Promise<boolean>;
  /** Sends the browser to the provider; or says why it cannot. */
  depart(
    request: FastifyRequest,
    reply: FastifyReply,
    visit: Visit,
    name: string,
  ): Promise<FastifyReply | SignInProblem>;
  /** Who came back. */
  arrive(request: FastifyRequest, visit: Visit): Promise<ExternalOutcome>;
}

export function externalSignIn(context: Context): ExternalSignIn {
  const providers = externalProviders(context);
  const kept = journeys(context);
  const throttle = createThrottle(departuresPerMinute);
  const system = <Result>(body: (work: Work) => Promise<Result>) =>
    context.runner.run<Result, unknown>({ actor: systemActor, system: true }, body);
  /** The tenant that the address or the person's name is of, when it has a provider in use. */
  const boundTenant = (authorityTenant: string | undefined, name: string) =>
    system(async (work) => {
      const tenant = authorityTenant ? await findTenant(work, authorityTenant) : await tenantOfName(work, name);
      return tenant && (await providers.isActive(work, tenant.id)) ? tenant : undefined;
    });
  return {
    async offer(visit, name) {
      const tenant = await boundTenant(visit.authority.tenantId, name || visit.loginHint);
      if (tenant) return { organisation: tenant.name };
      return !visit.authority.tenantId && (await system(anyIdentityProvider)) ? {} : undefined;
    },
    async bindsElsewhere(name, user) {
      if (user?.roles.includes('global_admin')) return false;
      return (await boundTenant(user?.tenantId, name)) !== undefined;
    },
    async depart(request, reply, visit, name) {
      const tenant = await boundTenant(visit.authority.tenantId, name || visit.loginHint);
      if (!tenant) return name ? 'providerNone' : 'providerMissing';
      if (throttle.take(sourceOf(request)) !== undefined) return 'busy';
      try {
        const found = await providers.of(tenant.id);
        const hint = name || visit.loginHint;
        const redirectUri = callbackAddress(visit.authority.origin, tenant.id);
        const { url, ...journey } = await departFor(found.provider, {
          redirectUri,
          groupClaim: found.settings.groupClaim,
          ...(hint ? { loginHint: hint } : {}),
        });
        await kept.keep({ ...journey, tenantId: tenant.id, uid: visit.uid, authority: visit.authority.path });
        return showLeaving(request, reply, url, tenant);
      } catch (error) {
        return fail(context, tenant.id, error);
      }
    },
    async arrive(request, visit) {
      const journey = await kept.take(stateOf(request));
      // Begun in another browser, or a second time: the code is of no use to anybody then.
      if (!journey || journey.uid !== visit.uid) return { problem: 'providerWrong' };
      try {
        const found = await providers.of(journey.tenantId);
        if (!found.settings.active) return { problem: 'providerNone' };
        return await land(context, visit, { journey, found, query: request.url.split('?')[1] ?? '' });
      } catch (error) {
        return { problem: await fail(context, journey.tenantId, error) };
      }
    },
  };
}

async function tenantOfName(work: Work, name: string): Promise<Tenant | undefined> {
  const domain = name.split('@')[1];
  return domain && !domain.includes('\0') ? findTenantByDomain(work, domain) : undefined;
}

/** Registered at the provider: one for each tenant, so that no provider's answer is taken for another's. */
export const callbackAddress = (origin: string, tenantId: string) => `${origin}/${tenantId}/oauth2/provider/callback`;

export const stateOf = (request: FastifyRequest) =>
  new URLSearchParams(request.url.split('?')[1] ?? '').get('state') ?? '';

interface Landing {
  readonly journey: KeptJourney;
  readonly found: OpenedProvider;
  readonly query: string;
}

async function land(context: Context, visit: Visit, { journey, found, query }: Landing): Promise<ExternalOutcome> {
  const { tenantId } = journey;
  const { groupClaim } = found.settings;
  const redirectUri = callbackAddress(visit.authority.origin, tenantId);
  const { issuer, claims } = await arriveFrom(found.provider, journey, { redirectUri, query, groupClaim });
  const person = readClaims(claims, groupClaim);
  const passwordHash = await noPassword();
  const signIn = { tenantId, issuer, provider: found.settings, person, passwordHash };
  return context.runner.run<ExternalOutcome, unknown>({ actor: systemActor, system: true }, async (work) => {
    const user = await signInExternally(work, signIn);
    if (typeof user === 'string') {
      recordFailedExternal(work, tenantId, { reason: user, issuer });
      return { problem: refusals[user] };
    }
    if (!mayUse(user, visit.authority, visit.clientTenant)) return { problem: 'otherTenant' };
    return { user, amr: ['fed', ...(person.mfa ? ['mfa'] : [])] };
  });
}

const refusals: Readonly<Record<AccountRefusal, SignInProblem>> = {
  emailMissing: 'providerEmail',
  emailForeign: 'providerForeign',
  disabled: 'providerDisabled',
  taken: 'providerTaken',
};

/** What the person is told; the rest is in the log and in the trail, for those who set the provider up. */
async function fail(context: Context, tenantId: string, error: unknown): Promise<SignInProblem> {
  const reason = error instanceof ProviderFailure ? error.problem : isFault(error) ? error.code : undefined;
  if (reason === undefined) throw error;
  const detail = (error as Error).message.slice(0, 300);
  context.log.warn({ reason, detail, tenant: tenantId }, 'sign-in at an identity provider');
  await context.runner.run<void, unknown>({ actor: systemActor, system: true }, async (work) => {
    const settings = await externalProviders(context).issuerOf(work, tenantId);
    recordFailedExternal(work, tenantId, { reason, issuer: settings, detail });
  });
  if (reason === 'unreachable') return 'providerDown';
  return reason === 'declined' ? 'providerDeclined' : 'providerWrong';
}

/** A page that goes on by itself: browsers would hold a redirect after a form to the page's own policy. */
export function showLeaving(request: FastifyRequest, reply: FastifyReply, url: string, tenant: Tenant): FastifyReply {
  const language = chooseLanguage(request.headers, request.url);
  return reply.headers(pageHeaders).send(leavingPage({ language, url, organisation: tenant.name, end: false }));
}

/** Where providers send browsers back to: on to the visit that sent them there, whose cookie says which browser it was. */
export function callbackRoutes(app: FastifyInstance, context: Context): void {
  const kept = journeys(context);
  app.get('/:tenant/oauth2/provider/callback', open, async (request, reply) => {
    const journey = await kept.find(stateOf(request));
    const query = request.url.split('?')[1] ?? '';
    if (journey?.trial) return reply.redirect(`/${journey.tenantId}/oauth2/provider/tried?${query}`, 303);
    const uid = journey?.uid ?? 'unknown';
    return reply.redirect(`/${journey?.authority ?? 'common'}/oauth2/sign-in/${uid}/provider?${query}`, 303);
  });
}
