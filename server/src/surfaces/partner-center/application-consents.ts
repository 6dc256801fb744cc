/** Consents for customers to a control panel vendor’s application (“Get customer consent as Control Panel Vendor”). */
import { applicationConsent, applicationConsentPath } from '@comptoir/contracts/partner-center/application-consents';
import { customerPath } from '@comptoir/contracts/partner-center/common';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { consentForCustomer, revokeForCustomer } from '../../modules/delegated-administration/index.ts';
import { noBody } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { bind } from './binding.ts';

const access: RouteAccess = {
  permission: 'delegatedAdmin.manage',
  userOnly: true,
  asSystem: true,
  refusedEvent: 'ApplicationConsentRefused',
};

export function applicationConsentRoutes(app: FastifyInstance): void {
  const url = '/customers/:customerId/applicationconsents';
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const schema = { params: customerPath, body: bind(applicationConsent), response: { 201: applicationConsent } };
  routes.post(url, { config: { access }, schema }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      const { applicationId, applicationGrants: grants } = request.body;
      await consentForCustomer(work, { customerTenantId: request.params.customerId, applicationId, grants });
      return { status: 201, body: request.body };
    }),
  );
  const one = { params: applicationConsentPath, response: { 204: noBody } };
  routes.delete(`${url}/:applicationId`, { config: { access }, schema: one }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      const { customerId: customerTenantId, applicationId } = request.params;
      await revokeForCustomer(work, { customerTenantId, applicationId });
      return { status: 204 };
    }),
  );
}
