/** Use cases of the picker: finding partners that a publisher may name in an audience (rules A7, A8, A29). */
import { isGuid, type Page } from '../../../kernel/index.ts';
import { invalidInput } from '../../../platform/invalid-input.ts';
import type { Work } from '../../../platform/work.ts';
import { wasEverMarket } from '../../../programme/markets.ts';
import type { CompetencyLevel, SkillArea } from '../../../programme/partner-skills.ts';
import {
  countByFilter,
  selectFound,
  selectProfiles,
  selectSimilar,
  type PartnerProfile,
  type SearchWords,
} from '../store/search.ts';

type Statements = Pick<Work, 'prepared'>;

export interface AudienceSearch {
  /** Words of the name, in any order, without regard to case and accents; or a whole tenant id. Empty: everybody. */
  readonly text: string;
  /** ISO 3166-1 alpha-2, upper case. Of several values of one filter one has to fit; an empty list filters nothing. */
  readonly countries: readonly string[];
  readonly competencies: readonly CompetencyLevel[];
  readonly skills: readonly SkillArea[];
  /** Rows of a page, 1 to 50. */
  readonly size: number;
  /** `next` of the page before. */
  readonly after?: string;
}

export interface FoundPartners extends Page<PartnerProfile> {
  readonly total: number;
  /** No name holds the words: these are written alike, the nearest first, on one page. */
  readonly similar: boolean;
}

/** Most rows of names that are only alike. */
const mostSimilar = 10;
/** Shorter words are like too much. */
const shortestMisspelt = 3;

/**
 * Active direct partners and providers by name, a page of them; when none has the words in its name, those with a name
 * written alike. Faults: InvalidInput for a country that is none, or a cursor of another search.
 */
export async function searchAudiencePartners(work: Statements, search: AudienceSearch): Promise<FoundPartners> {
  requireMarkets(search.countries);
  const words = wordsOf(search);
  const page = await selectFound(work, words, { size: search.size, after: search.after });
  if (page.total === 0 && words.tenantId === undefined && words.text.length >= shortestMisspelt) {
    const items = await selectSimilar(work, words, Math.min(mostSimilar, search.size));
    return { items, total: items.length, similar: items.length > 0 };
  }
  return { ...page, similar: false };
}

function wordsOf({ text, countries, competencies, skills }: AudienceSearch): SearchWords {
  const words = text.trim().toLowerCase();
  const filters = { countries, competencies, skills };
  return isGuid(words) ? { ...filters, text: '', tenantId: words } : { ...filters, text: words, tenantId: undefined };
}

function requireMarkets(countries: readonly string[]): void {
  const problems = countries
    .filter((country) => !wasEverMarket(country))
    .map((country) => ({
      path: 'country',
      code: 'unknown_country',
      message: `${country} is no country of the programme; GET /comptoir/v1/markets lists them`,
    }));
  if (problems.length > 0) throw invalidInput(problems);
}

export interface AudienceFilterValues {
  readonly countries: readonly { readonly country: string; readonly partners: number }[];
  readonly competencies: readonly { readonly competency: CompetencyLevel; readonly partners: number }[];
  readonly skills: readonly { readonly skill: SkillArea; readonly partners: number }[];
}

/** The values of the filters that partners have who can be named, with how many have each; by code. */
export async function audienceFilterValues(work: Statements): Promise<AudienceFilterValues> {
  const rows = await countByFilter(work);
  const of = (filter: string) => rows.filter((row) => row.filter === filter);
  return {
    countries: of('country').map(({ value, partners }) => ({ country: value, partners })),
    competencies: of('competency').map(({ value, partners }) => ({ competency: value as CompetencyLevel, partners })),
    skills: of('skill').map(({ value, partners }) => ({ skill: value as SkillArea, partners })),
  };
}

/** The profiles of these tenants, by name; tenants without an account are left out. */
export async function partnerProfilesOf(work: Statements, tenantIds: readonly string[]): Promise<PartnerProfile[]> {
  return tenantIds.length === 0 ? [] : selectProfiles(work, tenantIds);
}
