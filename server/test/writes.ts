/** How often a database connection sends something: each time is a system call, and mostly a round trip. */
import type { Writable } from 'node:stream';

/** Notes every system call by which the connection sends something. */
export function countWrites(client: unknown, sent: number[]): void {
  const { stream } = (client as { connection: { stream: Writable } }).connection;
  const write = stream._write.bind(stream);
  const writeAll = stream._writev!.bind(stream);
  stream._write = (...given) => {
    sent.push(1);
    write(...given);
  };
  stream._writev = (chunks, done) => {
    sent.push(chunks.length);
    writeAll(chunks, done);
  };
}
