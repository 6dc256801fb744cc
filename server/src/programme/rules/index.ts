/**
 * The registry of programme rules: each stands here once, with what it says in both languages and where it is written.
 * Files are families, by the letter of their ids; own policies and details have the id of their rule and a name behind it.
 * Code refuses with `rules.A2`; whoever shows a refusal asks for its words by the id.
 */
import { audienceRules } from './a-audience.ts';
import { accountRules } from './b-accounts.ts';
import { marketRules } from './c-markets.ts';
import { relationshipRules } from './d-relationships.ts';
import { priceRules } from './e-prices.ts';
import { purchaseRules } from './f-purchases.ts';
import { billingRules } from './g-billing.ts';
import { supportRules } from './h-support.ts';
import type { RuleReference } from '../../kernel/index.ts';
import { citationText, documentOf, type Language } from './documents.ts';
import type { RuleEntry } from './rule.ts';

export { citationText, documentOf, languages, type Language } from './documents.ts';

const entries = {
  ...audienceRules,
  ...accountRules,
  ...marketRules,
  ...relationshipRules,
  ...priceRules,
  ...purchaseRules,
  ...billingRules,
  ...supportRules,
} as const satisfies Record<string, RuleEntry>;

export type RuleId = keyof typeof entries;

export interface Rule extends RuleEntry {
  readonly id: RuleId;
  readonly family: RuleFamily;
}

/** What a letter stands for: the families of rules. */
export const ruleFamilies = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const;
export type RuleFamily = (typeof ruleFamilies)[number];

const all: readonly Rule[] = Object.entries<RuleEntry>(entries).map(([id, entry]) => ({
  ...entry,
  id: id as RuleId,
  family: id.charAt(0) as RuleFamily,
}));
const byId: ReadonlyMap<string, Rule> = new Map(all.map((rule) => [rule.id, rule]));

/** Every rule as code cites it: `refused(rules.A2, …)`. */
export const rules = Object.fromEntries(all.map(({ id }) => [id, { id }])) as {
  readonly [Id in RuleId]: { readonly id: Id };
};

export function allRules(): readonly Rule[] {
  return all;
}

/** What a rule says and where it stands; undefined for an id that an older version of Comptoir wrote down. */
export function findRule(id: string): Rule | undefined {
  return byId.get(id);
}

/** Whether a rule is in force on a day. */
export function ruleHoldsOn({ since, until }: Pick<Rule, 'since' | 'until'>, day: Temporal.PlainDate): boolean {
  const begun = !since || Temporal.PlainDate.compare(since, day) <= 0;
  return begun && (!until || Temporal.PlainDate.compare(day, until) <= 0);
}

/** What a reader is told of the rule that decided. */
export interface RuleWords {
  readonly statement: string;
  /** Titles of the documents and the lines in them. */
  readonly source: string;
}

/** The words of a rule in the reader's language; undefined for an id that is no rule. */
export function ruleWords({ id }: RuleReference, language: Language): RuleWords | undefined {
  const rule = findRule(id);
  if (!rule) return undefined;
  // Our own decisions are no reading for users: such a rule is told by its words.
  const open = rule.sources.filter((citation) => documentOf(citation).origin !== 'decision');
  const source = open.map((citation) => citationText(citation, language)).join(language === 'fr' ? '\u00a0; ' : '; ');
  return { statement: rule.statement[language], source };
}

/** A reason with the documents that say so, for wires that are English. */
export function withSource(reason: string, rule: RuleReference): string {
  const words = ruleWords(rule, 'en');
  return words?.source ? `${reason} (${words.source})` : reason;
}
