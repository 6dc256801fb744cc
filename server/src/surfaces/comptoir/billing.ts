/** `/comptoir/v1`: invoices that the partner got and those it wrote to customers, and reconciliation files. */
import { fileOf } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { Readable } from 'node:stream';
import {
  customerInvoiceQuery,
  type CustomerInvoiceDetail,
  customerInvoiceDetail,
} from '@comptoir/contracts/comptoir/billing';
import { csvFormat } from '@comptoir/contracts/comptoir/lists';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { defaultPageSize, type CsvStyle } from '../../kernel/index.ts';
import {
  documentFileName,
  documentLocale,
  explainLines,
  invoiceLines,
  invoiceOf,
  reconciliationCsv,
  renderStatement,
  statementOf,
  type Side,
} from '../../modules/billing/index.ts';
import { addressLines } from '../../programme/address-lines.ts';
import { localeOf } from '../locale.ts';
import { csvFormOf } from './list-answer.ts';
import { invoiceListRoutes, toWireInvoice, toWireLine } from './invoice-lists.ts';
import { priceRoutes } from './prices.ts';
import { proofRoutes } from './proof.ts';
import { withRuleWords } from './rule-words.ts';

const read = { access: { permission: 'invoices.read' } } as const;
const invoicePath = z.strictObject({ invoiceId: z.string().max(30) });
const fileQuery = z.strictObject({ format: csvFormat });

export function billingRoutes(app: FastifyInstance): void {
  priceRoutes(app);
  invoiceListRoutes(app);
  customerInvoiceRoutes(app);
  fileRoutes(app, 'customer-invoices', 'sold', read.access);
  fileRoutes(app, 'own-invoices', 'bought', { permission: 'ownPurchases.manage' });
  proofRoutes(app);
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    '/invoices/:invoiceId/reconciliation',
    { config: read, schema: { params: invoicePath, querystring: fileQuery, response: { 200: fileOf('text/csv') } } },
    (request, reply) => sendFile(request, reply, 'bought', { ...request.params, ...request.query }),
  );
}

function customerInvoiceRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const side = 'sold';
  routes.get(
    '/customer-invoices/:invoiceId',
    {
      config: read,
      schema: { params: invoicePath, querystring: customerInvoiceQuery, response: { 200: customerInvoiceDetail } },
    },
    (request) =>
      request.work(async (work): Promise<CustomerInvoiceDetail> => {
        const invoice = await invoiceOf(work, side, request.params.invoiceId);
        const { afterLine = 0 } = request.query;
        const found = await invoiceLines(work, side, invoice.id, afterLine, defaultPageSize + 1);
        const lines = found.slice(0, defaultPageSize);
        const more = found.length > lines.length ? { nextLine: lines.at(-1)!.number } : {};
        const paths = await explainLines(work, lines);
        const { language } = localeOf(request);
        return {
          ...toWireInvoice(invoice),
          addressLines: invoice.buyer.address ? [...addressLines(invoice.buyer.address)] : [],
          lines: lines.map((line, index) => ({
            ...toWireLine(line),
            pricePath: withRuleWords(paths[index]!, language),
          })),
          ...more,
        };
      }),
  );
}

/** The files of an invoice: its document, and its reconciliation file. */
function fileRoutes(app: FastifyInstance, family: string, side: Side, access: RouteAccess): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const config = { access };
  routes.get(
    `/${family}/:invoiceId/document`,
    { config, schema: { params: invoicePath, response: { 200: fileOf('application/pdf') } } },
    async (request, reply) => {
      const statement = await request.work((work) => statementOf(work, side, request.params.invoiceId));
      const preferred = request.headers['x-locale'] ?? request.headers['accept-language'];
      const pdf = await renderStatement(statement, documentLocale(String(preferred ?? '')));
      return reply
        .type('application/pdf')
        .header('Content-Disposition', `attachment; filename=${documentFileName(statement.invoice)}`)
        .send(pdf);
    },
  );
  routes.get(
    `/${family}/:invoiceId/reconciliation`,
    { config, schema: { params: invoicePath, querystring: fileQuery, response: { 200: fileOf('text/csv') } } },
    (request, reply) => sendFile(request, reply, side, { ...request.params, ...request.query }),
  );
}

/** Streams the file: each page is read in a unit of work of its own, since an invoice never changes. */
async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  side: Side,
  { invoiceId, format }: { readonly invoiceId: string; readonly format: CsvStyle },
): Promise<FastifyReply> {
  const invoice = await request.work((work) => invoiceOf(work, side, invoiceId));
  const pages = reconciliationCsv(
    (after, limit) => request.work((work) => invoiceLines(work, side, invoice.id, after, limit)),
    csvFormOf(request, format),
  );
  return reply
    .type('text/csv; charset=utf-8')
    .header('Content-Disposition', `attachment; filename=Reconciliation_${invoice.id}.csv`)
    .send(Readable.from(pages));
}
