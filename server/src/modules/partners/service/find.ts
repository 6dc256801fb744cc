/** "Find a partner": which partners a customer can buy from, for anybody who asks. */
import { dayOf, decodeCursor, encodeCursor, isGuid } from '../../../kernel/index.ts';
import { invalidInput } from '../../../platform/invalid-input.ts';
import type { Work } from '../../../platform/work.ts';
import { marketOf, regionsOn } from '../../../programme/markets.ts';
import type { SkillArea } from '../../../programme/partner-skills.ts';
import { countSellers, selectSellers, type SellerPosition, type SellerWish } from '../store/find.ts';
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
 * none for a country that is not listed today. Resellers sell through their provider (rule D9). When no name has the
 * words, those written alike. Faults: InvalidInput for a position of another search.
 */
export async function findPartners(work: Pick<Work, 'prepared' | 'now'>, wish: PartnerWish): Promise<FoundPartners> {
  const countries = wish.country === undefined ? [] : countriesOfRegion(wish.country, dayOf(work.now));
  if (!countries) return { items: [], total: 0, similar: false };
  const { country: near, skill, size } = wish;
  const sellers = { countries, near, skill, text: wish.text.trim() };
  const after = positionOf(wish, sellers);
  const total = await countSellers(work, sellers);
  if (total === 0 && sellers.text !== '') return alike(work, wish, countries);
  const rows = await selectSellers(work, sellers, after, size + 1);
  const page = { items: rows.slice(0, size).map(({ profile }) => profile), total, similar: false };
  const last = rows[size - 1];
  if (rows.length <= size || !last) return page;
  const position = [String(last.elsewhere), last.foldedName, last.profile.tenantId];
  return { ...page, next: encodeCursor([...signOf(sellers), ...position]) };
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

/** What a position is bound to. */
const signOf = ({ near = '', skill = '', text }: SellerWish) => [near, skill, text.toLowerCase()];

function positionOf({ after }: PartnerWish, sellers: SellerWish): SellerPosition | undefined {
  if (after === undefined) return undefined;
  const sign = signOf(sellers);
  const parts = decodeCursor(after) ?? [];
  const [elsewhere, foldedName, tenantId] = parts.slice(sign.length);
  const fits = parts.length === sign.length + 3 && sign.every((part, index) => parts[index] === part);
  if (fits && foldedName?.isWellFormed() && !foldedName.includes('\0') && isGuid(tenantId!)) {
    return { elsewhere: elsewhere === 'true', foldedName, tenantId: tenantId! };
  }
  const message = 'is no position of this search; leave it out to begin with the first page';
  throw invalidInput([{ path: 'after', code: 'invalid_cursor', message }]);
}
