/** `/comptoir/v1`: the partner's prices, its invoices to customers and reconciliation files. */
import { fileOf } from '../../platform/declared-answers.ts';
import { Readable } from 'node:stream';
import {
  customerInvoiceQuery,
  customerInvoicesQuery,
  priceRequest,
  pricesQuery,
  type CustomerInvoice,
  type CustomerInvoiceDetail,
  type InvoiceLine,
  type Price,
  type PriceRequest,
  customerInvoiceDetail,
  customerInvoices,
  price,
  prices,
} from '@comptoir/contracts/comptoir/billing';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { decimal, defaultPageSize, Fault, minorUnitDigits } from '../../kernel/index.ts';
import {
  documentLocale,
  explainLines,
  invoiceLines,
  invoiceOf,
  invoicesOf,
  pricesOf,
  reconciliationCsv,
  renderStatement,
  setPrice,
  statementOf,
  type Invoice,
  type Line,
  type NewPrice,
  type OwnPrice,
  type Side,
} from '../../modules/billing/index.ts';
import { partnerAccountsOf } from '../../modules/partners/index.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';
import { localeOf } from '../locale.ts';
import { proofRoutes } from './proof.ts';
import { withRuleWords } from './rule-words.ts';

const read = { access: { permission: 'invoices.read' } } as const;
const managePrices = { access: { permission: 'prices.manage' } } as const;
const invoicePath = z.strictObject({ invoiceId: z.string().max(30) });

export function billingRoutes(app: FastifyInstance): void {
  priceRoutes(app);
  customerInvoiceRoutes(app);
  proofRoutes(app);
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    '/invoices/:invoiceId/reconciliation',
    { config: read, schema: { params: invoicePath, response: { 200: fileOf('text/csv') } } },
    (request, reply) => sendFile(request, reply, 'bought', request.params.invoiceId),
  );
}

function priceRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    '/prices',
    { config: managePrices, schema: { querystring: pricesQuery, response: { 200: prices } } },
    (request) =>
      request.work(async (work) => {
        const { size = defaultPageSize, after: before, customerTenantId: buyerTenantId, productId } = request.query;
        const page = await pricesOf(work, { buyerTenantId, productId, before }, size);
        return { ...page, items: await toWirePrices(work, page.items) };
      }),
  );
  routes.post(
    '/prices',
    { config: managePrices, schema: { body: priceRequest, response: { 201: price } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const [set] = await toWirePrices(work, [await setPrice(work, newPriceOf(request.body))]);
        return { status: 201, body: set };
      }),
  );
}

function customerInvoiceRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const side = 'sold';
  routes.get(
    '/customer-invoices',
    { config: read, schema: { querystring: customerInvoicesQuery, response: { 200: customerInvoices } } },
    (request) =>
      request.work(async (work) => {
        const { size = defaultPageSize, after: before, customerTenantId: buyerTenantId, month } = request.query;
        const filter = { side, ...(buyerTenantId ? { buyerTenantId } : {}), ...(month ? { month } : {}) } as const;
        const found = await invoicesOf(work, filter, { limit: size + 1, ...(before ? { before } : {}) });
        const shown = found.slice(0, size);
        return { items: shown.map(toWireInvoice), ...(found.length > size ? { next: shown.at(-1)!.id } : {}) };
      }),
  );
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

/** With the resellers' names: one look-up for all. */
async function toWirePrices(work: Work, prices: readonly OwnPrice[]): Promise<Price[]> {
  const named = prices.flatMap(({ buyerKind, buyerTenantId }) =>
    buyerKind === 'reseller' ? (buyerTenantId ?? []) : [],
  );
  const accounts = await partnerAccountsOf(work, [...new Set(named)]);
  const resellers = new Map(accounts.map(({ tenantId, mpnId, name }) => [tenantId, { tenantId, mpnId, name }]));
  return prices.map(({ buyerTenantId, effectiveFrom, createdAt, ...rest }) => {
    const reseller = buyerTenantId === undefined ? undefined : resellers.get(buyerTenantId);
    const customer = rest.buyerKind === 'customer' ? buyerTenantId : undefined;
    return {
      ...rest,
      ...(customer ? { customerTenantId: customer } : {}),
      ...(reseller ? { reseller } : {}),
      effectiveFrom: effectiveFrom.toString(),
      createdAt: createdAt.toString(),
    };
  });
}

function toWireInvoice(invoice: Invoice): CustomerInvoice {
  return {
    id: invoice.id,
    customerTenantId: invoice.buyerTenantId,
    customerName: invoice.buyer.name,
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
