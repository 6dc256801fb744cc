/**
 * Turns what MSAL and ADAL send into what the certified provider understands (client
 * expectations, section 2). Form in, form out, beside what the answer must look like.
 */
import { randomBytes } from 'node:crypto';
import {
  defaultPermission,
  defaultResource,
  findResource,
  readScopes,
  resources,
  userPermission,
  type Resource,
} from '../../modules/identity/index.ts';
import type { Proven } from './client-assertion.ts';
import { consentParameter } from './consent-check.ts';
import type { Refusal } from './refusal.ts';

export type Version = '1.0' | '2.0';

/** What to remember of a request until its answer is translated. */
export interface ClientRequest {
  readonly version: Version;
  /** The resource as the client spelled it; v1 answers repeat it. */
  readonly spelled?: string;
  /** Scopes as asked for, fully qualified; v2 answers repeat them. */
  readonly scopes: readonly string[];
  /** MSAL asks for the account's ids beside the tokens. */
  readonly clientInfo: boolean;
  /** Why no token can be issued for the resource asked for. */
  readonly refusal?: Refusal;
  /** The application that a client assertion proved. */
  readonly proven?: Proven;
}

export interface TranslatedRequest {
  readonly form: URLSearchParams;
  readonly client: ClientRequest;
}

/**
 * Stands for `offline_access` inside: the provider drops that one unless a consent page was shown, and our
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

interface RequestedResource {
  readonly resource?: Resource;
  readonly spelled?: string;
  readonly permissions: readonly string[];
  readonly oidc: readonly string[];
  readonly refusal?: Refusal;
}

const noResource: RequestedResource = { permissions: [], oidc: [] };

function requestedResource(version: Version, form: URLSearchParams): RequestedResource {
  if (version === '1.0') {
    const name = form.get('resource');
    if (!name) return noResource;
    const resource = findResource(name);
    return resource
      ? { ...noResource, resource, spelled: name }
      : { ...noResource, refusal: noSuchResource('invalid_resource', name) };
  }
  const scopes = readScopes(form.get('scope') ?? '');
  if (scopes.valid) {
    const { resource, spelled, permissions, oidc } = scopes;
    return { ...(resource ? { resource } : {}), ...(spelled ? { spelled } : {}), permissions, oidc };
  }
  const { problem, scope } = scopes;
  if (problem === 'unknownResource') return { ...noResource, refusal: noSuchResource('invalid_scope', scope) };
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
  return { ...noResource, refusal };
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
export function translateTokenRequest(version: Version, ownTenant: boolean, form: URLSearchParams): TranslatedRequest {
  const translated = copy(form, tokenFields);
  const grant = form.get('grant_type');
  if (grant === 'device_code') translated.set('grant_type', deviceGrant);
  // v1 names the device code `code`.
  if (grant === 'device_code' && translated.has('code')) {
    translated.set('device_code', translated.get('code')!);
    translated.delete('code');
  }
  const requested = requestedResource(version, form);
  const refusal =
    grant === 'client_credentials' ? refuseForApplication(version, ownTenant, requested) : requested.refusal;
  if (refusal) translated.set('resource', unknownResourceId);
  else if (requested.resource) translated.set('resource', resourceId(requested.resource));
  return {
    form: translated,
    client: clientRequestOf(version, form, { ...requested, ...(refusal ? { refusal } : {}) }),
  };
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

function refuseForApplication(version: Version, ownTenant: boolean, requested: RequestedResource): Refusal | undefined {
  if (!ownTenant) {
    return {
      status: 400,
      error: 'invalid_request',
      code: 50194,
      message:
        "An application's own token is issued in its own tenant only. Use that tenant's id or domain in the address instead of common.",
    };
  }
  if (requested.refusal) return requested.refusal;
  const name = version === '1.0' ? 'resource' : 'scope';
  if (!requested.resource) {
    return {
      status: 400,
      error: 'invalid_request',
      code: 900144,
      message: `The request body must contain the parameter '${name}'.`,
    };
  }
  if (version === '2.0' && requested.permissions.some((permission) => permission !== defaultPermission)) {
    return {
      status: 400,
      error: 'invalid_scope',
      code: 1002012,
      message: `An application asks for ${requested.resource}/${defaultPermission}: the only scope of this grant.`,
    };
  }
  return undefined;
}

/** A request to the authorization or the device endpoint. */
export function translateAuthorizationRequest(version: Version, form: URLSearchParams): TranslatedRequest {
  const translated = copy(form, authorizationFields);
  const requested = requestedResource(version, form);
  const oidc = version === '1.0' ? ['openid', 'profile', 'offline_access'] : requested.oidc;
  translated.set(
    'scope',
    [...oidc.map((scope) => (scope === 'offline_access' ? refreshScope : scope)), userPermission].join(' '),
  );
  if (requested.refusal) translated.set('resource', unknownResourceId);
  else {
    // A refresh token serves every resource, as the secure application model expects; the one asked for comes first.
    const first = resourceId(requested.resource ?? defaultResource);
    for (const id of new Set([first, ...resourceIds])) translated.append('resource', id);
  }
  const prompts = promptsOf(form.get('prompt'));
  if (prompts) translated.set('prompt', prompts);
  if (asksForConsent(form.get('prompt'))) translated.set(consentParameter, 'yes');
  return { form: translated, client: clientRequestOf(version, form, requested) };
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

/** `admin_consent` is v1's word. Of an application of one's own nothing is asked: `consent-check.ts`. */
const asksForConsent = (text: string | null) => /(^|\s)(admin_)?consent(\s|$)/.test(text ?? '');

/** The way of `/adminconsent`: signs in anew, and ends at the application without a code. */
export function adminConsentRequest(form: URLSearchParams, redirectUri: string): URLSearchParams {
  const sent = new URLSearchParams({
    client_id: form.get('client_id') ?? '',
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid',
    prompt: 'login',
    [consentParameter]: 'admin',
    // Of public applications the provider wants one; no code will be redeemed.
    code_challenge: randomBytes(32).toString('base64url'),
    code_challenge_method: 'S256',
  });
  const state = form.get('state');
  if (state !== null) sent.set('state', state);
  const hint = form.get('login_hint');
  if (hint !== null) sent.set('login_hint', hint);
  return sent;
}

/** `select_account` shows the sign-in page. */
function promptsOf(text: string | null): string | undefined {
  const words = new Set((text ?? '').split(/\s+/).map((word) => (word === 'select_account' ? 'login' : word)));
  if (words.has('login')) return 'login';
  return words.has('none') ? 'none' : undefined;
}

function clientRequestOf(version: Version, form: URLSearchParams, requested: RequestedResource): ClientRequest {
  const { spelled, permissions, oidc, refusal } = requested;
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
