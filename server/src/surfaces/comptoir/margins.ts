/** `/comptoir/v1/margins`: the partner's margins as people look for them; programs read Partner Center's `/v1/margins`. */
import { marginList, type MarginRow } from '@comptoir/contracts/comptoir/margins';
import type { FastifyInstance } from 'fastify';
import { dayOf } from '../../kernel/index.ts';
import { customerNames } from '../../modules/customers/index.ts';
import { searchMargins, type NamedMargin } from '../../modules/private-offers/index.ts';
import type { Work } from '../../platform/work.ts';
import { localeOf } from '../locale.ts';
import { code, listRoutes, numeric } from './list-answer.ts';

export function marginListRoutes(app: FastifyInstance): void {
  listRoutes(app, {
    path: '/margins',
    access: { permission: 'margins.read' },
    list: marginList,
    read: async (work, wanted, request) => {
      const page = await searchMargins(work, wanted, localeOf(request).language);
      return { ...page, items: await toWire(work, page.items) };
    },
    columns: {
      Product: (row) => row.productTitle,
      ProductId: (row) => code(row.productId),
      Plan: (row) => row.sku?.title ?? '',
      SkuId: (row) => code(row.sku?.id),
      Publisher: (row) => row.publisherName,
      MarginPercentage: (row) => numeric(row.percentage),
      Start: (row) => code(row.start),
      End: (row) => code(row.end),
      Customers: (row) => row.customers.map((one) => one.name || one.id).join(', '),
      MarginId: (row) => code(row.id),
    },
  });
}

async function toWire(work: Work, margins: readonly NamedMargin[]): Promise<MarginRow[]> {
  const ids = margins.flatMap(({ margin }) => margin.customerTenantIds ?? []);
  const names = await customerNames(work, [...new Set(ids)]);
  return margins.map(({ margin, productTitle, publisherName, sku }) => ({
    id: margin.id,
    productId: margin.productId,
    productTitle,
    publisherName,
    ...(sku ? { sku } : {}),
    percentage: margin.percentage,
    start: dayOf(margin.startsAt).toString(),
    end: dayOf(margin.endsAt).subtract({ days: 1 }).toString(),
    customers: (margin.customerTenantIds ?? []).map((id) => ({ id, name: names.get(id)?.name ?? '' })),
  }));
}
