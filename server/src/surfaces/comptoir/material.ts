/** `/comptoir/v1/offers/{offerId}/material…` and `/marketplace/offers/{productId}/material…`: what partners are given. */
import { fileOf, noBody } from '../../platform/declared-answers.ts';
import {
  changeMaterial,
  materialFileBytes,
  newMaterialFile,
  newMaterialLink,
  type Material,
  type OfferMaterial,
  material,
  materialTypes,
  offerMaterial,
  partnerMaterial,
} from '@comptoir/contracts/comptoir/material';
import { guid } from '@comptoir/contracts/comptoir/words';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import * as materials from '../../modules/material/index.ts';
import { answerOnce } from '../../platform/idempotency.ts';

const publisher = { access: { permission: 'offers.manage' } } as const;
const partner = { access: { permission: 'catalogue.read' } } as const;
const offerPath = z.strictObject({ offerId: guid });
const entryPath = offerPath.extend({ materialId: guid });
const productPath = z.strictObject({ productId: z.string().regex(/^[A-Za-z0-9]{1,20}$/) });
const storedFile = fileOf(...Object.values(materialTypes));
const productEntryPath = productPath.extend({ materialId: guid });

export function materialRoutes(app: FastifyInstance): void {
  publisherRoutes(app);
  partnerRoutes(app);
  void app.register(async (files) => uploadRoute(files));
}

function publisherRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    '/offers/:offerId/material',
    { config: publisher, schema: { params: offerPath, response: { 200: offerMaterial } } },
    (request) =>
      request.work(async (work): Promise<OfferMaterial> => {
        const { items, recommended, usedBytes } = await materials.offerMaterial(work, request.params.offerId);
        return { items: items.map(toWire), recommended: [...recommended], usedBytes };
      }),
  );
  routes.post(
    '/offers/:offerId/material',
    { config: publisher, schema: { params: offerPath, body: newMaterialLink, response: { 201: material } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const added = await materials.addLink(work, { ...request.params, ...request.body });
        return { status: 201, body: toWire(added) };
      }),
  );
  routes.patch(
    '/offers/:offerId/material/:materialId',
    { config: publisher, schema: { params: entryPath, body: changeMaterial, response: { 200: material } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const changed = await materials.changeMaterial(work, { ...request.params, ...request.body });
        return { status: 200, body: toWire(changed) };
      }),
  );
  routes.delete(
    '/offers/:offerId/material/:materialId',
    { config: publisher, schema: { params: entryPath, response: { 204: noBody } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        await materials.removeMaterial(work, request.params);
        return { status: 204 };
      }),
  );
  routes.get(
    '/offers/:offerId/material/:materialId/content',
    { config: publisher, schema: { params: entryPath, response: { 200: storedFile } } },
    async (request, reply) => {
      const { offerId, materialId } = request.params;
      return sendFile(reply, await request.work((work) => materials.materialContent(work, offerId, materialId)));
    },
  );
}

function partnerRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    '/marketplace/offers/:productId/material',
    { config: partner, schema: { params: productPath, response: { 200: partnerMaterial } } },
    (request) =>
      request.work(async (work) => ({
        items: (await materials.partnerMaterial(work, request.params.productId)).map(toWire),
      })),
  );
  routes.get(
    '/marketplace/offers/:productId/material/:materialId/content',
    { config: partner, schema: { params: productEntryPath, response: { 200: storedFile } } },
    async (request, reply) => {
      const { productId, materialId } = request.params;
      return sendFile(reply, await request.work((work) => materials.partnerFile(work, productId, materialId)));
    },
  );
}

/** In a scope of its own, because it takes a file where all other routes take JSON. What it is, its bytes say. */
function uploadRoute(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.withTypeProvider<ZodTypeProvider>().post(
    '/offers/:offerId/material/files',
    {
      config: publisher,
      bodyLimit: materialFileBytes,
      schema: { params: offerPath, querystring: newMaterialFile, response: { 201: material } },
    },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const content = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const added = await materials.addFile(work, { ...request.params, ...request.query, content });
        return { status: 201, body: toWire(added) };
      }),
  );
}

/** As a download and nothing else: whatever a browser is told, it neither shows nor runs it on our origin. */
function sendFile(reply: FastifyReply, { file, content }: materials.StoredFile): FastifyReply {
  return reply
    .headers({
      'Content-Type': file.mediaType,
      'Content-Disposition': attachment(file.name),
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': 'private, no-store',
    })
    .send(content);
}

/** RFC 6266: the name in ASCII for old clients, and as it is for all others (RFC 8187). */
export function attachment(name: string): string {
  const ascii = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^ -~]|["\\%]/g, '_');
  const exact = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${exact}`;
}

function toWire({ offerId: _offer, addedAt, ...entry }: materials.MaterialEntry): Material {
  return { ...entry, addedAt: addedAt.toString() };
}
