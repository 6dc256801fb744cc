/** SaaS metering API: what a publisher's site reports as used (wire contract `saas-fulfillment.md`, section 6). */
import {
  acceptedUsage,
  usageBatch,
  usageConflict,
  usageEvent,
  usageProblem,
  usageReport as reportShape,
  usageResults,
} from '@comptoir/contracts/saas-metering';
import { saasFault } from '@comptoir/contracts/saas-fulfillment';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { dayOf, Fault, readMoment } from '../../kernel/index.ts';
import { liveVersions, publisherOfferId, type LiveVersion } from '../../modules/offers/index.ts';
import { acceptUsage, foreseeUsage, usageReport, type Processing, type UsageDay } from '../../modules/usage/index.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { parseJson, textOf } from '../../platform/json.ts';
import type { Work } from '../../platform/work.ts';
import { bind } from '../partner-center/binding.ts';
import { toReport, toSingle, toUsageItem, type NamedDay } from './metering-wire.ts';
import { usageReportQuery, versionQuery } from './requests.ts';

/** Its rows are money: the system writes them in the publisher's name (decision 0091). */
const accepts: { access: RouteAccess } = { access: { permission: 'fulfillment.act', asSystem: true } };
const reads: { access: RouteAccess } = { access: { permission: 'fulfillment.act' } };

/** Paths are relative to `/api`. */
export function meteringRoutes(app: FastifyInstance): void {
  readExactNumbers(app);
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const answers = { 200: acceptedUsage, 400: z.union([usageProblem, saasFault]), 403: saasFault, 409: usageConflict };
  typed.post(
    '/usageEvent',
    { config: accepts, schema: { querystring: versionQuery, body: bind(usageEvent), response: answers } },
    async (request, reply) => {
      const sent = [request.body];
      const [outcome] = await request.work(
        (work: Work) => acceptUsage(work, sent),
        (asking) => foreseeUsage(asking, sent),
      );
      const { status, body } = toSingle(request.body, outcome!);
      return (reply as FastifyReply).code(status).send(body);
    },
  );
  typed.post(
    '/batchUsageEvent',
    { config: accepts, schema: { querystring: versionQuery, body: bind(usageBatch), response: { 200: usageResults } } },
    async (request) => {
      const sent = request.body.request;
      const outcomes = await request.work(
        (work: Work) => acceptUsage(work, sent),
        (asking) => foreseeUsage(asking, sent),
      );
      return { count: outcomes.length, result: outcomes.map((outcome, index) => toUsageItem(sent[index]!, outcome)) };
    },
  );
  typed.get(
    '/usageEvents',
    { config: reads, schema: { querystring: usageReportQuery, response: { 200: reportShape } } },
    (request) => request.work((work: Work) => reportOf(work, request.query)),
  );
}

/** Quantities are JSON numbers on this wire: their digits are kept as they were written. */
function readExactNumbers(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    if (body.length === 0) return done(null, undefined);
    try {
      done(null, parseJson(textOf(body as Buffer), { exactNumbers: true }));
    } catch (error) {
      done(error as Error);
    }
  });
}

type ReportQuery = z.infer<typeof usageReportQuery>;

async function reportOf(work: Work, query: ReportQuery) {
  const from = dayIn('usageStartDate', query.usageStartDate);
  const to = !query.UsageEndDate ? dayOf(work.now) : dayIn('UsageEndDate', query.UsageEndDate);
  const processing = processingOf(query.reconStatus);
  if (query.azureSubscriptionId || processing === 'none') return [];
  const offerId = query.offerId ? await publisherOfferId(work, query.offerId) : undefined;
  if (query.offerId && !offerId) return [];
  const planId = query.planId || undefined;
  const dimension = query.dimension || undefined;
  const days = await usageReport(work, { from, to, offerId, planId, dimension, processing });
  const versions = await liveVersions(work, [...new Set(days.map(({ offerId }) => offerId))]);
  return days.map((day) => toReport(namedDay(day, versions)));
}

/** Undefined for days of any; `none` for the statuses that no day here has. */
function processingOf(status: string | undefined): Processing | 'none' | undefined {
  const asked = status?.toLowerCase() || undefined;
  return asked === 'testheaders' || asked === 'dryrun' ? 'none' : (asked as Processing | undefined);
}

function namedDay(day: UsageDay, versions: ReadonlyMap<string, LiveVersion>): NamedDay {
  const version = versions.get(day.offerId)?.version;
  return {
    ...day,
    offer: version?.externalId ?? '',
    offerName: version?.items[0]?.offerName ?? '',
    planName: planNameOf(version, day.planId),
  };
}

function planNameOf(version: LiveVersion['version'] | undefined, planId: string): string {
  return version?.items.find((one) => one.planId === planId)?.planName ?? '';
}

function dayIn(target: string, text: string): Temporal.PlainDate {
  const at = readMoment(text);
  if (at) return dayOf(at);
  const message = `The ${target} '${text}' is no date in ISO 8601, such as 2027-01-15.`;
  throw new Fault('InvalidInput', 'invalid', { message, target });
}
