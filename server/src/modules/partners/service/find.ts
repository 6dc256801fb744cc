/** "Find a partner": which partners a customer can buy from, for anybody who asks. */
import { dayOf } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { marketOf, regionsOn } from '../../../programme/markets.ts';
import type { SkillArea } from '../../../programme/partner-skills.ts';
import { outsideMarkets } from '../faults.ts';
import { selectSellers } from '../store/find.ts';
import { searchAudiencePartners, type FoundPartners } from './search.ts';

export interface PartnerWish {
  /** Country of the customer, ISO2; partners sell in their whole CSP region (rule C4). Any when absent. */
  readonly country?: string | undefined;
  readonly skill?: SkillArea | undefined;
  /** Words of the company's name, or empty. */
  readonly text: string;
  /** Rows of a page, 1 to 50. */
  readonly size: number;
  /** `next` of the page before. */
  readonly after?: string | undefined;
}

/**
 * Active direct partners and providers that sell to customers of a country: those of the country first, then by name;
 * Resellers sell through their provider (rule D9). When no name has the words, those written alike. Faults:
 * PartnerOutsideMarkets for a country that is not listed today, InvalidInput for a position of another search.
 */
export async function findPartners(work: Pick<Work, 'prepared' | 'now'>, wish: PartnerWish): Promise<FoundPartners> {
  const countries = wish.country === undefined ? [] : countriesOfRegion(wish.country, dayOf(work.now));
  if (!countries) throw outsideMarkets(wish.country!);
  const { country: near, skill, size, after } = wish;
  const text = wish.text.trim();
  const page = await selectSellers(work, { countries, near, skill, text }, { size, after });
  return page.total === 0 && text !== '' ? alike(work, wish, countries) : { ...page, similar: false };
}

/** Names like the words, the nearest first, on one page. */
async function alike(
  work: Pick<Work, 'prepared'>,
  { text, skill, size }: PartnerWish,
  countries: readonly string[],
): Promise<FoundPartners> {
  const skills = skill ? [skill] : [];
  const { items } = await searchAudiencePartners(work, { text, countries, competencies: [], skills, size });
  return { items, total: items.length, similar: items.length > 0 };
}

function countriesOfRegion(country: string, on: Temporal.PlainDate): readonly string[] | undefined {
  const market = marketOf(country, on);
  return market && regionsOn(on).find((region) => region.code === market.regionCode)?.countries;
}
