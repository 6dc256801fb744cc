/** `/comptoir/v1/proof`: whether charges, invoices, line items, files and documents of a month agree. */
import {
  filesRead,
  proof,
  proofQuery,
  proofRequest,
  type FilesRead,
  type Proof,
} from '@comptoir/contracts/comptoir/billing';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import {
  differenceText,
  filesReadOf,
  proveMonth,
  requestProof,
  type FilesRead as Files,
  type ProofReport,
} from '../../modules/billing/index.ts';
import { answerOnce } from '../../platform/idempotency.ts';

const config = { access: { permission: 'invoices.read' } } as const;

export function proofRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get('/proof', { config, schema: { querystring: proofQuery, response: { 200: proof } } }, (request) =>
    request.work(async (work) => {
      const { month } = request.query;
      return toWireProof(await proveMonth(work, { partnerTenantId: work.account, month }));
    }),
  );
  routes.post('/proof', { config, schema: { body: proofRequest, response: { 202: filesRead } } }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      const { month } = request.body;
      await requestProof(work, work.account, month);
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

function toWireProof({ month, closed, hops, problems, files, agree }: ProofReport): Proof {
  return {
    month,
    closed,
    // What a reseller asks is between it and its customers: nobody else is shown it.
    hops: hops
      .filter(({ seller }) => seller !== 'reseller')
      .map((hop) => ({
        hop: hop.seller === 'operator' ? 'operator_partner' : 'partner_customer',
        agree: hop.agree,
        invoices: hop.invoices.map(
          ({ partnerTenantId: _own, sellerTenantId: _seller, differences, reading, ...invoice }) => ({
            ...invoice,
            ...(reading ? { reading } : {}),
            differences: differences.map((one) => ({ ...one, message: differenceText(one, invoice.currency) })),
          }),
        ),
      })),
    problems: [...problems],
    files: toWireFiles(files),
    agree,
  };
}
