/** SQL of the picker: profiles of partners, found by name and filters. The first argument is the open work. */
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

/** Where a page ended. */
export interface Position {
  readonly foldedName: string;
  readonly tenantId: string;
}

type Statements = Pick<Work, 'prepared'>;

/** The columns of a profile, from a table that the statement calls `p`. */
export const profileColumns = `${partnerColumns('p')}, p.folded_name, p.competency, p.skills, p.address, p.website`;
/** Partners a publisher may name (rule A29): `maySell` in SQL, and a test holds that both agree. */
export const selectable = `p.state = 'active' and p.kind in ('direct','provider') and p.agreement_signed_at is not null`;
/** Parameters $1 to $4. */
const filtered = `${selectable}
  and ($1::uuid is null or p.tenant_id = $1)
  and (cardinality($2::text[]) = 0 or p.country = any($2))
  and (cardinality($3::text[]) = 0 or p.competency = any($3))
  and (cardinality($4::text[]) = 0 or p.skills && $4)`;
/** Each word as a pattern, made once; what means something in a pattern is taken as it is. */
const holdsWords = `p.folded_name like all (array(
  select '%' || regexp_replace(word, '([\\\\%_])', '\\\\\\1', 'g') || '%'
  from regexp_split_to_table(comptoir_fold($5), '\\s+') word))`;

const filterValues = (words: SearchWords) => [
  words.tenantId ?? null,
  words.countries,
  words.competencies,
  words.skills,
  words.text,
];

/** How many partners a search finds. */
export async function countFound(work: Statements, words: SearchWords): Promise<number> {
  const text = `select count(*)::int as total from partner_account p where ${filtered} and ${holdsWords}`;
  return (await work.prepared<{ total: number }>('count-partners-found', text, filterValues(words)))[0]!.total;
}

/** The found ones by folded name, after a position. */
export async function selectFound(work: Statements, words: SearchWords, after: Position | undefined, limit: number) {
  const text = `select ${profileColumns} from partner_account p
    where ${filtered} and ${holdsWords} and ($6::text is null or (p.folded_name, p.tenant_id) > ($6, $7::uuid))
    order by p.folded_name, p.tenant_id limit $8`;
  const values = [...filterValues(words), after?.foldedName ?? null, after?.tenantId ?? null, limit];
  return (await work.prepared<ProfileRow>('select-partners-found', text, values)).map(foundRow);
}

/** How alike a word of a name has to be: with less, names that share a few letters come along. 0 to 1. */
const alike = 0.45;

/** Partners with names like the words, the nearest first. */
export async function selectSimilar(work: Statements, words: SearchWords, limit: number): Promise<PartnerProfile[]> {
  await work.prepared('similarity-asked', `select set_config('pg_trgm.word_similarity_threshold', $1, true)`, [
    String(alike),
  ]);
  const text = `select ${profileColumns} from partner_account p
    where ${filtered} and comptoir_fold($5) <% p.folded_name
    order by word_similarity(comptoir_fold($5), p.folded_name) desc, p.folded_name, p.tenant_id limit $6`;
  return (await work.prepared<ProfileRow>('select-similar-partners', text, [...filterValues(words), limit])).map(
    profileOf,
  );
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

export const foundRow = (row: ProfileRow) => ({ profile: profileOf(row), foldedName: row.folded_name });

function profileOf(row: ProfileRow): PartnerProfile {
  const { competency, skills, address, website } = row;
  return { ...partnerOfRow(row), competency: competency ?? undefined, skills, address, website };
}
