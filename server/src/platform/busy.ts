/** What is answered when we cannot serve right now: 503, or 429 to who asks too often, with Retry-After on every surface. Nothing was changed. */
import { Fault } from '../kernel/index.ts';

/** As long as a full queue of passwords takes, and some. */
export const busySeconds = 5;

/** Too much is asked at once, or the database is away. */
export function busy(): Fault<'Busy'> {
  return new Fault('Busy', 'unavailable', {
    message: `This cannot be done right now. Try again in ${busySeconds} seconds.`,
    values: { seconds: busySeconds },
  });
}

/** Somebody asks too often; `what` is the sentence that says of what there was too much. */
export function tooManyRequests(what: string, seconds: number): Fault<'TooManyRequests'> {
  return new Fault('TooManyRequests', 'unavailable', {
    message: `${what} Try again in ${seconds} seconds.`,
    values: { seconds },
  });
}

/**
 * PostgreSQL's words for what passes by itself or once an operator helps: connections used up (53300), disk or memory full
 * (53…), the server stops or starts (57P…), a statement or a lock took too long (57014, 55P03), a transaction stood idle
 * (25P03), the connection broke (08…).
 */
const passing = /^(?:53\w{3}|57P0\d|57014|55P03|25P03|08\w{3})$/;
/** The same before PostgreSQL could say anything. */
const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'ENOTFOUND']);
const lost = /timeout exceeded when trying to connect|Connection terminated|not queryable/;

/** Whether the failure is the database's and not of what was asked. */
export function isDatabaseBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (typeof code === 'string' && passing.test(code)) return true;
  if (typeof code === 'string' && unreachable.has(code))
    return syscall === 'connect' || syscall === 'read' || syscall === 'write';
  return lost.test(error.message);
}
