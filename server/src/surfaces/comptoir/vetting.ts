/** `/comptoir/v1/operator/enrolments…`, nominations, mail domains: the operator's side of enrolment. */
import {
  approveEnrolment,
  decideCheck,
  deskCheckPath,
  deskCounts,
  deskDetail,
  deskDocumentPath,
  deskEnrolmentList,
  deskPath,
  mailDomain,
  mailDomainPath,
  mailDomains,
  newMailDomain,
  newNomination,
  nomination,
  nominationList,
  nominationPath,
  rejectEnrolment,
  type DeskEnrolment,
  type Nomination,
} from '@comptoir/contracts/comptoir/vetting';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as enrolments from '../../modules/enrolment/index.ts';
import type { Context } from '../../platform/context.ts';
import { fileOf, noBody } from '../../platform/declared-answers.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';
import { deskToWire } from './enrolment-wire.ts';
import { code, listRoutes } from './list-answer.ts';
import { attachment } from './material.ts';

const access = { permission: 'programme.operate' } as const;
const config = { access };
const answer = { response: { 200: deskDetail } };

export function vettingRoutes(app: FastifyInstance, context: Context): void {
  deskRoutes(app);
  decisionRoutes(app, context);
  nominationRoutes(app, context);
  mailDomainRoutes(app);
}

type Named = Omit<Parameters<typeof enrolments.rejectEnrolment>[1], 'revision'>;
const detail = async (work: Work, { tenantId, kind }: Named) =>
  deskToWire(await enrolments.deskDetail(work, tenantId, kind));

function deskRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  listRoutes(app, {
    path: '/operator/enrolments',
    access,
    list: deskEnrolmentList,
    read: async (work, wanted) => {
      const page = await enrolments.deskEnrolments(work, wanted);
      return { ...page, items: page.items.map(rowToWire) };
    },
    columns: {
      Company: (row) => row.companyName,
      Kind: (row) => code(row.kind),
      Country: (row) => code(row.country),
      Status: (row) => code(row.vettingStatus),
      SubStatus: (row) => code(row.vettingSubStatus),
      Contact: (row) => row.contactEmail,
      SubmittedAt: (row) => code(row.submittedAt),
      ExpectedOn: (row) => code(row.expectedOn),
      Overdue: (row) => code(String(row.overdue)),
      DecidedAt: (row) => code(row.decidedAt),
      TenantId: (row) => code(row.tenantId),
    },
  });
  routes.get('/operator/enrolments/counts', { config, schema: { response: { 200: deskCounts } } }, (request) =>
    request.work((work) => enrolments.deskCounts(work)),
  );
  routes.get('/operator/enrolments/:tenantId/:kind', { config, schema: { params: deskPath, ...answer } }, (request) =>
    request.work((work) => detail(work, request.params)),
  );
  routes.get(
    '/operator/enrolments/:tenantId/:kind/documents/:documentId',
    {
      config,
      schema: {
        params: deskDocumentPath,
        response: { 200: fileOf('application/pdf', 'image/png', 'image/jpeg') },
      },
    },
    async (request, reply) => {
      const { documentId, ...named } = request.params;
      const file = await request.work((work) => enrolments.documentFile(work, named, documentId));
      return reply
        .headers({
          'Content-Type': file.mediaType,
          'Content-Disposition': attachment(file.fileName),
          'X-Content-Type-Options': 'nosniff',
          'Content-Security-Policy': "sandbox; default-src 'none'",
          'Cache-Control': 'private, no-store',
        })
        .send(file.content);
    },
  );
}

function rowToWire({
  status,
  subStatus,
  submittedAt,
  expectedOn,
  decidedAt,
  ...row
}: enrolments.DeskRow): DeskEnrolment {
  return {
    ...row,
    vettingStatus: status,
    vettingSubStatus: subStatus,
    submittedAt: submittedAt.toString(),
    expectedOn: expectedOn?.toString() ?? null,
    overdue: row.overdue ?? false,
    decidedAt: decidedAt?.toString() ?? null,
  };
}

function decisionRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.post(
    '/operator/enrolments/:tenantId/:kind/checks/:check',
    { config, schema: { params: deskCheckPath, body: decideCheck, ...answer } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const { check: name, ...named } = request.params;
        const { revision, ...decision } = request.body;
        await enrolments.decideCheck(work, { ...named, revision }, { name, ...decision });
        return { status: 200, body: await detail(work, named) };
      }),
  );
  routes.post(
    '/operator/enrolments/:tenantId/:kind/approve',
    { config, schema: { params: deskPath, body: approveEnrolment, ...answer } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        await enrolments.approveEnrolment(work, { ...request.params, ...request.body }, context.origin());
        return { status: 200, body: await detail(work, request.params) };
      }),
  );
  routes.post(
    '/operator/enrolments/:tenantId/:kind/reject',
    { config, schema: { params: deskPath, body: rejectEnrolment, ...answer } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const { revision, reason } = request.body;
        await enrolments.rejectEnrolment(work, { ...request.params, revision }, reason, context.origin());
        return { status: 200, body: await detail(work, request.params) };
      }),
  );
}

function nominationRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  listRoutes(app, {
    path: '/operator/nominations',
    access,
    list: nominationList,
    read: async (work, wanted) => {
      const page = await enrolments.nominations(work, wanted);
      return { ...page, items: page.items.map(nominationToWire) };
    },
    columns: {
      Organisation: (row) => row.name,
      Domain: (row) => code(row.domain),
      Country: (row) => code(row.country),
      Note: (row) => row.note,
      NominatedAt: (row) => code(row.nominatedAt),
      NominatedBy: (row) => row.nominatedBy,
      WithdrawnAt: (row) => code(row.withdrawnAt),
      Enrolled: (row) => code(String(row.enrolled)),
      TenantId: (row) => code(row.tenantId),
    },
  });
  routes.post(
    '/operator/nominations',
    { config, schema: { body: newNomination, response: { 201: nomination } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const made = await enrolments.nominateProvider(work, { ...request.body, origin: context.origin() });
        return { status: 201, body: nominationToWire(made) };
      }),
  );
  routes.post(
    '/operator/nominations/:tenantId/withdraw',
    { config, schema: { params: nominationPath, response: { 200: nomination } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => ({
        status: 200,
        body: nominationToWire(await enrolments.withdrawNomination(work, request.params.tenantId)),
      })),
  );
}

function nominationToWire({ nominatedAt, withdrawnAt, ...row }: enrolments.Nomination): Nomination {
  return { ...row, nominatedAt: nominatedAt.toString(), withdrawnAt: withdrawnAt?.toString() ?? null };
}

function mailDomainRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const items = async (work: Work) =>
    (await enrolments.refusedMailDomains(work)).map(({ addedAt, ...row }) => ({ ...row, addedAt: addedAt.toString() }));
  routes.get('/operator/mail-domains', { config, schema: { response: { 200: mailDomains } } }, (request) =>
    request.work(async (work) => ({ items: await items(work) })),
  );
  routes.post(
    '/operator/mail-domains',
    { config, schema: { body: newMailDomain, response: { 201: mailDomain } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const added = await enrolments.refuseMailDomain(work, request.body);
        return { status: 201, body: { ...added, addedAt: added.addedAt.toString() } };
      }),
  );
  routes.delete(
    '/operator/mail-domains/:domain',
    { config, schema: { params: mailDomainPath, response: { 204: noBody } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        await enrolments.allowMailDomain(work, request.params.domain);
        return { status: 204 };
      }),
  );
}
