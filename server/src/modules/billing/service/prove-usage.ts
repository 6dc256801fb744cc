/** The part of the proof about usage: what was reported is what was charged. */
import { decimal, toText, type MonthText } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { chargedUsage } from '../../usage/index.ts';
import { mostTold, together, type ProofProblem } from '../domain/problem.ts';
import { ratedSums, wrongUsage, type RatedSum } from '../store/proof-usage.ts';

const page = 5000;

/** Charges that differ from what was taken over, and meters of which another quantity was taken over than was reported. */
export async function usageProblems(
  work: Work,
  partnerTenantId: string,
  month: MonthText,
): Promise<readonly ProofProblem[]> {
  const wrong = await wrongUsage(work, partnerTenantId, month, mostTold);
  const problems: ProofProblem[] = wrong[0]
    ? [{ code: 'usageCharged', count: wrong[0].total, first: wrong.map(({ total: _total, ...values }) => values) }]
    : [];
  for (let after: RatedSum | undefined; ;) {
    const sums = await ratedSums(work, partnerTenantId, month, after, page);
    const reported = await chargedUsage(work, partnerTenantId, month, sums);
    for (const [index, { subscriptionId, dimension, quantity }] of sums.entries()) {
      const expected = reported[index]!;
      if (decimal(quantity).eq(decimal(expected))) continue;
      const values = { month, subscriptionId, dimension, found: tidy(quantity), expected: tidy(expected) };
      problems.push({ code: 'usageReported', count: 1, first: [values] });
    }
    if (sums.length < page) return together(problems);
    after = sums.at(-1);
  }
}

function tidy(quantity: string): string {
  return toText(decimal(quantity));
}
