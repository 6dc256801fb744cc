/** Carts, checkout, orders and activation links of Partner Center v1 (wire contract, section 4). */
import { z } from 'zod';
import { lineText } from '../comptoir/words.ts';
import { attributes, collectionOf, link } from './common.ts';

/** As the SDKs number them (wire contract, section 3.3). */
export const billingCycles = ['unknown', 'monthly', 'annual', 'none', 'one_time', 'triennial', 'biennial'] as const;

/** A cycle by its name in any case, or by its number. Which ones a plan has is checked by the use case. */
export const billingCycle = z.preprocess(
  (value) => (typeof value === 'number' ? (billingCycles[value] ?? value) : value),
  z.string().max(20),
);

/** What a trial becomes (wire contract, section 4.2, whose table says a list; the cycle is ours). */
const renewsToRequest = z.object({ termDuration: z.string().max(10), billingCycle: billingCycle.optional() });
const renewsTo = z.preprocess(
  (value) => (Array.isArray(value) && value.length < 2 ? value[0] : value),
  renewsToRequest.optional(),
);

/** Members that documented lines have and nothing here is sold with: read to be refused when they say something. */
const notSold = {
  promotionId: z.string().max(100).optional(),
  customTermEndDate: z.string().max(40).optional(),
  provisioningContext: z.record(z.string(), z.string()).optional(),
};

/** Request: a line of a cart. Quantity is checked by the use case, which knows the plan's limits. */
export const cartLineRequest = z.object({
  id: z.coerce.number().int().min(0).optional(),
  catalogItemId: z.string().min(1).max(200),
  friendlyName: lineText(256).optional(),
  quantity: z.number(),
  currencyCode: z.string().max(3).optional(),
  billingCycle,
  termDuration: z.string().max(10).optional(),
  participants: z
    .array(z.object({ key: z.string(), value: z.string() }))
    .max(6)
    .optional(),
  /** No plan asks for an attestation: taken, and of no effect. */
  attestationAccepted: z.boolean().optional(),
  renewsTo: renewsTo.optional(),
  addonItems: z.array(z.unknown()).max(100).optional(),
  ...notSold,
});

export const cartRequest = z.object({
  id: z.string().optional(),
  lineItems: z.array(cartLineRequest).min(1).max(100),
  /** Nobody asks for it here: taken, and of no effect. */
  partnerOnRecordAttestationAccepted: z.boolean().optional(),
});
export type CartRequest = z.infer<typeof cartRequest>;

/** Of a line that begins with a free trial: it costs nothing now, and then renews to what was chosen. */
const trial = {
  isTrial: z.literal(true).optional(),
  renewsTo: z.object({ termDuration: z.string(), billingCycle: z.string() }).optional(),
};

export const pricing = z.object({
  listPrice: z.number(),
  discountedPrice: z.number(),
  proratedPrice: z.number(),
  price: z.number(),
  extendedPrice: z.number(),
});

export const cartLine = z.object({
  id: z.number().int(),
  catalogItemId: z.string(),
  friendlyName: z.string().optional(),
  quantity: z.number().int(),
  currencyCode: z.string(),
  billingCycle: z.string(),
  termDuration: z.string(),
  participants: z.array(z.object({ key: z.string(), value: z.string() })),
  provisioningContext: z.record(z.string(), z.string()),
  orderGroup: z.string(),
  pricing,
  ...trial,
});

export const cart = z.object({
  id: z.string(),
  creationTimestamp: z.string(),
  lastModifiedTimestamp: z.string(),
  expirationTimestamp: z.string(),
  lastModifiedUser: z.string().optional(),
  status: z.enum(['Active', 'Ordered']),
  lineItems: z.array(cartLine),
  links: z.object({ self: link }),
  attributes,
});
export type Cart = z.infer<typeof cart>;

/** Request: a line of an order. `offerId` is the catalogue item id `product:sku:availability`. */
export const orderLineRequest = z.object({
  lineItemNumber: z.number().int(),
  offerId: z.string().min(1).max(200),
  quantity: z.number(),
  friendlyName: lineText(256).optional(),
  termDuration: z.string().max(10).optional(),
  partnerIdOnRecord: z.string().max(20).optional(),
  additionalPartnerIdsOnRecord: z.array(z.string().max(20)).max(5).optional(),
  parentSubscriptionId: z.string().max(50).optional(),
  renewsTo: renewsTo.optional(),
  ...notSold,
});

export const orderRequest = z.object({
  /** The address names the customer already; when it is here too, it must be the same one. */
  referenceCustomerId: z.string().max(50).optional(),
  billingCycle: billingCycle.optional(),
  currencyCode: z.string().max(3).optional(),
  lineItems: z.array(orderLineRequest).min(1).max(100),
});
export type OrderRequest = z.infer<typeof orderRequest>;

export const orderLine = z.object({
  lineItemNumber: z.number().int(),
  offerId: z.string(),
  subscriptionId: z.string(),
  friendlyName: z.string(),
  quantity: z.number().int(),
  termDuration: z.string(),
  transactionType: z.string(),
  partnerIdOnRecord: z.string().optional(),
  /** The other resellers of the chain, in the European Union and EFTA. */
  additionalPartnerIdsOnRecord: z.array(z.string()).optional(),
  provisioningContext: z.record(z.string(), z.string()),
  pricing: pricing.optional(),
  ...trial,
  links: z.object({
    subscription: link,
    product: link,
    sku: link,
    availability: link,
    provisioningStatus: link,
    activationLinks: link,
  }),
});

export const order = z.object({
  id: z.string(),
  alternateId: z.string(),
  referenceCustomerId: z.string(),
  billingCycle: z.string(),
  transactionType: z.string(),
  currencyCode: z.string(),
  currencySymbol: z.string(),
  lineItems: z.array(orderLine),
  creationDate: z.string(),
  /** Ours: the person or application that placed it. */
  createdBy: z.string(),
  status: z.enum(['pending', 'completed', 'cancelled']),
  totalPrice: z.number().optional(),
  /** No `patchOperation`: orders are not changed here. */
  links: z.object({ self: link, provisioningStatus: link }),
  client: z.object({}),
  attributes,
});
export type Order = z.infer<typeof order>;
export const orders = collectionOf(order);

/** Why a group of lines was not ordered. The last three members are ours: what the portal needs for its own words. */
export const orderError = z.object({
  orderGroupId: z.string(),
  code: z.number(),
  description: z.string(),
  errorName: z.string(),
  /** Ids of the cart's lines that it is about. */
  lineItemIds: z.array(z.number().int()),
  parameters: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type OrderError = z.infer<typeof orderError>;

export const checkoutResult = z.object({
  orders: z.array(order),
  orderErrors: z.array(orderError).optional(),
  attributes,
});
export type CheckoutResult = z.infer<typeof checkoutResult>;

export const activationLink = z.object({ lineItemNumber: z.number().int(), link });
export const activationLinks = collectionOf(activationLink);
export type ActivationLinks = z.infer<typeof activationLinks>;

/** GET …/orders/{id}/provisioningstatus, by line. */
export const provisioningStatus = z.object({
  lineItemNumber: z.number().int(),
  orderLineItemId: z.string(),
  status: z.enum(['fulfilled', 'unfulfilled', 'prefulfillmentpending']),
  quantityProvisioningInformation: z.array(z.object({ quantity: z.number(), status: z.string() })),
});
export const provisioningStatuses = collectionOf(provisioningStatus);
