/** Whoever writes must still be who its token says: a token is out for an hour, what it writes stays (decision 0086). */
import { systemActor, type Actor } from '../../../kernel/index.ts';
import type { WorkRunner } from '../../../platform/work.ts';
import { unauthenticated } from '../faults.ts';
import { selectStanding, type Standing } from '../store/directory.ts';

const reads: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a request of this method changes nothing. */
export const isRead = (method: string): boolean => reads.has(method);

/**
 * The person of a token with the roles of now. Faults: Unauthenticated for who was disabled, deleted or moved, and once the
 * sign-in by which the token came has ended. Applications are as their token says.
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
