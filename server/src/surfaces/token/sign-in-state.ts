/** What a sign-in that is under way has proved, kept for minutes under the provider's own id of it. */
import { z } from 'zod';
import { tokenRecords } from '../../modules/identity/index.ts';
import type { Context } from '../../platform/context.ts';

const state = z.object({
  /** The person whose password was right. */
  accountId: z.string(),
  amr: z.array(z.string()),
  /** A click on one of the sandbox's people. */
  chosen: z.boolean(),
  /** What a passkey has to sign, in base64url; it counts once. */
  challenge: z.string().optional(),
  /** Recovery codes were made, and are read before it goes on. */
  codesToRead: z.boolean().optional(),
  /** By the organisation's identity provider: the password here is not asked for. */
  external: z.boolean().optional(),
});
export type SignInState = z.infer<typeof state>;

/** As long as somebody needs to find a phone and type a code. */
const seconds = 15 * 60;

export interface SignInStates {
  find(uid: string): Promise<SignInState | undefined>;
  keep(uid: string, proved: SignInState): Promise<void>;
  forget(uid: string): Promise<void>;
}

/** The provider's cookie binds the id to the browser. Ending the person's sign-ins ends this too. */
export function signInStates(context: Context): SignInStates {
  const records = tokenRecords(context, 'SignInState', () => undefined);
  return {
    async find(uid) {
      const known = state.safeParse(await records.find(uid));
      return known.success ? known.data : undefined;
    },
    keep: (uid, proved) => records.upsert(uid, proved, seconds),
    forget: (uid) => records.destroy(uid),
  };
}
