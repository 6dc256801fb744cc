/**
 * How people are invited into an organisation by mail: `/comptoir/v1/user-invitations…` (permissions `users.read`,
 * `users.manage`), and the page behind the link, which nobody signs in for.
 */
import { z } from 'zod';
import { roleName } from './account.ts';
import { linkRequest } from './enrolment.ts';
import { listOf } from './lists.ts';
import { personShape, rolesHeld } from './people.ts';
import { guid, instant } from './words.ts';

/** `POST /user-invitations` → 201. 409 AddressKnown, UserInvitationOpen; 429 TooManyRequests. */
export const newUserInvitation = z.strictObject({
  /** The link goes there, and it becomes the user name. */
  email: personShape.email,
  /** The person may change it. */
  displayName: personShape.displayName.optional(),
  roles: rolesHeld.default([]),
  /** Of the mail, and of what the person gets later. */
  language: z.enum(['en', 'fr']).default('en'),
});
export type NewUserInvitation = z.input<typeof newUserInvitation>;
export const madeUserInvitation = z.object({ id: guid });

/** `POST /user-invitations/{invitationId}/resend` → 204, the link before opens nothing any more; `…/withdraw` → 204. */
export const userInvitationPath = z.strictObject({ invitationId: guid });

export const userInvitationState = z.enum(['open', 'accepted', 'withdrawn', 'expired']);
export type UserInvitationState = z.infer<typeof userInvitationState>;

export const userInvitationRow = z.object({
  id: guid,
  email: z.string(),
  displayName: z.string(),
  roles: z.array(roleName),
  language: z.string(),
  state: userInvitationState,
  /** When the last mail was sent. */
  madeAt: instant,
  expiresAt: instant,
  endedAt: instant.nullable(),
});
export type UserInvitationRow = z.infer<typeof userInvitationRow>;

/** `GET /user-invitations`, `…/export`. */
export const userInvitationList = listOf({
  item: userInvitationRow,
  sorts: ['made', 'email', 'state', 'expires'],
  usual: '-made',
  filters: { state: userInvitationState.optional() },
  beside: {},
});

/**
 * `POST /user-invitation/read` with the link’s token: whom it is for; nothing changes. 404 LinkUnknown; 409 LinkUsed,
 * LinkWithdrawn, LinkExpired.
 */
export const readUserInvitation = z.object({
  organisation: z.string(),
  email: z.string(),
  displayName: z.string(),
});
export type ReadUserInvitation = z.infer<typeof readUserInvitation>;

/** `POST /user-invitation/accept`: the account is made, with this name and password. */
export const acceptUserInvitation = linkRequest.extend({
  displayName: personShape.displayName,
  password: z.string().min(1).max(200),
});
export type AcceptUserInvitation = z.infer<typeof acceptUserInvitation>;
export const acceptedUserInvitation = z.object({ userPrincipalName: z.string() });
