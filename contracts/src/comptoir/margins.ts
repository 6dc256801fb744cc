/** What publishers take off their list price for the partner, as people look for it (permission `margins.read`; rule F28). */
import { z } from 'zod';
import { listOf } from './lists.ts';
import { guid } from './words.ts';

export const marginRow = z.object({
  id: guid,
  productId: z.string(),
  productTitle: z.string(),
  publisherName: z.string(),
  /** Absent: for every plan of the offer. */
  sku: z.object({ id: z.string(), title: z.string() }).optional(),
  /** Exact, e.g. `"12.5"`. */
  percentage: z.string(),
  /** First day. */
  start: z.string(),
  /** Last day, included. */
  end: z.string(),
  /** Only for these; empty: for every customer. */
  customers: z.array(z.object({ id: guid, name: z.string() })),
});
export type MarginRow = z.infer<typeof marginRow>;

/** GET /margins, …/export: those in force. */
export const marginList = listOf({
  item: marginRow,
  sorts: ['product', 'publisher', 'percentage', 'start', 'end'],
  filters: {},
  beside: {},
});
