/** Bodies as HTTP sends them: content codings are undone, and a body that is too large is read before it is refused. */
import type { IncomingMessage } from 'node:http';
import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { Fault } from '../kernel/index.ts';

const decoders: Readonly<Record<string, (source: Readable) => Transform | Promise<Transform>>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: inflateOf,
  br: () => createBrotliDecompress(),
  zstd: () => createZstdDecompress(),
};

/** More than one coding has no use, and each one more can hide a larger body. */
const mostCodings = 2;

/**
 * Undoes the codings of `Content-Encoding` (RFC 9110, section 8.4). The limit of a route's body counts what comes out.
 * Faults: UnsupportedMediaType for a coding nobody here knows; a body that is not what its header says, see `asFault`.
 */
export function decodeBodies(app: FastifyInstance): void {
  app.addHook('preParsing', async (request, _reply, payload) => {
    const codings = (request.headers['content-encoding'] ?? '')
      .toLowerCase()
      .split(',')
      .map((coding) => coding.trim())
      .filter((coding) => coding !== '' && coding !== 'identity');
    if (codings.length === 0) return payload;
    const steps = codings.toReversed().map((coding) => decoders[coding]);
    if (codings.length > mostCodings || !steps.every((step) => step !== undefined)) {
      throw new Fault('UnsupportedMediaType', 'invalid', {
        message: `The body's Content-Encoding '${codings.join(', ')}' is not read here. Send it as gzip, deflate, br or zstd, or as it is.`,
      });
    }
    // The length that was announced is that of the coded body.
    delete request.headers['content-length'];
    let body = payload as Readable;
    for (const step of steps) body = decoded(body, await step(body));
    return body;
  });
}

/**
 * `deflate` is data in a frame (zlib, RFC 1950), which some clients leave out (RFC 1951): .NET's DeflateStream, and many
 * that took the name at its word. The method in the first byte, 8, stands in a frame only.
 */
async function inflateOf(source: Readable): Promise<Transform> {
  const first = await firstByteOf(source);
  return first === undefined || (first & 0x0f) === 8 ? createInflate() : createInflateRaw();
}

/** Undefined when nothing comes. What was looked at is still there to be read. */
function firstByteOf(source: Readable): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    source.once('error', reject);
    source.once('readable', () => {
      source.off('error', reject);
      const chunk = source.read() as Buffer | null;
      if (chunk) source.unshift(chunk);
      resolve(chunk?.[0]);
    });
  });
}

/** Unlike `pipeline`, leaves the source open when decoding fails: the answer goes through the same connection. */
function decoded(source: Readable, decoder: Transform): Readable {
  source.once('error', (error) => decoder.destroy(error));
  return source.pipe(decoder);
}

/** Whether an error is zlib's about a body that is not coded as its header says. */
export function isCodingError(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^(?:Z_|ERR__|ERR_BROTLI|ZSTD_|ERR_STREAM_PREMATURE)/.test(code);
}

const drainBytes = 64 * 1024 * 1024;
const drainMs = 10_000;

/**
 * Waits until the rest of a request was sent, 64 MB and ten seconds at most. A client that is still writing when the
 * connection closes sees a reset and never reads the answer that says why.
 */
export function drain(request: IncomingMessage): Promise<void> {
  if (request.complete || request.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let bytes = 0;
    const count = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > drainBytes) done();
    };
    const timer = setTimeout(done, drainMs);
    function done() {
      clearTimeout(timer);
      request.off('data', count);
      resolve();
    }
    request.unpipe();
    request.on('data', count).once('end', done).once('close', done);
    request.resume();
  });
}
