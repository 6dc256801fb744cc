/**
 * What routes declare to answer, `schema.response` in the contract's zod: the OpenAPI documents are made from it, and
 * tests run with `checkAnswers`, which lets no answer out that its route did not declare. In production nothing is
 * checked again: the type provider has held the handlers to it.
 */
import { isDeepStrictEqual } from 'node:util';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

/** Answers by status, as Fastify takes them: `200`, `4xx`. */
export type DeclaredAnswers = Readonly<Record<string, unknown>>;

/** An answer without a body. */
export const noBody = z.null();

/** An answer that is a file or a text of these media types. */
export function fileOf(...mediaTypes: readonly string[]): object {
  return { content: Object.fromEntries(mediaTypes.map((type) => [type, { schema: z.string() }])) };
}

/** Refuses, as an error of ours, every answer of these routes that was not declared. */
export function checkAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    // A host that is not ours has no routes; what it is told belongs to none (known-hosts.ts).
    if (request.method === 'HEAD' || request.is404 || reply.statusCode === 421) return;
    const problem = problemOf(request, reply, payload);
    if (problem === undefined) return;
    const { method, routeOptions } = request;
    const message = `${method} ${routeOptions.url} answered ${reply.statusCode}: ${problem}`;
    process.stderr.write(`${message}\n`); // tests are silent otherwise, and see a 500 only
    throw new Error(message);
  });
}

function problemOf(request: FastifyRequest, reply: FastifyReply, payload: unknown): string | undefined {
  const declared = (request.routeOptions.schema?.response ?? {}) as DeclaredAnswers;
  const status = String(reply.statusCode);
  const shape = declared[status] ?? declared[`${status[0]}xx`];
  if (shape === undefined) return 'this status is not declared';
  const mediaType = String(reply.getHeader('content-type') ?? '').split(';')[0]!;
  if (!(shape instanceof z.ZodType)) {
    const { content } = shape as { content: Readonly<Record<string, unknown>> };
    return mediaType in content ? undefined : `the media type ${mediaType} is not declared`;
  }
  if (payload === undefined || payload === null || payload === '') return differences(shape, null);
  return typeof payload === 'string' ? differences(shape, JSON.parse(payload)) : 'a file is not declared';
}

/** How a body differs from what its shape makes of it: what does not fit, and members the shape does not name. */
function differences(shape: z.ZodType, body: unknown): string | undefined {
  const { success, data, error } = shape.safeParse(body);
  if (!success) return z.prettifyError(error);
  if (isDeepStrictEqual(data, body)) return undefined;
  return `members that are not declared, or values in another form: ${JSON.stringify(body).slice(0, 2000)} is ${JSON.stringify(data)?.slice(0, 2000)}`;
}
