/** The page on which an administrator lets another tenant's application in, or does not (decision 0075). */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isFault, systemActor } from '../../kernel/index.ts';
import {
  actorOf,
  findScope,
  findUser,
  giveConsent,
  sharedApplication,
  tenantOf,
  type SharedApplication,
  type Tenant,
  type User,
} from '../../modules/identity/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Work } from '../../platform/work.ts';
import { innerRequest } from './inner-request.ts';
import { chooseLanguage, languageCookie } from './pages/language.ts';
import { formPageHeaders } from './pages/layout.ts';
import { consentPage } from './pages/consent.ts';
import { formOf } from './sign-in-step.ts';
import type { Visit } from './visit.ts';

interface Asked {
  readonly user: User;
  /** Undefined: of one's own tenant, or the house's, to which nobody has to consent. */
  readonly application: SharedApplication | undefined;
  readonly owner: Tenant | undefined;
}

const system = { actor: systemActor, system: true };

export interface ConsentPages {
  show(request: FastifyRequest, reply: FastifyReply, visit: Visit): Promise<FastifyReply>;
  take(request: FastifyRequest, reply: FastifyReply, visit: Visit): Promise<FastifyReply>;
}

export function consentPages(
  context: Context,
  expired: (request: FastifyRequest, reply: FastifyReply) => FastifyReply,
) {
  const asked = (visit: Visit) =>
    context.runner.run<Asked | undefined, unknown>(system, (work) => askedOf(work, visit));
  const pages: ConsentPages = {
    async show(request, reply, visit) {
      const found = await asked(visit);
      if (!found) return expired(request, reply);
      return found.application ? showPage(request, reply, visit, found) : goBack(request, reply, visit, found.user);
    },
    async take(request, reply, visit) {
      const found = await asked(visit);
      if (!found) return expired(request, reply);
      const { user, application } = found;
      if (!application) return goBack(request, reply, visit, user);
      const form = formOf(request);
      if (form.get('decision') !== 'accept') return decline(request, reply, visit);
      if (!mayConsent(user)) return showPage(request, reply, visit, found);
      const chosen = new Set(form.getAll('scope'));
      const scopes = application.scopes.filter((name) => chosen.has(name));
      if (scopes.length === 0) return showPage(request, reply, visit, found, 'consentNone');
      await context.runner.run<void, unknown>(system, (work) =>
        giveConsent(work.inNameOf(actorOf(user)), { tenantId: user.tenantId, application, scopes }),
      );
      return goBack(request, reply, visit, user);
    },
  };
  return pages;
}

/** Roles of this moment: somebody may have lost them since the sign-in. */
const mayConsent = (user: User) => user.roles.includes('global_admin');

async function askedOf(work: Work, visit: Visit): Promise<Asked | undefined> {
  const user = visit.accountId ? await findUser(work, visit.accountId) : undefined;
  if (!user?.active) return undefined;
  if (visit.owner === '' || visit.owner === user.tenantId) return { user, application: undefined, owner: undefined };
  try {
    const application = await sharedApplication(work, visit.clientId);
    return { user, application, owner: await tenantOf(work, application.tenantId) };
  } catch (error) {
    if (isFault(error) && error.code === 'ApplicationNotShared') return undefined;
    throw error;
  }
}

function showPage(
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  { user, application, owner }: Asked,
  problem?: 'consentNone',
): FastifyReply {
  const language = chooseLanguage(request.headers, request.url);
  const { origin, path } = visit.authority;
  const body = consentPage({
    language,
    address: request.url.split('?')[0]!,
    applicationName: application!.name,
    owner: owner!,
    person: user.userPrincipalName,
    scopes: application!.scopes.map((name) => ({ name, words: findScope(name)?.words[language] ?? name })),
    may: mayConsent(user),
    adminAddress: `${origin}/${path}/adminconsent?client_id=${application!.clientId}`,
    ...(problem ? { problem } : {}),
  });
  return reply
    .code(problem ? 400 : 200)
    .headers({
      ...formPageHeaders(visit.redirectUri || undefined),
      'set-cookie': languageCookie(language, origin.startsWith('https:')),
    })
    .send(body);
}

/** To the application: with the code that it asked for, or with the word that an administrator consented. */
async function goBack(request: FastifyRequest, reply: FastifyReply, visit: Visit, user: User): Promise<FastifyReply> {
  if (visit.asked === 'admin') return endAdminConsent(reply, visit, { admin_consent: 'True', tenant: user.tenantId });
  const sent = innerRequest(request, visit.authority, '');
  const options = { mergeWithLastSubmission: true };
  return reply.redirect(await visit.provider.interactionResult(sent, reply.raw, { consent: {} }, options), 303);
}

const declined = {
  error: 'access_denied',
  error_description:
    'AADSTS65004: The resource owner or authorization server denied the request: consent was declined.',
};

async function decline(request: FastifyRequest, reply: FastifyReply, visit: Visit): Promise<FastifyReply> {
  if (visit.asked === 'admin') return endAdminConsent(reply, visit, declined);
  const sent = innerRequest(request, visit.authority, '');
  return reply.redirect(await visit.provider.interactionResult(sent, reply.raw, declined), 303);
}

/** The answer has Microsoft's members and no code: nothing of the sign-in goes on. */
async function endAdminConsent(
  reply: FastifyReply,
  visit: Visit,
  answer: Readonly<Record<string, string>>,
): Promise<FastifyReply> {
  await visit.end();
  const target = new URL(visit.redirectUri);
  const sent = { ...answer, ...(visit.state ? { state: visit.state } : {}) };
  for (const [name, value] of Object.entries(sent)) target.searchParams.set(name, value);
  return reply.redirect(target.toString(), 303);
}
