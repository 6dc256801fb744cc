/** Margins of Partner Center v1 (wire contract, section 3.6): what publishers take off their list price for a partner. */
import { z } from 'zod';

export const margin = z.object({
  id: z.string(),
  type: z.literal('Percentage'),
  productId: z.string(),
  productTitle: z.string(),
  productType: z.string(),
  publisherName: z.string(),
  /** SKU members are absent when every SKU of the product has the margin. */
  skuId: z.string().optional(),
  skuTitle: z.string().optional(),
  marginPercentage: z.number(),
  startDate: z.string(),
  endDate: z.string(),
  status: z.literal('live'),
  statusDate: z.string(),
  /** The customers it is for; empty: every customer. Ours, foreign clients ignore it (rule F28). */
  customers: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type Margin = z.infer<typeof margin>;

/** `GET /margins?size=&offset=`, newest first. */
export const margins = z.object({
  pageSize: z.number().int(),
  totalSize: z.number().int(),
  results: z.array(margin),
});
export type Margins = z.infer<typeof margins>;
// GET /margins/download → text/csv: id,productId,publisherName,productTitle,productType,marginPercentage,startDate,endDate,status,statusDate
