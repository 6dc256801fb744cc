/** Statements that are sent behind each other leave in one system call, not in one or more each. */
import type { Writable } from 'node:stream';
import type pg from 'pg';

/**
 * Gathers what a connection sends within one turn of the event loop: the first write corks its stream, which is opened
 * before the process waits for anything. A system call costs both sides more than a statement takes to be written down.
 */
export function oneWriteATurn(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  const write = stream.write.bind(stream) as Writable['write'];
  let gathering = false;
  stream.write = ((...given: Parameters<Writable['write']>) => {
    if (!gathering) {
      gathering = true;
      stream.cork();
      process.nextTick(() => {
        gathering = false;
        stream.uncork();
      });
    }
    return write(...given);
  }) as Writable['write'];
}
