/**
 * What Partner Center offers beside a subscription's life (wire contract, sections 4.4, 5.5 to 5.7): support contact and
 * transitions, and the features of other products, which nothing that is sold here has.
 */
import { z } from 'zod';
import { attributes, collectionOf, customerPath, link, subscriptionPath } from './common.ts';

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
  status: z.enum(['registered', 'registering', 'notregistered']),
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
  billingCycle: z.string().optional(),
  lineItems: z.array(z.object({ parentSubscriptionId: z.string().optional() })).optional(),
});

export const entitlementPath = subscriptionPath.extend({ entitlementId: z.string() });
export const transferPath = customerPath.extend({ transferId: z.string() });
export const migrationPath = customerPath.extend({ migrationId: z.string() });
export const activationResult = z.object({ subscriptionId: z.string(), status: z.literal('Success') });
