/** Writes the provider's answers as MSAL (v2) and ADAL (v1) expect them. Pure. */
import { userPermission } from '../../modules/identity/index.ts';
import type { ClientRequest } from './translate-request.ts';

export interface TokenAnswer {
  readonly access_token: string;
  readonly expires_in: number;
  readonly id_token?: string;
  readonly refresh_token?: string;
}

/** Who the tokens are about; undefined for an application's own token. */
export interface AnswerSubject {
  readonly tenantId: string;
  readonly userId: string;
}

export function toTokenResponse(
  answer: TokenAnswer,
  client: ClientRequest,
  audience: string,
  subject: AnswerSubject | undefined,
  nowSeconds: number,
): Record<string, unknown> {
  const { access_token, expires_in, id_token, refresh_token } = answer;
  const tokens = { access_token, ...(refresh_token ? { refresh_token } : {}), ...(id_token ? { id_token } : {}) };
  if (client.version === '1.0') {
    // v1 writes every number as a string (Partner Center contract, section 1.2).
    return {
      token_type: 'Bearer',
      ...(subject ? { scope: userPermission } : {}),
      expires_in: String(expires_in),
      ext_expires_in: String(expires_in),
      expires_on: String(nowSeconds + expires_in),
      not_before: String(nowSeconds),
      resource: client.spelled ?? audience,
      ...tokens,
    };
  }
  return {
    token_type: 'Bearer',
    // Absent for an application: MSAL then files the token under the scopes it asked for.
    ...(subject ? { scope: grantedScopes(client, audience) } : {}),
    expires_in,
    ext_expires_in: expires_in,
    ...tokens,
    ...(subject && client.clientInfo ? { client_info: clientInfo(subject) } : {}),
  };
}

function grantedScopes({ scopes }: ClientRequest, audience: string): string {
  const named = scopes.some((scope) => scope.includes('/'));
  return [...(named ? [] : [`${audience}/${userPermission}`]), ...scopes].join(' ');
}

function clientInfo({ userId, tenantId }: AnswerSubject): string {
  return Buffer.from(JSON.stringify({ uid: userId, utid: tenantId })).toString('base64url');
}

export interface DeviceAnswer {
  readonly device_code: string;
  readonly user_code: string;
  readonly verification_uri: string;
  readonly verification_uri_complete: string;
  readonly expires_in: number;
}

/** Seconds between two questions whether the person has finished. */
const pollSeconds = 2;

export function toDeviceResponse(answer: DeviceAnswer, { version }: ClientRequest): Record<string, unknown> {
  const { device_code, user_code, verification_uri, verification_uri_complete, expires_in } = answer;
  const message = `To sign in, open the page ${verification_uri} in a browser and enter the code ${user_code}.`;
  if (version === '1.0') {
    return {
      user_code,
      device_code,
      verification_url: verification_uri,
      expires_in: String(expires_in),
      interval: String(pollSeconds),
      message,
    };
  }
  return {
    user_code,
    device_code,
    verification_uri,
    verification_uri_complete,
    expires_in,
    interval: pollSeconds,
    message,
  };
}

/** The discovery document; the v1 form names the v1 endpoints. */
export function toDiscoveryDocument(
  document: Record<string, unknown>,
  { version }: ClientRequest,
): Record<string, unknown> {
  const supported = {
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic', 'private_key_jwt', 'none'],
    token_endpoint_auth_signing_alg_values_supported: ['RS256', 'PS256'],
  };
  if (version === '2.0') return { ...document, ...supported };
  const v1 = Object.entries(document).map(([name, value]) => [
    name,
    typeof value === 'string' && (name.endsWith('_endpoint') || name === 'jwks_uri')
      ? value.replace('/oauth2/v2.0/', '/oauth2/').replace('/discovery/v2.0/', '/discovery/')
      : value,
  ]);
  return { ...Object.fromEntries(v1), ...supported };
}
