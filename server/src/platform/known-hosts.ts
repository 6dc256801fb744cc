/**
 * Which Host names the sandbox serves. It asks for no token, so a page of a stranger whose name leads to 127.0.0.1 (DNS
 * rebinding) must not be able to read it: such a page cannot change the Host that the browser sends.
 */
import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Where we listen, and the origin that clients use when a proxy stands in front. */
interface Place {
  readonly host: string;
  readonly origin: string | undefined;
}

/** `localhost` and the addresses of this machine alone, with or without the brackets of IPv6. */
export function isLoopback(host: string): boolean {
  const name = bare(host);
  return name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));
}

function bare(host: string): string {
  return host.toLowerCase().replace(/^\[|\]$/g, '');
}

/**
 * Whether the sandbox answers at this Host. Its port is left out of account: it may be forwarded. Who opened the sandbox
 * to a network reaches it by any address, which rebinding cannot use, and by the name of its origin.
 */
export function isKnownHost(config: Place, host: string): boolean {
  const name = URL.parse(`http://${host}`)?.hostname;
  if (name === undefined) return false;
  if (isLoopback(name) || name === bare(config.host)) return true;
  if (config.origin && new URL(config.origin).hostname === name) return true;
  return !isLoopback(config.host) && isIP(bare(name)) !== 0;
}

/** Answers 421 to every other Host, before anything is looked at. */
export function refuseOtherHosts(server: FastifyInstance, config: Place): void {
  server.addHook('onRequest', async (request, reply) => {
    const { host } = request.headers;
    if (host === undefined || isKnownHost(config, host)) return;
    return reply
      .code(421)
      .header('cache-control', 'no-store')
      .send({
        code: 'UnknownHost',
        message:
          `This sandbox does not serve the host ${host}. Use localhost, 127.0.0.1 or [::1], or set COMPTOIR_ORIGIN to the ` +
          'origin that clients use.',
      });
  });
}
