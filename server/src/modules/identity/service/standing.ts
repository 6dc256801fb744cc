/** Whoever writes must still be who its token says: a token is out for an hour, what it writes stays (decision 0086). */
import { systemActor, type Actor } from '../../../kernel/index.ts';
import type { WorkRunner } from '../../../platform/work.ts';
import { LRUCache } from 'lru-cache';
import { unauthenticated } from '../faults.ts';
import { applicationStands } from '../store/applications.ts';
import { selectStanding, type Standing } from '../store/directory.ts';

const reads: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a request of this method changes nothing. */
export const isRead = (method: string): boolean => reads.has(method);

/**
 * The person of a token with the roles of now. Faults: Unauthenticated for who was disabled, deleted or moved, and once the
 * sign-in by which the token came has ended.
 */
export async function standingActor(runner: WorkRunner, actor: Actor): Promise<Actor> {
  const { userId, tenantId, signInId = null } = actor;
  if (userId === undefined) return actor;
  const wanted = { userId, tenantId, signInId };
  const found = await runner.run<Standing | undefined, unknown>(
    { actor: systemActor, system: true },
    (work) => selectStanding(work, wanted),
    // Travels with the opening.
    (asking) => [selectStanding(asking, wanted)],
  );
  // A deleted person's row stays for a month, so that a token which names nobody came by no sign-in of ours.
  if (!found && signInId === null) return actor;
  if (!found?.active) throw unauthenticated('This account may not sign in any more. Ask your administrator.');
  if (!found.signedIn) throw unauthenticated('The sign-in by which this token came has ended. Sign in again.');
  return { ...actor, roles: new Set(found.roles) };
}

/** An application that was disabled, or lost the credential of a token, is stopped after so long: each process asks again then. */
const askedAgainMs = 2000;
const rememberedApplications = 10_000;
type Standings = LRUCache<string, Promise<boolean>>;
const standings = new WeakMap<WorkRunner, Standings>();

function standingsOf(runner: WorkRunner): Standings {
  const known = standings.get(runner);
  if (known) return known;
  const made: Standings = new LRUCache({ max: rememberedApplications, ttl: askedAgainMs });
  standings.set(runner, made);
  return made;
}

/**
 * The application by which a token came is there still, and so is the secret or certificate by which it asked for it. Faults:
 * Unauthenticated.
 */
export async function requireStandingApplication(
  runner: WorkRunner,
  { applicationId }: Actor,
  credentialId: string | undefined,
): Promise<void> {
  if (applicationId === undefined) return;
  const known = standingsOf(runner);
  const key = `${applicationId} ${credentialId}`;
  let asked = known.get(key);
  if (!asked) {
    asked = runner.run<boolean, unknown>({ actor: systemActor, system: true }, (work) =>
      applicationStands(work, applicationId, credentialId),
    );
    known.set(key, asked);
    // What failed says nothing of the application.
    asked.catch(() => known.delete(key));
  }
  if (await asked) return;
  throw unauthenticated(
    'The application by which this token came is disabled, or the secret or certificate behind the token was removed or has run out. Ask its administrator.',
  );
}
