/** `/comptoir/v1/customers`: the partner's customers as people look for them; everything else on them is Partner Center's. */
import {
  customerList,
  customerUserList,
  type CustomerRow,
  type CustomerUserRow,
} from '@comptoir/contracts/comptoir/customers';
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { customerOfPath } from '@comptoir/contracts/comptoir/delegated-administration';
import { listedCustomerPeople, type ListedCustomerPerson } from '../../modules/delegated-administration/index.ts';
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

/** People of a customer as a partner looks for them, and what it may do with each; the acts are Partner Center's. */
export function customerUserListRoutes(app: FastifyInstance): void {
  listRoutes(app, {
    path: '/customers/:customerId/users',
    // The system reads in the customer's tenant what was delegated.
    access: { permission: 'customerUsers.manage', userOnly: true, asSystem: true },
    list: customerUserList,
    params: customerOfPath,
    read: async (work, wanted, request) => {
      const { customerId } = request.params as z.infer<typeof customerOfPath>;
      const page = await listedCustomerPeople(work, customerId, wanted);
      return { ...page, items: page.items.map(personToWire), acts: [...page.acts] };
    },
    columns: {
      DisplayName: ({ displayName }) => displayName,
      UserPrincipalName: ({ userPrincipalName }) => userPrincipalName,
      Roles: ({ roles }) => code(roles.join(' ')),
      UsageLocation: ({ usageLocation }) => code(usageLocation),
      State: ({ state }) => code(state),
      CreatedAt: ({ createdAt }) => code(createdAt),
      DeletedAt: ({ deletedAt }) => code(deletedAt),
      Id: ({ id }) => code(id),
    },
  });
}

function personToWire(person: ListedCustomerPerson): CustomerUserRow {
  const { id, userPrincipalName, displayName, usageLocation, state, roles, createdAt, deletedAt, acts } = person;
  return {
    id,
    userPrincipalName,
    displayName,
    ...(usageLocation ? { usageLocation } : {}),
    state,
    roles: [...roles],
    createdAt: createdAt.toString(),
    ...(deletedAt ? { deletedAt: deletedAt.toString() } : {}),
    acts: [...acts],
  };
}
