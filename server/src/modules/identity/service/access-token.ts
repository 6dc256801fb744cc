/** How an access token of ours is checked and becomes the actor of a request. */
import type { FastifyRequest } from 'fastify';
import { createLocalJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { roles, tenantParts, type Actor } from '../../../kernel/index.ts';
import type { Context } from '../../../platform/context.ts';
import { ownOrigins } from '../../../platform/origins.ts';
import { bareAudience } from '../domain/resources.ts';
import { unauthenticated } from '../faults.ts';
import { consentingActor } from './consents.ts';
import { isRead, requireStandingApplication, standingActor } from './standing.ts';
import { publicKey, signingAlgorithm, signingKeys } from '../store/signing-keys.ts';

const claimsShape = z.object({
  tid: z.guid(),
  oid: z.guid(),
  appid: z.guid(),
  apptid: z.guid().optional(),
  credential: z.guid().optional(),
  idtyp: z.enum(['app', 'user']),
  name: z.string(),
  upn: z.string().optional(),
  sid: z.string().optional(),
  amr: z.array(z.string()).optional(),
  roles: z.array(z.enum(roles)),
  parts: z.array(z.enum(tenantParts)),
});

interface Verified {
  readonly actor: Actor;
  /** Another tenant's application: what it may is asked at each request. */
  readonly foreign: boolean;
  readonly audience: string;
  /** The secret or certificate by which the application asked for it. */
  readonly credentialId: string | undefined;
}

type Verify = (token: string) => Promise<Verified>;

const rememberedTokens = 10_000;
const verifiers = new WeakMap<Context, Verify>();

/**
 * Reads the bearer token of a request meant for one of `audiences` (compared without a trailing slash). Faults:
 * Unauthenticated, saying what is wrong. Verified tokens are remembered until they expire, so that the hot path is one
 * look-up; the database is asked every other second whether the application and its credential stand, whether a person who writes
 * may still, and for the consent to another tenant's application.
 */
export function tokenAuthenticator(
  context: Context,
  options: { readonly audiences: readonly string[] },
): (request: FastifyRequest) => Promise<Actor> {
  const audiences = new Set(options.audiences.map(bareAudience));
  const verify = verifierOf(context);
  return async (request) => {
    const { actor: named, audience, foreign, credentialId } = await verify(bearerToken(request.headers.authorization));
    if (!audiences.has(audience)) {
      throw unauthenticated(
        `The token is for ${audience}, not for this service. Ask for one whose resource is ${options.audiences.join(' or ')}.`,
      );
    }
    await requireStandingApplication(context.runner, named, credentialId);
    const actor = isRead(request.method) ? named : await standingActor(context.runner, named);
    return foreign ? consentingActor(context.runner, actor) : actor;
  };
}

function bearerToken(header: string | undefined): string {
  if (!header) {
    throw unauthenticated('No token was sent. Send one from the token service as "Authorization: Bearer …".');
  }
  const [scheme, token, ...rest] = header.trim().split(/\s+/);
  if (scheme?.toLowerCase() !== 'bearer' || !token || rest.length > 0) {
    throw unauthenticated('The Authorization header is not "Bearer" followed by one token.');
  }
  return token;
}

/** One per process: all surfaces share what it remembers. */
function verifierOf(context: Context): Verify {
  const known = verifiers.get(context);
  if (known) return known;
  const remembered = new LRUCache<string, Verified>({ max: rememberedTokens });
  const made: Verify = async (token) => {
    const hit = remembered.get(token);
    if (hit) return hit;
    const payload = await verifiedPayload(context, token);
    const { apptid } = payload;
    const foreign = apptid !== undefined && apptid !== payload['tid'];
    const verified = { ...readClaims(payload), audience: bareAudience(audienceOf(payload)), foreign };
    remembered.set(token, verified, { ttl: Math.max(1, payload.exp! * 1000 - Date.now()) });
    return verified;
  };
  verifiers.set(context, made);
  return made;
}

async function verifiedPayload(context: Context, token: string): Promise<JWTPayload> {
  const keySet = createLocalJWKSet({ keys: (await signingKeys(context)).map(publicKey) });
  try {
    // `typ` keeps id tokens out: they are signed by the same key but open nothing.
    const { payload } = await jwtVerify(token, keySet, {
      algorithms: [signingAlgorithm],
      typ: 'at+jwt',
      requiredClaims: ['exp', 'aud', 'iss'],
    });
    requireOurIssuer(context, payload);
    return payload;
  } catch (error) {
    throw error instanceof errors.JOSEError ? unauthenticated(reason(error)) : error;
  }
}

function reason(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) {
    return `The token expired at ${new Date(Number(error.payload.exp) * 1000).toISOString()}. Ask the token service for a new one.`;
  }
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey) {
    return 'The token is not ours: its signature is not by a key of this token service.';
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return `The token must be signed with ${signingAlgorithm}.`;
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'typ') {
    return 'This is not an access token. Send the access_token of the answer, not the id_token.';
  }
  return 'The token cannot be read: it is not a signed JSON Web Token of this token service.';
}

function requireOurIssuer(context: Context, { iss }: JWTPayload): void {
  if (ownOrigins(context).some((origin) => iss?.startsWith(`${origin}/`))) return;
  throw unauthenticated(`The token was issued by ${String(iss)}, not by this token service at ${context.origin()}.`);
}

function audienceOf({ aud }: JWTPayload): string {
  return Array.isArray(aud) ? (aud[0] ?? '') : (aud ?? '');
}

function readClaims(payload: JWTPayload): Pick<Verified, 'actor' | 'credentialId'> {
  const claims = claimsShape.safeParse(payload);
  if (!claims.success) throw unauthenticated('The token lacks claims that an access token of ours has.');
  const { tid, oid, appid, credential, idtyp, name, upn, sid, amr, roles: roleNames, parts } = claims.data;
  const actor: Actor = {
    kind: idtyp === 'user' ? 'user' : 'application',
    tenantId: tid,
    ...(idtyp === 'user' ? { userId: oid } : {}),
    ...(sid ? { signInId: sid } : {}),
    ...(amr?.includes('mfa') ? { secondFactor: true as const } : {}),
    applicationId: appid,
    name: upn ?? name,
    parts: new Set(parts),
    roles: new Set(roleNames),
  };
  return { actor, credentialId: credential };
}
