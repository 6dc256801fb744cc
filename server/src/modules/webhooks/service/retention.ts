/** Forgets deliveries that ended long ago, with their attempts: account by account, a bounded batch at a time. */
import { dayOf } from '../../../kernel/index.ts';
import type { Sweep } from '../../../platform/sweeps.ts';
import { keptDays } from '../domain/retention.ts';
import * as store from '../store/retention.ts';

const sweepBatch = 1000;

export const deliverySweep: Sweep = {
  name: 'old-deliveries',
  async nextDue(work) {
    const first = await store.firstEnded(work);
    return first?.endedAt.add({ hours: 24 * keptDays(dayOf(work.now)) });
  },
  async run(work) {
    const before = work.now.subtract({ hours: 24 * keptDays(dayOf(work.now)) });
    const first = await store.firstEnded(work);
    if (!first || Temporal.Instant.compare(first.endedAt, before) > 0) return 0;
    return store.deleteEndedUntil(work, first.account, before, sweepBatch);
  },
};
