/** `configure`: send resources, look how far they are, see what came of them, cancel. */
import {
  configure,
  configureBytes,
  configureStatus,
  jobPath,
  resourceBundle,
  versionQuery,
} from '@comptoir/contracts/product-ingestion/configure';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { Fault } from '../../kernel/index.ts';
import { askForJob, cancelJob, completedJob, readJob } from '../../modules/ingestion/index.ts';
import type { Context } from '../../platform/context.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { readResources } from './read-resources.ts';
import { readSchema } from './schemas.ts';
import { detailToWire, statusToWire } from './wire.ts';

const config = { access: { permission: 'offers.manage' } } as const;

export function configureRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const status = { 200: configureStatus };
  const sending = { body: configure, querystring: versionQuery, response: status };
  routes.post('/configure', { config, bodyLimit: configureBytes, schema: sending }, (request, reply) => {
    requireConfigure(request.body.$schema);
    const resources = readResources(request.body.resources);
    return answerOnce(request, reply, async (work) => {
      const job = await askForJob(work, resources);
      return { status: 200, body: statusToWire(job, request.query.$version, context.origin()) };
    });
  });
  const ofJob = { params: jobPath, querystring: versionQuery };
  routes.get('/configure/:jobId/status', { config, schema: { ...ofJob, response: status } }, async (request) => {
    const job = await request.work((work) => readJob(work, request.params.jobId));
    return statusToWire(job, request.query.$version, context.origin());
  });
  const detail = { ...ofJob, response: { 200: resourceBundle } };
  routes.get('/configure/:jobId', { config, schema: detail }, async (request) =>
    detailToWire(await request.work((work) => completedJob(work, request.params.jobId)), request.query.$version),
  );
  routes.post('/configure/:jobId/cancel', { config, schema: { ...ofJob, response: status } }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      const job = await cancelJob(work, request.params.jobId);
      return { status: 200, body: statusToWire(job, request.query.$version, context.origin()) };
    }),
  );
}

function requireConfigure(address: string): void {
  const schema = readSchema(address);
  if (schema.kind === 'frame' && schema.type === 'configure') return;
  const message = `${address} is no schema of a request. Use https://schema.mp.microsoft.com/schema/configure/2022-03-01-preview2.`;
  const problems = [{ path: '$schema', code: 'schemaValidationError', message }];
  throw new Fault('InvalidInput', 'invalid', { message: 'Invalid configuration: schema validation failed', problems });
}
