/**
 * The stand-in ISV: a landing page that resolves and activates purchases, and a webhook receiver. It is a publisher like
 * any other: it asks for its token and calls the fulfillment API over HTTP, with the credentials of the application that
 * the offer's technical configuration names. Its routes, none of which asks for a token:
 *
 * - `GET /sandbox/isv/{clientId}/landing?token=` (where activation links lead): 200, a page that shows the purchase and
 *   has one form; reading it changes nothing. A link that cannot be used: its page with the fulfillment API's status.
 * - `POST` there, a form with `token` (and what the page asks: `company`, `administrator`): resolves and activates, 200.
 * - `GET /sandbox/isv/behaviour`: `{activation, webhook, delayMs}`. `PUT` with `{activation: accept | refuse | delay | fail,
 *   delayMs?}` sets what confirming does: `refuse` answers 200 and activates nothing, `fail` answers 500, `delay` waits.
 *   It holds for every application until set again, or until the process ends.
 * - `POST /sandbox/isv/{clientId}/webhook`: logged; 401 unless the marketplace's token comes with it, else answered as
 *   `webhook` of the behaviour says. `GET /sandbox/isv/webhooks`: `{items: [{at, authorization, verified, body}]}`, the newest
 *   first, 200 at most.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { fault } from '@comptoir/contracts/comptoir/fault';
import { behaviour, isvPath, landingForm, landingQuery, webhooks, type Behaviour } from '@comptoir/contracts/sandbox';
import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Fault } from '../../kernel/index.ts';
import type { Context } from '../../platform/context.ts';
import { fileOf, noBody } from '../../platform/declared-answers.ts';
import { isvClient } from './isv-client.ts';
import { isFromMarketplace, replyToWebhook } from './isv-webhook.ts';
import { landingPage, messagePage, pickLanguage, unresolvedPage, type IsvPage } from './isv-page.ts';

const open = { access: { permission: 'public' as const } };

type Webhook = z.infer<typeof webhooks>['items'][number];
const webhookLimit = 200;
const page = fileOf('text/html');
/** A link that cannot be used gets its page too, with the fulfillment API's status. */
const pageOrFault = {
  content: { 'text/html': { schema: z.string() }, 'application/json': { schema: fault } },
};
const pages = { 200: page, '4xx': pageOrFault, '5xx': pageOrFault };

export async function isvRoutes(app: FastifyInstance, context: Context): Promise<void> {
  // The landing page is a form of a browser.
  await app.register(formbody);
  const state: { behaviour: Behaviour; webhooks: Webhook[] } = {
    behaviour: { activation: 'accept', webhook: 'acknowledge', delayMs: 2000 },
    webhooks: [],
  };
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const response = { 200: behaviour };
  routes.get('/behaviour', { config: open, schema: { response } }, async () => state.behaviour);
  routes.put('/behaviour', { config: open, schema: { body: behaviour, response } }, async (request) => {
    state.behaviour = request.body;
    return state.behaviour;
  });
  routes.get('/webhooks', { config: open, schema: { response: { 200: webhooks } } }, async () => ({
    items: state.webhooks,
  }));
  const reply = z.object({ message: z.string() });
  const schema = {
    params: z.object({ applicationId: z.string() }),
    response: { 200: noBody, 202: reply, '4xx': z.union([fault, reply]), '5xx': reply },
  };
  app.post<{ Params: { applicationId: string } }>(
    '/:applicationId/webhook',
    { config: open, schema },
    async (request, answer) => {
      const { authorization } = request.headers;
      const { applicationId } = request.params;
      const at = (await context.clockwork.now()).toString();
      const verified = await isFromMarketplace(context, applicationId, authorization);
      state.webhooks.unshift({ at, ...(authorization ? { authorization } : {}), verified, body: request.body });
      state.webhooks.length = Math.min(state.webhooks.length, webhookLimit);
      if (!verified) return answer.code(401).send({ message: 'This call does not come from the marketplace.' });
      const { status, body } = await replyToWebhook(context, applicationId, request.body, state.behaviour);
      return body ? answer.code(status).send(body) : answer.code(status).send();
    },
  );
  landingRoutes(app, context, () => state.behaviour);
}

function landingRoutes(app: FastifyInstance, context: Context, does: () => Behaviour): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const path = '/:applicationId/landing';
  const reading = { params: isvPath, querystring: landingQuery, response: pages };
  routes.get(path, { config: open, schema: reading }, async (request, reply) => {
    const { applicationId } = request.params;
    const { token = '' } = request.query;
    const language = pickLanguage(request.headers['accept-language']);
    const client = isvClient(context, applicationId);
    const resolved = await client.resolve(token);
    if (!resolved.ok) return sendPage(reply, resolved.status, unresolvedPage(language, resolved.status));
    const planName = await client.planName(resolved.value.id, resolved.value.planId);
    const action = `/sandbox/isv/${applicationId}/landing`;
    const [operation] = await client.waiting(resolved.value.id);
    return sendPage(
      reply,
      200,
      landingPage(language, { purchase: resolved.value, planName, token, action, operation }),
    );
  });
  const confirming = { params: isvPath, body: landingForm, response: pages };
  routes.post(path, { config: open, schema: confirming }, async (request, reply) => {
    const language = pickLanguage(request.headers['accept-language']);
    const answer = await confirm(context, request.params.applicationId, request.body, does(), language);
    return sendPage(reply, answer.status, answer.html);
  });
}

async function confirm(
  context: Context,
  applicationId: string,
  { token, operationId }: z.infer<typeof landingForm>,
  does: Behaviour,
  language: IsvPage['language'],
): Promise<{ status: number; html: string }> {
  const client = isvClient(context, applicationId);
  const resolved = await client.resolve(token);
  if (!resolved.ok) return { status: resolved.status, html: unresolvedPage(language, resolved.status) };
  if (operationId) {
    await client.answer(resolved.value.id, operationId, 'Success');
    return { status: 200, html: messagePage(language, 'stepTaken', resolved.value.subscriptionName) };
  }
  if (does.activation === 'fail')
    throw new Fault('Unexpected', 'internal', { message: 'The stand-in ISV was told to fail.' });
  if (does.activation === 'refuse') return { status: 200, html: messagePage(language, 'refused') };
  if (does.activation === 'delay') await pause(does.delayMs);
  const activated = await client.activate(resolved.value.id, resolved.value.planId);
  if (!activated.ok) return { status: activated.status, html: unresolvedPage(language, activated.status) };
  return { status: 200, html: messagePage(language, 'activated', resolved.value.subscriptionName) };
}

function sendPage(reply: FastifyReply, status: number, html: string): FastifyReply {
  return reply
    .code(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    })
    .send(html);
}
