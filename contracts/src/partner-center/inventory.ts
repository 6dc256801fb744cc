/** Stock and promotions, which no marketplace product has (wire contract, section 3.3). */
import { z } from 'zod';
import { collectionOf } from './common.ts';

export const inventoryRequest = z.object({
  targetItems: z.array(z.object({ productId: z.string().max(200), skuId: z.string().max(200).optional() })).max(200),
  inventoryContext: z.record(z.string(), z.string()).optional(),
});
export type InventoryRequest = z.infer<typeof inventoryRequest>;

export const inventory = z.array(
  z.object({
    productId: z.string(),
    skuId: z.string().optional(),
    isRestricted: z.literal(false),
    restrictions: z.array(z.never()),
  }),
);

const promotionItem = z.object({
  id: z.number().int().optional(),
  catalogItemId: z.string().max(200),
  quantity: z.number().int().min(1).max(1_000_000),
  termDuration: z.string().max(20),
  billingCycle: z.string().max(20),
  promotionId: z.string().max(200).optional(),
});
export const promotionRequest = z.object({ items: z.array(promotionItem).min(1).max(200) });
export type PromotionRequest = z.infer<typeof promotionRequest>;

export const promotionEligibilities = collectionOf(
  promotionItem.extend({
    eligibilities: z.array(
      z.object({
        promotionId: z.string().optional(),
        isEligible: z.literal(false),
        errors: z.array(
          z.object({ type: z.enum(['InvalidCatalogItemId', 'InvalidPromotion', 'NoPromotionsAvailable']) }),
        ),
      }),
    ),
  }),
);
