/** `/comptoir/v1/notices`, `/offer-notices` and `/offers/{offerId}/notices…`: notices of an offer's service (SUP-08). */
import {
  newNotice,
  noticesQuery,
  noticeUpdate,
  type PartnerNotice,
  type PublisherNotice,
  partnerNotices,
  publisherNotice,
  publisherNotices,
} from '@comptoir/contracts/comptoir/material';
import { guid } from '@comptoir/contracts/comptoir/words';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import * as materials from '../../modules/material/index.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { localeOf } from '../locale.ts';

const publisher = { access: { permission: 'offers.manage' } } as const;
const partner = { access: { permission: 'notices.read' } } as const;
const offerPath = z.strictObject({ offerId: guid });
const noticePath = offerPath.extend({ noticeId: guid });

export function noticeRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    '/notices',
    { config: partner, schema: { querystring: noticesQuery, response: { 200: partnerNotices } } },
    (request) =>
      request.work(async (work) => {
        const { state, ...rest } = request.query;
        const query = { ...rest, open: state === 'open', language: localeOf(request).language };
        const page = await materials.partnerNotices(work, query);
        return { ...page, items: page.items.map(partnerToWire) };
      }),
  );
  routes.get(
    '/offer-notices',
    { config: publisher, schema: { querystring: noticesQuery, response: { 200: publisherNotices } } },
    (request) =>
      request.work(async (work) => {
        const { state, ...rest } = request.query;
        const page = await materials.publisherNotices(work, { ...rest, open: state === 'open' });
        return { ...page, items: page.items.map(publisherToWire) };
      }),
  );
  routes.post(
    '/offers/:offerId/notices',
    { config: publisher, schema: { params: offerPath, body: newNotice, response: { 201: publisherNotice } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const { startsAt, endsAt, ...words } = request.body;
        const span = { startsAt: momentOf(startsAt), endsAt: momentOf(endsAt) };
        const posted = await materials.postNotice(work, { ...request.params, ...words, ...span });
        return { status: 201, body: publisherToWire(posted) };
      }),
  );
  routes.post(
    '/offers/:offerId/notices/:noticeId/updates',
    { config: publisher, schema: { params: noticePath, body: noticeUpdate, response: { 201: publisherNotice } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const { endsAt, ...update } = request.body;
        const updated = await materials.updateNotice(work, { ...request.params, ...update, endsAt: momentOf(endsAt) });
        return { status: 201, body: publisherToWire(updated) };
      }),
  );
}

const momentOf = (text: string | undefined) => (text === undefined ? undefined : Temporal.Instant.from(text));

function sharedToWire(notice: materials.Notice) {
  return {
    id: notice.id,
    kind: notice.kind,
    state: notice.state,
    title: notice.title,
    text: notice.text,
    startsAt: notice.startsAt.toString(),
    endsAt: notice.endsAt?.toString() ?? null,
    postedAt: notice.postedAt.toString(),
    updates: notice.updates.map(({ text, at }) => ({ text, at: at.toString() })),
  };
}

function partnerToWire(notice: materials.PartnerNotice): PartnerNotice {
  const { offerName, publisherName, productId } = notice;
  return { ...sharedToWire(notice), offerName, publisherName, productId };
}

function publisherToWire(notice: materials.PublisherNotice): PublisherNotice {
  const { offerName, offerId, postedBy } = notice;
  return { ...sharedToWire(notice), offerName, offerId, postedBy };
}
