/** `/comptoir/v1/own-subscriptions`: what the acting customer was sold, by whichever of its partners (rule D12). */
import { ownSubscriptionList, type OwnSubscription } from '@comptoir/contracts/comptoir/own-subscriptions';
import type { FastifyInstance } from 'fastify';
import { ownSubscriptions, type OwnSubscriptionRow } from '../../modules/subscriptions/index.ts';
import { code, listRoutes, numeric } from './list-answer.ts';

export function ownSubscriptionRoutes(app: FastifyInstance): void {
  listRoutes(app, {
    path: '/own-subscriptions',
    // They are of the accounts of those who sold them.
    access: { permission: 'ownPartners.read', asSystem: true },
    list: ownSubscriptionList,
    read: async (work, wanted) => {
      const page = await ownSubscriptions(work, wanted);
      return { ...page, items: page.items.map((row) => toOwnSubscription(row, work.account)) };
    },
    columns: {
      Product: ({ product }) => product,
      Publisher: ({ publisherName }) => publisherName,
      Partner: ({ partnerName }) => partnerName,
      Quantity: ({ quantity }) => numeric(quantity),
      Term: ({ term }) => code(term),
      Status: ({ status }) => code(status),
      BoughtAt: ({ boughtAt }) => code(boughtAt),
      TermEnd: ({ termEnd }) => code(termEnd),
      SubscriptionId: ({ id }) => code(id),
    },
  });
}

export function toOwnSubscription(
  { boughtAt, termEnd, suspendedBy, ...row }: OwnSubscriptionRow,
  customerTenantId: string,
): OwnSubscription {
  return {
    ...row,
    direct: row.partnerTenantId === customerTenantId,
    boughtAt: boughtAt.toString(),
    ...(termEnd ? { termEnd: termEnd.toString() } : {}),
    ...(row.status === 'suspended' && suspendedBy ? { suspendedBy } : {}),
  };
}
