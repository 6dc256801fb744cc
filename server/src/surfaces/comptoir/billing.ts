/** `/comptoir/v1`: the partner's prices, its invoices to customers, reconciliation files, and the proof of a month. */
import { Readable } from 'node:stream';
import {
  customerInvoiceQuery,
  customerInvoicesQuery,
  priceRequest,
  pricesQuery,
  proofQuery,
  type CustomerInvoice,
  type CustomerInvoiceDetail,
  type InvoiceLine,
  type Price,
  type Proof,
} from '@comptoir/contracts/comptoir/billing';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { decimal, defaultPageSize, minorUnitDigits } from '../../kernel/index.ts';
import {
  documentLocale,
  invoiceLines,
  invoiceOf,
  invoicesOf,
  pricesOf,
  proveMonth,
  reconciliationCsv,
  renderStatement,
  setPrice,
  statementOf,
  type CustomerPrice,
  type Hop,
  type Invoice,
  type Line,
  type ProofReport,
} from '../../modules/billing/index.ts';
import { customerNames } from '../../modules/customers/index.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';

const read = { access: { permission: 'invoices.read' } } as const;
const managePrices = { access: { permission: 'prices.manage' } } as const;
const invoicePath = z.strictObject({ invoiceId: z.string().max(30) });

export function billingRoutes(app: FastifyInstance): void {
  priceRoutes(app);
  customerInvoiceRoutes(app);
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    '/invoices/:invoiceId/reconciliation',
    { config: read, schema: { params: invoicePath } },
    (request, reply) => sendFile(request, reply, 'operator_partner', request.params.invoiceId),
  );
  routes.get('/proof', { config: read, schema: { querystring: proofQuery } }, (request) =>
    request.work(async (work) => {
      const { month } = request.query;
      return toWireProof(await proveMonth(work, { partnerTenantId: work.account, month }));
    }),
  );
}

function priceRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get('/prices', { config: managePrices, schema: { querystring: pricesQuery } }, (request) =>
    request.work(async (work) => {
      const { size = defaultPageSize, after: before, ...filter } = request.query;
      const page = await pricesOf(work, { ...filter, before }, size);
      return { ...page, items: page.items.map(toWirePrice) };
    }),
  );
  routes.post('/prices', { config: managePrices, schema: { body: priceRequest } }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      const { effectiveFrom, ...price } = request.body;
      const from = effectiveFrom === undefined ? undefined : Temporal.Instant.from(effectiveFrom);
      return { status: 201, body: toWirePrice(await setPrice(work, { ...price, effectiveFrom: from })) };
    }),
  );
}

function customerInvoiceRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const hop = 'partner_customer';
  routes.get('/customer-invoices', { config: read, schema: { querystring: customerInvoicesQuery } }, (request) =>
    request.work(async (work) => {
      const { size = defaultPageSize, after: before, customerTenantId: buyerTenantId, month } = request.query;
      const filter = { hop, ...(buyerTenantId ? { buyerTenantId } : {}), ...(month ? { month } : {}) } as const;
      const found = await invoicesOf(work, filter, { limit: size + 1, ...(before ? { before } : {}) });
      const shown = found.slice(0, size);
      const items = await toWireInvoices(work, shown);
      return { items, ...(found.length > size ? { next: shown.at(-1)!.id } : {}) };
    }),
  );
  routes.get(
    '/customer-invoices/:invoiceId',
    { config: read, schema: { params: invoicePath, querystring: customerInvoiceQuery } },
    (request) =>
      request.work(async (work): Promise<CustomerInvoiceDetail> => {
        const invoice = await invoiceOf(work, hop, request.params.invoiceId);
        const { afterLine = 0 } = request.query;
        const found = await invoiceLines(work, hop, invoice.id, afterLine, defaultPageSize + 1);
        const lines = found.slice(0, defaultPageSize);
        const more = found.length > lines.length ? { nextLine: lines.at(-1)!.number } : {};
        return { ...(await toWireInvoices(work, [invoice]))[0]!, lines: lines.map(toWireLine), ...more };
      }),
  );
  routes.get(
    '/customer-invoices/:invoiceId/document',
    { config: read, schema: { params: invoicePath } },
    async (request, reply) => {
      const statement = await request.work((work) => statementOf(work, hop, request.params.invoiceId));
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
    { config: read, schema: { params: invoicePath } },
    (request, reply) => sendFile(request, reply, hop, request.params.invoiceId),
  );
}

/** Streams the file: each page is read in a unit of work of its own, since an invoice never changes. */
async function sendFile(request: FastifyRequest, reply: FastifyReply, hop: Hop, id: string): Promise<FastifyReply> {
  const invoice = await request.work((work) => invoiceOf(work, hop, id));
  const pages = reconciliationCsv((after, limit) =>
    request.work((work) => invoiceLines(work, hop, invoice.id, after, limit)),
  );
  return reply
    .type('text/csv; charset=utf-8')
    .header('Content-Disposition', `attachment; filename=Reconciliation_${invoice.id}.csv`)
    .send(Readable.from(pages));
}

function toWirePrice(price: CustomerPrice): Price {
  const { customerTenantId, effectiveFrom, createdAt, ...rest } = price;
  return {
    ...rest,
    ...(customerTenantId ? { customerTenantId } : {}),
    effectiveFrom: effectiveFrom.toString(),
    createdAt: createdAt.toString(),
  };
}

async function toWireInvoices(work: Work, invoices: readonly Invoice[]): Promise<CustomerInvoice[]> {
  const names = await customerNames(work, [...new Set(invoices.map((invoice) => invoice.buyerTenantId))]);
  return invoices.map((invoice) => ({
    id: invoice.id,
    customerTenantId: invoice.buyerTenantId,
    customerName: names.get(invoice.buyerTenantId)?.name ?? '',
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
  }));
}

function toWireLine(line: Line): InvoiceLine {
  return {
    lineNumber: line.number,
    customerTenantId: line.customerTenantId,
    customerName: line.details.customerName,
    subscriptionId: line.subscriptionId,
    productName: line.details.productName,
    skuName: line.details.skuName,
    publisherName: line.details.publisherName,
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
    pricePath: [...line.pricePath],
  };
}

function toWireProof({ month, closed, hops, problems, agree }: ProofReport): Proof {
  return {
    month,
    closed,
    hops: hops.map((hop) => ({
      hop: hop.hop,
      agree: hop.agree,
      invoices: hop.invoices.map(({ partnerTenantId: _own, differences, ...invoice }) => ({
        ...invoice,
        differences: [...differences],
      })),
    })),
    problems: [...problems],
    agree,
  };
}

/** Amount with the digits its currency is invoiced in. */
function amount(value: string, currency: string): string {
  return decimal(value).toFixed(minorUnitDigits(currency));
}
