/** Refusals as the authority that MSAL and ADAL know words them. */
import { randomUUID } from 'node:crypto';

export interface Refusal {
  readonly status: number;
  /** OAuth error name. */
  readonly error: string;
  /** Number the libraries and their users search for (AADSTS…). */
  readonly code: number;
  /** English sentence that says what is wrong and what to do. */
  readonly message: string;
  /** What the libraries tell errors of one name apart by. */
  readonly suberror?: string;
}

export interface RefusalBody {
  readonly error: string;
  readonly error_description: string;
  readonly error_codes: readonly number[];
  readonly timestamp: string;
  readonly trace_id: string;
  readonly correlation_id: string;
  readonly suberror?: string;
}

export function refusalBody(refusal: Omit<Refusal, 'status'>, correlationId: string): RefusalBody {
  const traceId = randomUUID();
  const timestamp = new Date()
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z');
  return {
    error: refusal.error,
    error_description: `AADSTS${refusal.code}: ${refusal.message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [refusal.code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    ...(refusal.suberror ? { suberror: refusal.suberror } : {}),
  };
}

/** What the provider throws, as far as it matters here. */
export interface ProviderError {
  readonly error: string;
  readonly error_description?: string;
  /** The true reason, which the provider itself hides from clients. */
  readonly error_detail?: string;
}

/** The number and words for an error of the provider. */
export function refusalOf(
  error: ProviderError,
  where: { readonly clientId: string; readonly directory: string },
): Refusal {
  const detail = error.error_detail ?? error.error_description ?? error.error;
  const known = knownRefusals.find(({ matches }) => matches.test(`${error.error}: ${detail}`));
  if (known) return { ...known.refusal, message: known.say(where) };
  return {
    status: 400,
    error: error.error,
    code: 90000,
    message: `${detail.charAt(0).toUpperCase()}${detail.slice(1)}.`,
  };
}

type Where = { readonly clientId: string; readonly directory: string };

/** The words that libraries and their users look for; nobody is left without the way on. */
const knownRefusals: readonly {
  readonly matches: RegExp;
  readonly refusal: Omit<Refusal, 'message'>;
  readonly say: (where: Where) => string;
}[] = [
  {
    matches: /the consent is missing/,
    refusal: { status: 400, error: 'invalid_grant', code: 65001, suberror: 'consent_required' },
    say: ({ clientId, directory }) =>
      `The user or administrator has not consented to use the application with ID '${clientId}'. Send an interactive authorization request for this user and resource; an administrator consents at /${directory}/adminconsent?client_id=${clientId}.`,
  },
  {
    matches: /client not found/,
    refusal: { status: 400, error: 'unauthorized_client', code: 700016 },
    say: ({ clientId, directory }) =>
      `The application '${clientId}' was not found in the directory '${directory}'. Check the client id, and that the address names the application's own tenant.`,
  },
  {
    matches: /invalid secret|secret is expired/,
    refusal: { status: 401, error: 'invalid_client', code: 7000215 },
    say: ({ clientId }) =>
      `The client secret is not one of application '${clientId}', or it ran out. Send the secret itself, not its id; make a new one when it is lost.`,
  },
  {
    matches: /authentication mechanism does not match/,
    refusal: { status: 401, error: 'invalid_client', code: 7000218 },
    say: () =>
      "The request must carry 'client_secret' for an application with a secret, and must not for a public application.",
  },
  {
    matches: /client_id mismatch|no client authentication mechanism/,
    refusal: { status: 400, error: 'invalid_request', code: 900144 },
    say: () => "The request body must contain the parameter 'client_id', once.",
  },
  {
    matches: /missing required parameter.*grant_type/,
    refusal: { status: 400, error: 'invalid_request', code: 900144 },
    say: () => "The request body must contain the parameter 'grant_type'.",
  },
  {
    matches: /^unsupported_grant_type|grant type is not allowed/,
    refusal: { status: 400, error: 'unsupported_grant_type', code: 70003 },
    say: () =>
      'This grant is not supported here. Use client_credentials, authorization_code, refresh_token or device_code.',
  },
  {
    matches: /^authorization_pending/,
    refusal: { status: 400, error: 'authorization_pending', code: 70016 },
    say: () => 'The person has not finished signing in with the code. Ask again after the interval.',
  },
  {
    matches: /^expired_token/,
    refusal: { status: 400, error: 'expired_token', code: 70020 },
    say: () => 'The device code has expired. Ask for a new one.',
  },
  {
    matches: /^access_denied/,
    refusal: { status: 400, error: 'access_denied', code: 65004 },
    say: () => 'The person declined.',
  },
  {
    matches: /refresh token|grant not found|grant is expired|session not found/,
    refusal: { status: 400, error: 'invalid_grant', code: 70008 },
    say: () => 'The refresh token is unknown, has expired or was revoked. The person must sign in again.',
  },
  {
    matches: /^invalid_grant/,
    refusal: { status: 400, error: 'invalid_grant', code: 70000 },
    say: () =>
      'The code or token is unknown, has already been used, or belongs to another application, redirect address or code verifier.',
  },
];
