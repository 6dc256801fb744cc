/** Where a person signs in: shows the page, checks name and password, and sends the browser back to the provider. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { systemActor, tenantParts } from '../../kernel/index.ts';
import {
  checkPassword,
  findUser,
  findUserByName,
  listTenants,
  listUsers,
  recordFailedSignIn,
  recordSignIn,
  type Tenant,
  type User,
} from '../../modules/identity/index.ts';
import { busySeconds } from '../../platform/busy.ts';
import type { Context } from '../../platform/context.ts';
import type { RouteAccess } from '../../platform/http.ts';
import type { Work } from '../../platform/work.ts';
import type { AuthorityOf } from './authority.ts';
import { consentPages } from './consent.ts';
import { consentParameter } from './consent-check.ts';
import { callbackRoutes, externalSignIn, type ExternalSignIn } from './external.ts';
import { externalTrialRoutes } from './external-trial.ts';
import { innerRequest } from './inner-request.ts';
import { chooseLanguage, languageCookie } from './pages/language.ts';
import { formPageHeaders, pageHeaders } from './pages/layout.ts';
import { messagePage } from './pages/message.ts';
import { signInPage, type SignInChoice, type SignInPage, type SignInProblem } from './pages/sign-in.ts';
import type { ProviderOf } from './provider.ts';
import { signInSteps } from './sign-in-steps.ts';
import { formOf, stepOf } from './sign-in-step.ts';
import type { SignInState } from './sign-in-state.ts';
import { mayUse, tenantServed } from './subject.ts';
import type { Visit } from './visit.ts';
import { signInLimits, signInWaitSeconds, sourceOf } from '../../platform/sign-in-limits.ts';
import { textOf } from './text-of.ts';

const path = '/:tenant/oauth2/sign-in/:uid';
const open = { config: { access: { permission: 'public' } satisfies RouteAccess } };

const listedChoices = 60;

export function signInRoutes(app: FastifyInstance, context: Context, providerOf: ProviderOf, find: AuthorityOf): void {
  const limits = signInLimits();
  const visitOf = visitFinder(providerOf, find);
  const steps = signInSteps(context, (...asked) => finish(context, ...asked));
  const external = externalSignIn(context);
  const page: ShowPage = async (request, reply, visit, problem, name = visit.loginHint) =>
    showPage(context, request, reply, visit, { problem, name, provider: await external.offer(visit, name) });
  const consents = consentPages(context, showExpired);
  callbackRoutes(app, context);
  externalTrialRoutes(app, context);
  app.get(path, open, async (request, reply) => {
    const visit = await visitOf(request, reply);
    if (!visit) return showExpired(request, reply);
    if (visit.consent) return consents.show(request, reply, visit);
    // A reply that is awaited is nothing once it was sent.
    await steps.show(request, reply, visit);
    return reply.sent ? reply : page(request, reply, visit);
  });
  app.get(`${path}/provider`, open, async (request, reply) => {
    const visit = await visitOf(request, reply);
    if (!visit) return showExpired(request, reply);
    const outcome = await external.arrive(request, visit);
    if ('problem' in outcome) return page(request, reply, visit, outcome.problem);
    const proved = { accountId: outcome.user.id, amr: outcome.amr, chosen: false, external: true };
    return steps.goOn(request, reply, visit, proved);
  });
  app.post(path, open, async (request, reply) => {
    if (stepOf(request) !== undefined) {
      const visit = await visitOf(request, reply);
      if (visit?.consent) return consents.take(request, reply, visit);
      if (visit) await steps.take(request, reply, visit);
      return reply.sent ? reply : showExpired(request, reply);
    }
    const tried = triedSignIn(context, request);
    if (formOf(request).has('provider')) {
      const visit = await visitOf(request, reply);
      if (!visit) return showExpired(request, reply);
      const departed = await external.depart(request, reply, visit, tried.name);
      return typeof departed === 'string' ? page(request, reply, visit, departed, tried.name) : departed;
    }
    // Before the database is asked for anything: a flood of tries leaves it to others.
    const giveBack = tried.chosen ? undefined : limits.take(sourceOf(request), tried.name);
    if (!tried.chosen && !giveBack) {
      request.log.warn({ source: sourceOf(request) }, 'too many wrong passwords');
      return showRefused(request, reply, tried.name, 'tooMany');
    }
    const visit = await visitOf(request, reply);
    if (!visit) return showExpired(request, reply);
    const outcome = await attempt(context, external, visit, tried);
    if ('user' in outcome || !leavesATrace(outcome.problem)) giveBack?.();
    await traceFailure(context, outcome, { name: tried.name, source: sourceOf(request), visit });
    if ('problem' in outcome && outcome.problem === 'busy') return showRefused(request, reply, tried.name, 'busy');
    if ('problem' in outcome) return page(request, reply, visit, outcome.problem, tried.name);
    const proved = { accountId: outcome.user.id, amr: outcome.amr, chosen: tried.chosen };
    return steps.goOn(request, reply, visit, proved);
  });
}

type FindVisit = (request: FastifyRequest, reply: FastifyReply) => Promise<Visit | undefined>;

function visitFinder(providerOf: ProviderOf, find: AuthorityOf): FindVisit {
  return async (request, reply) => {
    const authority = await find(request);
    const provider = await providerOf(authority);
    // Fails when the page is old, was finished already, or belongs to another browser.
    const details = await provider
      .interactionDetails(innerRequest(request, authority, ''), reply.raw)
      .catch(() => undefined);
    if (!details || details.uid !== (request.params as { uid: string }).uid) return undefined;
    const client = await provider.Client.find(textOf(details.params['client_id']));
    return {
      uid: details.uid,
      authority,
      provider,
      clientName: client?.clientName ?? '',
      clientId: textOf(details.params['client_id']).toLowerCase(),
      clientTenant: tenantServed(client),
      owner: textOf(client?.['tenant_id']),
      consent: details.prompt.name === 'consent',
      accountId: textOf(details.session?.accountId),
      asked: textOf(details.params[consentParameter]),
      state: textOf(details.params['state']),
      loginHint: textOf(details.params['login_hint']),
      redirectUri: textOf(details.params['redirect_uri']),
      end: () => details.destroy(),
    };
  };
}

/** The person has done everything: back to the provider, and from there to the application. */
async function finish(
  { runner }: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  proved: SignInState,
) {
  await runner.run<void, unknown>({ actor: systemActor, system: true }, async (work) => {
    const user = await findUser(work, proved.accountId);
    if (user) recordSignIn(work, user, visit.clientName);
  });
  const login = { accountId: proved.accountId, amr: proved.amr, remember: true };
  const sent = innerRequest(request, visit.authority, '');
  return reply.redirect(await visit.provider.interactionResult(sent, reply.raw, { login }), 303);
}

interface TriedSignIn {
  /** A click on one of the sandbox's people. */
  readonly chosen: boolean;
  readonly name: string;
  readonly password: string;
}

function triedSignIn({ config }: Context, request: FastifyRequest): TriedSignIn {
  const form = formOf(request);
  const as = config.mode === 'sandbox' ? form.get('as') : null;
  const name = (as ?? form.get('username') ?? '').trim();
  return { chosen: Boolean(as), name, password: form.get('password') ?? '' };
}

type Outcome = { readonly user: User; readonly amr: string[] } | { readonly problem: SignInProblem };

async function attempt(
  context: Context,
  external: ExternalSignIn,
  visit: Visit,
  { chosen, name, password }: TriedSignIn,
): Promise<Outcome> {
  if (!chosen && (name === '' || password === '')) return { problem: 'missing' };
  const { runner } = context;
  const system = { actor: systemActor, system: true };
  const user = chosen
    ? await runner.run<User | undefined, unknown>(system, (work) => findUserByName(work, name))
    : await checkPassword(runner, name, password);
  if (user === 'busy') return { problem: 'busy' };
  // Whether the password was right or not: it opens nothing, and nobody is told.
  if (!chosen && (await external.bindsElsewhere(name, user))) return { problem: 'providerOnly' };
  if (!user) return { problem: 'wrong' };
  if (!mayUse(user, visit.authority, visit.clientTenant)) return { problem: 'otherTenant' };
  // A click on a demo person stands for a sign-in with a second factor.
  return { user, amr: chosen ? ['pwd', 'mfa'] : ['pwd'] };
}

/** What counts as a try and is recorded: a wrong password, and a right one at another tenant's door. */
const leavesATrace = (problem: string) => ['wrong', 'otherTenant', 'providerOnly'].includes(problem);

/** Bounded by the limits of tries: what is beyond them is refused before and leaves a line in the log. */
async function traceFailure(
  context: Context,
  outcome: Outcome,
  { name, source, visit }: { readonly name: string; readonly source: string; readonly visit: Visit },
): Promise<void> {
  if (!('problem' in outcome) || !leavesATrace(outcome.problem)) return;
  const reason = outcome.problem === 'otherTenant' ? 'otherTenant' : 'wrong';
  await context.runner.run({ actor: systemActor, system: true }, (work) =>
    recordFailedSignIn(work, { name, reason, applicationName: visit.clientName, source }),
  );
}

const statusOf: Readonly<Record<SignInProblem, number>> = {
  missing: 400,
  wrong: 401,
  otherTenant: 403,
  tooMany: 429,
  busy: 503,
  providerOnly: 401,
  providerNone: 400,
  providerMissing: 400,
  providerDown: 503,
  providerWrong: 502,
  providerDeclined: 401,
  providerEmail: 403,
  providerForeign: 403,
  providerDisabled: 403,
  providerTaken: 403,
};

/** The page with what was typed, made without a look into the database. */
function showRefused(
  request: FastifyRequest,
  reply: FastifyReply,
  name: string,
  problem: 'tooMany' | 'busy',
): FastifyReply {
  const language = chooseLanguage(request.headers, request.url);
  const body = signInPage({
    language,
    address: request.url.split('?')[0]!,
    clientName: '',
    name,
    problem,
    choices: [],
  });
  return reply
    .code(statusOf[problem])
    .headers({ ...formPageHeaders(undefined), 'retry-after': problem === 'busy' ? busySeconds : signInWaitSeconds })
    .send(body);
}

type ShowPage = (
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  problem?: SignInProblem,
  name?: string,
) => Promise<FastifyReply>;

async function showPage(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  { problem, name, provider }: Pick<SignInPage, 'name' | 'provider'> & { readonly problem: SignInProblem | undefined },
): Promise<FastifyReply> {
  const language = chooseLanguage(request.headers, request.url);
  const choices = context.config.mode === 'sandbox' ? await choicesFor(context, visit) : [];
  const body = signInPage({
    language,
    address: request.url.split('?')[0]!,
    clientName: visit.clientName,
    name,
    provider,
    ...(problem ? { problem } : {}),
    choices,
  });
  return reply
    .code(problem ? statusOf[problem] : 200)
    .headers({
      ...formPageHeaders(visit.redirectUri || undefined),
      'set-cookie': languageCookie(language, visit.authority.origin.startsWith('https:')),
    })
    .send(body);
}

/** The sandbox tells who may sign in: people who fit this authority and application, by tenant. */
function choicesFor(context: Context, visit: Visit): Promise<SignInChoice[]> {
  return context.runner.run({ actor: systemActor, system: true }, async (work: Work) => {
    const tenants = new Map((await listTenants(work)).map((tenant) => [tenant.id, tenant]));
    const users = await listUsers(work, listedChoices);
    const fitting = users.filter((user) => mayUse(user, visit.authority, visit.clientTenant));
    return (
      [...Map.groupBy(fitting, (user) => user.tenantId)]
        .map(([id, people]) => ({ tenant: tenants.get(id)!, people }))
        // Customers are many, and their administrators sign in by name.
        .filter(({ tenant }) => tenant.parts.some((part) => part !== 'customer'))
        .toSorted((one, other) => partRank(one.tenant) - partRank(other.tenant))
    );
  });
}

/** Those who run and sell first, customers last. */
function partRank(tenant: Tenant): number {
  return Math.min(...tenant.parts.map((part) => tenantParts.indexOf(part)), tenantParts.length);
}

function showExpired(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const language = chooseLanguage(request.headers, request.url);
  return reply.code(400).headers(pageHeaders).send(messagePage(language, 'signInExpired'));
}
