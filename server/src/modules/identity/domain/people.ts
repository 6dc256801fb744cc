/** Who may change whom in a tenant, and which roles there are in it (rules B19, B28, B29, D3). Facts in, a refusal or nothing out. */
import { permissions, type PermissionRule, type Role, type TenantPart } from '../../../kernel/index.ts';

export type PeopleRefusal =
  | 'AdminAgentNeeded'
  | 'BeyondOwnRights'
  | 'GlobalAdminNeeded'
  | 'LastGlobalAdmin'
  | 'OwnAccount'
  | 'OwnPeopleOnly'
  | 'OwnRights'
  | 'RoleNotHere';

/** Who acts, by the roles held now, not by those of a token. */
export interface Acting {
  readonly id: string;
  readonly roles: readonly Role[];
  /** Of who acts on the tenant's behalf: the parts of the tenant that it plays there. Absent for the tenant's own people. */
  readonly onBehalf?: readonly TenantPart[];
}

export interface Concerned extends Acting {
  /** Neither disabled nor deleted. */
  readonly active: boolean;
}

/** Parts by which a tenant is a partner of the programme. */
export const partnerParts: readonly TenantPart[] = ['direct', 'provider', 'reseller'];
/** Parts whose people help customers: an applicant is to be a partner. */
const agentParts: readonly TenantPart[] = [...partnerParts, 'applicant'];
/** Indirect resellers have no SalesAgents group (role matrix, note a). */
const sellerParts: readonly TenantPart[] = ['direct', 'provider'];

/** The roles that people of a tenant of these parts can be given. */
export function rolesOfParts(parts: readonly TenantPart[]): readonly Role[] {
  const plays = (wanted: readonly TenantPart[]) => parts.some((part) => wanted.includes(part));
  return [
    'global_admin',
    'user_admin',
    'billing_admin',
    ...(plays(agentParts) ? (['admin_agent', 'helpdesk_agent'] as const) : []),
    ...(plays(sellerParts) ? (['sales_agent'] as const) : []),
    ...(plays(['publisher']) ? (['manager'] as const) : []),
  ];
}

/** Those of them that somebody can give who acts on the tenant's behalf as one of these parts; undefined: its own people. */
export function rolesToGive(
  onBehalf: readonly TenantPart[] | undefined,
  parts: readonly TenantPart[],
): readonly Role[] {
  return rolesOfParts(parts).filter((role) => onBehalf === undefined || !isOwnPeoples(onBehalf, [role], parts));
}

const isGlobalAdmin = ({ roles }: Acting) => roles.includes('global_admin');

const rulesOpenTo = (held: readonly Role[], parts: readonly TenantPart[]): readonly PermissionRule[] =>
  Object.values<PermissionRule>(permissions)
    .filter((rule) => rule.parts.some((part) => parts.includes(part)))
    .filter((rule) => held.some((role) => rule.roles.includes(role)));

/**
 * Whether roles open, in a tenant of these parts, what nobody does on its behalf: whoever gave such a person a password would
 * do it all the same (decision 0105). A customer delegates itself as a customer, its global administrators included (rules D7,
 * D8); the account of a reseller is administered (rule D3), and stays its own people's.
 */
export function isOwnPeoples(
  onBehalf: readonly TenantPart[],
  held: readonly Role[],
  parts: readonly TenantPart[],
): boolean {
  const ofAccount = !onBehalf.includes('customer');
  if (ofAccount && held.some((role) => role === 'global_admin' || role === 'admin_agent')) return true;
  return rulesOpenTo(held, parts).some((rule) => !rule.parts.some((part) => onBehalf.includes(part)));
}

/** Who is global admin is changed, disabled, deleted and given a password by global admins only. */
export function decideTouch(acting: Acting, person: Acting, parts: readonly TenantPart[]): PeopleRefusal | undefined {
  if (acting.onBehalf && isOwnPeoples(acting.onBehalf, person.roles, parts)) return 'OwnPeopleOnly';
  return isGlobalAdmin(person) && !isGlobalAdmin(acting) ? 'GlobalAdminNeeded' : undefined;
}

/**
 * Who gives roles, a password or the address that a forgotten password goes to could act with all that they open: it must
 * have every right of them itself (decision 0066).
 */
function covers(acting: Acting, given: readonly Role[], parts: readonly TenantPart[]): boolean {
  if (isGlobalAdmin(acting)) return true;
  return rulesOpenTo(given, parts).every((rule) => acting.roles.some((role) => rule.roles.includes(role)));
}

/** Whether the person may be given a password, or another mail address, by who acts. One's own account is one's own. */
export function decideHandOver(
  acting: Acting,
  person: Acting,
  parts: readonly TenantPart[],
): PeopleRefusal | undefined {
  const refusal = decideTouch(acting, person, parts);
  if (refusal) return refusal;
  return acting.id === person.id || covers(acting, person.roles, parts) ? undefined : 'BeyondOwnRights';
}

interface RoleChange {
  readonly acting: Acting;
  readonly person: Concerned;
  readonly wanted: readonly Role[];
  readonly parts: readonly TenantPart[];
  /** Active global admins of the tenant beside the person. */
  readonly otherGlobalAdmins: number;
}

const decideGift = ({ onBehalf }: Acting, added: readonly Role[], parts: readonly TenantPart[]) =>
  onBehalf && isOwnPeoples(onBehalf, added, parts) ? 'OwnPeopleOnly' : undefined;

/** Whether the person may have exactly these roles from now on. */
export function decideRoles(change: RoleChange): PeopleRefusal | undefined {
  const { acting, person, wanted, parts, otherGlobalAdmins } = change;
  const added = wanted.filter((role) => !person.roles.includes(role));
  if (added.some((role) => !rolesOfParts(parts).includes(role))) return 'RoleNotHere';
  // A global admin has every right already; the agent groups are ticked for oneself (rule B19).
  if (acting.id === person.id && added.length > 0 && !isGlobalAdmin(acting)) return 'OwnRights';
  const touched = added.includes('global_admin') ? { ...person, roles: wanted } : person;
  const refusal = decideTouch(acting, touched, parts) ?? decideGift(acting, added, parts);
  if (refusal) return refusal;
  if (!covers(acting, added, parts)) return 'BeyondOwnRights';
  const losesIt = isGlobalAdmin(person) && !wanted.includes('global_admin');
  return losesIt && person.active && otherGlobalAdmins === 0 ? 'LastGlobalAdmin' : undefined;
}

/**
 * Whether a person with these roles may be added: in a partner's tenant, also while it is set up, by an admin agent only
 * (rule B19). A provider's admin agents are global administrators of their reseller's account (rule D3).
 */
export function decideAdd(
  acting: Acting,
  wanted: readonly Role[],
  parts: readonly TenantPart[],
): PeopleRefusal | undefined {
  const partner = parts.some((part) => agentParts.includes(part));
  const administers = acting.onBehalf !== undefined && isGlobalAdmin(acting);
  if (partner && !administers && !acting.roles.includes('admin_agent')) return 'AdminAgentNeeded';
  if (wanted.some((role) => !rolesOfParts(parts).includes(role))) return 'RoleNotHere';
  return decideHandOver(acting, { id: '', roles: wanted }, parts);
}

/** Whether the person may be disabled or deleted. */
export function decideEnd(
  acting: Acting,
  person: Concerned,
  parts: readonly TenantPart[],
  otherGlobalAdmins: number,
): PeopleRefusal | undefined {
  if (acting.id === person.id) return 'OwnAccount';
  const refusal = decideTouch(acting, person, parts);
  if (refusal) return refusal;
  return isGlobalAdmin(person) && person.active && otherGlobalAdmins === 0 ? 'LastGlobalAdmin' : undefined;
}
