/** The part of the proof about margins: every charge to a partner has the price that list and private offers give it. */
import { decimal, type MonthText } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { wholesalePrice } from '../../../programme/margin.ts';
import { marginsAt } from '../../private-offers/index.ts';
import { marginMomentOf } from '../domain/explain.ts';
import { together, type ProofProblem } from '../domain/problem.ts';
import { costsOfMonth } from '../store/lines.ts';

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
    const asked = costs.map((cost) => ({ ...cost, at: marginMomentOf({ ...cost, subject: cost }) }));
    const margins = await marginsAt(work, asked);
    for (const [index, cost] of asked.entries()) {
      const margin = margins[index];
      const expected = margin ? wholesalePrice(cost.unitPrice, margin.percentage) : cost.unitPrice;
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
