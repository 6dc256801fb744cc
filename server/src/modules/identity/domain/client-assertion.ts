/**
 * A client assertion: a JWT that an application signs with the key of its certificate instead of sending a secret
 * (RFC 7523; decision 0047). Pure: what it says and whether that may be, before and beside its signature.
 */
import { decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose';
import { z } from 'zod';

/** What is wrong with an assertion. */
export type AssertionProblem =
  | 'malformed'
  | 'otherAlgorithm'
  | 'otherClient'
  | 'otherAudience'
  | 'outOfTime'
  | 'tooLong'
  | 'unknownCertificate'
  | 'wrongSignature'
  | 'replayed';

export interface Assertion {
  readonly clientId: string;
  readonly algorithm: string;
  /** Hex in capitals, of SHA-1 and SHA-256; one of them at least. */
  readonly thumbprint: string | undefined;
  readonly thumbprintSha256: string | undefined;
  readonly audiences: readonly string[];
  readonly jti: string | undefined;
  /** Seconds since 1970. */
  readonly notBefore: number;
  readonly expiresAt: number;
}

const header = z.object({
  alg: z.string(),
  x5t: z.string().max(100).optional(),
  'x5t#S256': z.string().max(100).optional(),
});
const claims = z.object({
  iss: z.string(),
  sub: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: z.number(),
  nbf: z.number().optional(),
  iat: z.number().optional(),
  jti: z.string().min(1).max(200).optional(),
});

/** Longest assertion read, in characters: with a chain of certificates in its header it has some thousands. */
const longest = 20_000;

/** Undefined when it is no assertion that names its certificate. */
export function readAssertion(text: string): Assertion | undefined {
  if (text.length > longest) return undefined;
  const [named, said] = [
    header.safeParse(tried(decodeProtectedHeader, text)),
    claims.safeParse(tried<JWTPayload>(decodeJwt, text)),
  ];
  if (!named.success || !said.success || said.data.iss !== said.data.sub) return undefined;
  const [thumbprint, thumbprintSha256] = [hexOf(named.data.x5t), hexOf(named.data['x5t#S256'])];
  if (!thumbprint && !thumbprintSha256) return undefined;
  const { sub, aud, exp, nbf, iat, jti } = said.data;
  return {
    clientId: sub.toLowerCase(),
    algorithm: named.data.alg,
    thumbprint,
    thumbprintSha256,
    audiences: typeof aud === 'string' ? [aud] : aud,
    jti,
    notBefore: nbf ?? iat ?? 0,
    expiresAt: exp,
  };
}

function tried<Result>(read: (text: string) => Result, text: string): Result | undefined {
  try {
    return read(text);
  } catch {
    return undefined;
  }
}

/** Thumbprints are base64url in a header; some libraries write base64. */
function hexOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : Buffer.from(text, 'base64').toString('hex').toUpperCase();
}

export const assertionAlgorithms = ['RS256', 'PS256'] as const;

/** Clocks of clients differ by so much. */
export const skewSeconds = 300;
/** Libraries sign for ten minutes; who keeps one longer could as well keep a secret. */
const longestSeconds = 3600;

export interface AssertionFacts {
  /** `client_id` of the request; undefined when the assertion alone says it. */
  readonly clientId: string | undefined;
  /** Addresses of the token endpoint, lower case. */
  readonly audiences: readonly string[];
  /** Wall clock, seconds since 1970. */
  readonly now: number;
}

/** What forbids an assertion whatever its signature; undefined when nothing does. */
export function assertionProblem(given: Assertion, facts: AssertionFacts): AssertionProblem | undefined {
  const { clientId, audiences, now } = facts;
  if (!assertionAlgorithms.some((known) => known === given.algorithm)) return 'otherAlgorithm';
  if (clientId !== undefined && clientId.toLowerCase() !== given.clientId) return 'otherClient';
  if (!given.audiences.some((audience) => audiences.includes(audience.toLowerCase()))) return 'otherAudience';
  if (given.expiresAt + skewSeconds <= now || given.notBefore - skewSeconds > now) return 'outOfTime';
  if (given.expiresAt - now > longestSeconds) return 'tooLong';
  return undefined;
}
