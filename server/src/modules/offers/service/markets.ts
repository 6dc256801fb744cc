/** The markets of a day, as every signed-in person may read them. */
import { dayOf } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { marketsOn, maySellMarketplaceIn, type Market } from '../../../programme/markets.ts';

export interface ListedMarket extends Market {
  /** Whether partners may sell marketplace offers to customers there (A32). */
  readonly resale: boolean;
}

/** Markets listed on a day; today when it is left out. */
export function listedMarkets(
  work: Pick<Work, 'now'>,
  requested?: Temporal.PlainDate,
): { readonly on: Temporal.PlainDate; readonly markets: readonly ListedMarket[] } {
  const on = requested ?? dayOf(work.now);
  const markets = marketsOn(on).map((market) => ({
    ...market,
    resale: maySellMarketplaceIn(market.country, on).allowed,
  }));
  return { on, markets };
}
