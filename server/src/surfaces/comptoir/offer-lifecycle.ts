/** `/comptoir/v1/offers/{offerId}/…` and `/previews`: preview, going live, what differs, and the end of an offer's sale. */
import { offer as offerShape, offerVersion } from '@comptoir/contracts/comptoir/offers';
import {
  compareQuery,
  previewOffer as previewBody,
  type Comparison,
  type PreviewedOffer,
  type Submission,
  comparison,
  previewedOffer,
  submission as submissionShape,
  submissionList,
} from '@comptoir/contracts/comptoir/offer-lifecycle';
import { guid } from '@comptoir/contracts/comptoir/words';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import * as offers from '../../modules/offers/index.ts';
import type { Context } from '../../platform/context.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { offerToWire, versionToWire } from './offers.ts';

const config = { access: { permission: 'offers.manage' } } as const;
const offerPath = z.strictObject({ offerId: guid });
const submissionPath = offerPath.extend({ number: z.coerce.number().int().min(1).max(1_000_000) });
const productPath = z.strictObject({ productId: z.string().regex(/^[A-Za-z0-9]{1,20}$/) });

export function lifecycleRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  submissionRoutes(app, context);
  routes.get(
    '/offers/:offerId/compare',
    { config, schema: { params: offerPath, querystring: compareQuery, response: { 200: comparison } } },
    (request): Promise<Comparison> =>
      request.work(async (work) => {
        const { changes, more } = await offers.compareOffer(work, request.params.offerId, request.query);
        return { changes: [...changes], more };
      }),
  );
  routes.post(
    '/offers/:offerId/stop',
    { config, schema: { params: offerPath, response: { 200: offerShape } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => ({
        status: 200,
        body: await offerToWire(work, await offers.stopOffer(work, request.params.offerId)),
      })),
  );
  // The audience of a preview is of other tenants than the publisher: read past row security, decided by the use case.
  const anybody = { access: { permission: 'account.read', userOnly: true } } as const;
  routes.get(
    '/previews/:productId',
    { config: anybody, schema: { params: productPath, response: { 200: previewedOffer } } },
    (request) =>
      context.runner.run(
        { actor: request.actor, correlationId: request.correlationId, system: true },
        async (work): Promise<PreviewedOffer> =>
          previewToWire(await offers.previewedOffer(work, request.params.productId)),
      ),
  );
}

function submissionRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const rules = { localAddresses: context.config.mode === 'sandbox' };
  routes.post(
    '/offers/:offerId/preview',
    { config, schema: { params: offerPath, body: previewBody, response: { 201: submissionShape } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const submission = await offers.previewOffer(work, { ...request.params, ...request.body }, rules);
        return { status: 201, body: submissionToWire(submission) };
      }),
  );
  routes.get(
    '/offers/:offerId/submissions',
    { config, schema: { params: offerPath, response: { 200: submissionList } } },
    (request) =>
      request.work(async (work) => ({
        items: (await offers.submissionsOf(work, request.params.offerId)).map(submissionToWire),
      })),
  );
  routes.post(
    '/offers/:offerId/submissions/:number/go-live',
    { config, schema: { params: submissionPath, response: { 201: offerVersion } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => ({
        status: 201,
        body: versionToWire(await offers.goLive(work, request.params, rules)),
      })),
  );
  routes.post(
    '/offers/:offerId/submissions/:number/withdraw',
    { config, schema: { params: submissionPath, response: { 200: submissionShape } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => ({
        status: 200,
        body: submissionToWire(await offers.withdrawPreview(work, request.params)),
      })),
  );
}

function submissionToWire(submission: offers.SubmissionRow): Submission {
  return {
    number: submission.number,
    state: submission.state,
    submittedAt: submission.submittedAt.toString(),
    submittedBy: submission.submittedBy,
    decidedAt: submission.decidedAt?.toString() ?? null,
    version: submission.version,
  };
}

/** What customers would see; without what only partners see (rule A23) and without anybody's names. */
function previewToWire(preview: offers.PreviewRow): PreviewedOffer {
  const { setup, properties, listings, contacts, privacyUrl, plans } = preview.document;
  const document = {
    setup,
    properties,
    listings,
    contacts: { support: contacts.support },
    privacyUrl,
    plans: plans.map(({ privateAudience: _customers, authorizations: _principals, ...plan }) => plan),
  };
  return {
    productId: preview.productId,
    kind: preview.kind,
    publisherName: preview.publisherName,
    number: preview.number,
    submittedAt: preview.submittedAt.toString(),
    // Same shape: the contract checked it when it was saved.
    document: document as PreviewedOffer['document'],
  };
}
