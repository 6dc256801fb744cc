/** Names of prepared statements. PostgreSQL cuts them off at 63 bytes, so that two long ones could be taken for each other. */
import { createHash } from 'node:crypto';

const mostBytes = 63;
const hashLength = 16;

/** A name made of parts, the same for the same parts and no other; a long one ends with a hash of the whole. */
export function statementName(...parts: readonly string[]): string {
  const whole = parts.join('-');
  if (fits(whole)) return whole;
  const hash = createHash('sha256').update(whole).digest('hex').slice(0, hashLength);
  return `${whole.slice(0, mostBytes - hashLength - 1)}-${hash}`;
}

/** Refuses a name that PostgreSQL would cut off. */
export function requireStatementName(name: string): string {
  if (fits(name)) return name;
  throw new Error(`the statement name ${name} is longer than ${mostBytes} bytes; make it with statementName`);
}

function fits(name: string): boolean {
  return name.length <= mostBytes && Buffer.byteLength(name) <= mostBytes;
}
