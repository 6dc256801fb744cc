/**
 * The sandbox: clock, mailbox, world, tokens and the stand-in ISV (design page, section 6). No token is asked for, which
 * is why these routes do not exist in production and sandbox mode listens on loopback only.
 */
import { sql } from 'kysely';
import { fault } from '@comptoir/contracts/comptoir/fault';
import {
  clock,
  clockMove,
  clockMoved,
  issuedToken,
  mailbox,
  mailQuery,
  throttling,
  tokenRequest,
  world,
} from '@comptoir/contracts/sandbox';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { Fault, systemActor } from '../../kernel/index.ts';
import { readWorld, type WorldTables } from '../../demo/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Surface } from '../../platform/http.ts';
import type { PlatformTables } from '../../platform/tables.ts';
import { issueUserToken } from '../../modules/identity/index.ts';
import type { Work } from '../../platform/work.ts';
import { sendFault } from '../comptoir/surface.ts';
import { isvRoutes } from './isv.ts';
import { purchaseWebhookRoutes } from './purchase-webhooks.ts';
import { purchaseRoutes } from './purchases.ts';

const open = { access: { permission: 'public' as const } };

export function sandboxSurface(context: Context): Surface {
  return {
    name: 'sandbox',
    correlationHeader: 'ms-correlationid',
    idempotencyHeader: 'ms-requestid',
    authenticate: () => Promise.resolve(systemActor),
    sendFault,
    faultShape: fault,
    routes: async (app) => {
      await app.register(
        async (sandbox) => {
          clockRoutes(sandbox, context);
          mailboxRoute(sandbox, context);
          throttlingRoutes(sandbox, context);
          worldRoutes(sandbox, context);
          purchaseRoutes(sandbox, context);
          purchaseWebhookRoutes(sandbox, context);
        },
        { prefix: '/sandbox/v1' },
      );
      await app.register(async (isv) => isvRoutes(isv, context), { prefix: '/sandbox/isv' });
    },
  };
}

function clockRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get('/clock', { config: open, schema: { response: { 200: clock } } }, async () => ({
    now: (await context.clockwork.now()).toString(),
  }));
  const schema = { body: clockMove, response: { 200: clockMoved } };
  routes.post('/clock', { config: open, schema }, async (request) => {
    const move = request.body;
    const from = await context.clockwork.now();
    const target = 'now' in move ? Temporal.Instant.from(move.now) : later(from, move.advance);
    requireReachable(from, target);
    await context.jobs().drained();
    const failed = await context.clockwork.moveTo(target);
    await context.jobs().drained();
    return { now: target.toString(), failed: [...failed] };
  });
}

/** Months and years are calendar lengths, so a duration is added to the date in UTC. */
function later(from: Temporal.Instant, duration: string): Temporal.Instant {
  try {
    return from.toZonedDateTimeISO('UTC').add(Temporal.Duration.from(duration)).toInstant();
  } catch {
    throw new Fault('InvalidInput', 'invalid', {
      message: `advance '${duration}' leads outside the calendar.`,
      target: 'advance',
    });
  }
}

/** Every renewal on the way is made: a slip of the keyboard must not make thousands of years of them. */
const furthestYears = 10;

function requireReachable(from: Temporal.Instant, target: Temporal.Instant): void {
  const furthest = from.toZonedDateTimeISO('UTC').add({ years: furthestYears }).toInstant();
  if (Temporal.Instant.compare(target, furthest) <= 0) return;
  throw new Fault('InvalidInput', 'invalid', {
    message: `One move reaches at most ${furthestYears} years ahead, to ${furthest.toString()}. Go there in several.`,
  });
}

/** Clients rehearse how they take a 429 (wire contract, section 1.12). */
function throttlingRoutes(app: FastifyInstance, { throttle }: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const answer = async () => ({ requestsPerMinute: throttle.limit ?? null });
  const response = { 200: throttling };
  routes.get('/throttling', { config: open, schema: { response } }, answer);
  routes.put('/throttling', { config: open, schema: { body: throttling, response } }, (request) => {
    throttle.setLimit(request.body.requestsPerMinute ?? undefined);
    return answer();
  });
}

const mailLimit = 200;

function mailboxRoute(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const schema = { querystring: mailQuery, response: { 200: mailbox } };
  routes.get('/mailbox', { config: open, schema }, async (request) => {
    const { to } = request.query;
    const rows = await system(context, async (work: Work<PlatformTables>) => {
      let query = work.db.selectFrom('mail').selectAll();
      if (to) query = query.where(sql<boolean>`comptoir_lower(recipient) = comptoir_lower(${to})`);
      return query.orderBy('at', 'desc').orderBy('id', 'desc').limit(mailLimit).execute();
    });
    const items = rows.map((row) => ({
      id: row.id,
      at: row.at.toString(),
      to: row.recipient,
      subject: row.subject,
      text: row.text,
      ...(row.html === null ? {} : { html: row.html }),
      links: [...row.links],
    }));
    return { items };
  });
}

function worldRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get('/world', { config: open, schema: { response: { 200: world } } }, () =>
    system(context, (work: Work<WorldTables>) => readWorld(work)),
  );
  const schema = { body: tokenRequest, response: { 200: issuedToken } };
  routes.post('/tokens', { config: open, schema }, (request) => issueUserToken(context, request.body));
}

function system<Result>(context: Context, body: (work: Work) => Promise<Result>): Promise<Result> {
  return context.runner.run({ actor: systemActor, system: true }, body);
}
