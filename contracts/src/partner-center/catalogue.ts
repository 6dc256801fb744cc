/** The catalogue of Partner Center v1: products, SKUs, availabilities (wire contract, section 3.3). */
import { z } from 'zod';
import { collectionOf, link } from './common.ts';

const itemType = z.object({ id: z.string(), displayName: z.string() });

export const product = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  productType: itemType.extend({ subType: itemType }),
  isMicrosoftProduct: z.boolean(),
  publisherName: z.string(),
  links: z.object({ skus: link, self: link }),
});
export type Product = z.infer<typeof product>;

export const sku = z.object({
  id: z.string(),
  productId: z.string(),
  title: z.string(),
  description: z.string(),
  minimumQuantity: z.number().int(),
  maximumQuantity: z.number().int(),
  isTrial: z.boolean(),
  supportedBillingCycles: z.array(z.string()),
  purchasePrerequisites: z.array(z.string()),
  inventoryVariables: z.array(z.string()),
  provisioningVariables: z.array(z.string()),
  actions: z.array(z.string()),
  dynamicAttributes: z.record(z.string(), z.unknown()),
  /** Absent when the standard contract applies. */
  termsOfUseUri: z.string().optional(),
  links: z.object({ availabilities: link, self: link }),
});
export type Sku = z.infer<typeof sku>;

const renewalOption = z.object({ renewToId: z.string(), isAutoRenewable: z.boolean() });

export const availabilityTerm = z.object({
  id: z.string(),
  duration: z.string(),
  description: z.string(),
  billingCycle: z.string(),
  renewalOptions: z.array(renewalOption),
  cancellationPolicies: z.array(
    z.object({
      refundOptions: z.array(z.object({ sequenceId: z.number().int(), type: z.string(), expiresAfter: z.string() })),
    }),
  ),
});

export const availability = z.object({
  id: z.string(),
  productId: z.string(),
  skuId: z.string(),
  /** `product:sku:availability`, what a cart line names. */
  catalogItemId: z.string(),
  defaultCurrency: z.object({ code: z.string(), symbol: z.string() }),
  segment: z.literal('commercial'),
  country: z.string(),
  isPurchasable: z.boolean(),
  isRenewable: z.boolean(),
  renewalInstructions: z.array(
    z.object({ applicableTermIds: z.array(z.string()), renewalOptions: z.array(renewalOption) }),
  ),
  terms: z.array(availabilityTerm),
  product,
  sku,
  links: z.object({ self: link }),
});
export type Availability = z.infer<typeof availability>;

export const products = collectionOf(product);
export const skus = collectionOf(sku);
export const availabilities = collectionOf(availability);
