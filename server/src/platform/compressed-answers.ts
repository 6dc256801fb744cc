/** Answers in brotli or gzip for those who say that they read it. The portal's files are compressed by its build already. */
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/** Shorter answers travel as quickly as they are. */
const compressedFromBytes = 1024;

export function compressAnswers(app: FastifyInstance): void {
  void app.register(compress, {
    threshold: compressedFromBytes,
    encodings: ['br', 'gzip'],
    // The library's default is for files that are compressed once.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    // Bodies of requests are ours: request-body.ts knows their limits.
    globalDecompression: false,
  });
}
