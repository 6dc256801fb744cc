/** Operations of a purchase, and what a publisher wishes of it (wire contract, section 3). */
import {
  apiVersion,
  operationPath,
  saasOperation,
  saasOperations,
  subscriptionPath,
} from '@comptoir/contracts/saas-fulfillment';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { purchaseOf, wishChange, wishEnd } from '../../modules/fulfillment/index.ts';
import {
  answerOperation,
  operationOf,
  operationsInProgress,
  type Operation,
} from '../../modules/subscriptions/index.ts';
import { noBody } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import type { Work } from '../../platform/work.ts';
import { operationAnswer, saasPatch, versionQuery } from './requests.ts';
import { toSaasOperation } from './wire.ts';

const config: { access: RouteAccess } = { access: { permission: 'fulfillment.act' } };
/** What its answer changes was bought: the system writes it (decision 0084). */
const answering: { access: RouteAccess } = { access: { permission: 'fulfillment.act', asSystem: true } };

export type OfPurchase = <Result>(
  request: FastifyRequest,
  id: string,
  body: (work: Work) => Promise<Result>,
) => Promise<Result>;

export function operationRoutes(app: FastifyInstance, ofPurchase: OfPurchase, origin: () => string): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const one = { params: operationPath, querystring: versionQuery };
  const purchase = { params: subscriptionPath, querystring: versionQuery };
  typed.get('/:id/operations', { config, schema: { ...purchase, response: { 200: saasOperations } } }, (request) => {
    const { id } = request.params;
    return ofPurchase(request, id, async (work) => {
      const found = await purchaseOf(work, id);
      const operations = await operationsInProgress(work, found.subscription.id);
      return { operations: operations.map((operation) => toSaasOperation(operation, found)) };
    });
  });
  const path = '/:id/operations/:operationId';
  typed.get(path, { config, schema: { ...one, response: { 200: saasOperation } } }, (request) => {
    const { id, operationId } = request.params;
    return ofPurchase(request, id, async (work) => {
      const found = await purchaseOf(work, id);
      return toSaasOperation(await operationOf(work, found.subscription.id, operationId), found);
    });
  });
  const answer = { ...one, body: operationAnswer, response: { 200: noBody } };
  typed.patch(path, { config: answering, schema: answer }, async (request, reply) => {
    const { id, operationId } = request.params;
    await ofPurchase(request, id, async (work) => {
      const { subscription } = await purchaseOf(work, id);
      await answerOperation(work, subscription.id, operationId, request.body.status);
    });
    return (reply as FastifyReply).code(200).send();
  });
  wishRoutes(app, ofPurchase, origin);
}

/** Changes that the publisher itself asks for: never of what was bought through a partner (rule F15). */
function wishRoutes(app: FastifyInstance, ofPurchase: OfPurchase, origin: () => string): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const purchase = { params: subscriptionPath, querystring: versionQuery, response: { 202: noBody } };
  typed.patch('/:id', { config: answering, schema: { ...purchase, body: saasPatch } }, async (request, reply) => {
    const { id } = request.params;
    const wish = async (work: Work) => wishChange(work, await purchaseOf(work, id), request.body);
    return accepted(reply, id, await ofPurchase(request, id, wish), origin());
  });
  typed.delete('/:id', { config: answering, schema: purchase }, async (request, reply) => {
    const { id } = request.params;
    const wish = async (work: Work) => wishEnd(work, await purchaseOf(work, id));
    return accepted(reply, id, await ofPurchase(request, id, wish), origin());
  });
}

/** 202 with where to look what becomes of it. */
function accepted(reply: FastifyReply, subscriptionId: string, { id }: Operation, origin: string): FastifyReply {
  const path = `/api/saas/subscriptions/${subscriptionId}/operations/${id}?api-version=${apiVersion}`;
  return reply
    .code(202)
    .headers({ 'operation-location': `${origin}${path}`, 'operation-id': id })
    .send();
}
