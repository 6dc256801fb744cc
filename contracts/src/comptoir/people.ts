/**
 * People of the caller's own tenant, `/comptoir/v1/users…` and `/groups` (permissions `users.read`, `users.manage`): who
 * there is, which roles they hold, and what an administrator does with them (rules B19, B29).
 */
import { z } from 'zod';
import { roleName } from './account.ts';
import { listOf } from './lists.ts';
import { countryCode, guid, instant, lineText } from './words.ts';

export const userState = z.enum(['active', 'disabled', 'deleted']);
export type UserState = z.infer<typeof userState>;

export const userRow = z.object({
  id: guid,
  userPrincipalName: z.string(),
  displayName: z.string(),
  email: z.string(),
  state: userState,
  /** Directory roles, and the agent roles of the groups the person is in. */
  roles: z.array(roleName),
  createdAt: instant,
  /** A deleted person can be restored for 30 days from then on. */
  deletedAt: instant.optional(),
});
export type UserRow = z.infer<typeof userRow>;

/** GET /comptoir/v1/users, …/export. Words are looked for in name, user name and address; without `state` nobody deleted. */
export const userList = listOf({
  item: userRow,
  sorts: ['name', 'userName', 'createdAt'],
  filters: { state: userState.optional(), role: roleName.optional() },
  beside: {},
});

export const userDetail = userRow.extend({
  firstName: z.string(),
  lastName: z.string(),
  /** BCP 47; absent when the person chose none. */
  language: z.string().optional(),
  phoneNumber: z.string().optional(),
  /** Where the person uses licences. */
  usageLocation: z.string().optional(),
  /** The password was made by somebody else and is changed at the next sign-in. */
  mustChangePassword: z.boolean(),
  /** The person has an authenticator app or a passkey. */
  secondFactor: z.boolean(),
  /** Roles that people of this tenant can be given. */
  rolesHere: z.array(roleName),
});
export type UserDetail = z.infer<typeof userDetail>;

const language = z.enum(['fr', 'en']);
export const personShape = {
  displayName: lineText(256).min(1),
  firstName: lineText(64),
  lastName: lineText(64),
  email: lineText(254).regex(/^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]{1,253}$/, 'must be one mail address'),
  phoneNumber: lineText(30),
  usageLocation: countryCode,
};
export const rolesHeld = z.array(roleName).max(7);

/** `POST /users`. */
export const addUserRequest = z.strictObject({
  ...personShape,
  /** An address of the tenant's own domain; unique in the house, whatever its case. */
  userPrincipalName: lineText(113).min(3),
  firstName: personShape.firstName.optional(),
  lastName: personShape.lastName.optional(),
  phoneNumber: personShape.phoneNumber.optional(),
  usageLocation: personShape.usageLocation.optional(),
  language: language.optional(),
  roles: rolesHeld.default([]),
});
export type AddUserRequest = z.input<typeof addUserRequest>;

/** Answer of `POST /users`: the only time the password is told. It is changed at the first sign-in. */
export const addedUser = z.object({ user: userDetail, password: z.string() });
export type AddedUser = z.infer<typeof addedUser>;

/** `GET`, `PATCH`, `DELETE /users/{userId}`; `POST …/restore` within 30 days of the deletion. */
export const userPath = z.object({ userId: guid });

/** `PATCH /users/{userId}`: what is not named stays. */
export const changeUserRequest = z.strictObject({
  displayName: personShape.displayName.optional(),
  firstName: personShape.firstName.optional(),
  lastName: personShape.lastName.optional(),
  email: personShape.email.optional(),
  language: language.nullable().optional(),
  phoneNumber: personShape.phoneNumber.nullable().optional(),
  usageLocation: personShape.usageLocation.nullable().optional(),
});
export type ChangeUserRequest = z.input<typeof changeUserRequest>;

/** `PUT /users/{userId}/roles`: exactly these from now on; tokens that are out follow within the hour. */
export const userRoles = z.strictObject({ roles: rolesHeld });
/** `PUT /users/{userId}/state` disables and enables. */
export const userActive = z.strictObject({ active: z.boolean() });
/** `POST /users/{userId}/password` makes another one, which its answer tells once. */
export const madePassword = z.object({ password: z.string() });

export const group = z.object({
  id: guid,
  name: z.string(),
  /** The agent role that its members hold. */
  role: roleName.optional(),
  members: z.array(z.object({ id: guid, displayName: z.string(), userPrincipalName: z.string() })),
});
export type Group = z.infer<typeof group>;
/** `GET /groups`: by name. */
export const groups = z.object({ items: z.array(group) });
