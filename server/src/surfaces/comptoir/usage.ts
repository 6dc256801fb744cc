/** `/comptoir/v1/usage…`: what publishers reported as used, and what customers and partners see of it. */
import {
  acceptedUsageList,
  ownUsageList,
  rejectedUsageList,
  subscriptionUsage,
  usageDayList,
  usageRefusals,
  type RejectedUsage,
} from '@comptoir/contracts/comptoir/usage';
import { guid } from '@comptoir/contracts/comptoir/words';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { usageCosts } from '../../modules/billing/index.ts';
import { requireCustomer } from '../../modules/relationships/index.ts';
import {
  ownUsage,
  searchAccepted,
  searchDayTotals,
  searchRejected,
  type RejectedRow,
} from '../../modules/usage/index.ts';
import type { Work } from '../../platform/work.ts';
import { code, listRoutes, numeric } from './list-answer.ts';

const ofOne = z.strictObject({ customerId: guid, subscriptionId: guid });

export function usageRoutes(app: FastifyInstance): void {
  publisherRoutes(app);
  listRoutes(app, {
    path: '/own-usage',
    // It is of the accounts of those who sold.
    access: { permission: 'ownPartners.read', asSystem: true },
    list: ownUsageList,
    read: async (work, wanted) => {
      const page = await ownUsage(work, wanted);
      return { ...page, items: page.items.map((row) => ({ ...row, lastDay: row.lastDay.toString() })) };
    },
    columns: {
      Month: (row) => code(row.month),
      Product: (row) => row.product,
      Partner: (row) => row.partnerName,
      Meter: (row) => row.meter,
      UnitOfMeasure: (row) => row.unit,
      Quantity: (row) => numeric(row.quantity),
      LastDay: (row) => code(row.lastDay),
      SubscriptionId: (row) => code(row.subscriptionId),
    },
  });
  app.withTypeProvider<ZodTypeProvider>().get(
    '/customers/:customerId/subscriptions/:subscriptionId/usage',
    {
      config: { access: { permission: 'subscriptions.read' } },
      schema: { params: ofOne, response: { 200: subscriptionUsage } },
    },
    (request) => {
      const { customerId, subscriptionId } = request.params;
      return request.work(async (work: Work) => {
        await requireCustomer(work, customerId);
        const { meters, ...costs } = await usageCosts(work, customerId, subscriptionId);
        const told = meters.map(({ lastDay, ...meter }) => ({
          ...meter,
          ...(lastDay ? { lastDay: lastDay.toString() } : {}),
        }));
        return { ...costs, meters: told };
      });
    },
  );
}

const access = { permission: 'offers.manage' } as const;

function publisherRoutes(app: FastifyInstance): void {
  listRoutes(app, {
    path: '/usage/days',
    access,
    list: usageDayList,
    read: async (work, wanted) => {
      const page = await searchDayTotals(work, wanted);
      return { ...page, items: page.items.map((row) => ({ ...row, day: row.day.toString() })) };
    },
    columns: {
      Day: (row) => code(row.day),
      Product: (row) => row.product,
      Meter: (row) => row.meter,
      UnitOfMeasure: (row) => row.unit,
      Dimension: (row) => code(row.dimension),
      Subscriptions: (row) => numeric(row.subscriptions),
      Events: (row) => numeric(row.events),
      Quantity: (row) => numeric(row.quantity),
      ChargedQuantity: (row) => numeric(row.chargedQuantity),
    },
  });
  listRoutes(app, {
    path: '/usage/accepted',
    access,
    list: acceptedUsageList,
    read: async (work, wanted) => {
      const page = await searchAccepted(work, wanted);
      const items = page.items.map((row) => ({
        ...row,
        day: row.day.toString(),
        lastAcceptedAt: row.lastAcceptedAt.toString(),
      }));
      return { ...page, items };
    },
    columns: {
      Day: (row) => code(row.day),
      SubscriptionId: (row) => code(row.subscriptionId),
      Product: (row) => row.product,
      Meter: (row) => row.meter,
      UnitOfMeasure: (row) => row.unit,
      Dimension: (row) => code(row.dimension),
      Events: (row) => numeric(row.events),
      Quantity: (row) => numeric(row.quantity),
      ChargedQuantity: (row) => numeric(row.chargedQuantity),
      LastAcceptedAt: (row) => code(row.lastAcceptedAt),
    },
  });
  rejectedRoutes(app);
}

function rejectedRoutes(app: FastifyInstance): void {
  listRoutes(app, {
    path: '/usage/rejected',
    access,
    list: rejectedUsageList,
    read: async (work, wanted) => {
      const page = await searchRejected(work, wanted);
      return { ...page, items: page.items.map(toRejected) };
    },
    columns: {
      LastAt: (row) => code(row.lastAt),
      Count: (row) => numeric(row.count),
      Status: (row) => code(row.status),
      Message: (row) => row.message,
      Resource: (row) => row.resource,
      Dimension: (row) => row.dimension,
      Plan: (row) => row.plan,
      Quantity: (row) => row.quantity,
      EffectiveStartTime: (row) => row.effective,
      FirstAt: (row) => code(row.firstAt),
    },
  });
}

function toRejected({ status, firstAt, lastAt, ...row }: RejectedRow): RejectedUsage {
  const known = usageRefusals.find((one) => one === status)!;
  return { ...row, status: known, firstAt: firstAt.toString(), lastAt: lastAt.toString() };
}
