/** Structured logs, one JSON line an entry. Requests carry their correlation id. */
import { pino, type Logger } from 'pino';

export function createLog(level: string): Logger {
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['req.headers.authorization', 'req.headers["x-ms-marketplace-token"]', '*.password', '*.clientSecret'],
  });
}

export type { Logger };
