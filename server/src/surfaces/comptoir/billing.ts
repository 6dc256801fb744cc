/** `/comptoir/v1`: invoices that the partner got and those it wrote to customers, and reconciliation files. */
import { fileOf } from '../../platform/declared-answers.ts';
import { Readable } from 'node:stream';
import {
  boughtInvoiceList,
  customerInvoiceList,
  customerInvoiceQuery,
  type BoughtInvoice,
  type CustomerInvoice,
  type CustomerInvoiceDetail,
  type InvoiceLine,
  customerInvoiceDetail,
} from '@comptoir/contracts/comptoir/billing';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { decimal, defaultPageSize, minorUnitDigits } from '../../kernel/index.ts';
import {
  documentLocale,
  explainLines,
  invoiceLines,
  invoiceOf,
  reconciliationCsv,
  renderStatement,
  searchInvoices,
  statementOf,
  type Invoice,
  type Line,
  type Side,
} from '../../modules/billing/index.ts';
import { localeOf } from '../locale.ts';
import { code, listRoutes, numeric } from './list-answer.ts';
import { priceRoutes } from './prices.ts';
import { proofRoutes } from './proof.ts';
import { withRuleWords } from './rule-words.ts';

const read = { access: { permission: 'invoices.read' } } as const;
const invoicePath = z.strictObject({ invoiceId: z.string().max(30) });

export function billingRoutes(app: FastifyInstance): void {
  priceRoutes(app);
  invoiceListRoutes(app);
  customerInvoiceRoutes(app);
  proofRoutes(app);
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    '/invoices/:invoiceId/reconciliation',
    { config: read, schema: { params: invoicePath, response: { 200: fileOf('text/csv') } } },
    (request, reply) => sendFile(request, reply, 'bought', request.params.invoiceId),
  );
}

type Common = Omit<BoughtInvoice, 'sellerName'>;

/** Columns that invoices of both sides have. */
const invoiceColumns = {
  Month: (row: Common) => code(row.month),
  PeriodStart: (row: Common) => code(row.periodStart),
  PeriodEnd: (row: Common) => code(row.periodEnd),
  IssuedAt: (row: Common) => code(row.issuedAt),
  DueDate: (row: Common) => code(row.dueDate),
  Lines: (row: Common) => numeric(row.lineCount),
  Subtotal: (row: Common) => numeric(row.subtotal),
  Tax: (row: Common) => numeric(row.taxTotal),
  Total: (row: Common) => numeric(row.total),
  Currency: (row: Common) => code(row.currency),
};

function invoiceListRoutes(app: FastifyInstance): void {
  listRoutes(app, {
    path: '/invoices',
    access: read.access,
    list: boughtInvoiceList,
    read: async (work, wanted) => {
      const page = await searchInvoices(work, 'bought', wanted);
      return { ...page, items: page.items.map(toBoughtInvoice) };
    },
    columns: { Number: (row) => code(row.id), Seller: (row) => row.sellerName, ...invoiceColumns },
  });
  listRoutes(app, {
    path: '/customer-invoices',
    access: read.access,
    list: customerInvoiceList,
    read: async (work, wanted) => {
      const page = await searchInvoices(work, 'sold', wanted);
      return { ...page, items: page.items.map(toWireInvoice) };
    },
    columns: {
      Number: (row) => code(row.id),
      Customer: (row) => row.customerName,
      CustomerId: (row) => code(row.customerTenantId),
      ...invoiceColumns,
    },
  });
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
          lines: lines.map((line, index) => ({
            ...toWireLine(line),
            pricePath: withRuleWords(paths[index]!, language),
          })),
          ...more,
        };
      }),
  );
  routes.get(
    '/customer-invoices/:invoiceId/document',
    { config: read, schema: { params: invoicePath, response: { 200: fileOf('application/pdf') } } },
    async (request, reply) => {
      const statement = await request.work((work) => statementOf(work, side, request.params.invoiceId));
      const asked = request.headers['x-locale'] ?? request.headers['accept-language'];
      const pdf = await renderStatement(statement, documentLocale(String(asked ?? '')));
      return reply
        .type('application/pdf')
        .header('Content-Disposition', `attachment; filename=Invoice_${statement.invoice.id}.pdf`)
        .send(pdf);
    },
  );
  routes.get(
    '/customer-invoices/:invoiceId/reconciliation',
    { config: read, schema: { params: invoicePath, response: { 200: fileOf('text/csv') } } },
    (request, reply) => sendFile(request, reply, side, request.params.invoiceId),
  );
}

/** Streams the file: each page is read in a unit of work of its own, since an invoice never changes. */
async function sendFile(request: FastifyRequest, reply: FastifyReply, side: Side, id: string): Promise<FastifyReply> {
  const invoice = await request.work((work) => invoiceOf(work, side, id));
  const pages = reconciliationCsv((after, limit) =>
    request.work((work) => invoiceLines(work, side, invoice.id, after, limit)),
  );
  return reply
    .type('text/csv; charset=utf-8')
    .header('Content-Disposition', `attachment; filename=Reconciliation_${invoice.id}.csv`)
    .send(Readable.from(pages));
}

function toBoughtInvoice(invoice: Invoice): BoughtInvoice {
  return { ...commonOf(invoice), sellerName: invoice.seller.name };
}

function toWireInvoice(invoice: Invoice): CustomerInvoice {
  return { ...commonOf(invoice), customerTenantId: invoice.buyerTenantId, customerName: invoice.buyer.name };
}

function commonOf(invoice: Invoice): Common {
  return {
    id: invoice.id,
    month: invoice.month,
    periodStart: invoice.periodStart.toString(),
    periodEnd: invoice.periodEnd.toString(),
    issuedAt: invoice.issuedAt.toString(),
    dueDate: invoice.dueDate.toString(),
    currency: invoice.currency,
    subtotal: amount(invoice.subtotal, invoice.currency),
    taxTotal: amount(invoice.taxTotal, invoice.currency),
    total: amount(invoice.total, invoice.currency),
    lineCount: invoice.lineCount,
  };
}

function toWireLine(line: Line): Omit<InvoiceLine, 'pricePath'> {
  return {
    lineNumber: line.number,
    customerTenantId: line.subject.customerTenantId,
    customerName: line.subject.customerName,
    subscriptionId: line.subscriptionId,
    productName: line.subject.productName,
    skuName: line.subject.skuName,
    publisherName: line.subject.publisherName,
    chargeType: line.chargeType,
    chargeStart: line.periodStart.toString(),
    chargeEnd: line.periodEnd.toString(),
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    effectiveUnitPrice: line.effectiveUnitPrice,
    pricingCurrency: line.pricingCurrency,
    exchangeRate: line.exchangeRate,
    subtotal: amount(line.subtotal, line.currency),
    taxTotal: amount(line.taxTotal, line.currency),
    total: amount(line.total, line.currency),
    currency: line.currency,
  };
}

/** Amount with the digits its currency is invoiced in. */
function amount(value: string, currency: string): string {
  return decimal(value).toFixed(minorUnitDigits(currency));
}
