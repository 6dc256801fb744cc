/** The sandbox's own routes: no token, sandbox mode only (design page, section 6). */
import { z } from 'zod';
import { webhookActions, webhookAttempt, webhookStates } from './comptoir/publisher-webhooks.ts';
import { momentText } from './comptoir/words.ts';

export const clock = z.object({ now: z.string() });
/** Where a move led, and the accounts that could not be looked after on the way. */
export const clockMoved = clock.extend({
  failed: z.array(z.object({ account: z.string(), kind: z.string(), problem: z.string() })),
});

export const clockMove = z.union([
  z.strictObject({ now: momentText }),
  z.strictObject({
    advance: z
      .string()
      .regex(
        /^P(?=[\dT])(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/,
        'advance must be a duration such as P40D or PT6H',
      ),
  }),
]);

/** Requests of one partner in a minute at Partner Center's API, to rehearse 429; null: no limit. */
export const throttling = z.strictObject({ requestsPerMinute: z.number().int().min(1).max(1_000_000).nullable() });

export const mailQuery = z.object({ to: z.string().max(320).optional() });
export const mailboxItem = z.object({
  id: z.string(),
  at: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string().optional(),
  links: z.array(z.string()),
});
export const mailbox = z.object({ items: z.array(mailboxItem) });

export const world = z.object({
  now: z.string(),
  tenants: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      domain: z.string(),
      country: z.string(),
      parts: z.array(z.string()),
      mpnId: z.string().optional(),
      apps: z.array(z.object({ name: z.string(), clientId: z.string(), clientSecret: z.string() })),
      users: z.array(z.object({ userPrincipalName: z.string(), password: z.string(), roles: z.array(z.string()) })),
    }),
  ),
  offers: z.array(
    z.object({
      productId: z.string(),
      /** The publisher's own id of the offer. */
      externalId: z.string(),
      name: z.string(),
      publisherTenantId: z.string(),
      kind: z.string(),
      state: z.string(),
      audience: z.string(),
      plans: z.array(
        z.object({
          planId: z.string(),
          name: z.string(),
          skuId: z.string(),
          pricing: z.enum(['perSeat', 'flat', 'metered']),
          terms: z.array(z.string()),
        }),
      ),
    }),
  ),
});
export type World = z.infer<typeof world>;

/**
 * `POST /sandbox/v1/purchases`: buys a plan as a partner of the demo world does for one of its customers, or as such a customer
 * does for itself, and says where the purchase is set up. `offer`: the publisher's id of the offer, its product id or its name.
 */
export const purchaseRequest = z.strictObject({
  offer: z.string().trim().min(1).max(200),
  plan: z.string().trim().min(1).max(50),
  /** Of a plan that is not sold per seat 1. */
  quantity: z.number().int().min(1).max(1_000_000).default(1),
  term: z.enum(['P1M', 'P1Y', 'P2Y', 'P3Y']).default('P1M'),
  /** How it is paid within the term; of several the first (direct: monthly) unless said. */
  billingCycle: z.enum(['monthly', 'annual', 'biennial', 'triennial']).optional(),
  /** `partner`: bought by a partner for its customer; `direct`: by a customer in the online store, for itself. */
  channel: z.enum(['partner', 'direct']).default('partner'),
});
export type PurchaseRequest = z.infer<typeof purchaseRequest>;

export const purchaseMade = z.object({
  subscriptionId: z.string(),
  orderId: z.string(),
  /** The customer itself, when it bought without a partner. */
  partnerTenantId: z.string(),
  customerTenantId: z.string(),
  /** The landing page's address with the token, as a browser opens it. */
  landingUrl: z.string(),
  /** The token as `POST /api/saas/subscriptions/resolve` takes it. */
  token: z.string(),
});

/**
 * `POST /sandbox/v1/purchases/{subscriptionId}/webhooks`: has that happen to a purchase of which its publisher's webhook tells, in
 * the name of its buyer. The answer waits for the first answer of the webhook. Renew moves the sandbox's clock to the day behind
 * the term; the others need a purchase that is set up.
 */
export const purchaseWebhookRequest = z.strictObject({
  action: z.enum(webhookActions),
  /** Of ChangePlan; another plan that it may have now unless said. */
  plan: z.string().trim().min(1).max(50).optional(),
  /** Of ChangeQuantity; one more than there are unless said. */
  quantity: z.number().int().min(1).max(1_000_000).optional(),
});

/** How the purchase stands, and what was sent of it and came back, the newest first. `GET` of the same address answers it too. */
export const purchaseWebhooks = z.object({
  subscriptionId: z.string(),
  /** As the publisher's API calls it, e.g. `Subscribed`. */
  status: z.string(),
  planId: z.string(),
  quantity: z.number().int().nullable(),
  items: z.array(
    z.object({
      id: z.string(),
      event: z.string(),
      state: z.enum(webhookStates),
      createdAt: z.string(),
      nextAttemptAt: z.string().optional(),
      /** The operation behind it, as Get Operation tells it. */
      operation: z.object({ id: z.string(), status: z.string() }).optional(),
      body: z.string(),
      attempts: z.array(webhookAttempt),
    }),
  ),
});
export type PurchaseWebhooks = z.infer<typeof purchaseWebhooks>;

export const tokenRequest = z.strictObject({
  userPrincipalName: z.string().min(3).max(320),
  resource: z.string().min(3).max(500),
});
/** A person's token, as the token service issues it. */
export const issuedToken = z.object({ access_token: z.string() });

/** What the stand-in ISV does when a purchase is confirmed on its page. */
export const behaviour = z.strictObject({
  activation: z.enum(['accept', 'refuse', 'delay', 'fail']),
  /**
   * What it does with a change that its webhook asks about: `acknowledge` looks the operation up and answers Success, `twice`
   * answers so twice, `refuse` answers Failure, `reject` says no by 400, `silent` takes it and says nothing, `ask` says by
   * 202 that it needs information first and answers nothing, `delay` waits before it acknowledges, `fail` is down (503).
   */
  webhook: z
    .enum(['acknowledge', 'twice', 'refuse', 'reject', 'silent', 'ask', 'delay', 'fail'])
    .default('acknowledge'),
  delayMs: z.number().int().min(0).max(60_000).default(2000),
});
export type Behaviour = z.infer<typeof behaviour>;

/** Webhook calls that the stand-in ISV received, the newest first. */
export const webhooks = z.object({
  items: z.array(
    z.object({
      at: z.string(),
      authorization: z.string().optional(),
      /** Its token is the marketplace's, made out to this very application. */
      verified: z.boolean(),
      body: z.unknown().optional(),
    }),
  ),
});

export const isvPath = z.object({ applicationId: z.guid() });
export const landingQuery = z.object({ token: z.string().max(4000).optional() });
/** The form of the landing page. */
export const landingForm = z.object({
  token: z.string().max(4000),
  company: z.string().max(200).optional(),
  administrator: z.string().max(320).optional(),
  /** A change that waits for a step here: its operation. */
  operationId: z.guid().optional(),
});
