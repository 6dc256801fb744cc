/** The programme's rules: `/comptoir/v1/rules` (`account.read`), and how a refusal names one. */
import { z } from 'zod';
import { dayText } from './words.ts';

/** The rule behind a refusal: what it says, and the documents with their lines, in the reader's language. */
export const ruleWords = z.object({ id: z.string(), statement: z.string(), source: z.string() });
export type RuleWords = z.infer<typeof ruleWords>;

/** The letter an id begins with: audience, accounts, markets, relationships, prices, purchases, billing, support. */
export const ruleFamilies = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const;
/** `binding`: a source document says so; `filled`: another document does; `inferred`: the operator's own policy. */
export const ruleKinds = ['binding', 'filled', 'inferred'] as const;

// GET /comptoir/v1/rules?on=YYYY-MM-DD  (today when absent): every rule in force that day, in the order of their ids
export const rulesQuery = z.strictObject({ on: dayText.optional() });
export const ruleRow = z.object({
  id: z.string(),
  family: z.enum(ruleFamilies),
  kind: z.enum(ruleKinds),
  statement: z.string(),
  /** The deciding document first. */
  sources: z.array(
    z.object({
      title: z.string(),
      /** One of the five documents of the programme, another page of Microsoft's, or a decision of this project. */
      origin: z.enum(['source', 'microsoft', 'decision']),
      lines: z.string().nullable(),
      /** The document's own date, `YYYY-MM-DD`. */
      date: z.string().nullable(),
    }),
  ),
  /** First and last day in force; null without such a bound. */
  since: z.string().nullable(),
  until: z.string().nullable(),
});
export const ruleList = z.object({ on: z.string(), items: z.array(ruleRow) });
export type RuleRow = z.infer<typeof ruleRow>;
export type RuleList = z.infer<typeof ruleList>;
