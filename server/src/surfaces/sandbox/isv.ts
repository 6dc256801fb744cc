/**
 * The stand-in ISV: a landing page that resolves and activates purchases, and a webhook receiver. It is a publisher like
 * any other: it asks for its token and calls the fulfillment API over HTTP, with the credentials of the application that
 * the offer's technical configuration names. Its routes, none of which asks for a token:
 *
 * - `GET /sandbox/isv/{clientId}/landing?token=` (where activation links lead): 200, a page that shows the purchase and
 *   has one form; reading it changes nothing. A link that cannot be used: its page with the fulfillment API's status.
 * - `POST` there, a form with `token` (and what the page asks: `company`, `administrator`): resolves and activates, 200.
 * - `GET /sandbox/isv/behaviour`: `{activation, delayMs}`. `PUT` with `{activation: accept | refuse | delay | fail,
 *   delayMs?}` sets what confirming does: `refuse` answers 200 and activates nothing, `fail` answers 503, `delay` waits.
 *   It holds for every application until set again, or until the process ends.
 * - `POST /sandbox/isv/{clientId}/webhook`: 200, logged. `GET /sandbox/isv/webhooks`: `{items: [{at, authorization,
 *   body}]}`, the newest first, 200 at most.
 */
import { setTimeout as pause } from 'node:timers/promises';
import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { Fault } from '../../kernel/index.ts';
import type { Context } from '../../platform/context.ts';
import { isvClient } from './isv-client.ts';
import { landingPage, messagePage, pickLanguage, type IsvPage } from './isv-page.ts';

const open = { access: { permission: 'public' as const } };

/** What the ISV does when a purchase is confirmed on its page. */
const behaviour = z.strictObject({
  activation: z.enum(['accept', 'refuse', 'delay', 'fail']),
  delayMs: z.number().int().min(0).max(60_000).default(2000),
});
type Behaviour = z.infer<typeof behaviour>;

const webhookLimit = 200;
const pathOf = z.object({ applicationId: z.guid() });
const landingQuery = z.object({ token: z.string().max(4000).optional() });
const form = z.object({
  token: z.string().max(4000),
  company: z.string().max(200).optional(),
  administrator: z.string().max(320).optional(),
});

export async function isvRoutes(app: FastifyInstance, context: Context): Promise<void> {
  // The landing page is a form of a browser.
  await app.register(formbody);
  const state: { behaviour: Behaviour; webhooks: unknown[] } = {
    behaviour: { activation: 'accept', delayMs: 2000 },
    webhooks: [],
  };
  app.get('/behaviour', { config: open }, () => Promise.resolve(state.behaviour));
  app.put(
    '/behaviour',
    { config: open, schema: { body: behaviour } },
    async (request) => (state.behaviour = request.body as Behaviour),
  );
  app.get('/webhooks', { config: open }, () => Promise.resolve({ items: state.webhooks }));
  app.post('/:applicationId/webhook', { config: open }, async (request, reply) => {
    state.webhooks.unshift({
      at: (await context.clockwork.now()).toString(),
      authorization: request.headers.authorization,
      body: request.body,
    });
    state.webhooks.length = Math.min(state.webhooks.length, webhookLimit);
    return reply.code(200).send();
  });
  app.get('/:applicationId/landing', { config: open }, async (request, reply) => {
    const { applicationId } = pathOf.parse(request.params);
    const { token } = landingQuery.parse(request.query);
    const language = pickLanguage(request.headers['accept-language']);
    const resolved = await isvClient(context, applicationId).resolve(token ?? '');
    if (!resolved.ok) return sendPage(reply, resolved.status, messagePage(language, 'unresolved', resolved.message));
    return sendPage(
      reply,
      200,
      landingPage(language, {
        purchase: resolved.value,
        token: token ?? '',
        action: `/sandbox/isv/${applicationId}/landing`,
      }),
    );
  });
  app.post('/:applicationId/landing', { config: open }, async (request, reply) => {
    const { applicationId } = pathOf.parse(request.params);
    const { token } = form.parse(request.body);
    const language = pickLanguage(request.headers['accept-language']);
    const page = await confirm(context, applicationId, token, state.behaviour, language);
    return sendPage(reply, page.status, page.html);
  });
}

async function confirm(
  context: Context,
  applicationId: string,
  token: string,
  does: Behaviour,
  language: IsvPage['language'],
): Promise<{ status: number; html: string }> {
  const client = isvClient(context, applicationId);
  const resolved = await client.resolve(token);
  if (!resolved.ok) return { status: resolved.status, html: messagePage(language, 'unresolved', resolved.message) };
  if (does.activation === 'fail')
    throw new Fault('Unexpected', 'internal', { message: 'The stand-in ISV was told to fail.' });
  if (does.activation === 'refuse') return { status: 200, html: messagePage(language, 'refused') };
  if (does.activation === 'delay') await pause(does.delayMs);
  const activated = await client.activate(resolved.value.id, resolved.value.planId);
  if (!activated.ok) return { status: activated.status, html: messagePage(language, 'unresolved', activated.message) };
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
