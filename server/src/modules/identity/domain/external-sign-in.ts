/** What a tenant's identity provider says of a person, and whose account that opens (decision 0076). Facts in, a decision out. */
import type { Role } from '../../../kernel/index.ts';

export interface ExternalPerson {
  readonly subject: string;
  /** In lower case; undefined: not said. */
  readonly email: string | undefined;
  readonly emailVerified: boolean;
  /** Empty when the provider tells none that can be shown. */
  readonly name: string;
  /** Undefined: the claim is missing, which says nothing of groups. */
  readonly groups: readonly string[] | undefined;
  /** The provider says that it asked for a second factor. */
  readonly mfa: boolean;
}

const mostGroups = 1000;
const mostOfName = 120;

/** Reads the claims of an ID token and of userinfo; nothing in them is taken for anything but text. */
export function readClaims(claims: Readonly<Record<string, unknown>>, groupClaim: string): ExternalPerson {
  const text = (name: string) => (typeof claims[name] === 'string' ? claims[name] : '');
  const amr = claims['amr'];
  return {
    subject: text('sub'),
    email: text('email').trim().toLowerCase() || undefined,
    emailVerified: claims['email_verified'] === true,
    name: shown(text('name')),
    groups: groupsIn(claims[groupClaim]),
    mfa: Array.isArray(amr) && amr.includes('mfa'),
  };
}

function groupsIn(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return undefined;
  return value.filter((one): one is string => typeof one === 'string').slice(0, mostGroups);
}

/** Without what cannot be seen or turns the text around. */
function shown(name: string): string {
  return name
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .slice(0, mostOfName);
}

export type AccountRefusal = 'emailMissing' | 'emailForeign' | 'disabled' | 'taken';

/** An account as far as it matters to whom it is opened. */
export interface KnownAccount {
  readonly id: string;
  readonly tenantId: string;
  readonly active: boolean;
}

export interface AccountFacts {
  readonly person: ExternalPerson;
  readonly tenantId: string;
  readonly domain: string;
  /** The account of this issuer and subject. */
  readonly linked: KnownAccount | undefined;
  /** The account whose user principal name is the person's address, whoever's it is, deleted ones too. */
  readonly named: (KnownAccount & { readonly ofOtherSubject: boolean }) | undefined;
}

export type AccountDecision =
  | { readonly kind: 'open' | 'link'; readonly accountId: string }
  | { readonly kind: 'create'; readonly userPrincipalName: string }
  | { readonly kind: 'refuse'; readonly reason: AccountRefusal };

/**
 * Issuer and subject are the key. An address only leads to an account the first time, when the provider has verified it and
 * it is of the tenant's own domain; never to another tenant's, and never to one that another subject has.
 */
export function decideAccount({ person, tenantId, domain, linked, named }: AccountFacts): AccountDecision {
  if (linked) return linked.active ? { kind: 'open', accountId: linked.id } : refuse('disabled');
  if (!person.email || !person.emailVerified) return refuse('emailMissing');
  if (!person.email.endsWith(`@${domain.toLowerCase()}`)) return refuse('emailForeign');
  if (!named) return { kind: 'create', userPrincipalName: person.email };
  if (named.tenantId !== tenantId || named.ofOtherSubject) return refuse('taken');
  return named.active ? { kind: 'link', accountId: named.id } : refuse('disabled');
}

const refuse = (reason: AccountRefusal): AccountDecision => ({ kind: 'refuse', reason });

/** Which groups hold which roles. */
export type GroupRoles = Readonly<Record<string, readonly Role[]>>;

export interface RoleFacts {
  readonly held: readonly Role[];
  /** What the groups gave the last time. */
  readonly before: readonly Role[];
  readonly groups: readonly string[] | undefined;
  readonly groupRoles: GroupRoles;
  /** Roles that there are in a tenant of this kind. */
  readonly possible: readonly Role[];
}

/** What the groups give now, and what the person has from now on. Without the claim nothing changes; roles given here stay. */
export function rolesByGroups(facts: RoleFacts): { readonly given: readonly Role[]; readonly roles: readonly Role[] } {
  const { held, before, groups, groupRoles, possible } = facts;
  if (!groups) return { given: before, roles: held };
  const named = groups.flatMap((group) => (Object.hasOwn(groupRoles, group) ? groupRoles[group]! : []));
  const given = [...new Set(named)].filter((role) => possible.includes(role)).toSorted();
  const kept = held.filter((role) => !before.includes(role));
  return { given, roles: [...new Set([...kept, ...given])].toSorted() };
}
