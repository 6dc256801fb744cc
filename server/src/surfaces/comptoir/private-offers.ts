/** `/comptoir/v1/private-offers…`: what the acting publisher grants partners below its list price. */
import { noBody } from '../../platform/declared-answers.ts';
import {
  newPrivateOffer,
  savePrivateOffer,
  submitPrivateOffer,
  type PrivateOffer,
  type PrivateOfferSummary,
  privateOffer,
  privateOfferList,
  privateOfferProblems,
} from '@comptoir/contracts/comptoir/private-offers';
import { guid } from '@comptoir/contracts/comptoir/words';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import * as privateOffers from '../../modules/private-offers/index.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';
import { partnerToWire } from './audience.ts';
import { code, listRoutes, numeric } from './list-answer.ts';
import { localeOf } from '../locale.ts';
import { ruleToWire } from './rule-words.ts';

const config = { access: { permission: 'offers.manage' } } as const;
const params = z.strictObject({ privateOfferId: guid });

export function privateOfferRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  listRoutes(app, {
    path: '/private-offers',
    access: config.access,
    list: privateOfferList,
    read: async (work, wanted) => {
      const page = await privateOffers.listPrivateOffers(work, wanted);
      return { ...page, items: page.items.map(summaryToWire) };
    },
    columns: {
      Name: (row) => row.name,
      State: (row) => code(row.state),
      Partners: (row) => numeric(row.partners),
      Start: (row) => code(row.start),
      End: (row) => code(row.end),
      CreatedAt: (row) => code(row.createdAt),
      UpdatedAt: (row) => code(row.updatedAt),
      SubmittedAt: (row) => code(row.submittedAt),
      PrivateOfferId: (row) => code(row.privateOfferId),
    },
  });
  routes.post(
    '/private-offers',
    { config, schema: { body: newPrivateOffer, response: { 201: privateOffer } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => ({
        status: 201,
        body: await detailOf(work, await privateOffers.createPrivateOffer(work, request.body.name)),
      })),
  );
  routes.get(
    '/private-offers/:privateOfferId',
    { config, schema: { params, response: { 200: privateOffer } } },
    (request) =>
      request.work(async (work) => toWire(await privateOffers.readPrivateOffer(work, request.params.privateOfferId))),
  );
  routes.put(
    '/private-offers/:privateOfferId/draft',
    { config, schema: { params, body: savePrivateOffer, response: { 200: privateOffer } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const saved = await privateOffers.savePrivateOffer(work, { ...request.params, ...request.body });
        return { status: 200, body: await detailOf(work, saved) };
      }),
  );
  routes.get(
    '/private-offers/:privateOfferId/problems',
    { config, schema: { params, response: { 200: privateOfferProblems } } },
    (request) =>
      request.work(async (work) => {
        const { problems, ...draft } = await privateOffers.privateOfferProblems(work, request.params.privateOfferId);
        return {
          ...draft,
          problems: problems.map((one) => ({ ...one, rule: ruleToWire(one.rule, localeOf(request).language) })),
        };
      }),
  );
  actionRoutes(app);
}

function actionRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.post(
    '/private-offers/:privateOfferId/submit',
    { config, schema: { params, body: submitPrivateOffer, response: { 200: privateOffer } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const submitted = await privateOffers.submitPrivateOffer(work, { ...request.params, ...request.body });
        return { status: 200, body: await detailOf(work, submitted) };
      }),
  );
  routes.post(
    '/private-offers/:privateOfferId/withdraw',
    { config, schema: { params, response: { 200: privateOffer } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const withdrawn = await privateOffers.withdrawPrivateOffer(work, request.params.privateOfferId);
        return { status: 200, body: await detailOf(work, withdrawn) };
      }),
  );
  routes.post(
    '/private-offers/:privateOfferId/clone',
    { config, schema: { params, response: { 201: privateOffer } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const clone = await privateOffers.clonePrivateOffer(work, request.params.privateOfferId);
        return { status: 201, body: await detailOf(work, clone) };
      }),
  );
  routes.delete(
    '/private-offers/:privateOfferId',
    { config, schema: { params, response: { 204: noBody } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        await privateOffers.deletePrivateOffer(work, request.params.privateOfferId);
        return { status: 204 };
      }),
  );
}

async function detailOf(work: Work, row: privateOffers.PrivateOfferRow): Promise<PrivateOffer> {
  return toWire(await privateOffers.readPrivateOffer(work, row.id));
}

function summaryToWire(row: privateOffers.PrivateOfferRow): PrivateOfferSummary {
  const { name, beneficiaries, start, end } = row.document;
  return {
    privateOfferId: row.id,
    name,
    state: row.state,
    revision: row.revision,
    partners: beneficiaries.length,
    start,
    end,
    createdAt: row.created_at.toString(),
    updatedAt: row.updated_at.toString(),
    submittedAt: row.submitted_at?.toString() ?? null,
  };
}

function toWire(detail: privateOffers.PrivateOfferDetail): PrivateOffer {
  const { row, document, sold, partners, offers, authorises } = detail;
  return {
    ...summaryToWire(row),
    // Same shape: the contract checked it when it came in.
    document: document as PrivateOffer['document'],
    submittedBy: row.submitted_by,
    startsAt: row.starts_at?.toString() ?? null,
    endsAt: row.ends_at?.toString() ?? null,
    sold,
    partnerStates: partners.map(({ partner, progress, sold: hasSold }) => ({
      ...partnerToWire(partner),
      progress,
      sold: hasSold,
    })),
    offers: offers.map(({ plans, ...offer }) => ({ ...offer, plans: [...plans] })),
    authorises: [...authorises],
  };
}
