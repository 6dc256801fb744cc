/** Where a person signs in: shows the page, checks name and password, and sends the browser back to the provider. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { Provider } from 'oidc-provider';
import { systemActor, tenantParts } from '../../kernel/index.ts';
import {
  checkPassword,
  findUserByName,
  listTenants,
  listUsers,
  recordSignIn,
  type Tenant,
  type User,
} from '../../modules/identity/index.ts';
import type { Context } from '../../platform/context.ts';
import type { RouteAccess } from '../../platform/http.ts';
import type { Work } from '../../platform/work.ts';
import type { Authority, AuthorityOf } from './authority.ts';
import { innerRequest } from './inner-request.ts';
import { chooseLanguage, languageCookie } from './pages/language.ts';
import { pageHeaders } from './pages/layout.ts';
import { messagePage } from './pages/message.ts';
import { signInPage, type SignInChoice, type SignInProblem } from './pages/sign-in.ts';
import type { ProviderOf } from './provider.ts';
import { mayUse } from './subject.ts';
import { textOf } from './text-of.ts';

const path = '/:tenant/oauth2/sign-in/:uid';
const open = { config: { access: { permission: 'public' } satisfies RouteAccess } };

/** Wrong passwords a name may have within a minute; beyond it, even the right one must wait. */
const allowedFailures = 10;
const failureWindowMs = 60_000;
const listedChoices = 60;

interface Visit {
  readonly authority: Authority;
  readonly provider: Provider;
  readonly clientName: string;
  /** Tenant of the application; empty for the house's own. */
  readonly clientTenant: string;
  readonly loginHint: string;
}

export function signInRoutes(app: FastifyInstance, context: Context, providerOf: ProviderOf, find: AuthorityOf): void {
  const failures = failureCounter();
  const visitOf = async (request: FastifyRequest, reply: FastifyReply): Promise<Visit | undefined> => {
    const authority = await find(request);
    const provider = await providerOf(authority);
    // Fails when the page is old, was finished already, or belongs to another browser.
    const details = await provider
      .interactionDetails(innerRequest(request, authority, ''), reply.raw)
      .catch(() => undefined);
    if (!details || details.uid !== (request.params as { uid: string }).uid) return undefined;
    const client = await provider.Client.find(textOf(details.params['client_id']));
    return {
      authority,
      provider,
      clientName: client?.clientName ?? '',
      clientTenant: textOf(client?.['tenant_id']),
      loginHint: textOf(details.params['login_hint']),
    };
  };
  app.get(path, open, async (request, reply) => {
    const visit = await visitOf(request, reply);
    return visit ? showPage(context, request, reply, visit) : showExpired(request, reply);
  });
  app.post(path, open, async (request, reply) => {
    const visit = await visitOf(request, reply);
    if (!visit) return showExpired(request, reply);
    const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
    const outcome = await attempt(context, visit, form, failures);
    if ('problem' in outcome) return showPage(context, request, reply, visit, outcome.problem, outcome.name);
    const login = { accountId: outcome.user.id, amr: outcome.amr, remember: true };
    const next = await visit.provider.interactionResult(innerRequest(request, visit.authority, ''), reply.raw, {
      login,
    });
    return reply.redirect(next, 303);
  });
}

type Outcome =
  | { readonly user: User; readonly amr: string[] }
  | { readonly problem: SignInProblem; readonly name: string };

async function attempt(
  context: Context,
  visit: Visit,
  form: URLSearchParams,
  failures: FailureCounter,
): Promise<Outcome> {
  const chosen = context.config.mode === 'sandbox' ? form.get('as') : null;
  const name = (chosen ?? form.get('username') ?? '').trim();
  const password = form.get('password') ?? '';
  if (!chosen && (name === '' || password === '')) return { problem: 'missing', name };
  if (!chosen && failures.exceeded(name)) return { problem: 'tooMany', name };
  return context.runner.run<Outcome, unknown>({ actor: systemActor, system: true }, async (work) => {
    const user = chosen ? await findUserByName(work, chosen) : await checkPassword(work, name, password);
    if (!user) {
      if (!chosen) failures.add(name);
      return { problem: 'wrong', name };
    }
    if (!mayUse(user, visit.authority, visit.clientTenant)) return { problem: 'otherTenant', name };
    recordSignIn(work, user, visit.clientName);
    // A click on a demo person stands for a sign-in with a second factor.
    return { user, amr: chosen ? ['pwd', 'mfa'] : ['pwd'] };
  });
}

interface FailureCounter {
  exceeded(name: string): boolean;
  add(name: string): void;
}

/** Counts per process: several processes allow that many more tries, which still makes guessing hopeless. */
function failureCounter(): FailureCounter {
  const counts = new LRUCache<string, number>({ max: 10_000, ttl: failureWindowMs });
  return {
    exceeded: (name) => (counts.get(name.toLowerCase()) ?? 0) >= allowedFailures,
    add: (name) => {
      const key = name.toLowerCase();
      const known = counts.get(key);
      // The window begins with the first failure and is not drawn out by later ones.
      counts.set(key, (known ?? 0) + 1, known === undefined ? {} : { ttl: counts.getRemainingTTL(key) });
    },
  };
}

const statusOf: Readonly<Record<SignInProblem, number>> = { missing: 400, wrong: 401, otherTenant: 403, tooMany: 429 };

async function showPage(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  problem?: SignInProblem,
  name?: string,
): Promise<FastifyReply> {
  const language = chooseLanguage(request.headers, request.url);
  const choices = context.config.mode === 'sandbox' ? await choicesFor(context, visit) : [];
  const body = signInPage({
    language,
    address: request.url.split('?')[0]!,
    clientName: visit.clientName,
    name: name ?? visit.loginHint,
    ...(problem ? { problem } : {}),
    choices,
  });
  if (problem === 'tooMany') reply.header('retry-after', failureWindowMs / 1000);
  return reply
    .code(problem ? statusOf[problem] : 200)
    .headers({ ...pageHeaders, 'set-cookie': languageCookie(language) })
    .send(body);
}

/** The sandbox tells who may sign in: people who fit this authority and application, by tenant. */
function choicesFor(context: Context, visit: Visit): Promise<SignInChoice[]> {
  return context.runner.run({ actor: systemActor, system: true }, async (work: Work) => {
    const tenants = new Map((await listTenants(work)).map((tenant) => [tenant.id, tenant]));
    const users = await listUsers(work, listedChoices);
    const fitting = users.filter((user) => mayUse(user, visit.authority, visit.clientTenant));
    return [...Map.groupBy(fitting, (user) => user.tenantId)]
      .map(([id, people]) => ({ tenant: tenants.get(id)!, people }))
      .toSorted((one, other) => partRank(one.tenant) - partRank(other.tenant));
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
