/** A forgotten password: `/comptoir/v1/password-reset…`, which nobody signs in for. */
import { z } from 'zod';
import { linkRequest } from './enrolment.ts';

/**
 * `POST /password-reset` → 202, the same at the same time whether there is such a person or not; a link goes to whoever has
 * that user name or mail address. 429 TooManyRequests.
 */
export const forgottenPassword = z.strictObject({ userName: z.string().trim().min(1).max(254) });
export type ForgottenPassword = z.infer<typeof forgottenPassword>;
export const forgottenPasswordTaken = z.object({});

/** `POST /password-reset/read` with the link’s token; nothing changes. 404 LinkUnknown; 409 LinkUsed, LinkExpired. */
export const readPasswordReset = z.object({ userPrincipalName: z.string() });

/** `POST /password-reset/confirm`: the password from now on; all sign-ins of the person end. */
export const confirmPasswordReset = linkRequest.extend({ password: z.string().min(1).max(200) });
export type ConfirmPasswordReset = z.infer<typeof confirmPasswordReset>;
export const confirmedPasswordReset = z.object({ userPrincipalName: z.string() });
