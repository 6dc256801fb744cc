/** Use cases of a person on its own account: where it is signed in, ending that, another password. */
import { systemActor, type Actor } from '../../../kernel/index.ts';
import { busy } from '../../../platform/busy.ts';
import { sendMail } from '../../../platform/mail.ts';
import type { Work, WorkRunner } from '../../../platform/work.ts';
import { passwordChangedMail } from '../domain/mails.ts';
import type { IdentityEvents } from '../events.ts';
import { passwordUnchanged, passwordWrong, signInNotFound, userNotFound } from '../faults.ts';
import { selectPasswordHash } from '../store/directory.ts';
import { deleteSignIn, deleteSignIns, selectSignIns, updatePasswordHash } from '../store/sign-ins.ts';
import { hashNewPassword, passwordFits, type PasswordHash } from './passwords.ts';
import { tenantOf } from './tenants.ts';
import { findUser, type User } from './users.ts';

/** A browser or program in which a person is signed in. Its times are wall clock. */
export interface SignIn {
  readonly id: string;
  readonly since: Temporal.Instant;
  readonly usedAt: Temporal.Instant;
  readonly until: Temporal.Instant;
  /** What the browser or program calls itself. */
  readonly agent: string | undefined;
  readonly applications: readonly string[];
  /** The one that asks. */
  readonly current: boolean;
}

/** Where the person who asks is signed in, last used first. System only, as the rows are. */
export async function signInsOf(work: Work): Promise<SignIn[]> {
  const { userId, signInId } = personOf(work.actor);
  const rows = await selectSignIns(work, userId);
  return rows.map((row) => ({
    id: row.id,
    since: row.made_at,
    usedAt: row.used_at,
    until: row.expires_at,
    agent: row.agent ?? undefined,
    applications: row.applications,
    current: row.id === signInId,
  }));
}

/**
 * Ends a sign-in of the person who asks: its session and refresh tokens are gone; access tokens that are out write nothing
 * any more, and read for an hour at most. Faults: SignInNotFound. System only.
 */
export async function endSignIn(work: Work, id: string): Promise<void> {
  const { userId } = personOf(work.actor);
  if (!(await deleteSignIn(work, userId, id))) throw signInNotFound(id);
  publishEnded(work, userId, 1);
}

/** Ends all sign-ins of the person who asks but the one that asks. System only. */
export async function endOtherSignIns(work: Work): Promise<void> {
  const { userId, signInId } = personOf(work.actor);
  const ended = await deleteSignIns(work, userId, signInId ?? '');
  if (ended > 0) publishEnded(work, userId, ended);
}

/**
 * Gives the person who asks another password, ends all its other sign-ins and tells it by mail. Hashes before the
 * transaction opens. Faults: PasswordWrong, PasswordRefused, Busy. Whoever calls this limits the tries.
 */
export async function changePassword(
  runner: WorkRunner,
  actor: Actor,
  passwords: { readonly current: string; readonly next: string },
): Promise<void> {
  const { userId } = personOf(actor);
  const as = { actor, system: true };
  const known = await runner.run<string | undefined, unknown>(as, (work) => selectPasswordHash(work, userId));
  const fits = await passwordFits(known, passwords.current);
  if (fits === 'busy') throw busy();
  if (!fits) throw passwordWrong();
  const hash = await hashNewPassword(passwords.next, actor.name);
  await runner.run<void, unknown>(as, (work) => savePassword(work, userId, hash));
}

/**
 * The password that a person chooses at sign-in, in place of one that somebody else made. Hashes before the transaction
 * opens. Faults: PasswordRefused, PasswordUnchanged, UserNotFound, Busy.
 */
export async function choosePassword(runner: WorkRunner, userId: string, next: string): Promise<void> {
  const as = { actor: systemActor, system: true };
  type Known = { readonly user: User | undefined; readonly hash: string | undefined };
  const { user, hash: known } = await runner.run<Known, unknown>(as, async (work) => ({
    user: await findUser(work, userId),
    hash: await selectPasswordHash(work, userId),
  }));
  if (!user?.active) throw userNotFound(userId);
  const hash = await hashNewPassword(next, user.userPrincipalName);
  const same = await passwordFits(known, next);
  if (same === 'busy') throw busy();
  if (same) throw passwordUnchanged();
  await runner.run<void, unknown>(as, (work) => savePassword(work.inNameOf(actorOf(user)), userId, hash));
}

/** The person itself, before it has a token. */
export function actorOf({ id, tenantId, userPrincipalName, roles }: User): Actor {
  return { kind: 'user', tenantId, userId: id, name: userPrincipalName, parts: new Set(), roles: new Set(roles) };
}

/** The person who acts has this password from now on, is signed out everywhere else and told by mail. System only. */
export async function savePassword(work: Work, userId: string, hash: PasswordHash): Promise<void> {
  await updatePasswordHash(work, userId, hash);
  await endOtherSignIns(work);
  const user = await findUser(work, userId);
  if (!user) throw userNotFound(work.actor.name);
  const { language } = await tenantOf(work, user.tenantId);
  await sendMail(work, {
    to: user.email,
    ...passwordChangedMail(user, work.now, user.language ?? language),
    reason: `password-changed/${userId}/${work.now.toString()}`,
  });
  work.publish({ name: 'UserPasswordChanged', aggregateType: 'user', aggregateId: userId, ...about(work.actor) });
}

function publishEnded(work: Work, userId: string, ended: number): void {
  const newValue: IdentityEvents['UserSignInsEnded'] = { ended };
  work.publish({
    name: 'UserSignInsEnded',
    aggregateType: 'user',
    aggregateId: userId,
    ...about(work.actor),
    newValue,
  });
}

const about = ({ tenantId }: Actor) => ({ partnerTenantId: tenantId });

function personOf(actor: Actor): { readonly userId: string; readonly signInId: string | undefined } {
  if (!actor.userId) throw userNotFound(actor.name);
  return { userId: actor.userId, signInId: actor.signInId };
}
