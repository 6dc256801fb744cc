/** The organisation’s own identity provider over `/comptoir/v1`: OpenID Connect, and which groups hold which roles. */
import { z } from 'zod';
import { roleName } from './account.ts';
import { instant, lineText } from './words.ts';

const groupRole = z.object({
  /** As the provider’s claim spells it, or its id. */
  group: lineText(200).min(1),
  roles: z.array(roleName).min(1).max(7),
});

/** `GET /identity-provider`. */
export const identityProvider = z.object({
  /** Null: people sign in by password only. */
  provider: z
    .object({
      issuer: z.string(),
      clientId: z.string(),
      groupClaim: z.string(),
      groups: z.array(groupRole),
      /** People of the organisation’s domain sign in there. */
      active: z.boolean(),
      changedAt: instant,
    })
    .nullable(),
  /** To be registered at the provider: where it sends people back to, and where after signing out. */
  redirectUri: z.string(),
  postLogoutRedirectUri: z.string(),
  /** Roles that groups can hold here. */
  rolesHere: z.array(roleName),
  /** What keeps a provider that was saved without being used from being used, as it was found then; absent: nothing was found. */
  problem: z.object({ reason: z.string(), detail: z.string() }).optional(),
});
export type IdentityProvider = z.infer<typeof identityProvider>;

/** `PUT /identity-provider`: what stands here replaces what stood; to be active it must answer; one that is not is tried, and `problem` tells what was wrong. */
export const identityProviderRequest = z.strictObject({
  issuer: z
    .url({ error: 'must be an absolute address' })
    .max(500)
    .refine((text) => !/[?#]/.test(text), {
      error: 'must not have a query or a fragment',
    }),
  clientId: lineText(300).min(1),
  /** Left out: the kept one stays, for the same issuer and client id. */
  clientSecret: z.string().min(1).max(1000).optional(),
  groupClaim: lineText(100).min(1).default('groups'),
  groups: z
    .array(groupRole)
    .max(100)
    .default([])
    .refine((all) => new Set(all.map(({ group }) => group)).size === all.length, {
      error: 'must name each group once',
    }),
  active: z.boolean(),
});
export type IdentityProviderRequest = z.input<typeof identityProviderRequest>;

/** `POST /identity-provider/trial`: where to sign in to see what the provider says; nobody is signed in here by it. */
export const identityProviderTrial = z.object({ url: z.string() });
