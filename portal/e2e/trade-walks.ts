/** Pages that show what a month of trade left behind, by who walks them. */
import { firstLink, people } from './people.ts';
import { administratorOf, type Visit } from './support.ts';
import type { Trade } from './trade.ts';

export interface Walk {
  readonly user: string;
  readonly password?: string;
  /** Addresses; `:id` is what the first row of the list before leads to. */
  readonly addresses: (visit: Visit) => Promise<readonly string[]>;
}

/** Of nothing there is. */
const unknown = '00000000-0000-4000-8000-000000000000';

export const soldTo = 'boulangerie-martin';

/** What a month of trade leaves behind; they come last, since the clock has moved. */
export const tradeWalks: Readonly<Record<string, (trade: Trade) => Promise<Walk>>> = {
  'partner that sold': ({ customerId, active, pending, orderId, cartId, webhookId }) => {
    const customer = `/partner/customers/${customerId}`;
    return Promise.resolve({
      user: people.partner,
      addresses: async (visit) => [
        `${customer}/subscriptions`,
        `${customer}/subscriptions/${active}`,
        `${customer}/subscriptions/${pending}`,
        `${customer}/orders/${orderId}/confirmation`,
        `${customer}/carts/${cartId}`,
        `${customer}/account`,
        `${customer}/users`,
        `${customer}/access`,
        await firstLink(visit, '/partner/billing/invoices'),
        await firstLink(visit, '/partner/billing/customer-invoices'),
        '/partner/billing/proof',
        '/partner/renewals',
        `/account/webhooks/${webhookId}`,
        await firstLink(visit, `/account/webhooks/${webhookId}`),
      ],
    });
  },
  'publisher that was told': () =>
    Promise.resolve({
      user: people.publisher,
      addresses: async (visit) => [await firstLink(visit, '/publisher/operations')],
    }),
  'operator that bills': ({ customerId }) =>
    Promise.resolve({
      user: people.operator,
      addresses: () => Promise.resolve([`/operator/customer-accounts/${customerId}`]),
    }),
  'customer that bought': async ({ origin, productId }) => ({
    ...(await administratorOf(origin, soldTo)),
    addresses: () =>
      Promise.resolve([
        ...['overview', 'subscriptions', 'invoices', 'partners', 'access'].map((page) => `/customer/${page}`),
        `/customer/access/${unknown}`,
        `/customer/buy/${productId}?country=FR`,
        `/customer/purchases/${unknown}`,
      ]),
  }),
};
