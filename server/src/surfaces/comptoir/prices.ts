/** `/comptoir/v1/prices`: what a partner asks of its customers, and a provider of its resellers. */
import { price, priceList, priceRequest, type Price, type PriceRequest } from '@comptoir/contracts/comptoir/billing';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { Fault } from '../../kernel/index.ts';
import {
  checkPrice,
  costsOf,
  pricesOf,
  setPrice,
  type ListedPrice,
  type NewPrice,
} from '../../modules/billing/index.ts';
import { requireCustomerRecord } from '../../modules/customers/index.ts';
import { requireProduct } from '../../modules/offers/index.ts';
import { partnerAccountsOf } from '../../modules/partners/index.ts';
import { noBody } from '../../platform/declared-answers.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';
import { code, listRoutes, numeric } from './list-answer.ts';

const managePrices = { access: { permission: 'prices.manage' } } as const;

export function priceRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  listRoutes(app, {
    path: '/prices',
    access: managePrices.access,
    list: priceList,
    read: async (work, wanted) => {
      const { customerTenantId, productId } = wanted.filters as { customerTenantId?: string; productId?: string };
      if (customerTenantId) await requireCustomerRecord(work, customerTenantId);
      if (productId) await requireProduct(work, productId);
      const page = await pricesOf(work, wanted);
      return { ...page, items: await toWirePrices(work, page.items) };
    },
    columns: {
      Product: (row) => row.productName,
      Plan: (row) => row.skuName,
      ProductId: (row) => code(row.productId),
      SkuId: (row) => code(row.skuId),
      BuyerKind: (row) => code(row.buyerKind),
      Buyer: (row) => row.customerName ?? row.reseller?.name ?? '',
      BuyerId: (row) => code(row.customerTenantId ?? row.reseller?.mpnId),
      Term: (row) => code(row.term),
      BillingCycle: (row) => code(row.billingCycle),
      Amount: (row) => numeric(row.amount),
      Currency: (row) => code(row.currency),
      ListPrice: (row) => numeric(row.listPrice),
      Cost: (row) => numeric(row.cost),
      From: (row) => code(row.effectiveFrom),
      Until: (row) => code(row.until),
      State: (row) => code(row.state),
      SetAt: (row) => code(row.createdAt),
      SetBy: (row) => row.createdBy,
    },
  });
  routes.post(
    '/prices',
    { config: managePrices, schema: { body: priceRequest, response: { 201: price } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const [set] = await toWirePrices(work, [await setPrice(work, newPriceOf(request.body))]);
        return { status: 201, body: set };
      }),
  );
  routes.post(
    '/prices/check',
    { config: managePrices, schema: { body: priceRequest, response: { 204: noBody } } },
    async (request, reply) => {
      await request.work(async (work: Work) => checkPrice(work, newPriceOf(request.body)));
      return reply.code(204).send(null);
    },
  );
}

function newPriceOf(body: PriceRequest): NewPrice {
  const { buyerKind = 'customer', customerTenantId, resellerMpnId, effectiveFrom, ...plan } = body;
  const other = buyerKind === 'customer' ? resellerMpnId : customerTenantId;
  if (other !== undefined) {
    const [target, words] =
      buyerKind === 'customer'
        ? ['resellerMpnId', 'A price for customers names no reseller. Set buyerKind to reseller.']
        : ['customerTenantId', 'A price for resellers names no customer. Leave customerTenantId out.'];
    throw new Fault('InvalidInput', 'invalid', { message: words, target });
  }
  return {
    ...plan,
    buyer:
      buyerKind === 'customer'
        ? { kind: buyerKind, tenantId: customerTenantId }
        : { kind: buyerKind, mpnId: resellerMpnId },
    effectiveFrom: effectiveFrom === undefined ? undefined : Temporal.Instant.from(effectiveFrom),
  };
}

/** With the resellers' names, one look-up for all, and what each price stands beside. */
async function toWirePrices(work: Work, prices: readonly ListedPrice[]): Promise<Price[]> {
  const named = prices.flatMap(({ buyerKind, buyerTenantId }) =>
    buyerKind === 'reseller' ? (buyerTenantId ?? []) : [],
  );
  const accounts = await partnerAccountsOf(work, [...new Set(named)]);
  const resellers = new Map(accounts.map(({ tenantId, mpnId, name }) => [tenantId, { tenantId, mpnId, name }]));
  const costs = await costsOf(work, prices);
  return prices.map(({ buyerTenantId, buyerName, effectiveFrom, createdAt, until, ...rest }, index) => {
    const reseller = buyerTenantId === undefined ? undefined : resellers.get(buyerTenantId);
    const customer = rest.buyerKind === 'customer' ? buyerTenantId : undefined;
    return {
      ...rest,
      ...(customer ? { customerTenantId: customer, customerName: buyerName } : {}),
      ...(reseller ? { reseller } : {}),
      effectiveFrom: effectiveFrom.toString(),
      createdAt: createdAt.toString(),
      ...(until ? { until: until.toString() } : {}),
      ...costs[index],
    };
  });
}
