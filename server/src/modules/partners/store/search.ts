/** SQL of the picker: profiles of partners, found by name and filters. The first argument is the open work. */
import { countedPage, listPage, type CountedPage, type Listing } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import type { CompetencyLevel } from '../../../programme/partner-skills.ts';
import { partnerColumns, partnerOfRow, type PartnerAccount, type PartnerRow } from './accounts.ts';

/** An account with what the picker and the table of an audience show beside it. */
export interface PartnerProfile extends PartnerAccount {
  /** Its best level; undefined when it has none. */
  readonly competency: CompetencyLevel | undefined;
  /** Codes of `programme/partner-skills.ts`. */
  readonly skills: readonly string[];
  /** Street, postal code and town in one line, or empty; the country is apart. */
  readonly address: string;
  readonly website: string;
}

export interface ProfileRow extends PartnerRow {
  readonly folded_name: string;
  readonly competency: CompetencyLevel | null;
  readonly skills: string[];
  readonly address: string;
  readonly website: string;
}

export interface SearchWords {
  /** Words of the name as typed, or empty. */
  readonly text: string;
  readonly tenantId: string | undefined;
  /** Empty lists filter nothing. */
  readonly countries: readonly string[];
  readonly competencies: readonly string[];
  readonly skills: readonly string[];
}

type Statements = Pick<Work, 'prepared'>;

/** The columns of a profile, from a table that the statement calls `p`. */
export const profileColumns = `${partnerColumns('p')}, p.folded_name, p.competency, p.skills, p.address, p.website`;
/** Partners a publisher may name (rule A29): `maySell` in SQL, and a test holds that both agree. */
export const selectable = `p.state = 'active' and p.kind in ('direct','provider') and p.agreement_signed_at is not null`;

const profiles = {
  select: profileColumns,
  filters: {
    tenantId: 'p.tenant_id = ?',
    countries: 'p.country = any(?::text[])',
    competencies: 'p.competency = any(?::text[])',
    skills: 'p.skills && ?::text[]',
  },
} as const;

const found: Listing<'name'> = {
  ...profiles,
  name: 'partners-found',
  from: `partner_account p where ${selectable}`,
  words: 'p.folded_name',
  sorts: { name: { sql: 'p.folded_name', type: 'text' } },
  tie: { sql: 'p.tenant_id', type: 'uuid' },
};

/** What a search filters by: nothing for an empty list. The order of values makes no other search. */
const filtersOf = ({ tenantId, countries, competencies, skills }: SearchWords) => ({
  tenantId,
  countries: valuesOf(countries),
  competencies: valuesOf(competencies),
  skills: valuesOf(skills),
});
const valuesOf = (values: readonly string[]) => (values.length === 0 ? undefined : values.toSorted());

/** A page of the found ones by folded name, with how many there are. Faults: InvalidInput for a position of another search. */
export async function selectFound(
  work: Statements,
  words: SearchWords,
  page: { readonly size: number; readonly after?: string | undefined },
): Promise<CountedPage<PartnerProfile>> {
  const rows = await countedPage<ProfileRow, 'name'>(work, found, [], {
    sort: 'name',
    descending: false,
    search: words.text,
    filters: filtersOf(words),
    ...page,
  });
  return { ...rows, items: rows.items.map(profileOf) };
}

/** How alike a word of a name has to be: with less, names that share a few letters come along. 0 to 1. */
const alike = 0.45;

const similar: Listing<'unlike'> = {
  ...profiles,
  name: 'partners-similar',
  from: `partner_account p where ${selectable} and comptoir_fold($1) <% p.folded_name`,
  sorts: { unlike: { sql: '(1 - word_similarity(comptoir_fold($1), p.folded_name))::numeric', type: 'numeric' } },
  tie: { sql: `p.folded_name || ' ' || p.tenant_id`, type: 'text' },
};

/** Partners with names like the words, the nearest first. */
export async function selectSimilar(work: Statements, words: SearchWords, limit: number): Promise<PartnerProfile[]> {
  await work.prepared('similarity-threshold', `select set_config('pg_trgm.word_similarity_threshold', $1, true)`, [
    String(alike),
  ]);
  const { items } = await listPage<ProfileRow, 'unlike'>(work, similar, [words.text], {
    sort: 'unlike',
    descending: false,
    search: '',
    filters: filtersOf(words),
    size: limit,
  });
  return items.map(profileOf);
}

/** The profiles of these tenants, by name; tenants without an account are left out. */
export async function selectProfiles(work: Statements, tenantIds: readonly string[]): Promise<PartnerProfile[]> {
  const text = `select ${profileColumns} from partner_account p where p.tenant_id = any($1::uuid[]) order by p.folded_name, p.tenant_id`;
  return (await work.prepared<ProfileRow>('partner-profiles', text, [tenantIds])).map(profileOf);
}

/** How many selectable partners each value of a filter has; `filter` is `country`, `competency` or `skill`. */
export async function countByFilter(
  work: Statements,
): Promise<{ readonly filter: string; readonly value: string; readonly partners: number }[]> {
  const text = `
    select 'country' as filter, p.country as value, count(*)::int as partners from partner_account p where ${selectable} group by 2
    union all
    select 'competency', p.competency, count(*)::int from partner_account p where ${selectable} and p.competency is not null group by 2
    union all
    select 'skill', skill, count(*)::int from partner_account p, unnest(p.skills) skill where ${selectable} group by 2
    order by 1, 2`;
  return work.prepared('partner-filters', text, []);
}

export function profileOf(row: ProfileRow): PartnerProfile {
  const { competency, skills, address, website } = row;
  return { ...partnerOfRow(row), competency: competency ?? undefined, skills, address, website };
}
