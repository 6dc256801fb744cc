/** Use cases of a person on its own second factors, and of an administrator who takes them away (decision 0073). */
import { randomBytes } from 'node:crypto';
import { newId } from '../../../kernel/index.ts';
import { sendMail } from '../../../platform/mail.ts';
import type { SealedSecrets } from '../../../platform/sealed-secrets.ts';
import type { Work } from '../../../platform/work.ts';
import { decideHandOver } from '../domain/people.ts';
import {
  appAddress,
  qrOf,
  recoveryCodeOf,
  recoveryHash,
  stepOfCode,
  typedSecret,
  type QrPicture,
} from '../domain/second-factor.ts';
import { secondFactorMail, type SecondFactorNews } from '../domain/second-factor-mails.ts';
import type { IdentityEvents } from '../events.ts';
import { passkeyRefused, peopleRefused, secondFactorFault, userNotFound } from '../faults.ts';
import {
  confirmFactor,
  deleteBegun,
  deleteFactor,
  deleteFactors,
  deleteRecoveryCodes,
  insertFactor,
  insertRecoveryCodes,
  selectFactors,
  selectStanding,
  type FactorOwner,
  type FactorRow,
} from '../store/second-factors.ts';
import { deleteSignIns } from '../store/sign-ins.ts';
import { askForPasskey, passkeysAt, readMadePasskey, type Place } from './passkeys.ts';
import { personOf } from './people.ts';
import { tenantOf } from './tenants.ts';
import { actingOf } from './user-management.ts';
import { findUser, type User } from './users.ts';

export interface SecondFactors {
  readonly items: readonly {
    readonly id: string;
    readonly kind: 'totp' | 'passkey';
    readonly name: string;
    readonly madeAt: Temporal.Instant;
    readonly usedAt: Temporal.Instant | null;
  }[];
  readonly recoveryCodesLeft: number;
  /** The organisation asks for one: the last is not taken away. */
  readonly required: boolean;
}

const mostFactors = 10;
const recoveryCodes = 10;

/** Second factors of the person who asks. System only, as all of these. */
export async function secondFactorsOf(work: Work): Promise<SecondFactors> {
  const owner = ownerOf(work);
  const { recoveryCodes: left, required } = await selectStanding(work, owner);
  const items = (await selectFactors(work, owner)).filter(({ confirmed }) => confirmed);
  return {
    items: items.map(({ id, kind, name, madeAt, usedAt }) => {
      return { id, kind: kind === 'totp' ? kind : ('passkey' as const), name, madeAt, usedAt };
    }),
    recoveryCodesLeft: left,
    required,
  };
}

export interface BegunApp {
  readonly id: string;
  /** As people type it. */
  readonly secret: string;
  /** As an app reads it. */
  readonly address: string;
  readonly qr: QrPicture;
}

/** An app that has to show a code before it counts. Faults: SecondFactorNeeded, SecondFactorTooMany. */
export async function beginApp(work: Work, secrets: SealedSecrets, name: string): Promise<BegunApp> {
  const owner = ownerOf(work);
  await requireMayAdd(work, owner);
  await deleteBegun(work, owner, 'totp');
  const [id, secret] = [newId(), randomBytes(20)];
  await insertFactor(work, owner, { id, kind: 'totp', name, secret: secrets.seal(secret, id) });
  return begunOf(work, id, secret);
}

/** The app that was begun within minutes, as it was shown; another one when there is none. */
export async function begunApp(work: Work, secrets: SealedSecrets, name: string): Promise<BegunApp> {
  const begun = (await selectFactors(work, ownerOf(work))).find(({ kind, confirmed }) => kind === 'totp' && !confirmed);
  return begun ? begunOf(work, begun.id, secrets.open(begun.secret, begun.id)) : beginApp(work, secrets, name);
}

function begunOf(work: Work, id: string, secret: Buffer): BegunApp {
  const address = appAddress(secret, work.actor.name, 'Comptoir');
  return { id, secret: typedSecret(secret), address, qr: qrOf(address) };
}

/** What the browser makes a passkey of. Faults: SecondFactorNeeded, SecondFactorTooMany, PasskeyRefused. */
export async function beginPasskey(work: Work, place: Place, name: string) {
  const owner = ownerOf(work);
  const user = await requireMayAdd(work, owner);
  if (!passkeysAt(place)) throw passkeyRefused();
  await deleteBegun(work, owner, 'passkey');
  const known = await selectFactors(work, owner);
  const [id, challenge] = [newId(), randomBytes(32)];
  await insertFactor(work, owner, { id, kind: 'passkey', name, secret: challenge });
  return { id, options: await askForPasskey(place, user, { challenge, known }) };
}

export interface FactorAnswer {
  /** Of an app. */
  readonly code?: string | undefined;
  /** Of a browser: what it made. */
  readonly credential?: unknown;
}

/**
 * What was begun counts from now on, once it shows that it works. The first one brings recovery codes, told once. Faults:
 * SecondFactorNotFound, SecondFactorWrong, PasskeyRefused.
 */
export async function confirmSecondFactor(
  work: Work,
  { secrets, place }: { readonly secrets: SealedSecrets; readonly place: Place },
  id: string,
  answer: FactorAnswer,
): Promise<readonly string[] | undefined> {
  const owner = ownerOf(work);
  const row = (await selectFactors(work, owner)).find((one) => one.id === id && !one.confirmed);
  if (!row) throw secondFactorFault('SecondFactorNotFound');
  const kept = row.kind === 'totp' ? appOf(row, secrets, answer.code ?? '') : await passkeyOf(row, place, answer);
  const before = await selectStanding(work, owner);
  if (!(await confirmFactor(work, owner, { id, name: row.name, ...kept }))) {
    throw secondFactorFault('SecondFactorNotFound');
  }
  await tell(work, owner, 'added', { kind: row.kind, name: row.name });
  return before.factors === 0 ? makeCodes(work, owner) : undefined;
}

function appOf(row: FactorRow, secrets: SealedSecrets, code: string) {
  // Wall clock: apps live in real time.
  const step = stepOfCode(secrets.open(row.secret, row.id), code, Date.now(), 0);
  if (step === undefined) throw secondFactorFault('SecondFactorWrong');
  return { secret: row.secret, credentialId: null, counter: step };
}

async function passkeyOf(row: FactorRow, place: Place, { credential }: FactorAnswer) {
  const made = await readMadePasskey(place, row.secret, credential);
  if (!made) throw passkeyRefused();
  return { secret: made.publicKey, credentialId: made.credentialId, counter: made.counter };
}

/** Faults: SecondFactorNeeded, SecondFactorNotFound, SecondFactorRequired. */
export async function removeSecondFactor(work: Work, id: string): Promise<void> {
  const owner = ownerOf(work);
  await requireProved(work, owner);
  const gone = await deleteFactor(work, owner, id);
  if (!gone) throw secondFactorFault('SecondFactorNotFound');
  const left = await selectStanding(work, owner);
  if (left.factors === 0 && left.required) throw secondFactorFault('SecondFactorRequired');
  if (left.factors === 0) await deleteFactors(work, owner);
  await tell(work, owner, 'removed', gone);
}

/** Ten codes in place of those there were, told once. Faults: SecondFactorNeeded, SecondFactorNotFound. */
export async function renewRecoveryCodes(work: Work): Promise<readonly string[]> {
  const owner = ownerOf(work);
  await requireProved(work, owner);
  if ((await selectStanding(work, owner)).factors === 0) throw secondFactorFault('SecondFactorNotFound');
  const codes = await makeCodes(work, owner);
  publish(work, 'UserRecoveryCodesMade', owner, { codes: codes.length });
  return codes;
}

/**
 * Takes all second factors of a person away, who lost them, and signs it out everywhere. Faults: UserNotFound,
 * GlobalAdminNeeded, OwnPeopleOnly, BeyondOwnRights, OwnAccount, SecondFactorNotFound.
 */
export async function resetSecondFactors(work: Work, userId: string): Promise<void> {
  const acting = await actingOf(work);
  const person = await personOf(work, work.actor.tenantId, userId);
  // One's own are removed with one of them, not past them.
  const { parts } = await tenantOf(work, person.tenantId);
  const refusal = acting.id === userId ? 'OwnAccount' : decideHandOver(acting, person, parts);
  if (refusal) throw peopleRefused(refusal);
  const owner = { tenantId: person.tenantId, userId };
  if ((await deleteFactors(work, owner)) === 0) throw secondFactorFault('SecondFactorNotFound');
  await deleteSignIns(work, userId, '');
  await tell(work, owner, 'reset', { kind: 'totp', name: '' });
}

async function makeCodes(work: Work, owner: FactorOwner): Promise<readonly string[]> {
  const codes = Array.from({ length: recoveryCodes }, () => recoveryCodeOf(randomBytes(10)));
  await deleteRecoveryCodes(work, owner);
  await insertRecoveryCodes(
    work,
    owner,
    codes.map((code) => recoveryHash(code)!),
  );
  return codes;
}

async function requireMayAdd(work: Work, owner: FactorOwner): Promise<User> {
  await requireProved(work, owner);
  if ((await selectStanding(work, owner)).factors >= mostFactors) throw secondFactorFault('SecondFactorTooMany');
  const user = await findUser(work, owner.userId);
  if (!user) throw userNotFound(work.actor.name);
  return user;
}

/** Who holds a token of a person, and none of its factors, must not change them. */
async function requireProved(work: Work, owner: FactorOwner): Promise<void> {
  const { factors } = await selectStanding(work, owner);
  if (factors > 0 && work.actor.secondFactor !== true) throw secondFactorFault('SecondFactorNeeded');
}

function ownerOf({ actor }: Work): FactorOwner {
  if (!actor.userId) throw userNotFound(actor.name);
  return { tenantId: actor.tenantId, userId: actor.userId };
}

const eventOf = {
  added: 'UserSecondFactorAdded',
  removed: 'UserSecondFactorRemoved',
  reset: 'UserSecondFactorsReset',
} as const;

/** The person is told by mail: a change that somebody else made must not go unnoticed. */
async function tell(
  work: Work,
  owner: FactorOwner,
  news: SecondFactorNews,
  factor: IdentityEvents['UserSecondFactorAdded'],
): Promise<void> {
  const user = await findUser(work, owner.userId);
  if (!user) throw userNotFound(work.actor.name);
  const { language } = await tenantOf(work, owner.tenantId);
  await sendMail(work, {
    to: user.email,
    ...secondFactorMail(user, { news, name: factor.name, at: work.now }, user.language ?? language),
    reason: `second-factor-${news}/${owner.userId}/${newId()}`,
  });
  if (news === 'reset') publish(work, eventOf.reset, owner, { userPrincipalName: user.userPrincipalName });
  else publish(work, eventOf[news], owner, factor);
}

type FactorEvent =
  | 'UserSecondFactorAdded'
  | 'UserSecondFactorRemoved'
  | 'UserSecondFactorsReset'
  | 'UserRecoveryCodesMade';

function publish<Name extends FactorEvent>(
  work: Work,
  name: Name,
  { tenantId, userId }: FactorOwner,
  newValue: IdentityEvents[Name],
): void {
  work.publish({ name, aggregateType: 'user', aggregateId: userId, partnerTenantId: tenantId, newValue });
}
