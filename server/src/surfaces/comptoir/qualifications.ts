/** The operator's desk: qualifications of customers, validation codes for partners, and accounts that may buy or not. */
import {
  accountDecision,
  customerAccount,
  customerAccountList,
  denyQualification,
  deskQualification,
  deskQualificationList,
  issuedValidationCode,
  newValidationCode,
  type CustomerAccount,
  type DeskQualification,
} from '@comptoir/contracts/comptoir/qualifications';
import { guid } from '@comptoir/contracts/comptoir/words';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import * as customers from '../../modules/customers/index.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';
import { code, listRoutes } from './list-answer.ts';

const desk = { access: { permission: 'programme.operate' } } as const;
const qualificationPath = z.strictObject({ customerId: guid, qualificationId: guid });
const accountPath = z.strictObject({ customerId: guid });

export function qualificationRoutes(app: FastifyInstance): void {
  listRoutes(app, {
    path: '/operator/qualifications',
    access: desk.access,
    list: deskQualificationList,
    read: async (work, wanted) => {
      const page = await customers.deskQualifications(work, wanted);
      return { ...page, items: page.items.map(toWire) };
    },
    columns: {
      Customer: (row: DeskQualification) => row.customerName,
      Domain: (row: DeskQualification) => row.customerDomain,
      Partner: (row: DeskQualification) => row.partnerName,
      Qualification: (row: DeskQualification) => code(row.qualification),
      Segment: (row: DeskQualification) => code(row.educationSegment),
      Website: (row: DeskQualification) => row.website ?? '',
      State: (row: DeskQualification) => code(row.vettingStatus),
      Reason: (row: DeskQualification) => code(row.vettingReason),
      RequestedAt: (row: DeskQualification) => code(row.requestedAt),
      RequestedBy: (row: DeskQualification) => row.requestedBy,
      DecidedAt: (row: DeskQualification) => code(row.decidedAt),
      DecidedBy: (row: DeskQualification) => row.decidedBy ?? '',
      CustomerId: (row: DeskQualification) => code(row.customerTenantId),
    },
  });
  decisionRoutes(app);
  codeRoutes(app);
  accountRoutes(app);
}

function decisionRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const path = '/operator/qualifications/:customerId/:qualificationId';
  const schema = { params: qualificationPath, response: { 200: deskQualification } };
  const idOf = ({ customerId, qualificationId }: z.infer<typeof qualificationPath>) => ({
    customerTenantId: customerId,
    qualificationId,
  });
  routes.post(`${path}/approve`, { config: desk, schema }, (request, reply) =>
    answerOnce(request, reply, async (work: Work) => ({
      status: 200,
      body: toWire(await customers.decideQualification(work, idOf(request.params), 'Approved')),
    })),
  );
  const deny = { ...schema, body: denyQualification };
  routes.post(`${path}/deny`, { config: desk, schema: deny }, (request, reply) =>
    answerOnce(request, reply, async (work: Work) => ({
      status: 200,
      body: toWire(
        await customers.decideQualification(work, idOf(request.params), { deniedFor: request.body.reason ?? null }),
      ),
    })),
  );
}

function codeRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const schema = { body: newValidationCode, response: { 201: issuedValidationCode } };
  routes.post('/operator/validation-codes', { config: desk, schema }, (request, reply) =>
    answerOnce(request, reply, async (work: Work) => {
      const { id, partnerTenantId, organizationName, maxCreates, remainingCreates } =
        await customers.issueValidationCode(work, request.body);
      return {
        status: 201,
        body: { validationId: id, partnerTenantId, organizationName, maxCreates, remainingCreates },
      };
    }),
  );
}

function accountRoutes(app: FastifyInstance): void {
  listRoutes(app, {
    path: '/operator/customer-accounts',
    access: desk.access,
    list: customerAccountList,
    read: async (work, wanted) => {
      const page = await customers.customerAccounts(work, wanted);
      return { ...page, items: page.items.map(accountToWire) };
    },
    columns: {
      Customer: (row: CustomerAccount) => row.companyName,
      Domain: (row: CustomerAccount) => row.domain,
      Country: (row: CustomerAccount) => code(row.country),
      Status: (row: CustomerAccount) => code(row.status),
      CheckedAt: (row: CustomerAccount) => code(row.statusAt),
      CustomerId: (row: CustomerAccount) => code(row.customerTenantId),
    },
  });
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const schema = { params: accountPath, body: accountDecision, response: { 200: customerAccount } };
  routes.post('/operator/customer-accounts/:customerId/status', { config: desk, schema }, (request, reply) =>
    answerOnce(request, reply, async (work: Work) => ({
      status: 200,
      body: accountToWire(
        await customers.setAccountStatus(work, { customerTenantId: request.params.customerId, ...request.body }),
      ),
    })),
  );
}

function toWire(row: customers.VettedQualification): DeskQualification {
  const { id, requestedAt, requestedByName, decidedAt, decidedByName, ...told } = row;
  return {
    ...told,
    qualificationId: id,
    requestedAt: requestedAt.toString(),
    requestedBy: requestedByName,
    decidedAt: decidedAt?.toString() ?? null,
    decidedBy: decidedByName,
  };
}

function accountToWire(row: customers.CheckedAccount): CustomerAccount {
  return { ...row, statusAt: row.statusAt?.toString() ?? null };
}
