/** Sealing the audit trail after the fact, and proving that nobody touched it since (docs/decisions/0005). */
import { setTimeout as pause } from 'node:timers/promises';
import type { Sweep } from '../../../platform/sweeps.ts';
import type { Work } from '../../../platform/work.ts';
import { beginning, firstBroken, sealAll } from '../domain/chain.ts';
import { lastSealed, newestSeq, rowsBehind, saveSeals, writersNow } from '../store/seal.ts';

type Statements = Pick<Work, 'prepared'>;

const batchSize = 1000;

/** Seals events in order of seq, a batch a round. */
export const sealSweep: Sweep = {
  name: 'seal-audit-trail',
  run: sealBatch,
};

/** Seals up to `batchSize` events; returns 0 when it has caught up, so that a busy house does not hold the sweeps. */
async function sealBatch(work: Statements): Promise<number> {
  const until = await settledSeq(work);
  const last = await lastSealed(work);
  const rows = await rowsBehind(work, last?.seq ?? 0, until, batchSize);
  if (rows.length > 0) {
    const hashes = sealAll(last?.hash ?? beginning, rows);
    await saveSeals(
      work,
      rows.map((row) => row.seq),
      hashes,
    );
  }
  return rows.length < batchSize ? 0 : rows.length;
}

const pauseMs = 5;
const mostPauses = 40;

/**
 * A seq up to which every event is committed or never will be; 0 when writers of that time are still busy. Numbers are
 * drawn before they are committed, so the newest visible event may stand before one that is yet to come: whoever may
 * still bring one holds a lock on the table now.
 */
async function settledSeq(work: Statements): Promise<number> {
  const newest = await newestSeq(work);
  const busy = await writersNow(work);
  for (let round = 0; busy.size > 0; round += 1) {
    if (round === mostPauses) return 0;
    await pause(pauseMs);
    const now = await writersNow(work);
    for (const writer of busy) if (!now.has(writer)) busy.delete(writer);
  }
  return newest;
}

/**
 * The seq of the first event that is not as it was when it was sealed: changed, put in, or behind one taken out. Undefined
 * when the trail is whole. System only. What it cannot see: that the newest events were taken off the end.
 */
export async function verifySeal(work: Statements): Promise<number | undefined> {
  const end = (await lastSealed(work))?.seq ?? 0;
  let previous = beginning;
  let after = 0;
  for (;;) {
    const rows = await rowsBehind(work, after, end, batchSize);
    const newest = rows.at(-1);
    if (!newest) return undefined;
    const broken = firstBroken(previous, rows);
    if (broken !== undefined) return broken;
    previous = newest.hash!;
    after = newest.seq;
  }
}
