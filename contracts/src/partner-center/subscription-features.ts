/**
 * What Partner Center offers beside a subscription's life (wire contract, sections 4.4, 5.5 to 5.7): support contact and
 * transitions, and the features of other products, which nothing that is sold here has.
 */
import { z } from 'zod';
import { attributes, collectionOf, customerPath, link, subscriptionPath } from './common.ts';
import { billingCycle } from './orders.ts';

export const supportContact = z.object({
  supportTenantId: z.string(),
  supportMpnId: z.string(),
  name: z.string(),
  links: z.object({ self: link }),
  attributes,
});
/** PUT …/supportcontact: who of the provider's resellers supports the customer, or the partner itself. */
export const supportContactRequest = z.object({
  supportTenantId: z.string(),
  supportMpnId: z.string(),
  name: z.string().optional(),
});

export const registrationStatus = z.object({
  subscriptionId: z.string(),
  status: z.enum(['Registered', 'Registering', 'NotRegistered']),
  attributes,
});

/** Bodies of what is refused whatever it says: an object, a JSON text or nothing. */
export const anyBody = z.unknown();

export const conversionResult = z.object({
  subscriptionId: z.string(),
  offerId: z.string(),
  targetOfferId: z.string(),
  error: z.object({ code: z.number().int(), description: z.string() }),
  attributes,
});
export const conversionRequest = z.object({ targetOfferId: z.string().optional() }).optional();

export const upgradeResult = z.object({
  sourceSubscriptionId: z.string(),
  upgradeType: z.literal('upgrade_only'),
  upgradeErrors: z.array(z.object({ code: z.number().int(), description: z.string() })),
  licenseErrors: z.array(z.never()),
  attributes,
});

export const eligibilityTypes = ['immediate', 'scheduled'] as const;
export const transitionEligibilities = collectionOf(
  z.object({
    catalogItemId: z.string(),
    title: z.string(),
    description: z.string(),
    quantity: z.number().int(),
    eligibilities: z.array(
      z.object({
        isEligible: z.boolean(),
        transitionType: z.literal('transition_only'),
        errors: z.array(z.object({ code: z.number().int(), description: z.string() })),
      }),
    ),
    attributes,
  }),
);

/**
 * POST …/transitions: another plan of the offer, from now on. `toCatalogItemId` is what an eligibility names; what is said of
 * source, term and billing cycle must be what stands.
 */
export const transitionRequest = z.object({
  toCatalogItemId: z.string(),
  quantity: z.number().int().optional(),
  transitionType: z.string().optional(),
  fromCatalogItemId: z.string().optional(),
  fromSubscriptionId: z.string().optional(),
  toSubscriptionId: z.string().optional(),
  termDuration: z.string().optional(),
  billingCycle: z.string().optional(),
  promotionId: z.string().optional(),
});

/** A change of plan, and how far it is: it waits for its publisher, is made, or was refused. */
export const transition = z.object({
  operationId: z.string(),
  fromCatalogItemId: z.string(),
  fromSubscriptionId: z.string(),
  toCatalogItemId: z.string(),
  toSubscriptionId: z.string(),
  quantity: z.number().int(),
  transitionType: z.literal('transition_only'),
  termDuration: z.string(),
  billingCycle: z.string(),
  events: z.array(
    z.object({
      name: z.literal('Conversion'),
      status: z.enum(['InProgress', 'Completed', 'Failed']),
      timestamp: z.string(),
      errors: z.array(z.object({ code: z.number().int(), description: z.string() })),
    }),
  ),
  attributes,
});
export type Transition = z.infer<typeof transition>;

/** GET …/transitions: the newest first. */
export const transitions = collectionOf(transition);

/** GET /customers/{c}/transferseligibility: a list without an envelope. */
export const transferEligibilities = z.array(
  z.object({ id: z.string(), isEligible: z.literal(false), reason: z.string() }),
);

export const migrationEligibility = z.object({
  currentSubscriptionId: z.string(),
  isEligible: z.literal(false),
  errors: z.array(z.object({ code: z.number().int(), description: z.string() })),
  attributes,
});
export const migrationRequest = z.object({ currentSubscriptionId: z.string() });

/** PATCH /customers/{c}/orders/{o}: what of it clients ask. */
export const orderPatch = z.object({
  status: z.string().optional(),
  billingCycle: billingCycle.optional(),
  lineItems: z
    .array(
      z.object({
        lineItemNumber: z.number().int().optional(),
        offerId: z.string().optional(),
        quantity: z.number().optional(),
        friendlyName: z.string().optional(),
        termDuration: z.string().optional(),
        partnerIdOnRecord: z.string().optional(),
        parentSubscriptionId: z.string().optional(),
      }),
    )
    .max(100)
    .optional(),
});

export const entitlementPath = subscriptionPath.extend({ entitlementId: z.string() });
export const transferPath = customerPath.extend({ transferId: z.string() });
export const migrationPath = customerPath.extend({ migrationId: z.string() });
export const activationResult = z.object({ subscriptionId: z.string(), status: z.literal('Success') });
