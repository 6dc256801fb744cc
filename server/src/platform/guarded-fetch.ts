/**
 * Fetches addresses that a tenant gave us. Each must be a safe one (`isSafeUrl`), and so must what its name leads to at the
 * moment of connecting, so that no name leads into our own network. Bounded in time and size; redirects are not followed.
 */
import type { LookupAddress } from 'node:dns';
import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPublicAddress, isSafeUrl } from '../kernel/index.ts';
import { addressesOf } from './name-addresses.ts';

export interface GuardedRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** In all, until the last byte of the answer; 8 seconds when absent. */
  readonly timeoutMs?: number;
  /** What is read of the answer at most: the rest is cut off and what came counts. Without it a larger answer is a failure. */
  readonly cutAtBytes?: number;
  /** Ends it before its time. */
  readonly signal?: AbortSignal;
}

export type GuardedFetch = (url: string, request: GuardedRequest) => Promise<Response>;

const usualTimeoutMs = 8_000;
const mostBytes = 1_048_576;

/** An address that leads where nothing is fetched. */
export class UnsafeAddress extends Error {}

export interface GuardedOptions {
  /** Addresses of this very machine as well, which the sandbox needs. */
  readonly localToo: boolean;
  /** Whom names are asked of, `address:port`; those of the machine when absent. */
  readonly nameServers?: readonly string[];
}

export function guardedFetch({ localToo, nameServers }: GuardedOptions): GuardedFetch {
  return (url, { method, headers, body, timeoutMs = usualTimeoutMs, cutAtBytes, signal: ended }) => {
    if (!isSafeUrl(url, localToo)) return Promise.reject(new UnsafeAddress(`${url} is no public https address`));
    const send = url.toLowerCase().startsWith('https:') ? tlsRequest : plainRequest;
    return new Promise<Response>((resolve, reject) => {
      const over = AbortSignal.timeout(timeoutMs);
      const signal = ended ? AbortSignal.any([over, ended]) : over;
      // A connection of its own: what one receiver left open is no other's.
      const options = { method, headers, signal, lookup: publicOnly(localToo, nameServers, signal), agent: false };
      let answered = false;
      const made = send(url, options, (incoming) => {
        answered = true;
        readAnswer(incoming, cutAtBytes).then(resolve, reject);
      });
      const fail = (error: Error) => reject(over.aborted ? new Error(`no answer within ${timeoutMs} ms`) : error);
      made.on('error', fail);
      made.on('upgrade', (_incoming, socket) => {
        socket.destroy();
        reject(new Error('the answer changes the protocol, which was not asked for'));
      });
      // Whatever else ends it: nobody waits for an answer that cannot come any more.
      const unanswered = () => answered || fail(new Error('the connection was closed without an answer'));
      made.on('close', unanswered);
      signal.addEventListener('abort', unanswered, { once: true });
      made.end(body);
    });
  };
}

/** Reads an answer to its end, or until `cutAtBytes`: then, and when it breaks off, what came of it is the answer. */
function readAnswer(incoming: IncomingMessage, cutAtBytes: number | undefined): Promise<Response> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    const answer = () => {
      try {
        resolve(responseOf(incoming, Buffer.concat(parts)));
      } catch (error) {
        reject(error);
      }
    };
    incoming.on('data', (part: Buffer) => {
      const room = cutAtBytes === undefined ? part.length : cutAtBytes - bytes;
      parts.push(part.subarray(0, room));
      bytes += Math.min(part.length, room);
      if (cutAtBytes === undefined && bytes > mostBytes) {
        incoming.destroy(new Error(`the answer is larger than ${mostBytes} bytes`));
      }
      if (bytes === cutAtBytes) {
        answer();
        incoming.destroy();
      }
    });
    incoming.on('error', (error) => (cutAtBytes === undefined ? reject(error) : answer()));
    incoming.on('end', answer);
    incoming.on('close', () => reject(new Error('the answer broke off')));
  });
}

function responseOf({ statusCode: status = 502, headersDistinct }: IncomingMessage, body: Buffer): Response {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(headersDistinct)) {
    for (const value of values) headers.append(name, value);
  }
  // Others are none that an answer can have.
  const known = status >= 200 && status <= 599 ? status : 502;
  const empty = [204, 205, 304].includes(known) || body.length === 0;
  return new Response(empty ? null : new Uint8Array(body), { status: known, headers });
}

/** Resolves a name, and refuses it when any of its addresses is one that not everybody reaches. */
function publicOnly(localToo: boolean, servers: readonly string[] | undefined, signal: AbortSignal): LookupFunction {
  return (host, options, done) => {
    const found = localToo && host === 'localhost' ? Promise.resolve(ownMachine) : addressesOf(host, servers, signal);
    found.then(
      (addresses) => {
        // The sandbox takes the machine's own name; every other one must be public there too.
        const safe = addresses === ownMachine || addresses.every(({ address }) => isPublicAddress(address));
        if (!safe) return done(new UnsafeAddress(`${host} leads to an address that is not public`), '', 0);
        if (options.all) return done(null, [...addresses]);
        return done(null, addresses[0]!.address, addresses[0]!.family);
      },
      (error: Error) => done(error, '', 0),
    );
  };
}

const ownMachine: readonly LookupAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];
