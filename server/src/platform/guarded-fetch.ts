/**
 * Fetches addresses that a tenant gave us. Each must be a safe one (`isSafeUrl`), and so must what its name leads to at the
 * moment of connecting, so that no name leads into our own network. Bounded in time and size; redirects are not followed.
 */
import { lookup as lookupName } from 'node:dns';
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPublicAddress, isSafeUrl } from '../kernel/index.ts';

export interface GuardedRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

export type GuardedFetch = (url: string, request: GuardedRequest) => Promise<Response>;

const timeoutMs = 8_000;
const mostBytes = 1_048_576;

/** An address that leads where nothing is fetched. */
export class UnsafeAddress extends Error {}

/** `localToo`: addresses of this very machine as well, which the sandbox needs. */
export function guardedFetch({ localToo }: { readonly localToo: boolean }): GuardedFetch {
  return (url, { method, headers, body }) => {
    if (!isSafeUrl(url, localToo)) return Promise.reject(new UnsafeAddress(`${url} is no public https address`));
    const send = url.toLowerCase().startsWith('https:') ? tlsRequest : plainRequest;
    return new Promise<Response>((resolve, reject) => {
      const signal = AbortSignal.timeout(timeoutMs);
      const made = send(url, { method, headers, signal, lookup: publicOnly(localToo) }, (incoming) => {
        const parts: Buffer[] = [];
        let bytes = 0;
        incoming.on('data', (part: Buffer) => {
          parts.push(part);
          bytes += part.length;
          if (bytes > mostBytes) incoming.destroy(new Error(`the answer is larger than ${mostBytes} bytes`));
        });
        incoming.on('error', reject);
        incoming.on('end', () => {
          const { statusCode: status = 502, headersDistinct } = incoming;
          const answered = new Headers();
          for (const [name, values = []] of Object.entries(headersDistinct)) {
            for (const value of values) answered.append(name, value);
          }
          const empty = status === 204 || status === 304 || bytes === 0;
          resolve(new Response(empty ? null : Buffer.concat(parts), { status, headers: answered }));
        });
      });
      made.on('error', reject);
      made.end(body);
    });
  };
}

/** Resolves a name, and refuses it when any of its addresses is one that not everybody reaches. */
function publicOnly(localToo: boolean): LookupFunction {
  return (host, options, done) => {
    lookupName(host, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '', 0);
      // The sandbox takes the machine's own name; every other one must be public there too.
      const safe = (localToo && host === 'localhost') || addresses.every(({ address }) => isPublicAddress(address));
      if (!safe || addresses.length === 0)
        return done(new UnsafeAddress(`${host} leads to an address that is not public`), '', 0);
      if (options.all) return done(null, addresses);
      return done(null, addresses[0]!.address, addresses[0]!.family);
    });
  };
}
