/**
 * Resources a token can be for, and the two ways clients name them: the v1 `resource` parameter and the v2 scopes
 * `resource/permission` (client expectations, section 2; SaaS fulfillment contract, section 1).
 */

import { findScope } from './scopes.ts';

/** Audiences as they stand in `aud`, compared without case and without a trailing slash. */
export const resources = [
  'https://api.partnercenter.microsoft.com',
  'https://graph.microsoft.com',
  'https://api.partner.microsoft.com',
  'https://graph.windows.net',
  'https://management.azure.com',
  // The classic management audience, which the Azure CLI asks for with a service principal.
  'https://management.core.windows.net',
  // Partner Center, as newer programs name it in a scope.
  'fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd',
  '20e940b3-4c77-4b0b-9a53-9e16a1b010a7',
  '62d94f6c-d599-489b-a797-3e10e42fbe22',
  'api://comptoir',
] as const;
export type Resource = (typeof resources)[number];

/** The resource v2 means by a permission without one, and by no permission at all. */
export const defaultResource: Resource = 'https://graph.microsoft.com';

/** Asks for whatever the application is registered for. */
export const defaultPermission = '.default';
export const userPermission = 'user_impersonation';

/** An audience without trailing slash and in lower case, as audiences are compared. */
export function bareAudience(audience: string): string {
  return audience.replace(/\/+$/, '').toLowerCase();
}

/** The resource a client names, however it spells it; undefined when there is none of that name. */
export function findResource(name: string): Resource | undefined {
  const bare = bareAudience(name);
  return resources.find((resource) => resource === bare);
}

const oidcScopes = new Set(['openid', 'profile', 'email', 'offline_access']);

export type ScopeRequest =
  | {
      readonly valid: true;
      /** Undefined when only OpenID Connect scopes were asked for. */
      readonly resource: Resource | undefined;
      /** The resource as the client spelled it, for the answer. */
      readonly spelled: string | undefined;
      readonly permissions: readonly string[];
      readonly oidc: readonly string[];
    }
  | {
      readonly valid: false;
      readonly problem: 'unknownResource' | 'unknownPermission' | 'severalResources';
      readonly scope: string;
    };

/** Reads a v2 scope parameter: `https://resource/permission …` beside `openid profile offline_access`. */
export function readScopes(text: string): ScopeRequest {
  const words = text.split(/\s+/).filter(Boolean);
  const oidc = words.filter((word) => oidcScopes.has(word));
  let resource: Resource | undefined;
  let spelled: string | undefined;
  const permissions: string[] = [];
  for (const scope of words.filter((word) => !oidcScopes.has(word))) {
    const cut = scope.lastIndexOf('/');
    const name = cut < 0 ? defaultResource : scope.slice(0, cut);
    const found = findResource(name);
    const permission = scope.slice(cut + 1);
    if (!found) return { valid: false, problem: 'unknownResource', scope };
    if (!isPermission(found, permission)) return { valid: false, problem: 'unknownPermission', scope };
    if (resource && resource !== found) return { valid: false, problem: 'severalResources', scope };
    resource = found;
    spelled ??= name;
    permissions.push(permission);
  }
  return { valid: true, resource, spelled, permissions, oidc };
}

/** Graph has hundreds of permissions; here a person's token carries what that person and the consent allow, whichever is named. */
function isPermission(resource: Resource, permission: string): boolean {
  if (permission === defaultPermission || findScope(permission)) return true;
  return resource === defaultResource && /^[A-Za-z]+(\.[A-Za-z]+)+$/.test(permission);
}
