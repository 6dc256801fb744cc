/** What every list that people work with takes: words, order, page; and its file. */
import { z } from 'zod';
import { plainText } from './words.ts';

/** `plain` is for programs, `excel` for a double click (byte order mark; semicolons and decimal commas in French). */
export const csvFormat = z.enum(['plain', 'excel']).default('plain');

/** What a list is searched by and ordered in: `name`, or `-name` for the reverse. The first is the usual order. */
export function listSelection<const Sort extends string>(sorts: readonly [Sort, ...Sort[]]) {
  type Order = Sort | `-${Sort}`;
  const orders = sorts.flatMap((sort): Order[] => [sort, `-${sort}`]) as [Order, ...Order[]];
  return z.strictObject({
    /** Words in any order, all of which a row must hold; case, accents and script variants do not count. */
    search: plainText(200).default(''),
    sort: z
      .custom<Order>((order) => orders.includes(order as Order), `must be one of ${orders.join(', ')}`)
      .default(() => sorts[0] as Order),
  });
}

/** Which page: 50 rows unless said, after `next` of the page before, which belongs to its search and order. */
export const listPage = {
  size: z.coerce.number().int().min(1).max(500).default(50),
  after: z.string().max(4000).optional(),
};

/** A page, with how many rows the whole list has. */
export const countedPageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), total: z.number().int(), next: z.string().optional() });
