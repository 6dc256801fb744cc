/** Whether a reseller signed the partner agreement (wire contract, section 2.6). */
import { agreementStatus } from '@comptoir/contracts/partner-center/customers';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { requireSignedAgreement } from '../../modules/partners/index.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { bind } from './binding.ts';

const access: RouteAccess = { permission: 'relationships.read', userOnly: true };
// Empty is not asked at all, and what is malformed has codes of its own.
const asked = z
  .string()
  .trim()
  .max(100)
  .transform((text) => text || undefined)
  .optional();
const querystring = bind(z.object({ mpnId: asked, tenantId: asked }));

export function complianceRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const schema = { querystring, response: { 200: agreementStatus } };
  routes.get('/compliance/csp/agreementstatus', { config: { access }, schema }, (request) =>
    request.work(async (work) => ({ isAgreementSigned: await requireSignedAgreement(work, request.query) })),
  );
}
