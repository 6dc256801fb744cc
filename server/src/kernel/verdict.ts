/** What a rule answers: allowed, or refused with the rule that decided. */

/** A rule of the registry, cited: `rules.A15`. What it says and where it is written stand in `programme/rules`. */
export interface RuleReference {
  readonly id: string;
}

export type Verdict =
  | { readonly allowed: true; readonly rule?: RuleReference }
  | { readonly allowed: false; readonly rule: RuleReference; readonly reason: string };

export const allowed: Verdict = { allowed: true };

export function refused(rule: RuleReference, reason: string): Verdict {
  return { allowed: false, rule, reason };
}
