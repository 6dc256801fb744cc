/** `/comptoir/v1/application-consents`, `/application-scopes`: other organisations' applications that this one let in (decision 0075). */
import {
  applicationConsents,
  applicationScopes as applicationScopesShape,
  consentPath,
  type ApplicationConsent,
} from '@comptoir/contracts/comptoir/consents';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { applicationScopes, consentsOf, revokeConsent, type ListedConsent } from '../../modules/identity/index.ts';
import { noBody } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';

/** A consent binds two organisations: its rows are the system's, and every statement names the one that asks. */
const access: RouteAccess = { permission: 'applications.consent', userOnly: true, asSystem: true };
const anybody: RouteAccess = { permission: 'account.read' };

export function consentRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    '/application-scopes',
    { config: { access: anybody }, schema: { response: { 200: applicationScopesShape } } },
    () => ({ items: applicationScopes.map(({ name, words }) => ({ name, words })) }),
  );
  routes.get(
    '/application-consents',
    { config: { access }, schema: { response: { 200: applicationConsents } } },
    async (request) => ({
      items: (await request.work((work: Work) => consentsOf(work, work.actor.tenantId))).map(toWire),
    }),
  );
  routes.delete(
    '/application-consents/:applicationId',
    {
      config: { access: { ...access, refusedEvent: 'ApplicationConsentRefused' } },
      schema: { params: consentPath, response: { 204: noBody } },
    },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        await revokeConsent(work, work.actor.tenantId, request.params.applicationId);
        return { status: 204 };
      }),
  );
}

function toWire({ consentedAt, byPartner, scopes, owner, ...consent }: ListedConsent): ApplicationConsent {
  return {
    ...consent,
    owner: { ...owner },
    scopes: [...scopes],
    consentedAt: consentedAt.toString(),
    ...(byPartner ? { byPartner } : {}),
  };
}
