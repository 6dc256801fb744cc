/** `/comptoir/v1/offers…`: the publisher's offers, their drafts, versions and audience. */
import {
  newOffer,
  publishOffer as publishBody,
  saveDraft as saveDraftBody,
  type Offer,
  type OfferSummary,
  type OfferVersionSummary,
  offer as offerShape,
  offerList,
  offerProblems,
  offerVersion,
  offerVersionDetail,
  offerVersionList,
} from '@comptoir/contracts/comptoir/offers';
import { guid } from '@comptoir/contracts/comptoir/words';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import * as offers from '../../modules/offers/index.ts';
import { partnerProfilesOf } from '../../modules/partners/index.ts';
import type { Context } from '../../platform/context.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';
import { audienceRoutes, partnerToWire } from './audience.ts';
import { code, listRoutes, numeric } from './list-answer.ts';
import { localeOf } from '../locale.ts';
import { withRuleWords } from './rule-words.ts';

const config = { access: { permission: 'offers.manage' } } as const;
const offerPath = z.strictObject({ offerId: guid });
const versionPath = offerPath.extend({ number: z.coerce.number().int().min(1).max(1_000_000) });

export function offerRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  listRoutes(app, {
    path: '/offers',
    access: config.access,
    list: offerList,
    read: async (work, wanted) => {
      const page = await offers.publisherOffers(work, wanted);
      return { ...page, items: page.items.map(summaryToWire) };
    },
    columns: {
      Name: (row) => row.name,
      OfferId: (row) => code(row.externalId),
      ProductId: (row) => code(row.productId),
      Kind: (row) => code(row.kind),
      State: (row) => code(row.state),
      LiveVersion: (row) => numeric(row.liveVersion),
      ListedInStore: (row) => code(String(row.listInStore)),
      Audience: (row) => code(row.audience),
      UpdatedAt: (row) => code(row.updatedAt),
    },
  });
  routes.post('/offers', { config, schema: { body: newOffer, response: { 201: offerShape } } }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      return { status: 201, body: await offerToWire(work, await offers.createOffer(work, request.body)) };
    }),
  );
  routes.get('/offers/:offerId', { config, schema: { params: offerPath, response: { 200: offerShape } } }, (request) =>
    request.work(async (work) => offerToWire(work, await offers.readOffer(work, request.params.offerId))),
  );
  routes.put(
    '/offers/:offerId/draft',
    { config, schema: { params: offerPath, body: saveDraftBody, response: { 200: offerShape } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const saved = await offers.saveDraft(work, { ...request.params, ...request.body });
        return { status: 200, body: await offerToWire(work, saved) };
      }),
  );
  publicationRoutes(app, context);
  audienceRoutes(app);
}

function publicationRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const rules = { localAddresses: context.config.mode === 'sandbox' };
  routes.get(
    '/offers/:offerId/problems',
    { config, schema: { params: offerPath, response: { 200: offerProblems } } },
    (request) =>
      request.work(async (work) => {
        const { problems, ...draft } = await offers.draftProblems(work, request.params.offerId, rules);
        return { ...draft, problems: withRuleWords(problems, localeOf(request).language) };
      }),
  );
  routes.post(
    '/offers/:offerId/publish',
    { config, schema: { params: offerPath, body: publishBody, response: { 201: offerVersion } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const version = await offers.publishOffer(work, { ...request.params, ...request.body }, rules);
        return { status: 201, body: versionToWire(version) };
      }),
  );
  routes.get(
    '/offers/:offerId/versions',
    { config, schema: { params: offerPath, response: { 200: offerVersionList } } },
    (request) =>
      request.work(async (work) => ({
        items: (await offers.offerVersions(work, request.params.offerId)).map(versionToWire),
      })),
  );
  routes.get(
    '/offers/:offerId/versions/:number',
    { config, schema: { params: versionPath, response: { 200: offerVersionDetail } } },
    (request) =>
      request.work(async (work) => {
        const { offerId, number } = request.params;
        const version = await offers.offerVersionNumber(work, offerId, number);
        return { ...versionToWire(version), document: version.document as Offer['document'] };
      }),
  );
}

function summaryToWire(offer: offers.OfferSummary): OfferSummary {
  return {
    offerId: offer.offerId,
    productId: offer.productId,
    externalId: offer.externalId,
    name: offer.name,
    kind: offer.kind,
    state: offer.state,
    audience: offer.audience,
    audienceModule: offer.audienceModule,
    listInStore: offer.listInStore,
    resoldByDefault: offer.resoldByDefault,
    revision: offer.revision,
    liveVersion: offer.liveVersion,
    updatedAt: offer.updatedAt.toString(),
  };
}

export async function offerToWire(work: Work, offer: offers.OfferDetail): Promise<Offer> {
  const named = await partnerProfilesOf(work, offer.document.audience.partnerTenantIds);
  return {
    ...summaryToWire(offer),
    createdAt: offer.createdAt.toString(),
    // Same shape: the contract checked it when it came in.
    document: offer.document as Offer['document'],
    audiencePartners: named.filter((partner) => partner.kind !== 'reseller').map(partnerToWire),
    live: offer.live && { number: offer.live.number, publishedAt: offer.live.publishedAt.toString() },
    liveAudience: offer.liveAudience && {
      option: offer.liveAudience.option,
      partnerTenantIds: [...offer.liveAudience.partnerTenantIds],
      changedAt: offer.liveAudience.changedAt.toString(),
    },
  };
}

export function versionToWire(version: offers.VersionRow): OfferVersionSummary {
  return {
    versionId: version.versionId,
    number: version.number,
    publishedAt: version.publishedAt.toString(),
    publishedBy: version.publishedBy,
    live: version.live,
  };
}
