/** `/delegatedAdminCustomers`: customers that granted something which is active. */
import * as wire from '@comptoir/contracts/graph';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { delegatedCustomerOf, delegatedCustomers } from '../../modules/delegated-administration/index.ts';
import type { Context } from '../../platform/context.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { originOf } from '../../platform/origins.ts';
import { contextOf } from './address.ts';

const read: RouteAccess = { permission: 'relationships.read' };
const root = 'delegatedAdminCustomers';

export function customerRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const config = { access: read };
  routes.get(`/${root}`, { config, schema: { response: { 200: wire.delegatedCustomers } } }, async (request) => {
    const found = await request.work((work) => delegatedCustomers(work));
    return { '@odata.context': contextOf(context, request, root), value: found.map(customerToWire) };
  });
  const params = wire.delegatedCustomerPath;
  routes.get(
    `/${root}/:customerId`,
    { config, schema: { params, response: { 200: wire.delegatedCustomer } } },
    async (request) => {
      const found = await request.work((work) => delegatedCustomerOf(work, request.params.customerId));
      return { '@odata.context': contextOf(context, request, root, true), ...customerToWire(found) };
    },
  );
  routes.get(
    `/${root}/:customerId/serviceManagementDetails`,
    { config, schema: { params, response: { 200: wire.serviceDetails } } },
    async (request) => {
      const { tenantId } = await request.work((work) => delegatedCustomerOf(work, request.params.customerId));
      const where = contextOf(context, request, `${root}('${tenantId}')/serviceManagementDetails`);
      const serviceManagementUrl = `${originOf(context, request.headers.host)}/partner/customers/${tenantId}/access`;
      return { '@odata.context': where, value: [{ id: 'comptoir', serviceName: 'Comptoir', serviceManagementUrl }] };
    },
  );
}

function customerToWire({ tenantId, displayName }: { readonly tenantId: string; readonly displayName: string }) {
  return { id: tenantId, tenantId, displayName };
}
