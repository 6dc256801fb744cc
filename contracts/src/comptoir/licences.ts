/** Licences of the caller's own people. */
import { z } from 'zod';

const licence = z.object({
  /** `product:sku`. */
  skuId: z.string(),
  /** Offer and plan. */
  name: z.string(),
});

/** `GET /comptoir/v1/licences`: what the tenant has seats of, by name. */
export const ownLicences = z.object({
  items: z.array(
    licence.extend({
      /** Seats of active subscriptions. */
      active: z.number().int(),
      suspended: z.number().int(),
      /** People who hold it. */
      consumed: z.number().int(),
      available: z.number().int(),
    }),
  ),
});
export type OwnLicences = z.infer<typeof ownLicences>;

/** `GET`, `PUT /comptoir/v1/users/{userId}/licences`. */
export const heldLicences = z.object({ items: z.array(licence) });

export const setLicences = z.strictObject({ skuIds: z.array(z.string().min(1).max(100)).max(100) });
