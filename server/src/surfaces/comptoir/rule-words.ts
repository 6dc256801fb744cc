/** Rules on this API: by id, with what they say and where they stand in the reader's language. */
import type { RuleWords } from '@comptoir/contracts/comptoir/rules';
import type { RuleReference } from '../../kernel/index.ts';
import { ruleWords, type Language } from '../../programme/rules/index.ts';

/** An id that the registry does not know any more is told by itself. */
export function ruleToWire(rule: RuleReference, language: Language): RuleWords {
  return { id: rule.id, ...(ruleWords(rule, language) ?? { statement: '', source: '' }) };
}

/** Things that may name the rule behind them, such as problems and transitions. */
export function withRuleWords<Thing extends { readonly rule?: RuleReference }>(
  things: readonly Thing[],
  language: Language,
): (Omit<Thing, 'rule'> & { rule?: RuleWords })[] {
  return things.map(({ rule, ...thing }) => (rule ? { ...thing, rule: ruleToWire(rule, language) } : thing));
}
