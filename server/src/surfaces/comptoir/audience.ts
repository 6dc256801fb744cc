/** `/comptoir/v1/offers/{offerId}/audience/…`: sync, import and export of the CSP reseller audience. */
import {
  audienceExport,
  audienceFile,
  audienceFileBytes,
  importAudience as importQuery,
  syncAudience as syncBody,
  type ImportedAudience,
  importedAudience,
  syncedAudience,
} from '@comptoir/contracts/comptoir/audience';
import type { AudiencePartner } from '@comptoir/contracts/comptoir/offers';
import { guid } from '@comptoir/contracts/comptoir/words';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Fault } from '../../kernel/index.ts';
import * as offers from '../../modules/offers/index.ts';
import type { PartnerProfile } from '../../modules/partners/index.ts';
import { textOf } from '../../platform/json.ts';
import { regionName } from '../../programme/markets.ts';
import { fileOf } from '../../platform/declared-answers.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { localeOf } from '../locale.ts';

const config = { access: { permission: 'offers.manage' } } as const;
const params = z.strictObject({ offerId: guid });

export function audienceRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.post(
    '/offers/:offerId/audience/sync',
    { config, schema: { params, body: syncBody, response: { 200: syncedAudience } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const { offerId } = request.params;
        const synced = await offers.syncAudience(work, { offerId, ...request.body });
        return { status: 200, body: synced };
      }),
  );
  routes.get(
    '/offers/:offerId/audience/export',
    { config, schema: { params, querystring: audienceExport, response: { 200: fileOf('text/csv') } } },
    async (request, reply) => {
      const form = { style: request.query.format, language: localeOf(request).language };
      const { fileName, text } = await request.work((work) =>
        offers.exportAudience(work, request.params.offerId, form),
      );
      return reply
        .type('text/csv; charset=utf-8')
        .header('Content-Disposition', `attachment; filename=${fileName}`)
        .send(text);
    },
  );
  void app.register(async (files) => importRoute(files));
}

/** In a scope of its own, because it takes a file where all other routes take JSON. */
function importRoute(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(/^text\/csv/i, { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, fileText(body as Buffer)),
  );
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) =>
    done(new Fault('UnsupportedMediaType', 'invalid', { message: 'Send the file as text/csv.' })),
  );
  app.withTypeProvider<ZodTypeProvider>().post(
    '/offers/:offerId/audience/import',
    {
      config,
      bodyLimit: audienceFileBytes,
      schema: { params, querystring: importQuery, body: audienceFile, response: { 200: importedAudience } },
    },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const report = await offers.importAudience(work, {
          ...request.params,
          ...request.query,
          text: request.body,
        });
        return { status: 200, body: reportToWire(report) };
      }),
  );
}

/** Spreadsheets save "Unicode text" as UTF-16 with a byte order mark; everything else is read as any body is. */
function fileText(body: Buffer): string {
  if (body[0] === 0xff && body[1] === 0xfe) return new TextDecoder('utf-16le').decode(body);
  if (body[0] === 0xfe && body[1] === 0xff) return new TextDecoder('utf-16be').decode(body);
  return textOf(body);
}

function reportToWire(report: offers.AudienceImportReport): ImportedAudience {
  const { problems, partners, ...counts } = report;
  return { ...counts, problems: [...problems], partners: partners.map(partnerToWire) };
}

export function partnerToWire(partner: PartnerProfile): AudiencePartner {
  return {
    tenantId: partner.tenantId,
    name: partner.name,
    kind: partner.kind as AudiencePartner['kind'],
    address: partner.address,
    country: partner.country,
    region: regionName(partner.region),
  };
}
