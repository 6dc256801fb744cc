/** What the activity log of a partner calls its lines by, and what it leaves out. */
import { recordOf } from './told.ts';

/** Beginnings of names, one set for each kind; what is in none of them is the company's own. */
const beginnings = {
  customers: 'Customer|Relationship|DelegatedAccess|ValidationCode',
  purchases: 'Order|Subscription',
  billing: 'Invoice|Price|Month|Charge',
  access: 'DelegatedAdmin|Administration',
  people: 'User|SignIn|IdentityProvider',
  applications: 'Application',
} as const;

export const activityKinds = [...(Object.keys(beginnings) as (keyof typeof beginnings)[]), 'company'] as const;
export type ActivityKind = (typeof activityKinds)[number];

/** A pattern of the names of a kind, as PostgreSQL and JavaScript both read it. */
export function patternOf(kind: ActivityKind): string {
  if (kind !== 'company') return `^(${beginnings[kind]})`;
  return `^(?!${Object.values(beginnings).join('|')})`;
}

export const kindOf = (name: string): ActivityKind =>
  activityKinds.find((kind) => new RegExp(patternOf(kind)).test(name))!;

/** Who came and who did not get in: many lines that change nothing. */
export const leftOut = ['UserSignedIn', 'UserSignInFailed', 'ExternalSignInFailed'] as const;

/** Names of what may stand in the log of a partner. */
export const loggedNames = Object.entries(recordOf)
  .filter(([name, line]) => line !== 'publisher' && line !== 'no partner' && !leftOut.some((one) => one === name))
  .map(([name]) => name);
