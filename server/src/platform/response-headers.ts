/** Headers of every answer, also of those that the token service's provider writes by itself. */
import type { FastifyInstance } from 'fastify';

/** A year, as browsers' preload lists ask for. */
const strictTransport = 'max-age=31536000';

/**
 * Nobody keeps an answer or guesses its type, unless the route says otherwise. Under TLS browsers are told to stay with
 * it, but for `localhost`: there it would bind every other server of that machine.
 */
export function safeByDefault(server: FastifyInstance, origin: () => string): void {
  server.addHook('onRequest', async (request, reply) => {
    // On the raw answer, which the provider takes over; what a route sets replaces these.
    reply.raw.setHeader('cache-control', 'no-store');
    reply.raw.setHeader('x-content-type-options', 'nosniff');
    if (origin().startsWith('https:') && !/^localhost(?::|$)/i.test(request.headers.host ?? '')) {
      reply.raw.setHeader('strict-transport-security', strictTransport);
    }
  });
}
