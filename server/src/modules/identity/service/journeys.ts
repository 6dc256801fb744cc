/** Ways to identity providers that somebody is on, kept for minutes under their state, and taken once. */
import { z } from 'zod';
import type { Context } from '../../../platform/context.ts';
import { tokenRecords } from '../store/token-records.ts';

const journey = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  /** Whose provider. */
  tenantId: z.string(),
  /** The sign-in under way, whose cookie the browser must have. */
  uid: z.string().optional(),
  /** Path of its authority. */
  authority: z.string().optional(),
  /** An administrator tries the provider out: nobody is signed in. */
  trial: z.boolean().optional(),
});
export type KeptJourney = z.infer<typeof journey>;

/** As long as somebody needs to sign in there, with a second factor. */
const seconds = 15 * 60;

export interface Journeys {
  keep(journey: KeptJourney): Promise<void>;
  find(state: string): Promise<KeptJourney | undefined>;
  /** Once: a second time there is none. */
  take(state: string): Promise<KeptJourney | undefined>;
}

export function journeys(context: Pick<Context, 'runner'>): Journeys {
  const records = tokenRecords(context, 'ProviderJourney', () => undefined);
  const find = async (state: string) => {
    if (state === '' || state.includes('\0')) return undefined;
    const kept = await records.find(state);
    return kept && !('consumed' in kept) ? journey.parse(kept) : undefined;
  };
  return {
    keep: (made) => records.upsert(made.state, made, seconds),
    find,
    async take(state) {
      const found = await find(state);
      return found && (await records.consume(state)) ? found : undefined;
    },
  };
}

export const keepJourney = (context: Pick<Context, 'runner'>, made: KeptJourney): Promise<void> =>
  journeys(context).keep(made);
