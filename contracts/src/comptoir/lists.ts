/** What every list that people work with takes: words, order, filters, page; and its file. */
import { z } from 'zod';
import { searchText } from './words.ts';

/** `plain` is for programs, `excel` for a double click (byte order mark; semicolons and decimal commas in French). */
export const csvFormat = z.enum(['plain', 'excel']).default('plain');

/** `name`, or `-name` for the reverse. */
export type Order<Sort extends string> = Sort | `-${Sort}`;

interface ListWords<
  Sort extends string,
  Item extends z.ZodType,
  Filters extends z.ZodRawShape,
  Beside extends z.ZodRawShape,
> {
  readonly item: Item;
  /** What it can be ordered by. */
  readonly sorts: readonly [Sort, ...Sort[]];
  /** The order when none is asked for; the first of `sorts` unless said. */
  readonly usual?: Order<NoInfer<Sort>>;
  /** What a request may filter by: optional members. */
  readonly filters: Filters;
  /** What an answer tells beside its rows. */
  readonly beside: Beside;
}

/** Which page: 50 rows unless said, after `next` of the page before, which belongs to its search, filters and order. */
const listPage = {
  size: z.coerce.number().int().min(1).max(500).default(50),
  after: z.string().max(4000).optional(),
};

/**
 * A list that people work with: what `GET` takes (words, order, filters, page), what it answers (a page, with how many
 * rows the whole list has), and what its file, `GET …/export` → text/csv, takes: the same words and filters, no page.
 */
export function listOf<
  const Sort extends string,
  Item extends z.ZodType,
  Filters extends z.ZodRawShape,
  Beside extends z.ZodRawShape,
>({ item, sorts, usual, filters, beside }: ListWords<Sort, Item, Filters, Beside>) {
  const orders = sorts.flatMap((sort): Order<Sort>[] => [sort, `-${sort}`]);
  const selection = z.strictObject({
    /** Words in any order, all of which a row must hold; case, accents and script variants do not count. */
    search: searchText(200).default(''),
    sort: z
      .custom<Order<Sort>>((order) => orders.includes(order as Order<Sort>), `must be one of ${orders.join(', ')}`)
      .default(() => usual ?? sorts[0]),
    ...filters,
  });
  return {
    sorts: sorts as readonly Sort[],
    filters: Object.keys(filters),
    query: selection.extend(listPage),
    exportQuery: selection.extend({ format: csvFormat }),
    answer: z.object({ items: z.array(item), total: z.number().int(), next: z.string().optional(), ...beside }),
  };
}
