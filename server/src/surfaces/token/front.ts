/**
 * The front door: turns what MSAL and ADAL send into what the certified provider behind understands (client
 * expectations, section 2). Pure: form in, form out, beside what the answer must look like.
 */
import {
  defaultPermission,
  defaultResource,
  findResource,
  readScopes,
  resources,
  userPermission,
  type Resource,
} from '../../modules/identity/index.ts';
import type { Refusal } from './refusal.ts';

export type Version = '1.0' | '2.0';

/** What to remember of a request until its answer is dressed. */
export interface Wire {
  readonly version: Version;
  /** The resource as the client spelled it; v1 answers repeat it. */
  readonly spelled?: string;
  /** Scopes as asked for, fully qualified; v2 answers repeat them. */
  readonly scopes: readonly string[];
  /** MSAL asks for the account's ids beside the tokens. */
  readonly clientInfo: boolean;
  /** Why no token can be issued for the resource asked for. */
  readonly refusal?: Refusal;
}

export interface Passed {
  readonly form: URLSearchParams;
  readonly wire: Wire;
}

/**
 * Stands for `offline_access` behind the front: the provider drops that one unless a consent page was shown, and our
 * own tenants' applications show none.
 */
export const refreshScope = 'refresh';
const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';
const unknownResourceId = 'urn:comptoir:unknown';

/** A resource as the absolute URI that RFC 8707 wants; some audiences are bare GUIDs. */
export function resourceId(resource: Resource): string {
  return resource.includes(':') ? resource : `urn:uuid:${resource}`;
}

export const resourceIds: readonly string[] = resources.map(resourceId);

/** The audience behind a resource's id; undefined when it is none of ours. */
export function audienceOfId(id: string): Resource | undefined {
  return resources.find((resource) => resourceId(resource) === id);
}

interface Asked {
  readonly resource?: Resource;
  readonly spelled?: string;
  readonly permissions: readonly string[];
  readonly oidc: readonly string[];
  readonly refusal?: Refusal;
}

const nothingAsked: Asked = { permissions: [], oidc: [] };

function askedFor(version: Version, form: URLSearchParams): Asked {
  if (version === '1.0') {
    const name = form.get('resource');
    if (!name) return nothingAsked;
    const resource = findResource(name);
    return resource
      ? { ...nothingAsked, resource, spelled: name }
      : { ...nothingAsked, refusal: noSuchResource('invalid_resource', name) };
  }
  const scopes = readScopes(form.get('scope') ?? '');
  if (scopes.valid) {
    const { resource, spelled, permissions, oidc } = scopes;
    return { ...(resource ? { resource } : {}), ...(spelled ? { spelled } : {}), permissions, oidc };
  }
  const { problem, scope } = scopes;
  if (problem === 'unknownResource') return { ...nothingAsked, refusal: noSuchResource('invalid_scope', scope) };
  const refusal: Refusal =
    problem === 'severalResources'
      ? {
          status: 400,
          error: 'invalid_request',
          code: 28000,
          message: 'One token is for one resource: ask for the scopes of one resource at a time.',
        }
      : {
          status: 400,
          error: 'invalid_scope',
          code: 70011,
          message: `The scope ${scope} does not exist. Ask for ${defaultPermission} or ${userPermission} of the resource.`,
        };
  return { ...nothingAsked, refusal };
}

function noSuchResource(error: string, name: string): Refusal {
  return {
    status: 400,
    error,
    code: 500011,
    message: `The resource ${name} was not found. Tokens are issued for ${resources.join(', ')}.`,
  };
}

/** A request to the token endpoint. `ownTenant` is false at `common` and `organizations`. */
export function passTokenRequest(version: Version, ownTenant: boolean, form: URLSearchParams): Passed {
  const passed = copy(form, tokenFields);
  const grant = form.get('grant_type');
  if (grant === 'device_code') passed.set('grant_type', deviceGrant);
  // v1 names the device code `code`.
  if (grant === 'device_code' && passed.has('code')) {
    passed.set('device_code', passed.get('code')!);
    passed.delete('code');
  }
  const asked = askedFor(version, form);
  const refusal = grant === 'client_credentials' ? refuseForApplication(version, ownTenant, asked) : asked.refusal;
  if (refusal) passed.set('resource', unknownResourceId);
  else if (asked.resource) passed.set('resource', resourceId(asked.resource));
  return { form: passed, wire: wireOf(version, form, { ...asked, ...(refusal ? { refusal } : {}) }) };
}

const tokenFields = new Set([
  'grant_type',
  'client_id',
  'client_secret',
  'code',
  'code_verifier',
  'redirect_uri',
  'refresh_token',
  'device_code',
]);

function refuseForApplication(version: Version, ownTenant: boolean, asked: Asked): Refusal | undefined {
  if (!ownTenant) {
    return {
      status: 400,
      error: 'invalid_request',
      code: 50194,
      message:
        "An application's own token is issued in its own tenant only. Use that tenant's id or domain in the address instead of common.",
    };
  }
  if (asked.refusal) return asked.refusal;
  const name = version === '1.0' ? 'resource' : 'scope';
  if (!asked.resource) {
    return {
      status: 400,
      error: 'invalid_request',
      code: 900144,
      message: `The request body must contain the parameter '${name}'.`,
    };
  }
  if (version === '2.0' && asked.permissions.some((permission) => permission !== defaultPermission)) {
    return {
      status: 400,
      error: 'invalid_scope',
      code: 1002012,
      message: `An application asks for ${asked.resource}/${defaultPermission}: the only scope of this grant.`,
    };
  }
  return undefined;
}

/** A request to the authorization or the device endpoint. */
export function passAuthorizationRequest(version: Version, form: URLSearchParams): Passed {
  const passed = copy(form, authorizationFields);
  const asked = askedFor(version, form);
  const oidc = version === '1.0' ? ['openid', 'profile', 'offline_access'] : asked.oidc;
  passed.set(
    'scope',
    [...oidc.map((scope) => (scope === 'offline_access' ? refreshScope : scope)), userPermission].join(' '),
  );
  if (asked.refusal) passed.set('resource', unknownResourceId);
  else {
    // A refresh token serves every resource, as the secure application model expects; the one asked for comes first.
    const first = resourceId(asked.resource ?? defaultResource);
    for (const id of new Set([first, ...resourceIds])) passed.append('resource', id);
  }
  const prompts = promptsOf(form.get('prompt'));
  if (prompts) passed.set('prompt', prompts);
  return { form: passed, wire: wireOf(version, form, asked) };
}

const authorizationFields = new Set([
  'client_id',
  'client_secret',
  'response_type',
  'response_mode',
  'redirect_uri',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'login_hint',
  'max_age',
  'id_token_hint',
  'ui_locales',
]);

/** `select_account` shows the sign-in page; consent is never asked for an own application. */
function promptsOf(text: string | null): string | undefined {
  const words = new Set((text ?? '').split(/\s+/).map((word) => (word === 'select_account' ? 'login' : word)));
  if (words.has('login')) return 'login';
  return words.has('none') ? 'none' : undefined;
}

function wireOf(version: Version, form: URLSearchParams, asked: Asked): Wire {
  const { spelled, permissions, oidc, refusal } = asked;
  return {
    version,
    ...(spelled ? { spelled } : {}),
    scopes: [...permissions.map((permission) => `${spelled ?? defaultResource}/${permission}`), ...oidc],
    clientInfo: form.get('client_info') === '1',
    ...(refusal ? { refusal } : {}),
  };
}

/** Fields the provider knows, repeated ones kept: it refuses those itself. */
function copy(form: URLSearchParams, fields: ReadonlySet<string>): URLSearchParams {
  return new URLSearchParams([...form].filter(([name]) => fields.has(name)));
}
