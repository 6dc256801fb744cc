/** Margins: what publishers take off their list price for the acting partner (wire contract, section 3.6; rule F28). */
import { csvFormat } from '@comptoir/contracts/comptoir/lists';
import { margins as marginList, type Margin } from '@comptoir/contracts/partner-center/margins';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  csvRows,
  csvStart,
  dayOf,
  decimal,
  defaultPageSize,
  maxPageSize,
  startOfDay,
  toWireNumber,
  type CsvCell,
} from '../../kernel/index.ts';
import { customerNames } from '../../modules/customers/index.ts';
import { ownMargins, type NamedMargin } from '../../modules/private-offers/index.ts';
import { fileOf } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import type { Work } from '../../platform/work.ts';
import { localeOf } from '../locale.ts';
import { bind } from './binding.ts';
import { wireTime } from './envelope.ts';

const read: { access: RouteAccess } = { access: { permission: 'margins.read' } };

/** The SDKs send 0 for "no size". */
const querystring = bind(
  z.object({
    size: z.coerce.number().int().min(0).max(1_000_000).default(0),
    offset: z.coerce.number().int().min(0).max(1_000_000_000).default(0),
  }),
);

/** Most rows of the file. */
const mostRows = 50_000;

const columns = [
  'id',
  'productId',
  'publisherName',
  'productTitle',
  'productType',
  'marginPercentage',
  'startDate',
  'endDate',
  'status',
  'statusDate',
] as const satisfies readonly (keyof Margin)[];

export function marginRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get('/margins', { config: read, schema: { querystring, response: { 200: marginList } } }, (request) => {
    const { size, offset } = request.query;
    const limit = size === 0 ? defaultPageSize : Math.min(size, maxPageSize);
    return request.work(async (work) => {
      const { margins, total } = await ownMargins(work, { limit, offset }, localeOf(request).language);
      return { pageSize: limit, totalSize: total, results: await toWire(work, margins) };
    });
  });
  const file = { querystring: bind(z.object({ format: csvFormat })), response: { 200: fileOf('text/csv') } };
  routes.get('/margins/download', { config: read, schema: file }, async (request, reply) => {
    const form = { style: request.query.format, language: localeOf(request).language };
    const rows = await request.work(async (work) => {
      const { margins } = await ownMargins(work, { limit: mostRows, offset: 0 }, localeOf(request).language);
      return toWire(work, margins);
    });
    const cells = rows.map((row) => columns.map((column) => cellOf(row, column)));
    return reply
      .type('text/csv; charset=utf-8')
      .header('Content-Disposition', 'attachment; filename=Margins.csv')
      .send(csvStart(form) + csvRows([columns, ...cells], form));
  });
}

/** Titles and names were typed by people; all else is ours. */
function cellOf(row: Margin, column: (typeof columns)[number]): CsvCell {
  if (column === 'marginPercentage') return { number: String(row[column]) };
  return column === 'productTitle' || column === 'publisherName' ? row[column] : { code: row[column] };
}

const productTypes = {
  saas: 'SaaS',
  virtualMachine: 'VirtualMachine',
  azureApplication: 'AzureApplication',
  container: 'Container',
} as const satisfies Record<NamedMargin['kind'], string>;

async function toWire(work: Work, margins: readonly NamedMargin[]): Promise<Margin[]> {
  const named = margins.flatMap(({ margin }) => margin.customerTenantIds ?? []);
  const names = await customerNames(work, [...new Set(named)]);
  return margins.map(({ margin, kind, productTitle, publisherName, sku }) => ({
    id: margin.id,
    type: 'Percentage',
    productId: margin.productId,
    productTitle,
    productType: productTypes[kind],
    publisherName,
    ...(sku ? { skuId: sku.id, skuTitle: sku.title } : {}),
    marginPercentage: toWireNumber(decimal(margin.percentage)),
    startDate: wireTime(margin.startsAt),
    endDate: wireTime(startOfDay(dayOf(margin.endsAt).subtract({ days: 1 }))),
    status: 'live',
    statusDate: wireTime(margin.startsAt),
    customers: (margin.customerTenantIds ?? []).map((id) => ({ id, name: names.get(id)?.name ?? '' })),
  }));
}
