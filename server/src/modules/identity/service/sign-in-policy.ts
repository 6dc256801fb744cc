/** What a tenant asks of its people at sign-in, and how a person proves itself the second time (decision 0073, rule B30). */
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { systemActor } from '../../../kernel/index.ts';
import type { SealedSecrets } from '../../../platform/sealed-secrets.ts';
import type { Work, WorkRunner } from '../../../platform/work.ts';
import { recoveryHash, stepOfCode } from '../domain/second-factor.ts';
import type { IdentityEvents } from '../events.ts';
import { secondFactorFault } from '../faults.ts';
import {
  countCode,
  forgetCodes,
  selectAsksSecondFactor,
  selectFactors,
  selectSignInPolicy,
  selectStanding,
  upsertSignInPolicy,
  useFactor,
  useRecoveryCode,
  type FactorOwner,
  type SignInPolicyRow,
} from '../store/second-factors.ts';
import { askForProof, passkeysAt, readProof, type Place } from './passkeys.ts';
import { actingOf } from './user-management.ts';
import type { User } from './users.ts';

export type SignInPolicy = SignInPolicyRow;

/** The tenant's, with how many of its people it would stop at their next sign-in. */
export function signInPolicyOf(work: Work, tenantId: string): Promise<SignInPolicy> {
  return selectSignInPolicy(work, tenantId);
}

/** Whether the tenant asks for a second factor. System only. */
export function asksSecondFactor(work: Work, tenantId: string): Promise<boolean> {
  return selectAsksSecondFactor(work, tenantId);
}

/** Asks for a second factor, or no longer. Faults: SecondFactorDemanded by the operator. System only. */
export async function requireSecondFactor(work: Work, required: boolean): Promise<SignInPolicy> {
  const { tenantId } = work.actor;
  if (!required && (await selectSignInPolicy(work, tenantId)).demanded) throw secondFactorFault('SecondFactorDemanded');
  const { id } = await actingOf(work);
  if (await upsertSignInPolicy(work, tenantId, { required, changedBy: id })) {
    const newValue: IdentityEvents['SignInPolicyChanged'] = { secondFactorRequired: required };
    const about = { aggregateType: 'tenant', aggregateId: tenantId, partnerTenantId: tenantId };
    work.publish({ name: 'SignInPolicyChanged', ...about, newValue });
  }
  return selectSignInPolicy(work, tenantId);
}

export interface SecondFactorFacts {
  readonly hasSecondFactor: boolean;
  readonly secondFactorRequired: boolean;
}

/** What a person has, and what its tenant asks for. System only. */
export async function secondFactorFacts(work: Work, user: Pick<User, 'id' | 'tenantId'>): Promise<SecondFactorFacts> {
  const { factors, required } = await selectStanding(work, { tenantId: user.tenantId, userId: user.id });
  return { hasSecondFactor: factors > 0, secondFactorRequired: required };
}

/**
 * What the browser is asked to sign by a passkey; undefined when the person has none, or this address can have none.
 * `challenge` counts once. System only.
 */
export async function askForSecondFactor(
  work: Work,
  user: Pick<User, 'id' | 'tenantId'>,
  { place, challenge }: { readonly place: Place; readonly challenge: Buffer },
): Promise<PublicKeyCredentialRequestOptionsJSON | undefined> {
  const known = (await selectFactors(work, ownerOf(user))).filter(({ confirmed }) => confirmed);
  const passkeys = known.filter(({ kind }) => kind === 'passkey');
  const here = passkeys.length > 0 && passkeysAt(place);
  return here ? askForProof(place, { challenge, known: passkeys }) : undefined;
}

export interface GivenProof {
  readonly code?: string | undefined;
  readonly passkey?: { readonly place: Place; readonly challenge: Buffer; readonly response: unknown } | undefined;
}

/** In a quarter of an hour, of one person, wherever they come from. */
const mostCodes = 5;

/**
 * Whether it proves the person. A code counts once, a recovery code is gone, and each try counts before it is looked at.
 * Failures are in the audit trail.
 */
export async function proveSecondFactor(
  context: { readonly runner: WorkRunner; readonly secrets: SealedSecrets },
  user: User,
  given: GivenProof,
  from: { readonly source: string; readonly applicationName: string },
): Promise<'proved' | 'wrong' | 'tooMany'> {
  const owner = ownerOf(user);
  const as = { actor: systemActor, system: true };
  const tries = await context.runner.run<number, unknown>(as, (work) => countCode(work, owner));
  const proved =
    tries <= mostCodes &&
    (await context.runner.run<boolean, unknown>(as, (work) => fits(work, owner, given, context.secrets)));
  if (proved) return 'proved';
  const reason = tries > mostCodes ? 'tooManyCodes' : 'wrongCode';
  await context.runner.run<void, unknown>(as, async (work) => {
    const named = { ...from, userPrincipalName: user.userPrincipalName };
    const newValue: IdentityEvents['UserSignInFailed'] = { reason, ...named };
    const about = { aggregateType: 'user', aggregateId: user.id, partnerTenantId: user.tenantId };
    work.publish({ name: 'UserSignInFailed', ...about, newValue });
    return Promise.resolve();
  });
  return reason === 'wrongCode' ? 'wrong' : 'tooMany';
}

async function fits(work: Work, owner: FactorOwner, given: GivenProof, secrets: SealedSecrets): Promise<boolean> {
  const { code, passkey } = given;
  const done = passkey ? await fitsPasskey(work, owner, passkey) : await fitsCode(work, owner, secrets, code ?? '');
  if (done) await forgetCodes(work, owner);
  return done;
}

async function fitsPasskey(
  work: Work,
  owner: FactorOwner,
  { place, challenge, response }: NonNullable<GivenProof['passkey']>,
): Promise<boolean> {
  const known = (await selectFactors(work, owner)).filter(({ kind, confirmed }) => kind === 'passkey' && confirmed);
  const used = await readProof(place, { challenge, known }, response);
  return used !== undefined && useFactor(work, owner, used);
}

async function fitsCode(work: Work, owner: FactorOwner, secrets: SealedSecrets, code: string): Promise<boolean> {
  // First: it lets in also when the key that seals the apps' secrets was lost.
  const hash = recoveryHash(code);
  if (hash) return useRecoveryCode(work, owner, hash);
  for (const row of await selectFactors(work, owner)) {
    if (row.kind !== 'totp' || !row.confirmed) continue;
    // Wall clock: apps live in real time.
    const step = stepOfCode(secrets.open(row.secret, row.id), code, Date.now(), row.counter);
    if (step !== undefined) return useFactor(work, owner, { id: row.id, counter: step });
  }
  return false;
}

const ownerOf = ({ id, tenantId }: Pick<User, 'id' | 'tenantId'>): FactorOwner => ({ tenantId, userId: id });
