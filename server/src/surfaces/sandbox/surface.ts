/**
 * The sandbox: clock, mailbox, world, tokens and the stand-in ISV (design page, section 6). No token is asked for, which
 * is why these routes do not exist in production and sandbox mode listens on loopback only.
 */
import { sql } from 'kysely';
import { clockMove, throttling, tokenRequest } from '@comptoir/contracts/sandbox';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Fault, systemActor } from '../../kernel/index.ts';
import { readWorld, type WorldTables } from '../../demo/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Surface } from '../../platform/http.ts';
import type { PlatformTables } from '../../platform/tables.ts';
import { issueUserToken } from '../../modules/identity/index.ts';
import type { Work } from '../../platform/work.ts';
import { sendFault } from '../comptoir/surface.ts';
import { isvRoutes } from './isv.ts';

const open = { access: { permission: 'public' as const } };

export function sandboxSurface(context: Context): Surface {
  return {
    name: 'sandbox',
    correlationHeader: 'ms-correlationid',
    idempotencyHeader: 'ms-requestid',
    authenticate: () => Promise.resolve(systemActor),
    sendFault,
    routes: async (app) => {
      await app.register(
        async (sandbox) => {
          clockRoutes(sandbox, context);
          mailboxRoute(sandbox, context);
          throttlingRoutes(sandbox, context);
          worldRoutes(sandbox, context);
        },
        { prefix: '/sandbox/v1' },
      );
      await app.register(async (isv) => isvRoutes(isv, context), { prefix: '/sandbox/isv' });
    },
  };
}

function clockRoutes(app: FastifyInstance, context: Context): void {
  app.get('/clock', { config: open }, async () => ({ now: (await context.clockwork.now()).toString() }));
  app.post('/clock', { config: open, schema: { body: clockMove } }, async (request) => {
    const move = request.body as z.infer<typeof clockMove>;
    const from = await context.clockwork.now();
    const target = 'now' in move ? Temporal.Instant.from(move.now) : later(from, move.advance);
    requireReachable(from, target);
    await context.jobs().drained();
    const failed = await context.clockwork.moveTo(target);
    await context.jobs().drained();
    return { now: target.toString(), failed };
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
  const answer = () => ({ requestsPerMinute: throttle.limit ?? null });
  app.get('/throttling', { config: open }, answer);
  app.put('/throttling', { config: open, schema: { body: throttling } }, (request) => {
    throttle.setLimit((request.body as z.infer<typeof throttling>).requestsPerMinute ?? undefined);
    return answer();
  });
}

const mailLimit = 200;
const mailQuery = z.object({ to: z.string().max(320).optional() });

function mailboxRoute(app: FastifyInstance, context: Context): void {
  app.get('/mailbox', { config: open }, async (request) => {
    const { to } = mailQuery.parse(request.query);
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
      links: row.links,
    }));
    return { items };
  });
}

function worldRoutes(app: FastifyInstance, context: Context): void {
  app.get('/world', { config: open }, () => system(context, (work: Work<WorldTables>) => readWorld(work)));
  app.post('/tokens', { config: open, schema: { body: tokenRequest } }, (request) =>
    issueUserToken(context, request.body as z.infer<typeof tokenRequest>),
  );
}

function system<Result>(context: Context, body: (work: Work) => Promise<Result>): Promise<Result> {
  return context.runner.run({ actor: systemActor, system: true }, body);
}
