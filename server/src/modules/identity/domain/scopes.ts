/**
 * Scopes: what a tenant consents to when it lets another tenant's application in, by name, and the permissions each opens.
 * Names are Microsoft's where it has one for the same thing (`DelegatedAdminRelationship.Read.All`), and of its form where not.
 */
import { permissions, type Permission, type PermissionRule } from '../../../kernel/index.ts';

export interface Scope {
  readonly name: string;
  readonly words: { readonly en: string; readonly fr: string };
  readonly permissions: readonly Permission[];
}

/** What no consent opens: the operator's desk, and what a tenant's people do in person, such as binding two companies. */
const never: readonly Permission[] = ['programme.operate'];
const everything = (Object.keys(permissions) as Permission[]).filter(
  (permission) => !never.includes(permission) && !(permissions[permission] as PermissionRule).inPerson,
);

const people = ['account.read', 'users.read'] as const;
const directory = [...people, 'profiles.read', 'partnerships.read'] as const;
const customers = ['customers.read', 'relationships.read', 'agreements.read'] as const;

const scope = (name: string, opens: readonly Permission[], en: string, fr: string): Scope => ({
  name,
  words: { en, fr },
  permissions: opens,
});

/** In the order in which they are offered. */
export const scopes: readonly Scope[] = [
  scope(
    'user_impersonation',
    everything,
    'Everything your users and programs may do, except what is kept for your own people',
    'Tout ce que vos utilisateurs et vos programmes peuvent faire, sauf ce qui est réservé à vos propres utilisateurs',
  ),
  scope(
    'User.Read',
    ['account.read'],
    'See the profile of the person who signs in',
    'Voir le profil de la personne connectée',
  ),
  scope(
    'User.Read.All',
    people,
    'See your users with their roles and groups',
    'Voir vos utilisateurs, leurs rôles et leurs groupes',
  ),
  scope(
    'User.ReadWrite.All',
    [...people, 'users.manage'],
    'Add, change and delete your users, and reset their passwords',
    'Ajouter, modifier et supprimer vos utilisateurs, et réinitialiser leurs mots de passe',
  ),
  scope(
    'Directory.Read.All',
    directory,
    'See users, groups, profiles, providers and resellers of your organisation',
    'Voir les utilisateurs, les groupes, les profils, les fournisseurs et les revendeurs de votre organisation',
  ),
  scope(
    'Directory.ReadWrite.All',
    [...directory, 'users.manage'],
    'See your organisation’s directory, and change its users',
    'Voir l’annuaire de votre organisation et modifier ses utilisateurs',
  ),
  scope(
    'Customers.Read.All',
    customers,
    'See your customers, their agreements and your relationships with them',
    'Voir vos clients, leurs contrats et vos relations avec eux',
  ),
  scope(
    'Customers.ReadWrite.All',
    [...customers, 'customers.manage', 'agreements.confirm', 'relationships.request'],
    'Create and change customers, confirm agreements and request relationships',
    'Créer et modifier des clients, confirmer des contrats et demander des relations',
  ),
  scope(
    'CustomerUsers.ReadWrite.All',
    ['customers.read', 'customerUsers.manage'],
    'Manage the users of your customers, within what they have delegated to you',
    'Gérer les utilisateurs de vos clients, dans les limites de ce qu’ils vous ont délégué',
  ),
  scope(
    'DelegatedAdminRelationship.Read.All',
    ['relationships.read'],
    'See what your customers have delegated to you',
    'Voir ce que vos clients vous ont délégué',
  ),
  scope(
    'DelegatedAdminRelationship.ReadWrite.All',
    ['relationships.read', 'delegatedAdmin.manage'],
    'Ask your customers for delegated administration, and assign it to your groups',
    'Demander l’administration déléguée à vos clients et l’attribuer à vos groupes',
  ),
  scope(
    'Subscriptions.Read.All',
    ['customers.read', 'subscriptions.read'],
    'See the subscriptions of your customers',
    'Voir les abonnements de vos clients',
  ),
  scope(
    'Orders.ReadWrite.All',
    ['catalogue.read', 'customers.read', 'subscriptions.read', 'subscriptions.buy'],
    'Order for your customers, and change and cancel their subscriptions: this costs you money',
    'Commander pour vos clients, modifier et annuler leurs abonnements\u00a0: cela vous est facturé',
  ),
  scope(
    'Catalog.Read.All',
    ['catalogue.read', 'margins.read', 'notices.read'],
    'See the catalogue with your prices and margins',
    'Voir le catalogue avec vos prix et vos marges',
  ),
  scope(
    'AuditLog.Read.All',
    ['activity.read'],
    'See what was done in your account, by whom and for which customer',
    'Voir ce qui a été fait dans votre compte, par qui et pour quel client',
  ),
  scope(
    'Webhooks.ReadWrite.All',
    ['webhooks.register'],
    'Choose which address is told of what happens in your account',
    'Choisir l’adresse avertie de ce qui se passe dans votre compte',
  ),
  scope(
    'Billing.Read.All',
    ['invoices.read'],
    'See your invoices and reconciliation files',
    'Voir vos factures et vos fichiers de rapprochement',
  ),
  scope(
    'Prices.ReadWrite.All',
    ['prices.manage'],
    'Set the prices that your customers pay',
    'Fixer les prix que paient vos clients',
  ),
  scope(
    'Partnerships.ReadWrite.All',
    ['partnerships.read', 'partnerships.invite', 'directory.manage'],
    'See your providers and resellers, and invite resellers',
    'Voir vos fournisseurs et vos revendeurs, et inviter des revendeurs',
  ),
  scope('Offers.ReadWrite.All', ['offers.manage'], 'Edit and publish your offers', 'Modifier et publier vos offres'),
  scope(
    'Fulfillment.ReadWrite.All',
    ['fulfillment.act'],
    'Activate, change and cancel what was bought of you',
    'Activer, modifier et annuler ce qui a été acheté chez vous',
  ),
];

const byName = new Map(scopes.map((one) => [one.name.toLowerCase(), one]));

/** The scope of that name, whatever its case; undefined when there is none that opens anything here. */
export function findScope(name: string): Scope | undefined {
  return byName.get(name.toLowerCase());
}

/** The permissions that these scopes open together; names that open nothing here are kept, and open nothing. */
export function permissionsOf(names: readonly string[]): ReadonlySet<Permission> {
  return new Set(names.flatMap((name) => findScope(name)?.permissions ?? []));
}

/** What a control panel vendor names: a resource by its enterprise application's id, and scopes with commas between. */
export interface ApplicationGrant {
  readonly enterpriseApplicationId: string;
  readonly scope: string;
}

const graph = 'graph';
const resourceOf: Readonly<Record<string, 'partnerCenter' | 'graph' | 'azure'>> = {
  'fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd': 'partnerCenter',
  '00000003-0000-0000-c000-000000000000': graph,
  // The older Azure AD Graph, which clients still name.
  '00000002-0000-0000-c000-000000000000': graph,
  '797f4846-ba00-4fd7-ba43-dac1f8f63013': 'azure',
};
export const grantedResources = Object.keys(resourceOf);

/** Said of a sign-in and not of what an application may do. */
const ofSignIn = new Set(['openid', 'profile', 'email', 'offline_access']);
/** Graph has hundreds of permissions; those without a counterpart here are taken and open nothing. */
const graphScope = /^[A-Za-z]+(\.[A-Za-z-]+)+$/;
/** Kept with its resource: alone it would mean everything in Partner Center. */
const azureScope = 'https://management.azure.com/user_impersonation';

export type GrantProblem =
  | { readonly problem: 'resource'; readonly name: string }
  | { readonly problem: 'scope'; readonly name: string }
  | { readonly problem: 'none' };

/** The scopes that grants name, each once; or what is wrong with them. */
export function scopesOfGrants(grants: readonly ApplicationGrant[]): readonly string[] | GrantProblem {
  const found = new Set<string>();
  for (const { enterpriseApplicationId, scope: text } of grants) {
    const resource = resourceOf[enterpriseApplicationId.toLowerCase()];
    if (!resource) return { problem: 'resource', name: enterpriseApplicationId };
    for (const word of text.split(/[\s,]+/).filter(Boolean)) {
      const named = resource === graph || resource === 'partnerCenter' ? nameOf(resource, word) : azureName(word);
      if (named === undefined) return { problem: 'scope', name: word };
      if (named !== '') found.add(named);
    }
  }
  return found.size > 0 ? [...found] : { problem: 'none' };
}

/** Empty: nothing to keep. Undefined: no scope of that resource. */
function nameOf(resource: 'partnerCenter' | 'graph', word: string): string | undefined {
  if (ofSignIn.has(word.toLowerCase())) return '';
  const known = findScope(word);
  if (resource === 'partnerCenter') return known?.name;
  if (known?.name === 'user_impersonation') return undefined;
  return known?.name ?? (graphScope.test(word) ? word : undefined);
}

function azureName(word: string): string | undefined {
  return word.toLowerCase() === 'user_impersonation' ? azureScope : undefined;
}
