/** `/comptoir/v1/renewals`: what renews within ninety days, with the prices of now and then. */
import { comingRenewals, type ComingRenewal } from '@comptoir/contracts/comptoir/renewals';
import type { FastifyInstance } from 'fastify';
import * as subscriptions from '../../modules/subscriptions/index.ts';
import { code, listRoutes, numeric } from './list-answer.ts';

export function renewalRoutes(app: FastifyInstance): void {
  listRoutes(app, {
    path: '/renewals',
    access: { permission: 'subscriptions.read' },
    list: comingRenewals,
    read: async (work, wanted) => {
      const page = await subscriptions.comingRenewals(work, wanted);
      return { ...page, items: page.items.map(toWire) };
    },
    columns: {
      RenewsOn: (row) => code(row.renewsOn),
      Customer: (row) => row.customerName,
      Name: (row) => row.friendlyName,
      Product: (row) => row.product,
      Quantity: (row) => numeric(row.quantity),
      Term: (row) => code(row.term),
      BillingCycle: (row) => code(row.billingCycle),
      Currency: (row) => code(row.currency),
      ListPrice: (row) => numeric(row.now.listPrice),
      Price: (row) => numeric(row.now.price),
      NextProduct: (row) => row.becomes.product,
      NextQuantity: (row) => numeric(row.becomes.quantity),
      NextTerm: (row) => code(row.becomes.term),
      NextBillingCycle: (row) => code(row.becomes.billingCycle),
      NextListPrice: (row) => numeric(row.next?.listPrice),
      NextPrice: (row) => numeric(row.next?.price),
      Change: (row) => code(row.change),
      CustomerId: (row) => code(row.customerId),
      SubscriptionId: (row) => code(row.subscriptionId),
    },
  });
}

function toWire({ subscription: one, renewsOn, next, meters, ...row }: subscriptions.ComingRenewal): ComingRenewal {
  return {
    ...row,
    meters: [...meters],
    subscriptionId: one.id,
    customerId: one.customerTenantId,
    friendlyName: one.friendlyName,
    quantity: one.quantity,
    term: one.term,
    billingCycle: one.billingCycle,
    renewsOn: renewsOn.toString(),
    currency: one.pricingCurrency,
    ...(next ? { next } : {}),
  };
}
