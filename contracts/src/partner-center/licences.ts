/** Licences of a customer's people (wire contract, section 8.3). The wire spells them as its protocol does. */
import { z } from 'zod';
import { attributes, collectionOf } from './common.ts';

export const licenseGroups = ['group1', 'group2'] as const;

const servicePlan = z.object({
  displayName: z.string(),
  serviceName: z.string(),
  id: z.string(),
  capabilityStatus: z.string(),
  targetType: z.string(),
});

const productSku = z.object({
  id: z.string(),
  name: z.string(),
  skuPartNumber: z.string(),
  targetType: z.string(),
  licenseGroupId: z.enum(licenseGroups),
});

export const license = z.object({ servicePlans: z.array(servicePlan), productSku, attributes });
export const licenses = collectionOf(license);

export const subscribedSku = license.extend({
  /** Active units that nobody holds. */
  availableUnits: z.number().int(),
  activeUnits: z.number().int(),
  consumedUnits: z.number().int(),
  suspendedUnits: z.number().int(),
  totalUnits: z.number().int(),
  warningUnits: z.number().int(),
  capabilityStatus: z.string(),
});
export type SubscribedSku = z.infer<typeof subscribedSku>;
export const subscribedSkus = collectionOf(subscribedSku);

const mostAtOnce = 100;
const skuId = z.string().min(1).max(100);

/** `licenseWarnings` is only told. */
export const licenseUpdate = z.object({
  licensesToAssign: z
    .array(z.object({ skuId, excludedPlans: z.array(z.string().max(100)).max(mostAtOnce).optional() }))
    .max(mostAtOnce)
    .optional(),
  licensesToRemove: z.array(skuId).max(mostAtOnce).optional(),
});

export const licenseUpdated = z.object({
  licensesToAssign: z.array(z.object({ skuId: z.string(), excludedPlans: z.array(z.string()).optional() })),
  licensesToRemove: z.array(z.string()),
  licenseWarnings: z.array(z.object({ code: z.string(), message: z.string(), servicePlans: z.array(z.string()) })),
  attributes,
});
