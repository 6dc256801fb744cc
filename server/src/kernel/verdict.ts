/** What a rule answers: allowed, or refused with the rule that decided and where it is written. */

export interface RuleReference {
  /** Id in the programme rules, e.g. `A15`, `F6`. */
  readonly id: string;
  /** Document and place, e.g. `SEED 0 L98`. */
  readonly source: string;
  /** First day the rule is in force, `YYYY-MM-DD`; absent when it always was. */
  readonly since?: string;
}

export type Verdict =
  | { readonly allowed: true; readonly rule?: RuleReference }
  | { readonly allowed: false; readonly rule: RuleReference; readonly reason: string };

export const allowed: Verdict = { allowed: true };

export function refused(rule: RuleReference, reason: string): Verdict {
  return { allowed: false, rule, reason };
}
