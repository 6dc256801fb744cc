/** A partner's customers as people look for them, `/comptoir/v1/customers` (permission `customers.read`). */
import { z } from 'zod';
import { countedPageOf, csvFormat, listPage, listSelection } from './lists.ts';
import { guid, instant } from './words.ts';

export const customerSorts = ['name', 'domain', 'since'] as const;

const selection = listSelection(customerSorts);

/** GET /comptoir/v1/customers. Words are looked for in name, domain and tenant id. */
export const customersQuery = selection.extend(listPage);
/** GET /comptoir/v1/customers/export → text/csv of every customer the search finds. */
export const customersExportQuery = selection.extend({ format: csvFormat });

export const customerRow = z.object({
  tenantId: guid,
  companyName: z.string(),
  domain: z.string(),
  /** When the reseller relationship began. */
  since: instant,
});
export type CustomerRow = z.infer<typeof customerRow>;
export const customerRows = countedPageOf(customerRow);
export type CustomerRows = z.infer<typeof customerRows>;
