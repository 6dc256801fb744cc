/** Passkeys (WebAuthn): what a browser is asked for, and whether it answered. The library checks the signatures. */
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { isIP } from 'node:net';
import type { FactorRow } from '../store/second-factors.ts';
import type { User } from './users.ts';

/**
 * The library, when it is first needed: it asks Node for algorithms that Node calls experimental, and Node prints that past
 * our log.
 */
async function importQuietly() {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  try {
    return await import('@simplewebauthn/server');
  } finally {
    process.emitWarning = emitWarning;
  }
}

let imported: ReturnType<typeof importQuietly> | undefined;
const library = () => (imported ??= importQuietly());

/** What every passkey signs with: EdDSA, ES256 or RS256. */
const algorithms = [-8, -7, -257];

/** Scheme, host and port where the browser is. */
export type Place = string;

const timeout = 5 * 60_000;
const hostOf = (place: Place) => new URL(place).hostname.replace(/^\[|\]$/g, '');

/** Browsers make passkeys for names, not for addresses. */
export function passkeysAt(place: Place): boolean {
  return isIP(hostOf(place)) === 0;
}

/** `challenge`: random bytes that count once. */
export async function askForPasskey(
  place: Place,
  user: Pick<User, 'id' | 'userPrincipalName' | 'displayName'>,
  { challenge, known }: { readonly challenge: Buffer; readonly known: readonly FactorRow[] },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await library();
  return generateRegistrationOptions({
    supportedAlgorithmIDs: algorithms,
    rpName: 'Comptoir',
    rpID: hostOf(place),
    userID: new Uint8Array(Buffer.from(user.id)),
    userName: user.userPrincipalName,
    userDisplayName: user.displayName,
    challenge: new Uint8Array(challenge),
    timeout,
    attestationType: 'none',
    excludeCredentials: credentialsOf(known),
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
  });
}

export interface MadePasskey {
  readonly credentialId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
}

/** The passkey that a browser made, or undefined when its answer is not one to this challenge, here. */
export async function readMadePasskey(
  place: Place,
  challenge: Buffer,
  response: unknown,
): Promise<MadePasskey | undefined> {
  try {
    const { verifyRegistrationResponse } = await library();
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      supportedAlgorithmIDs: algorithms,
      response: response as RegistrationResponseJSON,
      expectedChallenge: challenge.toString('base64url'),
      expectedOrigin: place,
      expectedRPID: hostOf(place),
      requireUserVerification: false,
    });
    if (!verified) return undefined;
    const { id, publicKey, counter } = registrationInfo.credential;
    return { credentialId: id, publicKey: Buffer.from(publicKey), counter };
  } catch {
    return undefined;
  }
}

export async function askForProof(
  place: Place,
  { challenge, known }: { readonly challenge: Buffer; readonly known: readonly FactorRow[] },
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await library();
  return generateAuthenticationOptions({
    rpID: hostOf(place),
    allowCredentials: credentialsOf(known),
    challenge: new Uint8Array(challenge),
    timeout,
    userVerification: 'preferred',
  });
}

/** Which passkey signed the challenge, with its counter; undefined when none of these did. */
export async function readProof(
  place: Place,
  { challenge, known }: { readonly challenge: Buffer; readonly known: readonly FactorRow[] },
  response: unknown,
): Promise<{ readonly id: string; readonly counter: number } | undefined> {
  const given = response as Partial<AuthenticationResponseJSON> | null;
  const passkey = known.find(({ credentialId }) => credentialId !== null && credentialId === given?.id);
  if (!passkey) return undefined;
  try {
    const { verifyAuthenticationResponse } = await library();
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: given as AuthenticationResponseJSON,
      expectedChallenge: challenge.toString('base64url'),
      expectedOrigin: place,
      expectedRPID: hostOf(place),
      credential: {
        id: passkey.credentialId!,
        publicKey: new Uint8Array(passkey.secret),
        counter: passkey.counter,
      },
      requireUserVerification: false,
    });
    return verified ? { id: passkey.id, counter: authenticationInfo.newCounter } : undefined;
  } catch {
    return undefined;
  }
}

const credentialsOf = (known: readonly FactorRow[]) =>
  known.flatMap(({ credentialId }) => (credentialId === null ? [] : [{ id: credentialId }]));
