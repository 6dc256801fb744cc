/** `/comptoir/v1/customers`: the partner's customers as people look for them; everything else on them is Partner Center's. */
import { fileOf } from '../../platform/declared-answers.ts';
import {
  customersExportQuery,
  customersQuery,
  type CustomerRow,
  customerRows,
} from '@comptoir/contracts/comptoir/customers';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { searchCustomers, type CustomerSort, type ListedCustomer } from '../../modules/relationships/index.ts';
import { orderOf, sendListFile, type ListFile } from './list-answer.ts';

const config = { access: { permission: 'customers.read' } } as const;

export function customerListRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    '/customers',
    { config, schema: { querystring: customersQuery, response: { 200: customerRows } } },
    (request) =>
      request.work(async (work) => {
        const { sort, ...page } = request.query;
        const found = await searchCustomers(work, work.actor.tenantId, { ...page, ...orderOf(sort) });
        return { ...found, items: found.items.map(rowToWire) };
      }),
  );
  routes.get(
    '/customers/export',
    { config, schema: { querystring: customersExportQuery, response: { 200: fileOf('text/csv') } } },
    (request, reply) => {
      const { sort, search, format: style } = request.query;
      return sendListFile(request, reply, file, { ...orderOf(sort), search, style });
    },
  );
}

const file: ListFile<ListedCustomer, CustomerSort> = {
  name: 'customers',
  columns: ['CompanyName', 'Domain', 'TenantId', 'Since'],
  cells: ({ companyName, domain, tenantId, since }) => [
    companyName,
    domain,
    { code: tenantId },
    { code: since.toString() },
  ],
  read: (work, request) => searchCustomers(work, work.actor.tenantId, request),
};

function rowToWire({ tenantId, companyName, domain, since }: ListedCustomer): CustomerRow {
  return { tenantId, companyName, domain, since: since.toString() };
}
