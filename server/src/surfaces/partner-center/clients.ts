/** Which of Microsoft's clients asks, where they cannot be given the same answer. */
import type { FastifyRequest } from 'fastify';

/** Only this header tells the Java SDK from the others. */
export function isJavaSdk(request: FastifyRequest): boolean {
  const client = request.headers['ms-partnercenter-client'];
  return typeof client === 'string' && /\bjava\b/i.test(client);
}
