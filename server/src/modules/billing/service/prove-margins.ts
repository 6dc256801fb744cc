/** The part of the proof about margins: every charge to a partner has the price that list and private offers give it. */
import { decimal, toText, type MonthText } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { wholesalePrice } from '../../../programme/margin.ts';
import { proratedPrice, prorationFrom } from '../../../programme/proration.ts';
import { marginsAt } from '../../private-offers/index.ts';
import { marginMomentOf } from '../domain/explain.ts';
import { together, type ProofProblem } from '../domain/problem.ts';
import { readChargeKey, isUsage, type ChangedCycle } from '../domain/words.ts';
import { changedCycles } from '../store/changed-cycles.ts';
import { costsOfMonth, type ChargedCost } from '../store/lines.ts';

const page = 5000;

/** What differs: margins are looked up again, as of the moment that decides (rule F27). */
export async function marginProblems(
  work: Work,
  partnerTenantId: string,
  month: MonthText,
): Promise<readonly ProofProblem[]> {
  const problems: ProofProblem[] = [];
  for (let after: string | undefined; ;) {
    const costs = await costsOfMonth(work, partnerTenantId, month, after, page);
    const cycles = await changedCycles(work, costs);
    const asked = costs.map((cost, index) => ({
      ...cost,
      at: marginMomentOf({ ...cost, subject: cost }, cycles[index]),
    }));
    const margins = await marginsAt(work, asked);
    for (const [index, cost] of asked.entries()) {
      const margin = margins[index];
      const whole = margin ? wholesalePrice(cost.unitPrice, margin.percentage) : cost.unitPrice;
      const expected = forItsDays(whole, cost, cycles[index]);
      if (decimal(expected).eq(decimal(cost.effectiveUnitPrice))) continue;
      const { chargeKey, subscriptionId, effectiveUnitPrice: found, unitPrice: listPrice, at } = cost;
      const values = { chargeKey, subscriptionId, found, listPrice, expected, at: at.toString() };
      problems.push(
        margin
          ? {
              code: 'marginDiffers',
              count: 1,
              first: [{ ...values, percentage: margin.percentage, privateOfferId: margin.privateOfferId }],
            }
          : { code: 'marginUnfounded', count: 1, first: [values] },
      );
    }
    if (costs.length < page) return together(problems);
    after = costs.at(-1)!.id;
  }
}

/** A price of a whole cycle as a line has it: that of a change is for the days that remained (rule G10). */
function forItsDays(price: string, { chargeKey, periodStart }: ChargedCost, cycle: ChangedCycle | undefined): string {
  if (!cycle || isUsage(chargeKey) || readChargeKey(chargeKey).change === undefined) return price;
  const range = { start: cycle.periodStart, end: cycle.periodEnd };
  return toText(proratedPrice(decimal(price), prorationFrom(range, cycle.billingCycle, periodStart)));
}
