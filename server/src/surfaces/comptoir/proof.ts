/** `/comptoir/v1/proof`: whether charges, invoices, line items, files and documents of a month agree. */
import {
  filesRead,
  proof,
  proofQuery,
  proofRequest,
  provedInvoiceList,
  type FilesRead,
  type Proof,
  type ProvedInvoice,
} from '@comptoir/contracts/comptoir/billing';
import { monthText } from '@comptoir/contracts/comptoir/words';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  differenceText,
  filesReadOf,
  proofSummary,
  requestProofs,
  searchProvedInvoices,
  type FilesRead as Files,
  type ProofSummary,
  type ProvedInvoice as Proved,
} from '../../modules/billing/index.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { code, listRoutes, numeric } from './list-answer.ts';

const config = { access: { permission: 'invoices.read' } } as const;

const monthPath = z.strictObject({ month: monthText });

export function proofRoutes(app: FastifyInstance): void {
  invoiceRoutes(app);
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get('/proof', { config, schema: { querystring: proofQuery, response: { 200: proof } } }, (request) =>
    request.work(async (work) => toWireProof(await proofSummary(work, request.query.month))),
  );
  routes.post('/proof', { config, schema: { body: proofRequest, response: { 202: filesRead } } }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      const { month } = request.body;
      await requestProofs(work, [work.account], month);
      return { status: 202, body: toWireFiles(await filesReadOf(work, [work.account], month)) };
    }),
  );
}

function toWireFiles({ requestedAt, finishedAt, ...files }: Files): FilesRead {
  return {
    ...files,
    ...(requestedAt ? { requestedAt: requestedAt.toString() } : {}),
    ...(finishedAt ? { finishedAt: finishedAt.toString() } : {}),
  };
}

const hopOf = { operator: 'operator_partner', partner: 'partner_customer' } as const;
const sellerOf = { operator_partner: 'operator', partner_customer: 'partner' } as const;

function toWireProof({ hops, problems, waiting, files, ...proved }: ProofSummary): Proof {
  return {
    ...proved,
    // What a reseller asks is between it and its customers: nobody else is shown it.
    hops: hops.flatMap(({ seller, ...counts }) => (seller === 'reseller' ? [] : [{ hop: hopOf[seller], ...counts }])),
    problems: problems.map(({ first, ...problem }) => ({ ...problem, first: [...first] })),
    waiting: [...waiting],
    files: toWireFiles(files),
  };
}

function invoiceRoutes(app: FastifyInstance): void {
  listRoutes(app, {
    path: '/proof/:month/invoices',
    access: config.access,
    list: provedInvoiceList,
    params: monthPath,
    read: async (work, wanted, request) => {
      const { hop, agree } = wanted.filters as { hop?: keyof typeof sellerOf; agree?: string };
      const filters = { seller: hop && sellerOf[hop], agree };
      const page = await searchProvedInvoices(work, monthPath.parse(request.params).month, { ...wanted, filters });
      return { ...page, items: page.items.map(toWireInvoice) };
    },
    columns: {
      Hop: (row) => code(row.hop),
      Number: (row) => code(row.invoiceId),
      Buyer: (row) => row.buyerName,
      Charges: (row) => numeric(row.charges),
      LineItems: (row) => numeric(row.reading?.lineItems),
      File: (row) => numeric(row.reading?.csv),
      Invoice: (row) => numeric(row.invoice),
      Document: (row) => numeric(row.reading?.document),
      Currency: (row) => code(row.currency),
      Agree: (row) => code(String(row.agree)),
      Differences: (row) => code(row.differences.map((one) => one.code).join(' ')),
    },
  });
}

function toWireInvoice(invoice: Proved): ProvedInvoice {
  const { seller, partnerTenantId: _own, sellerTenantId: _seller, reading, differences, ...rest } = invoice;
  return {
    ...rest,
    hop: hopOf[seller === 'operator' ? 'operator' : 'partner'],
    ...(reading ? { reading } : {}),
    differences: differences.map((one) => ({ ...one, message: differenceText(one, invoice.currency) })),
  };
}
