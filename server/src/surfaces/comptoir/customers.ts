/** `/comptoir/v1/customers`: the partner's customers as people look for them; everything else on them is Partner Center's. */
import { customerList, type CustomerRow } from '@comptoir/contracts/comptoir/customers';
import type { FastifyInstance } from 'fastify';
import { partnerAccountOf } from '../../modules/partners/index.ts';
import { searchCustomers, type ListedCustomer } from '../../modules/relationships/index.ts';
import { code, listRoutes } from './list-answer.ts';

export function customerListRoutes(app: FastifyInstance): void {
  listRoutes(app, {
    path: '/customers',
    access: { permission: 'customers.read' },
    list: customerList,
    read: async (work, wanted) => {
      const { reseller, provider } = (wanted.filters ?? {}) as { reseller?: string; provider?: string };
      for (const named of [reseller, provider]) if (named) await partnerAccountOf(work, named);
      const page = await searchCustomers(work, work.actor.tenantId, wanted);
      return { ...page, items: page.items.map(rowToWire) };
    },
    columns: {
      CompanyName: ({ companyName }) => companyName,
      Domain: ({ domain }) => domain,
      TenantId: ({ tenantId }) => code(tenantId),
      Since: ({ since }) => code(since),
    },
  });
}

function rowToWire({ tenantId, companyName, domain, since }: ListedCustomer): CustomerRow {
  return { tenantId, companyName, domain, since: since.toString() };
}
