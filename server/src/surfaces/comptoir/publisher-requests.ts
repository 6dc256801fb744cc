/** Transitions of an audience, the publisher's support requests, and the operator's desk where they are decided. */
import {
  newPublisherRequest,
  publisherRequestFormQuery,
  refusePublisherRequest,
  type AudienceChange,
  type AudienceTransitions,
  type PublisherRequest,
  type PublisherRequestForm,
  type PublisherRequestSummary,
  type SoldPartner,
  audienceTransitions,
  publisherRequest,
  publisherRequestForm,
  deskRequestList,
  ownRequestList,
} from '@comptoir/contracts/comptoir/publisher-requests';
import { guid } from '@comptoir/contracts/comptoir/words';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import * as offers from '../../modules/offers/index.ts';
import { partnerAccountsOf } from '../../modules/partners/index.ts';
import * as support from '../../modules/support/index.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { CountedPage } from '../../platform/listing.ts';
import type { Work } from '../../platform/work.ts';
import { code, listRoutes } from './list-answer.ts';
import { localeOf } from '../locale.ts';
import type { Language } from '../../programme/rules/index.ts';
import { ruleToWire } from './rule-words.ts';

const config = { access: { permission: 'offers.manage' } } as const;
const desk = { access: { permission: 'programme.operate' } } as const;
const offerPath = z.strictObject({ offerId: guid });
const params = z.strictObject({ requestId: guid });

export function publisherRequestRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    '/offers/:offerId/audience/transitions',
    { config, schema: { params: offerPath, response: { 200: audienceTransitions } } },
    (request) => request.work((work) => transitionsToWire(work, request.params.offerId, localeOf(request).language)),
  );
  routes.get(
    '/support/publisher-requests/form',
    { config, schema: { querystring: publisherRequestFormQuery, response: { 200: publisherRequestForm } } },
    (request) => request.work(async (work) => formToWire(await support.requestForm(work, request.query.offerId))),
  );
  listRoutes(app, {
    path: '/support/publisher-requests',
    access: config.access,
    list: ownRequestList,
    read: async (work, wanted) => pageToWire(await support.ownRequests(work, wanted)),
    columns: requestColumns,
  });
  routes.post(
    '/support/publisher-requests',
    { config, schema: { body: newPublisherRequest, response: { 201: publisherRequest } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => ({
        status: 201,
        body: toWire(await support.requestChange(work, request.body), localeOf(request).language),
      })),
  );
  routes.get(
    '/support/publisher-requests/:requestId',
    { config, schema: { params, response: { 200: publisherRequest } } },
    (request) =>
      request.work(async (work) =>
        toWire(await support.ownRequest(work, request.params.requestId), localeOf(request).language),
      ),
  );
  routes.post(
    '/support/publisher-requests/:requestId/withdraw',
    { config, schema: { params, response: { 200: publisherRequest } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => ({
        status: 200,
        body: toWire(await support.withdrawRequest(work, request.params.requestId), localeOf(request).language),
      })),
  );
  deskRoutes(app);
}

const requestColumns = {
  Offer: (row: PublisherRequestSummary) => row.offerName,
  Publisher: (row: PublisherRequestSummary) => row.publisherName,
  Change: (row: PublisherRequestSummary) => code(row.change.kind),
  From: (row: PublisherRequestSummary) => code(row.from),
  To: ({ change }: PublisherRequestSummary) => code(change.kind === 'changeOption' ? change.to : ''),
  State: (row: PublisherRequestSummary) => code(row.state),
  SubmittedAt: (row: PublisherRequestSummary) => code(row.submittedAt),
  SubmittedBy: (row: PublisherRequestSummary) => row.submittedBy,
  DecidedAt: (row: PublisherRequestSummary) => code(row.decidedAt),
  DecidedBy: (row: PublisherRequestSummary) => row.decidedBy ?? '',
  Reason: (row: PublisherRequestSummary) => row.reason ?? '',
  RequestId: (row: PublisherRequestSummary) => code(row.requestId),
};

function deskRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  listRoutes(app, {
    path: '/operator/publisher-requests',
    access: desk.access,
    list: deskRequestList,
    read: async (work, wanted) => pageToWire(await support.deskRequests(work, wanted)),
    columns: requestColumns,
  });
  routes.get(
    '/operator/publisher-requests/:requestId',
    { config: desk, schema: { params, response: { 200: publisherRequest } } },
    (request) =>
      request.work(async (work) =>
        toWire(await support.deskRequest(work, request.params.requestId), localeOf(request).language),
      ),
  );
  routes.post(
    '/operator/publisher-requests/:requestId/approve',
    { config: desk, schema: { params, response: { 200: publisherRequest } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => ({
        status: 200,
        body: toWire(await support.approveRequest(work, request.params.requestId), localeOf(request).language),
      })),
  );
  routes.post(
    '/operator/publisher-requests/:requestId/refuse',
    { config: desk, schema: { params, body: refusePublisherRequest, response: { 200: publisherRequest } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => ({
        status: 200,
        body: toWire(
          await support.refuseRequest(work, request.params.requestId, request.body.reason),
          localeOf(request).language,
        ),
      })),
  );
}

async function transitionsToWire(work: Work, offerId: string, language: Language): Promise<AudienceTransitions> {
  const facts = await offers.audienceFacts(work, { publisherTenantId: work.account, offerId });
  const open = await support.openRequestOf(work, offerId);
  const sellers = await partnerAccountsOf(
    work,
    facts.sales.map(({ tenantId }) => tenantId),
  );
  const names = new Map(sellers.map(({ tenantId, name }) => [tenantId, name]));
  return {
    from: facts.inForce?.option ?? null,
    transitions: offers
      .transitionsOf(facts)
      .map((transition) => ({ ...transition, rule: ruleToWire(transition.rule, language) })),
    soldPartners: soldToWire(facts, names),
    openRequest: open
      ? { requestId: open.requestId, submittedAt: open.submittedAt.toString(), change: changeToWire(open.change) }
      : null,
  };
}

function formToWire({ productVersion, category, problem, ...form }: support.RequestForm): PublisherRequestForm {
  const copy = <Choice>(choice: { readonly choices: readonly Choice[]; readonly selected: Choice }) => ({
    choices: [...choice.choices],
    selected: choice.selected,
  });
  return {
    ...form,
    required: [...form.required],
    productVersion: copy(productVersion),
    category: copy(category),
    problem: copy(problem),
  };
}

function soldToWire(facts: offers.AudienceFacts, names: ReadonlyMap<string, string>): SoldPartner[] {
  return facts.sales.map(({ tenantId, firstSoldAt, customers }) => ({
    tenantId,
    name: names.get(tenantId) ?? tenantId,
    firstSoldAt: firstSoldAt.toString(),
    customers,
  }));
}

function changeToWire(change: offers.AudienceChange): AudienceChange {
  return { ...change, partnerTenantIds: [...change.partnerTenantIds] };
}

function pageToWire(page: CountedPage<support.PublisherRequest>) {
  return { ...page, items: page.items.map(summaryToWire) };
}

function summaryToWire(request: support.PublisherRequest): PublisherRequestSummary {
  return {
    requestId: request.requestId,
    publisherTenantId: request.publisherTenantId,
    publisherName: request.publisherName,
    offerId: request.offerId,
    offerName: request.offerName,
    state: request.state,
    title: request.title,
    from: request.from,
    change: changeToWire(request.change),
    submittedAt: request.submittedAt.toString(),
    submittedBy: request.submittedBy,
    decidedAt: request.decidedAt?.toString() ?? null,
    decidedBy: request.decidedBy,
    reason: request.reason,
  };
}

function toWire({ request, now, partnerNames }: support.RequestDetail, language: Language): PublisherRequest {
  const named = (tenantId: string) => ({ tenantId, name: partnerNames.get(tenantId) ?? tenantId });
  return {
    ...summaryToWire(request),
    productVersion: request.productVersion,
    category: request.category,
    problem: request.problem,
    description: request.description,
    contact: request.contact,
    partners: request.change.partnerTenantIds.map(named),
    now: now
      ? {
          offerState: now.facts.offerState,
          from: now.facts.inForce?.option ?? null,
          ...now.weighed.decision,
          rule: ruleToWire(now.weighed.decision.rule, language),
          soldPartners: soldToWire(now.facts, partnerNames),
          keptPartners: now.weighed.kept.map(named),
        }
      : null,
  };
}
