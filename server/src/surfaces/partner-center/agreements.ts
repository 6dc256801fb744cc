/** Customer agreements: templates, their texts, and what a partner confirmed (wire contract, sections 2.1 and 2.8). */
import {
  agreementRequest,
  type Agreement,
  type AgreementDocument,
  type AgreementMetadata,
  type AgreementRequest,
} from '@comptoir/contracts/partner-center/customers';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { dayOf, Fault, readMoment, startOfDay, systemActor } from '../../kernel/index.ts';
import {
  agreementHtml,
  agreementsOf,
  agreementTemplates,
  agreementTypes,
  confirmAgreement,
  documentLanguages,
  openDocumentLink,
  rulesOfCountry,
  signDocumentLink,
  templateOf,
  type AgreementType,
  type CustomerAgreement,
  type DocumentReference,
} from '../../modules/customers/index.ts';
import { partnerAccountOf } from '../../modules/partners/index.ts';
import { requireCustomer } from '../../modules/relationships/index.ts';
import type { Context } from '../../platform/context.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { originOf } from '../../platform/origins.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';
import { bind, wireEnum } from './binding.ts';
import { collection, link, wireTime } from './envelope.ts';

const read: RouteAccess = { permission: 'agreements.read', userOnly: true };
const confirm: RouteAccess = { permission: 'agreements.confirm', userOnly: true };
const anyone: RouteAccess = { permission: 'public' };

const customerPath = z.object({ customerId: z.string() });
const typeQuery = z.object({ agreementType: wireEnum(['*', ...agreementTypes]).default('MicrosoftCloudAgreement') });

export function agreementRoutes(app: FastifyInstance, context: Context): void {
  const querystring = bind(typeQuery);
  app.get('/agreements', { config: { access: read }, schema: { querystring } }, (request) => {
    const wanted = typesOf(request);
    const items = agreementTemplates
      .filter(({ type }) => wanted.has(type))
      .map(({ id, type, versionRank }): AgreementMetadata => ({
        templateId: id,
        agreementType: type,
        agreementLink: textLink(context, request, id),
        versionRank,
      }));
    return collection(items, { self: link('/agreements') });
  });
  confirmationRoutes(app, context);
  documentRoutes(app, context);
}

/** Left out, the type is the cloud agreement; `*` is every one (section 2.8). */
function typesOf(request: FastifyRequest): ReadonlySet<AgreementType> {
  const { agreementType } = request.query as z.infer<typeof typeQuery>;
  return new Set(agreementType === '*' ? agreementTypes : [agreementType]);
}

function confirmationRoutes(app: FastifyInstance, context: Context): void {
  const url = '/customers/:customerId/agreements';
  app.get(url, { config: { access: read }, schema: { querystring: bind(typeQuery) } }, (request) => {
    const { customerId } = customerPath.parse(request.params);
    const wanted = typesOf(request);
    return request.work(async (work) => {
      const { customer } = await requireCustomer(work, customerId);
      const all = await agreementsOf(work, work.account, customer.tenantId);
      const items = all
        .filter(({ type }) => wanted.has(type))
        .map((item) => ({ ...toWireAgreement(item), agreementLink: textLink(context, request, item.templateId) }));
      return collection(items, { self: link(`/customers/${customer.tenantId}/agreements`) });
    });
  });
  app.post(url, { config: { access: confirm }, schema: { body: bind(agreementRequest) } }, (request, reply) => {
    const { customerId } = customerPath.parse(request.params);
    return answerOnce(request, reply, async (work) => {
      const confirmed = await confirmFor(work, customerId, request.body as AgreementRequest);
      return { status: 201, body: toWireAgreement(confirmed) };
    });
  });
  const statusUrl = '/customers/:customerId/directSignedMicrosoftCustomerAgreementStatus';
  app.get(statusUrl, { config: { access: read } }, (request) => {
    const { customerId } = customerPath.parse(request.params);
    return request.work(async (work) => {
      const { customer } = await requireCustomer(work, customerId);
      return { isSigned: customer.directAgreementSignedAt !== undefined };
    });
  });
}

async function confirmFor(work: Work, customerId: string, request: AgreementRequest): Promise<CustomerAgreement> {
  const { customer } = await requireCustomer(work, customerId);
  const template = templateOf(request.templateId);
  if (template.type.toLowerCase() !== request.type.replaceAll('_', '').toLowerCase()) {
    throw new Fault('InvalidInput', 'invalid', {
      message: `The template ${template.id} is of the type ${template.type}. Send that type.`,
      target: 'type',
    });
  }
  const partner = await partnerAccountOf(work, work.account);
  return confirmAgreement(work, {
    partnerTenantId: partner.tenantId,
    partnerName: partner.name,
    customer,
    templateId: template.id,
    dateAgreed: dayAgreed(request.dateAgreed),
    primaryContact: request.primaryContact,
  });
}

/** A moment with its zone, or a day; what names no zone is UTC. */
function dayAgreed(text: string): Temporal.PlainDate {
  const moment = readMoment(text);
  if (moment) return dayOf(moment);
  throw new Fault('InvalidInput', 'invalid', {
    message: `'${text}' is not a date. Write it as 2026-11-21 or 2026-11-21T00:00:00Z.`,
    target: 'dateAgreed',
  });
}

function toWireAgreement(agreement: CustomerAgreement): Agreement {
  return {
    userId: agreement.confirmedBy,
    primaryContact: agreement.primaryContact,
    templateId: agreement.templateId,
    dateAgreed: wireTime(startOfDay(agreement.dateAgreed)),
    type: agreement.type,
  };
}

const documentQuery = z.object({
  language: z.string().max(20).default('en-US'),
  country: z.string().max(2).default('US'),
});
const textQuery = documentQuery.extend({ download: z.string().optional() });

function documentRoutes(app: FastifyInstance, context: Context): void {
  const templatePath = z.object({ templateId: z.string() });
  const url = '/agreementtemplates/:templateId/document';
  app.get(url, { config: { access: read }, schema: { querystring: bind(documentQuery) } }, (request) => {
    const { templateId } = templatePath.parse(request.params);
    return request.work(async (work): Promise<AgreementDocument> => {
      const document = documentOf(work, templateId, request.query as z.infer<typeof documentQuery>);
      const address = `${originOf(context, request.headers.host)}/v1/agreementdocuments/${await signDocumentLink(work, document)}`;
      const { language, country } = document;
      return { displayUri: address, downloadUri: `${address}?download=true`, language, country };
    });
  });
  const asAnyone = { config: { access: anyone }, schema: { querystring: bind(textQuery) } };
  // The short-lived links above, and the lasting address that agreements carry. The texts are no secret.
  app.get('/agreementdocuments/:token', asAnyone, (request, reply) => {
    const { token } = z.object({ token: z.string() }).parse(request.params);
    return sendText(context, request, reply, (work) => openDocumentLink(work, token));
  });
  app.get('/agreementtexts/:templateId', asAnyone, (request, reply) => {
    const { templateId } = templatePath.parse(request.params);
    const query = request.query as z.infer<typeof textQuery>;
    return sendText(context, request, reply, async (work) => documentOf(work, templateId, query));
  });
}

function textLink(context: Context, request: FastifyRequest, templateId: string): string {
  return `${originOf(context, request.headers.host)}/v1/agreementtexts/${templateId}`;
}

function documentOf(work: Work, templateId: string, query: z.infer<typeof documentQuery>): DocumentReference {
  const template = templateOf(templateId);
  const language = documentLanguages.find((known) => known === query.language);
  if (!language) {
    throw new Fault('InvalidInput', 'invalid', {
      message: `The agreement is not written in '${query.language}'. Ask for one of ${documentLanguages.join(', ')}.`,
      target: 'language',
    });
  }
  return { templateId: template.id, language, country: rulesOfCountry(work, query.country).country };
}

async function sendText(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  find: (work: Work) => Promise<DocumentReference>,
): Promise<FastifyReply> {
  // Nobody is signed in here, so the work is the system's; it reads the signing key and the time, no tenant's rows.
  const document = await context.runner.run({ actor: systemActor, system: true }, find);
  const template = templateOf(document.templateId);
  const { download } = request.query as z.infer<typeof textQuery>;
  if (download === 'true') {
    reply.header('Content-Disposition', `attachment; filename="${template.type}-${document.language}.html"`);
  }
  return reply
    .type('text/html; charset=utf-8')
    .headers({
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    })
    .send(agreementHtml(template, document.language, document.country));
}
