/** Customer agreements: templates, their texts, and what a partner confirmed (wire contract, sections 2.1 and 2.8). */
import { customerPath, templatePath } from '@comptoir/contracts/partner-center/common';
import {
  agreement as agreementShape,
  agreementDocument,
  agreementMetadataList,
  agreementRequest,
  agreements,
  directSignStatus,
  type Agreement,
  type AgreementDocument,
  type AgreementMetadata,
  type AgreementRequest,
} from '@comptoir/contracts/partner-center/customers';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Fault, readMoment, readWrittenDay, startOfDay, systemActor } from '../../kernel/index.ts';
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
import { fileOf } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { originOf } from '../../platform/origins.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { requireFewMails } from '../../platform/mail-limit.ts';
import type { Work } from '../../platform/work.ts';
import { bind, wireEnum } from './binding.ts';
import { collection, linkToList, wireTime } from './envelope.ts';

const mayRead: RouteAccess = { permission: 'agreements.read', userOnly: true };
const confirm: RouteAccess = { permission: 'agreements.confirm', userOnly: true };
const anyone: RouteAccess = { permission: 'public' };

const typeQuery = bind(
  z.object({ agreementType: wireEnum(['*', '', ...agreementTypes]).default('MicrosoftCloudAgreement') }),
);

export function agreementRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const schema = { querystring: typeQuery, response: { 200: agreementMetadataList } };
  routes.get('/agreements', { config: { access: mayRead }, schema }, async (request) => {
    const wanted = typesOf(request.query);
    const items = agreementTemplates
      .filter(({ type }) => wanted.has(type))
      .map(({ id, type, versionRank }): AgreementMetadata => ({
        templateId: id,
        agreementType: type,
        agreementLink: textLink(context, request, id),
        versionRank,
      }));
    return collection(items, { self: linkToList(request, '/agreements') });
  });
  confirmationRoutes(app, context);
  documentRoutes(app, context);
}

/** Left out or empty, the type is the cloud agreement; `*` is every one (section 2.8). */
function typesOf({ agreementType }: z.infer<typeof typeQuery>): ReadonlySet<AgreementType> {
  return new Set(agreementType === '*' ? agreementTypes : [agreementType || 'MicrosoftCloudAgreement']);
}

function confirmationRoutes(app: FastifyInstance, context: Context): void {
  const url = '/customers/:customerId/agreements';
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const params = customerPath;
  const list = { params, querystring: typeQuery, response: { 200: agreements } };
  routes.get(url, { config: { access: mayRead }, schema: list }, (request) => {
    const { customerId } = request.params;
    const wanted = typesOf(request.query);
    return request.work(async (work) => {
      const { customer } = await requireCustomer(work, customerId);
      const all = await agreementsOf(work, work.account, customer.tenantId);
      const items = all
        .filter(({ type }) => wanted.has(type))
        .map((item) => ({ ...toWireAgreement(item), agreementLink: textLink(context, request, item.templateId) }));
      return collection(items, { self: linkToList(request, `/customers/${customer.tenantId}/agreements`) });
    });
  });
  const confirmation = { params, body: bind(agreementRequest), response: { 201: agreementShape } };
  routes.post(url, { config: { access: confirm }, schema: confirmation }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      const confirmed = await confirmFor(work, request.params.customerId, request.body);
      // The contact is told by mail. A partner confirms for many customers in a row, each with a contact of its own.
      requireFewMails(context, request.actor, request.body.primaryContact.email);
      return { status: 201, body: toWireAgreement(confirmed) };
    }),
  );
  const statusUrl = '/customers/:customerId/directSignedMicrosoftCustomerAgreementStatus';
  const status = { params, response: { 200: directSignStatus } };
  routes.get(statusUrl, { config: { access: mayRead }, schema: status }, (request) =>
    request.work(async (work) => {
      const { customer } = await requireCustomer(work, request.params.customerId);
      return { isSigned: customer.directAgreementSignedAt !== undefined };
    }),
  );
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
    ...dayAgreed(request.dateAgreed),
    primaryContact: request.primaryContact,
  });
}

/** The day that the contact wrote, and the moment, which may have passed while that day is yet to begin in UTC. */
function dayAgreed(text: string): { readonly dateAgreed: Temporal.PlainDate; readonly agreedAt: Temporal.Instant } {
  const [dateAgreed, agreedAt] = [readWrittenDay(text), readMoment(text)];
  if (dateAgreed && agreedAt) return { dateAgreed, agreedAt };
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
const downloading = { download: z.string().optional() };
const textQuery = documentQuery.extend(downloading);

function documentRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const url = '/agreementtemplates/:templateId/document';
  const links = { params: templatePath, querystring: bind(documentQuery), response: { 200: agreementDocument } };
  routes.get(url, { config: { access: mayRead }, schema: links }, (request) =>
    request.work(async (work): Promise<AgreementDocument> => {
      const document = documentOf(work, request.params.templateId, request.query);
      const address = `${originOf(context, request.headers.host)}/v1/agreementdocuments/${await signDocumentLink(work, document)}`;
      const { language, country } = document;
      return { displayUri: address, downloadUri: `${address}?download=true`, language, country };
    }),
  );
  textRoutes(app, context);
}

function textRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const config = { access: anyone };
  const response = { 200: fileOf('text/html') };
  // The short-lived links above, and the lasting address that agreements carry. The texts are no secret.
  const ofLink = { params: z.object({ token: z.string() }), querystring: bind(z.object(downloading)), response };
  routes.get('/agreementdocuments/:token', { config, schema: ofLink }, async (request, reply) =>
    sendText(
      reply,
      request.query,
      await foundBySystem(context, (work) => openDocumentLink(work, request.params.token)),
    ),
  );
  const ofTemplate = { params: templatePath, querystring: bind(textQuery), response };
  routes.get('/agreementtexts/:templateId', { config, schema: ofTemplate }, async (request, reply) => {
    const { query, params } = request;
    return sendText(
      reply,
      query,
      await foundBySystem(context, async (work) => documentOf(work, params.templateId, query)),
    );
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

/** Nobody is signed in here, so the work is the system's; it reads the signing key and the time, no tenant's rows. */
function foundBySystem(context: Context, find: (work: Work) => Promise<DocumentReference>): Promise<DocumentReference> {
  return context.runner.run({ actor: systemActor, system: true }, find);
}

function sendText(
  reply: FastifyReply,
  { download }: { readonly download?: string | undefined },
  document: DocumentReference,
) {
  const template = templateOf(document.templateId);
  if (download === 'true') {
    void reply.header('Content-Disposition', `attachment; filename="${template.type}-${document.language}.html"`);
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
