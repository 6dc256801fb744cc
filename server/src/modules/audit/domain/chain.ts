/** The chain that seals the audit trail: each hash covers its row and the hash before. Pure. */
import { createHash } from 'node:crypto';

/** What stands before the first row. */
export const beginning: Buffer = Buffer.alloc(32);

/** Hash of a row, given as its canonical text, behind the one before it. */
function sealOf(previous: Buffer, row: string): Buffer {
  return createHash('sha256').update(previous).update(row).digest();
}

export interface ChainRow {
  readonly seq: number;
  /** Canonical text. */
  readonly text: string;
  /** As stored; null: not sealed. */
  readonly hash: Buffer | null;
}

/** Hashes of rows that follow each other behind `previous`, in their order. */
export function sealAll(previous: Buffer, rows: readonly ChainRow[]): Buffer[] {
  let last = previous;
  return rows.map((row) => (last = sealOf(last, row.text)));
}

/** The first row whose stored hash is not the one that belongs there; undefined when all are. */
export function firstBroken(previous: Buffer, rows: readonly ChainRow[]): number | undefined {
  const hashes = sealAll(previous, rows);
  return rows.find((row, index) => !row.hash || !hashes[index]!.equals(row.hash))?.seq;
}
