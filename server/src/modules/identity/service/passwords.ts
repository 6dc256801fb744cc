/** Passwords: argon2id with the parameters OWASP asks for (19 MiB, two passes, one lane). */
import { hash, verify } from '@node-rs/argon2';
import { boundedQueue } from '../../../platform/bounded-queue.ts';

const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, parameters);
}

/** Each check costs a thread and 19 MiB for some tens of milliseconds: two at once leave threads for everything else. */
const checks = boundedQueue({ atOnce: 2, mostWaiting: 30 });

let decoy: Promise<string> | undefined;

/**
 * Whether the password is right, or `busy` when too many wait to be checked. Without a hash (unknown user) it takes the
 * same time and says no.
 */
export async function passwordFits(passwordHash: string | undefined, password: string): Promise<boolean | 'busy'> {
  return checks.run(async () => {
    decoy ??= hashPassword('nobody has this password');
    const fits = await verify(passwordHash ?? (await decoy), password);
    return passwordHash !== undefined && fits;
  });
}
