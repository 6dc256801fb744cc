/** A partner's customers as people look for them, `/comptoir/v1/customers` (permission `customers.read`). */
import { z } from 'zod';
import { listOf } from './lists.ts';
import { guid, instant } from './words.ts';

export const customerRow = z.object({
  tenantId: guid,
  companyName: z.string(),
  domain: z.string(),
  /** When the reseller relationship began. */
  since: instant,
});
export type CustomerRow = z.infer<typeof customerRow>;

/** GET /comptoir/v1/customers, …/export. Words are looked for in name, domain and tenant id. */
export const customerList = listOf({
  item: customerRow,
  sorts: ['name', 'domain', 'since'],
  filters: {
    /** Tenant id of a reseller, or of a provider, that the customer is shared with. */
    reseller: guid.optional(),
    provider: guid.optional(),
  },
  beside: {},
});
