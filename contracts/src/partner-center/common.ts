/** Shapes every Partner Center v1 answer shares (wire contract, section 1.6). */
import { z } from 'zod';

export const link = z.object({
  uri: z.string(),
  method: z.string(),
  headers: z.array(z.object({ key: z.string(), value: z.string() })),
});
export type Link = z.infer<typeof link>;

export const attributes = z.object({ etag: z.string().optional(), objectType: z.string() });

/** `{totalCount, items, links?, attributes}`; `links.next` is absent on the last page. */
export const collectionOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    totalCount: z.number().int(),
    items: z.array(item),
    continuationToken: z.string().optional(),
    links: z.object({ self: link.optional(), next: link.optional(), previous: link.optional() }).optional(),
    attributes,
  });

/** The error body: a number code of the documented catalogue and an English sentence. */
export const wireError = z.object({
  code: z.union([z.number(), z.string()]),
  description: z.string(),
  data: z.array(z.unknown()),
  source: z.string().optional(),
});
