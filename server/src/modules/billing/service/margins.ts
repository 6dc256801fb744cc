/** The margin of each cycle that is being charged: one look-up for the whole batch. */
import type { Work } from '../../../platform/work.ts';
import { marginMoment } from '../../../programme/margin.ts';
import { marginsAt, noteMarginUses } from '../../private-offers/index.ts';
import type { BillableTerm } from '../../subscriptions/index.ts';
import type { MarginTaken } from '../domain/wholesale.ts';
import type { Cycle } from '../domain/schedule.ts';

/**
 * Margins by cycle; cycles without one are missing. A trial costs nothing, so nothing is taken off it. That they are
 * used is noted: what was billed with a margin is not withdrawn (rule F26).
 */
export async function marginsOfCycles(
  work: Work,
  plans: readonly { readonly term: BillableTerm; readonly cycles: readonly Cycle[] }[],
): Promise<ReadonlyMap<Cycle, MarginTaken>> {
  const asked = plans.flatMap(({ term, cycles }) =>
    cycles.filter((cycle) => !cycle.isTrial).map((cycle) => ({ term, cycle, at: momentOf(term, cycle) })),
  );
  const found = await marginsAt(
    work,
    asked.map(({ term, at }) => ({ ...term, at })),
  );
  const taken = new Map<Cycle, MarginTaken>();
  const uses = [];
  for (const [index, { term, cycle }] of asked.entries()) {
    const margin = found[index];
    if (!margin) continue;
    taken.set(cycle, { id: margin.id, percentage: margin.percentage });
    uses.push({ margin, subscriptionId: term.subscriptionId });
  }
  await noteMarginUses(work, uses);
  return taken;
}

function momentOf(term: BillableTerm, cycle: Cycle): Temporal.Instant {
  return marginMoment({
    term: term.term,
    termNumber: term.number,
    orderedAt: term.orderedAt,
    termStartsAt: term.startsAt,
    dueAt: cycle.dueAt,
    planSince: term.planSince,
  });
}
