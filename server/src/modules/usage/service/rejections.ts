/** Refused usage is kept for a month. */
import { dayOf, startOfDay } from '../../../kernel/index.ts';
import type { Sweep } from '../../../platform/sweeps.ts';
import { deleteRejectionsBefore, firstRejectionDay } from '../store/rejections.ts';

const keptDays = 31;
const sweepBatch = 1000;

export const usageRejectionSweep: Sweep = {
  name: 'usage-rejections',
  async nextDue(work) {
    const first = await firstRejectionDay(work);
    return first && startOfDay(first.add({ days: keptDays }));
  },
  run: (work) => deleteRejectionsBefore(work, dayOf(work.now).subtract({ days: keptDays - 1 }), sweepBatch),
};
