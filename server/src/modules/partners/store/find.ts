/** SQL of "Find a partner": who sells to customers of a country, those of the country itself first. */
import type { Work } from '../../../platform/work.ts';
import { foundRow, profileColumns, selectable, type ProfileRow } from './search.ts';

type Statements = Pick<Work, 'prepared'>;

export interface SellerWish {
  /** Those of the customer's region, ISO2; every country when empty. */
  readonly countries: readonly string[];
  /** The customer's own; those elsewhere come after. Undefined: nobody comes first. */
  readonly near: string | undefined;
  readonly skill: string | undefined;
  /** Words of the name, or empty. */
  readonly text: string;
}

/** Where a page ended. */
export interface SellerPosition {
  /** Past those of the customer's own country. */
  readonly elsewhere: boolean;
  readonly foldedName: string;
  readonly tenantId: string;
}

/** Parameters $1 to $3. */
const wanted = `${selectable}
  and (cardinality($1::text[]) = 0 or p.country = any($1)) and ($2::text is null or $2 = any(p.skills))
  and p.folded_name like all (array(select comptoir_holding(word) from regexp_split_to_table($3, '\\s+') word))`;

const values = ({ countries, skill, text }: SellerWish) => [countries, skill ?? null, text];

export async function countSellers(work: Statements, wish: SellerWish): Promise<number> {
  const text = `select count(*)::int as total from partner_account p where ${wanted}`;
  return (await work.prepared<{ total: number }>('count-sellers', text, values(wish)))[0]!.total;
}

/** A page, after a position; by name, those of the customer's own country first. */
export async function selectSellers(
  work: Statements,
  wish: SellerWish,
  after: SellerPosition | undefined,
  limit: number,
) {
  const elsewhere = `p.country is distinct from coalesce($4, p.country)`;
  const text = `select ${profileColumns}, ${elsewhere} as elsewhere from partner_account p
    where ${wanted} and ($5::boolean is null or (${elsewhere}, p.folded_name, p.tenant_id) > ($5, $6, $7::uuid))
    order by elsewhere, p.folded_name, p.tenant_id limit $8`;
  const position = [after?.elsewhere ?? null, after?.foldedName ?? null, after?.tenantId ?? null];
  const rows = await work.prepared<ProfileRow & { readonly elsewhere: boolean }>('select-sellers', text, [
    ...values(wish),
    wish.near ?? null,
    ...position,
    limit,
  ]);
  return rows.map((row) => ({ ...foundRow(row), elsewhere: row.elsewhere }));
}
