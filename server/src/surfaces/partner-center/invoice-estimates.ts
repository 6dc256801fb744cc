/** Where unbilled line items are read: four links, usage and the rest, this month and the last (wire contract, 6.2). */
import { currencyCode } from '@comptoir/contracts/comptoir/words';
import { estimateLinks, type EstimateLink } from '@comptoir/contracts/partner-center/invoices';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { partnerAccountOf } from '../../modules/partners/index.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { bind } from './binding.ts';
import { collection, link } from './envelope.ts';

const read: RouteAccess = { permission: 'invoices.read' };

const kinds = [
  {
    type: 'daily_rated_usage',
    query: { provider: 'Marketplace', invoiceLineItemType: 'UsageLineItems' },
    title: 'Daily rated usage',
    description: 'Rated usage that is on no invoice yet, by day.',
  },
  {
    type: 'non_consumption',
    query: { provider: 'all', invoiceLineItemType: 'BillingLineItems' },
    title: 'Recurring and one-time purchases',
    description: 'Charges that are on no invoice yet and come from no usage.',
  },
] as const;
const periods = ['Current', 'Previous'] as const;

export function estimateRoutes(app: FastifyInstance): void {
  // The Java SDK loses the currency on its way: then it is the partner's own.
  const querystring = bind(z.object({ currencyCode: currencyCode.optional() }));
  const schema = { querystring, response: { 200: estimateLinks } };
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get('/invoices/estimates/links', { config: { access: read }, schema }, (request) => {
    const { currencyCode: wanted } = request.query;
    return request.work(async (work) => {
      const currency = wanted ?? (await partnerAccountOf(work, work.account)).currency;
      const items = periods.flatMap((period) => kinds.map((kind) => estimate(kind, period, currency)));
      return collection(items, { self: link(`/invoices/estimates/links?currencyCode=${currency}`) });
    });
  });
}

function estimate(
  { type, query, title, description }: (typeof kinds)[number],
  period: (typeof periods)[number],
  currency: string,
): EstimateLink {
  const search = new URLSearchParams({ ...query, currencyCode: currency, period, size: '2000' });
  return { type, title, description, period, link: link(`/invoices/unbilled/lineitems?${search.toString()}`) };
}
