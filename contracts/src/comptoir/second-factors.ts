/**
 * The second factor: a person's own, `/comptoir/v1/me/second-factors…`, and what an organisation asks of its people,
 * `/comptoir/v1/sign-in-policy` (rule B30). Times are wall clock.
 */
import { z } from 'zod';
import { guid, instant, lineText } from './words.ts';

export const secondFactor = z.object({
  id: guid,
  /** An authenticator app, or a passkey. */
  kind: z.enum(['totp', 'passkey']),
  name: z.string(),
  madeAt: instant,
  usedAt: instant.nullable(),
});
export type SecondFactor = z.infer<typeof secondFactor>;

/** `GET /me/second-factors`. */
export const secondFactors = z.object({
  items: z.array(secondFactor),
  recoveryCodesLeft: z.number().int(),
  /** The organisation asks for one: the last is not removed. */
  required: z.boolean(),
  /** The session was begun with a second factor; without it, who has one changes nothing here. */
  proved: z.boolean(),
});
export type SecondFactors = z.infer<typeof secondFactors>;

/** `POST /me/second-factors/totp`, `…/passkey`: begun; it counts once it is confirmed, within a quarter of an hour. */
export const newSecondFactor = z.strictObject({ name: lineText(60).min(1) });
export type NewSecondFactor = z.infer<typeof newSecondFactor>;
export const begunApp = z.object({
  id: guid,
  /** To type into the app. */
  secret: z.string(),
  /** What the picture says: `otpauth://…`. */
  address: z.string(),
  /** A picture of `size` by `size` units, of which the SVG path is dark. */
  qr: z.object({ size: z.number().int(), path: z.string() }),
});
export type BegunApp = z.infer<typeof begunApp>;
/** `options` are WebAuthn’s PublicKeyCredentialCreationOptionsJSON. */
export const begunPasskey = z.object({ id: guid, options: z.record(z.string(), z.unknown()) });
export type BegunPasskey = z.infer<typeof begunPasskey>;

/** `POST /me/second-factors/{factorId}/confirm`: the app’s code, or the browser’s RegistrationResponseJSON. */
export const secondFactorPath = z.strictObject({ factorId: guid });
export const confirmSecondFactor = z.strictObject({
  code: z.string().max(20).optional(),
  credential: z.record(z.string(), z.unknown()).optional(),
});
export type ConfirmSecondFactor = z.infer<typeof confirmSecondFactor>;
/** Recovery codes, told once: with the first second factor, and by `POST /me/second-factors/recovery-codes`. */
export const confirmedSecondFactor = z.object({ recoveryCodes: z.array(z.string()).optional() });
export const madeRecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });

/** `GET`, `PUT /sign-in-policy`. `DELETE /users/{userId}/second-factors` → 204, for a person who lost them. */
export const signInPolicy = z.object({
  secondFactorRequired: z.boolean(),
  /** The operator asks for it: it cannot be switched off here. */
  demanded: z.boolean(),
  /** Active people, and those of them who have no second factor. */
  people: z.number().int(),
  without: z.number().int(),
});
export type SignInPolicy = z.infer<typeof signInPolicy>;
export const changeSignInPolicy = z.strictObject({ secondFactorRequired: z.boolean() });
export type ChangeSignInPolicy = z.infer<typeof changeSignInPolicy>;

/** `GET`, `PUT /second-factor-demand`: of whom the operator asks a second factor, whatever their organisations do. */
export const askedOf = z.enum(['nobody', 'partners', 'everyone']);
export type AskedOf = z.infer<typeof askedOf>;
/** Active people, and those of them who have no second factor. */
const counted = z.object({ people: z.number().int(), without: z.number().int() });
export const secondFactorDemand = z.object({ askedOf, partners: counted, everyone: counted });
export type SecondFactorDemand = z.infer<typeof secondFactorDemand>;
export const changeSecondFactorDemand = z.strictObject({ askedOf });
