/** One attempt over HTTP: bounded in time and size, to public addresses only, never redirected. What went wrong is told. */
import { guardedFetch, UnsafeAddress } from '../../../platform/guarded-fetch.ts';
import type { Delivery } from './kinds.ts';

/** While the clock moves somebody waits for it. */
const hurriedTimeoutMs = 2_000;
/** Read of an answer. */
const answerBytes = 65_536;
/** Kept of it, and shown. */
const keptCharacters = 2_000;

/** What came of an attempt. */
export interface Sent {
  readonly tookMs: number;
  /** Undefined: no answer came. */
  readonly status: number | undefined;
  readonly problem: string | undefined;
  /** First characters of the answer's body. */
  readonly answer: string;
  /** It took all the time there was. */
  readonly hung: boolean;
}

/** Undefined when this process ends meanwhile. */
export type Outgoing = (
  delivery: Delivery,
  headers: () => Promise<Readonly<Record<string, string>>>,
  hurried: boolean,
) => Promise<Sent | undefined>;

export interface OutgoingOptions {
  readonly localToo: boolean;
  /** In all, until the last byte of the answer. */
  readonly timeoutMs: number;
  readonly stopping: AbortSignal;
}

export function outgoing({ localToo, timeoutMs, stopping }: OutgoingOptions): Outgoing {
  const fetched = guardedFetch({ localToo });
  return async ({ url, body }, headers, hurried) => {
    const from = performance.now();
    const limitMs = hurried ? hurriedTimeoutMs : timeoutMs;
    const took = () => Math.round(performance.now() - from);
    // Timers round.
    const hung = (limit: number) => took() > limit - 100;
    try {
      const response = await fetched(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': String(Buffer.byteLength(body)),
          'user-agent': 'Comptoir-Webhooks/1',
          ...(await headers()),
        },
        body,
        timeoutMs: limitMs,
        cutAtBytes: answerBytes,
        signal: stopping,
      });
      const { status } = response;
      const moved =
        status >= 300 && status < 400 ? 'the answer leads elsewhere, and redirects are not followed' : undefined;
      return { tookMs: took(), status, problem: moved, answer: readable(await response.text()), hung: hung(limitMs) };
    } catch (error) {
      if (stopping.aborted) return undefined;
      return { tookMs: took(), status: undefined, problem: problemOf(error), answer: '', hung: hung(limitMs) };
    }
  };
}

/** PostgreSQL keeps no NUL in a text. */
export const readable = (text: string) => text.replaceAll('\0', '\uFFFD').slice(0, keptCharacters).toWellFormed();

function problemOf(error: unknown): string {
  if (error instanceof UnsafeAddress) return readable(`refused: ${error.message}`);
  const { message, code } = error as { message?: string; code?: string };
  return readable(message || code || String(error));
}
