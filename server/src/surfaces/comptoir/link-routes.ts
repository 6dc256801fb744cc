/**
 * Links by which an account asks another company for something: their list, the text that is proposed, making one, and
 * taking it back. Partnerships and relationships with customers begin like this (rules D2, D4, D6).
 */
import { guid } from '@comptoir/contracts/comptoir/words';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Fault } from '../../kernel/index.ts';
import type { Context } from '../../platform/context.ts';
import { noBody } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { createThrottle, type Throttle } from '../../platform/throttle.ts';
import type { Work } from '../../platform/work.ts';

interface Links<Query extends z.ZodType, Body extends z.ZodType> {
  readonly path: string;
  /** Name of a link's id in the address. */
  readonly id: string;
  readonly access: RouteAccess;
  /** The event that a refused withdrawal leaves. */
  readonly refusedEvent: string;
  readonly query: Query;
  readonly draft: z.ZodType;
  readonly body: Body;
  readonly made: z.ZodType;
  proposed(work: Work, query: z.output<Query>): Promise<unknown>;
  /** `portal`: scheme and host for the link. */
  make(
    work: Work,
    wish: z.output<Body> & { readonly portal: string },
  ): Promise<{ readonly expiresAt: Temporal.Instant }>;
  withdraw(work: Work, id: string): Promise<void>;
}

/** Links that an account makes in a minute: each is a mail to somebody who did not ask for it. */
const linksAMinute = 20;

export function linkRoutes<Query extends z.ZodType, Body extends z.ZodType>(
  app: FastifyInstance,
  context: Context,
  links: Links<Query, Body>,
): void {
  const { path, id, access, refusedEvent } = links;
  const throttle = createThrottle(linksAMinute);
  const draft = { querystring: links.query, response: { 200: links.draft } };
  app.get(`${path}/draft`, { config: { access }, schema: draft }, (request) =>
    request.work((work) => links.proposed(work, request.query as z.output<Query>)),
  );
  const make = { body: links.body, response: { 201: links.made } };
  app.post(path, { config: { access }, schema: make }, (request, reply) => {
    requireFewer(throttle, request.actor.tenantId);
    const wish = { ...(request.body as z.output<Body> & object), portal: context.origin() };
    return answerOnce(
      request,
      reply,
      async (work) => {
        const made = await links.make(work, wish);
        return { status: 201, body: { ...made, expiresAt: made.expiresAt.toString() } };
      },
      { secret: true },
    );
  });
  const withdraw = { params: z.strictObject({ [id]: guid }), response: { 204: noBody } };
  app.post(
    `${path}/:${id}/withdraw`,
    { config: { access: { ...access, refusedEvent } }, schema: withdraw },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        await links.withdraw(work, (request.params as Record<string, string>)[id]!);
        return { status: 204 };
      }),
  );
}

/** Refuses the one too many with 429 and Retry-After. */
export function requireFewer(throttle: Throttle, account: string): void {
  const seconds = throttle.take(account);
  if (seconds === undefined) return;
  throw new Fault('TooManyRequests', 'unavailable', {
    message: `Too many invitations at once. Try again in ${seconds} seconds.`,
    values: { seconds },
  });
}

interface LinkTimes {
  readonly madeAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
  readonly endedAt: Temporal.Instant | null;
}

/** A listed link as the wire writes its times. */
export function linkToWire<Row extends LinkTimes>({ madeAt, expiresAt, endedAt, ...row }: Row) {
  return {
    ...row,
    madeAt: madeAt.toString(),
    expiresAt: expiresAt.toString(),
    endedAt: endedAt?.toString() ?? null,
  };
}
