/** Structured logs, one JSON line an entry; in a terminal, lines for people. Requests carry their correlation id. */
import { pino, type DestinationStream, type Logger } from 'pino';
import { PinoPretty } from 'pino-pretty';

export function createLog(level: string, destination: DestinationStream = toOutput()): Logger {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['req.headers.authorization', 'req.headers["x-ms-marketplace-token"]', '*.password', '*.clientSecret'],
  };
  return pino(options, destination);
}

/** Programs read JSON; whoever sits at a terminal reads the welcome and wants no braces between its lines. */
function toOutput(): DestinationStream {
  return process.stdout.isTTY ? forPeople(process.stdout) : pino.destination(1);
}

export function forPeople(destination: NodeJS.WritableStream): DestinationStream {
  return PinoPretty({ destination, sync: true, singleLine: true, translateTime: 'SYS:HH:MM:ss', ignore: 'reqId' });
}

export type { Logger };
