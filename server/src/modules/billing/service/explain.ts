/** Explains lines: the rows a charge refers to are read, and its path told in words. */
import type { Work } from '../../../platform/work.ts';
import { marginsOf } from '../../private-offers/index.ts';
import { explain, type PriceStep } from '../domain/explain.ts';
import type { Line } from '../domain/words.ts';
import { changedCycles } from '../store/changed-cycles.ts';
import { pricesById } from '../store/prices.ts';

/** The price path of each line, in their order. Three statements at most for lines of one seller. */
export async function explainLines(work: Work, lines: readonly Line[]): Promise<(readonly PriceStep[])[]> {
  const prices = await pricesOf(work, lines);
  const margins = await marginsOfLines(work, lines);
  const cycles = await changedCycles(work, lines);
  return lines.map((line, place) => {
    const effectiveFrom = line.priceId ? prices.get(line.priceId) : undefined;
    return explain(line, {
      price: effectiveFrom && { id: line.priceId!, effectiveFrom },
      margin: line.marginId ? margins.get(line.marginId) : undefined,
      cycle: cycles[place],
    });
  });
}

async function pricesOf(work: Work, lines: readonly Line[]): Promise<ReadonlyMap<string, Temporal.Instant>> {
  const found = new Map<string, Temporal.Instant>();
  const priced = lines.filter((line) => line.priceId !== null);
  for (const [seller, own] of Map.groupBy(priced, (line) => line.sellerTenantId)) {
    const ids = [...new Set(own.map((line) => line.priceId!))];
    for (const [id, since] of await pricesById(work, seller, ids)) found.set(id, since);
  }
  return found;
}

async function marginsOfLines(work: Work, lines: readonly Line[]) {
  const reduced = lines.filter((line) => line.marginId !== null);
  const found = new Map<string, { readonly privateOfferId: string; readonly percentage: string }>();
  for (const [account, own] of Map.groupBy(reduced, (line) => line.partnerTenantId)) {
    const margins = await marginsOf(work, account, [...new Set(own.map((line) => line.marginId!))]);
    for (const margin of margins) found.set(margin.id, margin);
  }
  return found;
}
