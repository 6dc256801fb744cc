/** `sandboxIndirectReseller`: a provider makes a reseller to try its integration with (wire contract, section 8.1). */
import { sandboxReseller, sandboxResellerRequest } from '@comptoir/contracts/partner-center/relationships';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { makeSandboxReseller, oneTimePassword, removeSandboxReseller } from '../../modules/relationships/index.ts';
import type { Context } from '../../platform/context.ts';
import { noBody } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { bind } from './binding.ts';
import { wireTime } from './envelope.ts';

const access: RouteAccess = { permission: 'partnerships.invite', userOnly: true, asSystem: true };

/** Not there in production: partnerships begin by an acceptance. */
export function sandboxResellerRoutes(app: FastifyInstance, { config }: Context): void {
  if (config.mode !== 'sandbox') return;
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.post(
    '/sandboxIndirectReseller',
    { config: { access }, schema: { body: bind(sandboxResellerRequest), response: { 201: sandboxReseller } } },
    async (request, reply) => {
      const { tenant, mpnId, legalBusinessProfile } = request.body;
      const password = await oneTimePassword();
      const displayName =
        [tenant.adminFirstName, tenant.adminLastName].filter(Boolean).join(' ') || tenant.adminUserName;
      return answerOnce(
        request,
        reply,
        async (work) => {
          const { reseller, administrator } = await makeSandboxReseller(work, {
            name: legalBusinessProfile?.companyName ?? tenant.name,
            domainPrefix: tenant.domainPrefix,
            country: tenant.country.toUpperCase(),
            mpnId,
            administrator: { userName: tenant.adminUserName, displayName, email: tenant.adminAlternateEmail },
            password,
          });
          const { tenantId: id, name, country: location, mpnId: given } = reseller;
          const relationshipType = 'is_indirect_reseller_of' as const;
          const attributes = { objectType: 'PartnerRelationship' };
          const body: z.infer<typeof sandboxReseller> = {
            accountId: id,
            mpnId: given,
            tenant: { id, adminUserAccount: administrator, password: password.plain },
            agreementSignature: { agreementType: 'ValueAddedReseller', signedDate: wireTime(work.now) },
            partnerRelationship: { id, name, relationshipType, state: 'Active', mpnId: given, location, attributes },
          };
          return { status: 201, body };
        },
        { secret: true },
      );
    },
  );
  const params = z.object({ resellerTenantId: z.string() });
  routes.delete(
    '/sandboxIndirectReseller/:resellerTenantId',
    { config: { access }, schema: { params, response: { 204: noBody } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        await removeSandboxReseller(work, request.params.resellerTenantId);
        return { status: 204 };
      }),
  );
}
