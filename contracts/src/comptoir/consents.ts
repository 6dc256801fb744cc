/** Other organisations’ applications over `/comptoir/v1`: what was consented to, and what can be. */
import { z } from 'zod';
import { guid, instant } from './words.ts';

/** What an application can be allowed to do. */
export const applicationScope = z.object({ name: z.string(), words: z.object({ en: z.string(), fr: z.string() }) });
export type ApplicationScope = z.infer<typeof applicationScope>;

/** `GET /application-scopes`: in the order in which they are offered. */
export const applicationScopes = z.object({ items: z.array(applicationScope) });

export const applicationConsent = z.object({
  applicationId: guid,
  name: z.string(),
  /** Whose application it is. */
  owner: z.object({ tenantId: guid, name: z.string(), domain: z.string() }),
  /** Names; those that `GET /application-scopes` does not list open nothing here. */
  scopes: z.array(z.string()),
  consentedAt: instant,
  /** User principal name. */
  consentedBy: z.string(),
  /** The partner whose person consented for this organisation. */
  byPartner: z.string().optional(),
  /** False: its owner shares it no longer, or disabled it; it can do nothing. */
  works: z.boolean(),
});
export type ApplicationConsent = z.infer<typeof applicationConsent>;

/** `GET /application-consents`: newest first. */
export const applicationConsents = z.object({ items: z.array(applicationConsent) });

/** `DELETE /application-consents/{applicationId}`: the application’s next call is refused. */
export const consentPath = z.object({ applicationId: guid });
