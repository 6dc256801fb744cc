/** An administrator tries its organisation's provider out: somebody signs in there, and the page says what it told us. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isFault, isGuid, systemActor } from '../../kernel/index.ts';
import {
  arriveFrom,
  decideAccount,
  farewellAddress,
  findTenant,
  journeys,
  ProviderFailure,
  readClaims,
  rolesByGroups,
  rolesOfParts,
  type IdentityProvider,
  type Tenant,
} from '../../modules/identity/index.ts';
import type { Context } from '../../platform/context.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { originOf } from '../../platform/origins.ts';
import { callbackAddress, stateOf } from './external.ts';
import { externalProviders } from './external-providers.ts';
import { chooseLanguage, type Language } from './pages/language.ts';
import { pageHeaders } from './pages/layout.ts';
import { leavingPage, trialPage, type TrialFacts } from './pages/leaving.ts';
import { roleNames, texts } from './pages/texts.ts';

const open = { config: { access: { permission: 'public' } satisfies RouteAccess } };

export function externalTrialRoutes(app: FastifyInstance, context: Context): void {
  const kept = journeys(context);
  const providers = externalProviders(context);
  app.get('/:tenant/oauth2/provider/tried', open, async (request, reply) => {
    const language = chooseLanguage(request.headers, request.url);
    const journey = await kept.take(stateOf(request));
    if (!journey?.trial) return show(reply, { language, problem: texts[language].signInExpired, facts: [] });
    try {
      const { provider, settings } = await providers.of(journey.tenantId);
      const redirectUri = callbackAddress(originOf(context, request.headers.host), journey.tenantId);
      const query = request.url.split('?')[1] ?? '';
      const { groupClaim } = settings;
      const { claims } = await arriveFrom(provider, journey, { redirectUri, query, groupClaim });
      const tenant = await tenantNamed(context, journey.tenantId);
      return show(reply, resultOf(language, tenant!, settings, claims));
    } catch (error) {
      return show(reply, { language, ...problemOf(language, error), facts: [] });
    }
  });
  app.get('/:tenant/oauth2/provider/signed-out', open, async (request, reply) => {
    const { tenant: tenantId } = request.params as { tenant: string };
    const origin = originOf(context, request.headers.host);
    // A reply that is awaited is nothing once it was sent.
    await farewell(context, request, reply, { tenantId, origin });
    return reply.sent ? reply : reply.redirect(`${origin}/sign-in`, 303);
  });
}

/** Undefined when there is none, and for what is no id. */
const tenantNamed = async (context: Context, id: string) =>
  isGuid(id)
    ? context.runner.run<Tenant | undefined, unknown>({ actor: systemActor, system: true }, (work) =>
        findTenant(work, id),
      )
    : undefined;

const show = (reply: FastifyReply, facts: TrialFacts) => reply.headers(pageHeaders).send(trialPage(facts));

function resultOf(
  language: Language,
  tenant: Tenant,
  { groupClaim, groupRoles }: IdentityProvider,
  claims: Readonly<Record<string, unknown>>,
): TrialFacts {
  const words = texts[language];
  const person = readClaims(claims, groupClaim);
  const facts = { person, tenantId: tenant.id, domain: tenant.domain, linked: undefined, named: undefined };
  const decision = decideAccount(facts);
  const possible = rolesOfParts(tenant.parts);
  const { given } = rolesByGroups({ held: [], before: [], groups: person.groups, groupRoles, possible });
  const problem = decision.kind === 'refuse' ? words[problems[decision.reason]] : undefined;
  return {
    language,
    problem,
    facts: [
      [words.trialSubject, person.subject],
      [words.trialEmail, person.email ?? words.trialNothing],
      [words.trialVerified, person.emailVerified ? words.trialYes : words.trialNo],
      [words.trialGroups(groupClaim), person.groups?.join(', ') ?? words.trialNothing],
      [words.trialRoles, given.map((role) => roleNames[language][role]).join(', ') || words.noRole],
      [words.trialMfa, person.mfa ? words.trialYes : words.trialNo],
    ],
  };
}

const problems = {
  emailMissing: 'providerEmail',
  emailForeign: 'providerForeign',
  disabled: 'providerDisabled',
  taken: 'providerTaken',
} as const;

function problemOf(language: Language, error: unknown): { readonly problem: string; readonly detail: string } {
  const words = texts[language];
  if (error instanceof ProviderFailure) return { problem: words.provider[error.problem], detail: error.message };
  if (isFault(error)) return { problem: words.provider.secretMissing, detail: error.details.message };
  throw error;
}

/** Undefined: the provider is away, gone, or knows no such end. */
async function farewell(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  { tenantId, origin }: { readonly tenantId: string; readonly origin: string },
): Promise<FastifyReply | undefined> {
  const tenant = await tenantNamed(context, tenantId);
  if (!tenant) return undefined;
  try {
    const url = farewellAddress((await externalProviders(context).of(tenantId)).provider, `${origin}/sign-in`);
    const language = chooseLanguage(request.headers, request.url);
    if (!url) return undefined;
    return reply.headers(pageHeaders).send(leavingPage({ language, url, organisation: tenant.name, end: true }));
  } catch (error) {
    if (error instanceof ProviderFailure || isFault(error)) return undefined;
    throw error;
  }
}
