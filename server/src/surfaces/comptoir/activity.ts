/** `/comptoir/v1/activity`: what was done in a partner's account. */
import { activityList, subscriptionHistory, type ActivityItem } from '@comptoir/contracts/comptoir/activity';
import { guid } from '@comptoir/contracts/comptoir/words';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { activityOf, historyOf, type Activity } from '../../modules/audit/index.ts';
import { requireCustomer } from '../../modules/relationships/index.ts';
import { subscriptionOf } from '../../modules/subscriptions/index.ts';
import { code, listRoutes } from './list-answer.ts';

export function activityRoutes(app: FastifyInstance): void {
  listRoutes(app, {
    path: '/activity',
    access: { permission: 'activity.read' },
    list: activityList,
    read: async (work, wanted) => {
      const page = await activityOf(work, wanted);
      return { ...page, items: page.items.map(toWire) };
    },
    columns,
  });
  listRoutes(app, {
    path: '/customers/:customerId/subscriptions/:subscriptionId/history',
    access: { permission: 'subscriptions.read' },
    list: subscriptionHistory,
    params: ofSubscription,
    read: async (work, wanted, request) => {
      const { customerId, subscriptionId } = ofSubscription.parse(request.params);
      await requireCustomer(work, customerId);
      const page = await historyOf(work, await subscriptionOf(work, customerId, subscriptionId), wanted);
      return { ...page, items: page.items.map(toWire) };
    },
    columns,
  });
}

const ofSubscription = z.strictObject({ customerId: guid, subscriptionId: guid });

const columns = {
  At: (row) => code(row.at),
  Kind: (row) => code(row.kind),
  Event: (row) => code(row.event),
  Actor: (row) => row.actor,
  ActorCompany: (row) => row.actorCompany?.name ?? '',
  OnBehalfOf: (row) => row.onBehalfOf?.name ?? '',
  Customer: (row) => row.customer?.name ?? '',
  CustomerTenantId: (row) => code(row.customer?.id),
  AboutId: (row) => code(row.aboutId),
  OldValue: (row) => (row.oldValue ? JSON.stringify(row.oldValue) : ''),
  NewValue: (row) => (row.newValue ? JSON.stringify(row.newValue) : ''),
  CorrelationId: (row) => code(row.correlationId),
} as const satisfies Readonly<Record<string, (row: ActivityItem) => unknown>>;

const companyOf = (id: string | null, name: string | undefined) =>
  id === null || name === undefined ? undefined : { id, name };
const members = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;

function toWire(row: Activity): ActivityItem {
  const actorCompany = companyOf(row.actorTenantId, row.actorTenantName);
  const onBehalfOf = companyOf(row.onBehalfTenantId, row.onBehalfTenantName);
  const customer = companyOf(row.customerTenantId, row.customerName);
  const [oldValue, newValue] = [members(row.oldValue), members(row.newValue)];
  return {
    id: row.id,
    at: row.at.toString(),
    kind: row.kind,
    event: row.name,
    actor: row.actorName,
    ...(actorCompany ? { actorCompany } : {}),
    ...(onBehalfOf ? { onBehalfOf } : {}),
    ...(customer ? { customer } : {}),
    aboutId: row.aggregateId,
    correlationId: row.correlationId,
    ...(oldValue ? { oldValue } : {}),
    ...(newValue ? { newValue } : {}),
  };
}
