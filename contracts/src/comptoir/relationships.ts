/**
 * `/comptoir/v1`: how a partner asks a customer for a reseller relationship, how the customer answers, and "My partners"
 * (rules D4 to D7, D12, D15).
 */
import { z } from 'zod';
import { listOf } from './lists.ts';
import { countryCode, guid, instant, lineText, plainText } from './words.ts';

const language = z.enum(['en', 'fr']);
const flag = z.enum(['true', 'false']).default('false');

/** `GET /relationship-requests/draft`: the mail as it is proposed; `{link}` is where the link stands. */
export const requestDraftQuery = z.strictObject({
  language: language.default('en'),
  delegatedAccess: flag,
  /** Tenant id of the provider that a reseller asks for too. */
  provider: guid.optional(),
});
export const requestDraft = z.object({ subject: z.string(), message: z.string() });
export type RequestDraft = z.infer<typeof requestDraft>;

/** `POST /relationship-requests` (permission `relationships.request`). Without `email` you send the link yourself. */
export const newRelationshipRequest = z.strictObject({
  /** Needed when a reseller asks for its provider too. */
  email: lineText(254).optional(),
  language: language.default('en'),
  /** The older, all-or-nothing delegated administration as well. */
  delegatedAccess: z.boolean().default(false),
  /** A reseller asks for itself and for this provider, in one acceptance. */
  providerTenantId: guid.optional(),
  /** With `{link}`, at least once; the proposed text when absent. */
  message: plainText(4000).optional(),
});
export type NewRelationshipRequest = z.input<typeof newRelationshipRequest>;

/** What was made: the link is told here and in the mail, and never again. */
export const madeRelationshipRequest = z.object({
  id: guid,
  link: z.url(),
  subject: z.string(),
  message: z.string(),
  expiresAt: instant,
});
export type MadeRelationshipRequest = z.infer<typeof madeRelationshipRequest>;

const state = z.enum(['open', 'accepted', 'declined', 'withdrawn', 'expired']);

export const relationshipRequestRow = z.object({
  id: guid,
  /** Null: the partner sent the link itself. */
  email: z.string().nullable(),
  delegatedAccess: z.boolean(),
  /** The provider it asks for too. */
  providerName: z.string().nullable(),
  state,
  madeAt: instant,
  expiresAt: instant,
  endedAt: instant.nullable(),
});
export type RelationshipRequestRow = z.infer<typeof relationshipRequestRow>;

/** `GET /relationship-requests`, `…/export`: the partner's own. `POST …/{requestId}/withdraw` → 204. */
export const relationshipRequestList = listOf({
  item: relationshipRequestRow,
  sorts: ['made', 'email', 'state', 'expires'],
  usual: '-made',
  filters: { state: state.optional() },
  beside: {},
});

const secret = z.string().min(1).max(200);

/**
 * `POST /partner-requests/{requestId}/read`, without a token: who asks, by the link of a mail; changes nothing. The link is
 * `/partner-request#{requestId}.{secret}`.
 */
export const readPartnerRequest = z.strictObject({ secret });

/**
 * `GET /partner-link`, without a token: who asks, by the public link, whose query it takes as it is. Whether the two of a link
 * work together, and what else stands against them, is told to the customer that accepts.
 */
export const partnerLinkQuery = z.strictObject({
  invType: z.enum(['ResellerRelationship', 'IndirectResellerRelationship']).optional(),
  partnerId: guid,
  msppId: z.string().max(20).default('0'),
  indirectCSPId: guid.optional(),
  DAP: flag,
});

const asking = z.object({
  tenantId: guid,
  name: z.string(),
  kind: z.enum(['direct', 'provider', 'reseller']),
  country: countryCode,
});

export const askedPartner = z.object({
  partner: asking,
  /** Of a reseller that asks for both at once. */
  provider: asking.optional(),
  delegatedAccess: z.boolean(),
  /** Why nobody can accept it; absent when a customer of the region can. */
  refusal: z.object({ code: z.string(), message: z.string() }).optional(),
});
export type AskedPartner = z.infer<typeof askedPartner>;

/** What a company that signed up by itself tells as it becomes a customer; name, domain and country are its tenant's. */
export const newCompany = z.strictObject({
  firstName: lineText(50).min(1),
  lastName: lineText(50).min(1),
  email: lineText(254).min(1),
  registrationNumber: lineText(50).optional(),
  address: z.strictObject({
    addressLine1: lineText(200).min(1),
    addressLine2: lineText(200).optional(),
    city: lineText(100).min(1),
    state: lineText(100).optional(),
    postalCode: lineText(20).optional(),
    phoneNumber: lineText(30).optional(),
  }),
});
export type NewCompany = z.infer<typeof newCompany>;

/** `POST /own-partners` (a global admin of the customer): takes on who asks, by one link or the other. */
export const acceptPartner = z.strictObject({
  request: z.strictObject({ requestId: guid, secret }).optional(),
  link: z
    .strictObject({
      partnerTenantId: guid,
      msppId: z.string().max(20).default('0'),
      delegatedAccess: z.boolean().default(false),
      providerTenantId: guid.optional(),
    })
    .optional(),
  /** Of a company that is no customer yet. */
  company: newCompany.optional(),
});
export type AcceptPartner = z.input<typeof acceptPartner>;

/** `POST /partner-requests/{requestId}/decline` → 204. */
export const declinePartner = z.strictObject({ secret });

export const ownPartner = z.object({
  tenantId: guid,
  name: z.string(),
  kind: z.enum(['direct', 'provider', 'reseller']),
  country: countryCode,
  since: instant,
  /** It administers your organisation; you may take that away and keep the partner. */
  delegatedAccess: z.boolean(),
  /** Directory roles that you granted it, and until when. */
  granted: z.array(z.object({ roleIds: z.array(guid), until: instant })),
  /** It places orders for you; a reseller asks its provider. */
  orders: z.boolean(),
});
export type OwnPartner = z.infer<typeof ownPartner>;

/**
 * `GET /own-partners`, `…/export`. `DELETE /own-partners/{partnerTenantId}` → 204 ends the relationship,
 * `DELETE …/delegated-access` → 204 takes the administration away.
 */
export const ownPartnerList = listOf({ item: ownPartner, sorts: ['name', 'kind', 'since'], filters: {}, beside: {} });
