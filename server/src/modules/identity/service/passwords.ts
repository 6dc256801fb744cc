/** Passwords: argon2id with the parameters OWASP asks for (19 MiB, two passes, one lane). */
import { hash, verify } from '@node-rs/argon2';
import { boundedQueue } from '../../../platform/bounded-queue.ts';
import { busy } from '../../../platform/busy.ts';
import { passwordProblem } from '../domain/password.ts';
import { passwordRefused } from '../faults.ts';

const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * Each hash costs a thread and 19 MiB for some tens of milliseconds: two at once leave threads for everything else. Nobody
 * holds a connection meanwhile, hence what needs a hash gets it before its transaction opens.
 */
const hashing = boundedQueue({ atOnce: 2, mostWaiting: 30 });

/** What is kept of a password. */
export type PasswordHash = string & { readonly kind: 'password hash' };

/** The hash of a password that the person of this name may have. Faults: PasswordRefused, Busy when too many wait. */
export async function hashNewPassword(password: string, userPrincipalName: string): Promise<PasswordHash> {
  const problem = passwordProblem(password, userPrincipalName);
  if (problem) throw passwordRefused(problem);
  return hashPassword(password);
}

/** The hash of a password that is no person's choice: made at random, or the demo world's. Faults: Busy. */
export async function hashPassword(password: string): Promise<PasswordHash> {
  const hashed = await hashing.run(() => hash(password, parameters));
  if (hashed === 'busy') throw busy();
  return hashed as PasswordHash;
}

let decoy: Promise<string> | undefined;

/**
 * Whether the password is right, or `busy` when too many wait to be checked. Without a hash (unknown user) it takes the
 * same time and says no.
 */
export async function passwordFits(passwordHash: string | undefined, password: string): Promise<boolean | 'busy'> {
  return hashing.run(async () => {
    decoy ??= hash('nobody has this password', parameters);
    const fits = await verify(passwordHash ?? (await decoy), password);
    return passwordHash !== undefined && fits;
  });
}
