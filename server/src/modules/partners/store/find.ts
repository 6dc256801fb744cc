/** SQL of "Find a partner": who sells to customers of a country, those of the country itself first. */
import { countedPage, type CountedPage, type Listing } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import { profileColumns, profileOf, selectable, type PartnerProfile, type ProfileRow } from './search.ts';

export interface SellerWish {
  /** Those of the customer's region, ISO2; every country when empty. */
  readonly countries: readonly string[];
  /** The customer's own; those elsewhere come after. Undefined: nobody comes first. */
  readonly near: string | undefined;
  readonly skill: string | undefined;
  /** Words of the name, or empty. */
  readonly text: string;
}

/** Parameter $1: the customer's own country, or null. */
const listing: Listing<'nearest'> = {
  name: 'sellers',
  select: profileColumns,
  from: `partner_account p, (select $1::text as country) near where ${selectable}`,
  words: 'p.folded_name',
  sorts: {
    nearest: {
      sql: `(case when p.country is distinct from coalesce(near.country, p.country) then '1' else '0' end || p.folded_name) collate "C"`,
      type: 'text',
    },
  },
  tie: { sql: 'p.tenant_id', type: 'uuid' },
  filters: { countries: 'p.country = any(?::text[])', skill: '? = any(p.skills)' },
};

/** A page of them, with how many there are. Faults: InvalidInput for a position of another search. */
export async function selectSellers(
  work: Pick<Work, 'prepared'>,
  { countries, near, skill, text }: SellerWish,
  page: { readonly size: number; readonly after?: string | undefined },
): Promise<CountedPage<PartnerProfile>> {
  const rows = await countedPage<ProfileRow, 'nearest'>(work, listing, [near ?? null], {
    sort: 'nearest',
    descending: false,
    search: text,
    filters: { countries: countries.length === 0 ? undefined : countries, skill },
    ...page,
  });
  return { ...rows, items: rows.items.map(profileOf) };
}
