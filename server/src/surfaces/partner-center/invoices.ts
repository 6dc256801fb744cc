/** Invoices, their line items and statement, balances and what is not billed yet (wire contract, section 6). */
import { currencyCode } from '@comptoir/contracts/comptoir/words';
import { invoicePath } from '@comptoir/contracts/partner-center/common';
import {
  invoice as invoiceShape,
  invoices,
  invoiceSummaries,
  invoiceSummary,
  lineItems,
} from '@comptoir/contracts/partner-center/invoices';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { decodeCursor, defaultPageSize, encodeCursor, Fault, maxPageSize, monthOf } from '../../kernel/index.ts';
import {
  balancesOf,
  documentFileName,
  documentLocale,
  invoiceLines,
  invoiceOf,
  invoicesOf,
  monthBefore,
  renderStatement,
  statementOf,
  unbilledLines,
  type Line,
} from '../../modules/billing/index.ts';
import { partnerAccountOf } from '../../modules/partners/index.ts';
import { fileOf } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { bind, wireEnum } from './binding.ts';
import { collection, link, linkToItself } from './envelope.ts';
import { issueBounds } from './invoice-filter.ts';
import { toWireInvoice, toWireLineItem, toWireSummary } from './invoice-wire.ts';
import { seekingOf } from './seek.ts';

const read: RouteAccess = { permission: 'invoices.read' };
const readAsUser: RouteAccess = { permission: 'invoices.read', userOnly: true };
const side = 'bought';

export function invoiceRoutes(app: FastifyInstance): void {
  listRoute(app);
  summaryRoutes(app);
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const one = { params: invoicePath, response: { 200: invoiceShape } };
  routes.get('/invoices/:invoiceId', { config: { access: readAsUser }, schema: one }, (request) =>
    request.work(async (work) => toWireInvoice(await invoiceOf(work, side, numberIn(request.params.invoiceId)))),
  );
  const file = { params: invoicePath, response: { 200: fileOf('application/pdf') } };
  const path = '/invoices/:invoiceId/documents/statement';
  routes.get(path, { config: { access: readAsUser }, schema: file }, async (request, reply) => {
    const number = numberIn(request.params.invoiceId);
    const statement = await request.work((work) => statementOf(work, side, number));
    const pdf = await renderStatement(statement, readersLocale(request));
    return reply
      .type('application/pdf')
      .header('Content-Disposition', `attachment; filename=${documentFileName(statement.invoice)}`)
      .send(pdf);
  });
  lineItemRoutes(app);
  unbilledRoute(app);
}

/** The number, also when the type stands before it, as our own links have it: `OneTime-G000000001`. */
function numberIn(invoiceId: string): string {
  return invoiceId.replace(/^(?:onetime|recurring)-/i, '');
}

function readersLocale(request: FastifyRequest) {
  const preferred = request.headers['x-locale'];
  return documentLocale(typeof preferred === 'string' ? preferred : request.headers['accept-language']);
}

const pageQuery = {
  /** The SDKs send 0 for "no size". */
  size: z.coerce.number().int().min(0).max(1_000_000).default(0),
  offset: z.coerce.number().int().min(0).max(1_000_000_000).default(0),
};

function listRoute(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const querystring = bind(z.object({ ...pageQuery, filter: z.string().max(2000).optional() }));
  const schema = { querystring, response: { 200: invoices } };
  routes.get('/invoices', { config: { access: read }, schema }, (request) => {
    const { query } = request;
    const { offset, filter } = query;
    const size = query.size === 0 ? defaultPageSize : Math.min(query.size, maxPageSize);
    const bounds = issueBounds(filter);
    const page = (from: number) =>
      link(
        `/invoices?${new URLSearchParams({ size: String(size), offset: String(from), ...(filter ? { filter } : {}) }).toString()}`,
      );
    return request.work(async (work) => {
      const found = await invoicesOf(work, { side, ...bounds }, { limit: size + 1, offset });
      const items = found.slice(0, size).map(toWireInvoice);
      return collection(items, {
        self: page(offset),
        ...(found.length > size ? { next: page(offset + size) } : {}),
        ...(offset > 0 ? { previous: page(Math.max(0, offset - size)) } : {}),
      });
    });
  });
}

function summaryRoutes(app: FastifyInstance): void {
  const summaries = (request: FastifyRequest, path: string) =>
    request.work(async (work) => {
      const { currency } = await partnerAccountOf(work, work.account);
      return (await balancesOf(work, currency)).map((balance) => toWireSummary(balance, work.now, path));
    });
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const first = { response: { 200: invoiceSummary } };
  routes.get(
    '/invoices/summary',
    { config: { access: read }, schema: first },
    async (request) => (await summaries(request, '/invoices/summary'))[0]!,
  );
  const all = { response: { 200: invoiceSummaries } };
  routes.get('/invoices/summaries', { config: { access: readAsUser }, schema: all }, async (request) =>
    collection(await summaries(request, '/invoices/summaries'), { self: link('/invoices/summaries') }),
  );
}

const providers = wireEnum(['office', 'azure', 'onetime', 'marketplace', 'all']);
const itemTypes = wireEnum(['billinglineitems', 'usagelineitems']);
const periods = ['current', 'previous'] as const;
const lineQuery = z.object({
  ...pageQuery,
  /** Of rated usage and of what is not billed: no invoice has the one, and each is of one period. */
  hasPartnerEarnedCredit: wireEnum(['true', 'false']).optional(),
  period: wireEnum(periods).optional(),
  currencyCode: currencyCode.optional(),
  seekOperation: wireEnum(['First', 'Next', 'Previous', 'Last', 'PageIndex']).optional(),
});
const maxLines = 2000;

interface LineRequest {
  readonly provider: z.infer<typeof providers>;
  readonly type: z.infer<typeof itemTypes>;
  readonly size: number;
}

/** Only new-commerce billing lines exist here: the other kinds of line are asked for and there are none. */
function hasLines({ provider, type }: LineRequest): boolean {
  return type === 'billinglineitems' && (provider === 'onetime' || provider === 'all');
}

function toItems(lines: readonly Line[], { provider }: LineRequest) {
  return lines.map((line) => toWireLineItem(line, provider === 'all' ? 'all' : 'one_time'));
}

function lineCount(size: number): number {
  return size === 0 ? maxLines : Math.min(size, maxLines);
}

function lineItemRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const response = { 200: lineItems };
  const querystring = bind(lineQuery.extend({ provider: providers, invoiceLineItemType: itemTypes }));
  const byQuery = { params: invoicePath, querystring, response };
  routes.get('/invoices/:invoiceId/lineitems', { config: { access: read }, schema: byQuery }, (request) => {
    const { provider, invoiceLineItemType: type, ...query } = request.query;
    const after = cursor(request, query.seekOperation, 'line') ?? query.offset;
    return linePage(
      request,
      { invoiceId: request.params.invoiceId, provider, type, size: lineCount(query.size) },
      Number(after),
      query.currencyCode,
      (id, size, last) => {
        const token = encodeCursor(['line', String(last)]);
        const next = new URLSearchParams({
          provider,
          invoicelineitemtype: type,
          size: String(size),
          seekOperation: 'Next',
        });
        return { uri: `/invoices/${id}/lineitems?${next.toString()}`, token };
      },
    );
  });
  const params = bind(z.object({ invoiceId: z.string(), provider: providers, type: itemTypes }));
  const byPath = { params, querystring: bind(lineQuery), response };
  const path = '/invoices/:invoiceId/lineitems/:provider/:type';
  routes.get(path, { config: { access: read }, schema: byPath }, (request) => {
    const { provider, type } = request.params;
    const { query } = request;
    return linePage(
      request,
      { invoiceId: request.params.invoiceId, provider, type, size: lineCount(query.size) },
      query.offset,
      query.currencyCode,
      (id, size, last) => ({
        uri: `/invoices/OneTime-${id}/lineitems/${provider}/${type}?size=${size}&offset=${last}`,
      }),
    );
  });
}

/** A page after a line number; line numbers count from 1 without gap, so an offset is one too. */
async function linePage(
  request: FastifyRequest,
  wanted: LineRequest & { readonly invoiceId: string },
  after: number,
  currency: string | undefined,
  nextOf: (id: string, size: number, last: number) => { readonly uri: string; readonly token?: string },
) {
  const { size } = wanted;
  return request.work(async (work) => {
    const invoice = await invoiceOf(work, side, numberIn(wanted.invoiceId));
    const self = linkToItself(request);
    const currencyFits = !currency || currency === invoice.currency;
    if (!hasLines(wanted) || !currencyFits) return collection([], { self });
    const found = await invoiceLines(work, side, invoice.id, after, size + 1);
    const items = toItems(found.slice(0, size), wanted);
    if (found.length <= size) return collection(items, { self });
    const { uri, token } = nextOf(invoice.id, size, after + size);
    return collection(items, { self, next: link(uri, token ? { 'MS-ContinuationToken': token } : {}) }, token);
  });
}

/** What stands in a cursor: a line number, or the id of a charge. */
const cursorShapes = { line: /^\d{1,9}$/, charge: /^[0-9a-f-]{36}$/ } as const;

/** The place a page goes on at, from the header of an earlier page; undefined for the first page. */
function cursor(
  request: FastifyRequest,
  seekOperation: string | undefined,
  kind: keyof typeof cursorShapes,
): string | undefined {
  const operation = seekingOf(request, seekOperation);
  if (operation === undefined || operation === 'First') return undefined;
  const token = request.headers['ms-continuationtoken'];
  const [madeFor, place] = (operation === 'Next' && typeof token === 'string' && decodeCursor(token)) || [];
  if (madeFor === kind && place !== undefined && cursorShapes[kind].test(place)) return place;
  throw new Fault('InvalidInput', 'invalid', {
    message:
      operation === 'Next'
        ? 'seekOperation=Next needs the header MS-ContinuationToken with the token of the page before.'
        : `Line items are read forward: seekOperation ${operation} is not served. Use First or Next.`,
    target: 'seekOperation',
  });
}

/** Charges of this month or the last one that are on no invoice yet. */
function unbilledRoute(app: FastifyInstance): void {
  const querystring = bind(
    lineQuery.extend({
      provider: providers,
      invoiceLineItemType: itemTypes,
      currencyCode,
      period: wireEnum(periods),
    }),
  );
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const schema = { querystring, response: { 200: lineItems } };
  routes.get('/invoices/unbilled/lineitems', { config: { access: read }, schema }, (request) => {
    const { query } = request;
    const wanted = { provider: query.provider, type: query.invoiceLineItemType, size: lineCount(query.size) };
    const after = cursor(request, query.seekOperation, 'charge');
    const currency = query.currencyCode;
    return request.work(async (work) => {
      const self = linkToItself(request);
      if (!hasLines(wanted)) return collection([], { self });
      const now = monthOf(work.now);
      const month = query.period === 'current' ? now : monthBefore(now);
      const found = await unbilledLines(work, { currency, month }, after, wanted.size + 1);
      const shown = found.slice(0, wanted.size);
      if (found.length <= wanted.size) return collection(toItems(shown, wanted), { self });
      const token = encodeCursor(['charge', shown.at(-1)!.chargeId]);
      const next = new URLSearchParams({
        provider: wanted.provider,
        invoicelineitemtype: wanted.type,
        currencycode: currency,
        period: query.period,
        size: String(wanted.size),
        seekOperation: 'Next',
      });
      const onward = link(`/invoices/unbilled/lineitems?${next.toString()}`, { 'MS-ContinuationToken': token });
      return collection(toItems(shown, wanted), { self, next: onward }, token);
    });
  });
}
