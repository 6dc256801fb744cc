/** Countries in which companies of the programme have offices (rules C1, C3). */
import { dayOf } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { marketsOn, type Market } from '../../../programme/markets.ts';

/** On the business date, each once, by code. */
export function programmeCountries(work: Pick<Work, 'now'>): Market[] {
  const each = new Map(marketsOn(dayOf(work.now)).map((market) => [market.country, market]));
  return [...each.values()].toSorted((one, other) => (one.country < other.country ? -1 : 1));
}
