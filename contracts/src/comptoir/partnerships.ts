/**
 * `/comptoir/v1`: how indirect providers and indirect resellers become partners, and how that ends (rules D2, D3, D14);
 * the directory of providers.
 */
import { z } from 'zod';
import { listOf } from './lists.ts';
import { countryCode, guid, instant, lineText, plainText } from './words.ts';

export const invitationLanguage = z.enum(['en', 'fr']);

/** `GET /partnership-invitations/draft?language=`: the mail as it is proposed; `{link}` is where the link stands. */
export const invitationDraftQuery = z.strictObject({ language: invitationLanguage.default('en') });
export const invitationDraft = z.object({ subject: z.string(), message: z.string() });
export type InvitationDraft = z.infer<typeof invitationDraft>;

/** `POST /partnership-invitations` (permission `partnerships.invite`). Without `email` you send the link yourself. */
export const newInvitation = z.strictObject({
  email: lineText(254).optional(),
  language: invitationLanguage.default('en'),
  /** With `{link}`, at least once; the proposed text when absent. */
  message: plainText(4000).optional(),
});
export type NewInvitation = z.input<typeof newInvitation>;

/** What was made: the link is told here and in the mail, and never again. */
export const madeInvitation = z.object({
  id: guid,
  link: z.url(),
  subject: z.string(),
  message: z.string(),
  expiresAt: instant,
});
export type MadeInvitation = z.infer<typeof madeInvitation>;

export const invitationState = z.enum(['open', 'accepted', 'declined', 'withdrawn', 'expired']);

export const invitationRow = z.object({
  id: guid,
  /** Null: the provider sent the link itself. */
  email: z.string().nullable(),
  language: z.string(),
  state: invitationState,
  madeAt: instant,
  expiresAt: instant,
  endedAt: instant.nullable(),
  /** Who answered. */
  resellerName: z.string().nullable(),
});
export type InvitationRow = z.infer<typeof invitationRow>;

/** `GET /partnership-invitations`, `…/export`: the provider's own. `POST …/{invitationId}/withdraw` → 204. */
export const invitationList = listOf({
  item: invitationRow,
  sorts: ['made', 'email', 'state', 'expires'],
  usual: '-made',
  filters: { state: invitationState.optional() },
  beside: {},
});

const secret = z.string().min(1).max(200);

/**
 * `POST /invitations/{invitationId}/read`: what the page behind the link shows to anybody signed in; changes nothing. The
 * link is `/partnership-invitation#{invitationId}.{secret}`: neither it nor this leaves the secret in a log.
 */
export const readInvitation = z.strictObject({ secret });

export const openedInvitation = z.object({
  provider: z.object({ tenantId: guid, name: z.string(), mpnId: z.string(), country: countryCode }),
  expiresAt: instant,
  /** Why your company cannot accept it; absent when it can. */
  refusal: z.object({ code: z.string(), message: z.string() }).optional(),
});
export type OpenedInvitation = z.infer<typeof openedInvitation>;

/** `POST /invitations/{invitationId}/accept` (a global admin of the reseller) → the provider. */
export const acceptInvitation = z.strictObject({
  secret,
  /** The box: the consequences were read (IND-16, IND-28). */
  acknowledged: z.literal(true),
});
export type AcceptInvitation = z.infer<typeof acceptInvitation>;
export const acceptedInvitation = z.object({ providerTenantId: guid, providerName: z.string() });

/** `POST /invitations/{invitationId}/decline` → 204. */
export const declineInvitation = z.strictObject({ secret });

export const connectedPartner = z.object({
  tenantId: guid,
  name: z.string(),
  mpnId: z.string(),
  country: countryCode,
  since: instant,
  /** The provider administers the reseller's account; the reseller may take that away. */
  administratorAccess: z.boolean(),
});
export type ConnectedPartner = z.infer<typeof connectedPartner>;

/**
 * `GET /indirect-resellers`, `…/export` (provider); `DELETE /indirect-resellers/{resellerTenantId}` → 204 ends it.
 * `GET /indirect-providers`, `…/export` (reseller); `DELETE /indirect-providers/{providerTenantId}` → 204 ends it,
 * `DELETE …/administrator-access` → 204 takes the access away and leaves the partnership.
 */
export const connectedList = listOf({
  item: connectedPartner,
  sorts: ['name', 'country', 'mpnId', 'since'],
  filters: {},
  beside: {},
});

/** What a provider does for resellers beside selling. */
export const providerService = z.enum(['training', 'technical', 'marketing', 'credit', 'billing', 'support']);
export type ProviderService = z.infer<typeof providerService>;

const entry = {
  description: plainText(2000),
  services: z.array(providerService).max(6),
  email: lineText(254),
  phone: lineText(30),
  website: lineText(500),
};

export const directoryRow = z.object({
  tenantId: guid,
  name: z.string(),
  country: countryCode,
  region: z.string(),
  address: z.string(),
  description: z.string(),
  services: z.array(providerService),
  email: z.string(),
  phone: z.string(),
  website: z.string(),
});
export type DirectoryRow = z.infer<typeof directoryRow>;

/** `GET /provider-directory`, `…/export`: indirect providers that sell, for everybody signed in. */
export const directoryList = listOf({
  item: directoryRow,
  sorts: ['name', 'country'],
  filters: {
    country: countryCode.optional(),
    /** `mine`: the CSP region of the caller's own country, whose providers it may work with (rule C2). */
    region: z.literal('mine').optional(),
    service: providerService.optional(),
  },
  beside: {
    /** Where there are providers. */
    countries: z.array(countryCode),
  },
});

/** `GET`, `PUT /provider-directory/own`: the provider's own entry; `version` is the one that was read, 0 for none. */
export const directoryEntry = z.strictObject({ ...entry, version: z.number().int().min(0) });
export type DirectoryEntry = z.infer<typeof directoryEntry>;
