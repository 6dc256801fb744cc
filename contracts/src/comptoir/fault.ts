/** What every refusal of `/comptoir/v1` looks like. */
import { z } from 'zod';
import { offerPages } from './offers.ts';
import { ruleWords } from './rules.ts';

export const fault = z.object({
  /** Its stable name, e.g. `OfferUnknown`. */
  code: z.string(),
  /** What is wrong, and what to do: an English sentence. */
  message: z.string(),
  /** Path of the member that is wrong. */
  target: z.string().optional(),
  /** Everything that is wrong with a body, each at its path. */
  problems: z
    .array(
      z.object({
        path: z.string(),
        /** Of an offer's draft: the page of the editor that it stands on. */
        page: z.enum(offerPages).optional(),
        code: z.string(),
        message: z.string(),
        rule: ruleWords.optional(),
      }),
    )
    .optional(),
  /** The rule that decided, where one did. */
  rule: ruleWords.optional(),
  /** What the sentence is made of, for a client that words it itself. */
  values: z.record(z.string(), z.unknown()).optional(),
  correlationId: z.string(),
});
export type FaultBody = z.infer<typeof fault>;
